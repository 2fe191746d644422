import { UsageError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import { CATALOGUE } from '../../rules/catalogue.js';

/** A rule by code or by name. */
export function findRule(text: string): { readonly code: string; readonly name: string } | undefined {
  return CATALOGUE.find(({ code, name }) => code === text.toUpperCase() || name === text);
}

/** The code or the name that was probably meant, or null. */
export function nearestRule(text: string): string | null {
  return closest(
    text,
    CATALOGUE.flatMap(({ code, name }) => [name, code]),
  );
}

/** The same, for a name that has to be one. Throws UsageError with the nearest one. */
export function ruleNamed(text: string): { readonly code: string; readonly name: string } {
  const rule = findRule(text);
  if (rule !== undefined) return rule;
  const near = nearestRule(text);
  const help = near === null ? 'multi-engine rules lists them' : `did you mean ${near}?`;
  throw new UsageError(NAME.test(text) ? `there is no rule "${text}"` : 'a rule has a code or a name', help);
}

/** What is nothing like it, such as lines of a log, may hold anything. */
const NAME = /^[\w-]{1,60}$/u;
