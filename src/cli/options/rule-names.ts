import { UsageError } from '../../core/errors.js';
import { findRule, nearestRule } from '../../rules/names.js';

/** A rule by a name that has to be one. Throws UsageError with the nearest one. */
export function ruleNamed(text: string): { readonly code: string; readonly name: string } {
  const rule = findRule(text);
  if (rule !== undefined) return rule;
  const near = nearestRule(text);
  const help = near === null ? 'multi-engine rules lists them' : `did you mean ${near}?`;
  throw new UsageError(NAME.test(text) ? `there is no rule "${text}"` : 'a rule has a code or a name', help);
}

/** What is nothing like it, such as lines of a log, may hold anything. */
const NAME = /^[\w-]{1,60}$/u;
