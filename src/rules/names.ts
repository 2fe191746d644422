import { once } from '../core/memoize.js';
import { closest } from '../core/text/did-you-mean.js';
import { CATALOGUE } from './catalogue.js';

/** A rule by code or by name. */
export function findRule(text: string): { readonly code: string; readonly name: string } | undefined {
  return byName().get(text) ?? byName().get(text.toUpperCase());
}

/** The code or the name that was probably meant, or null. */
export function nearestRule(text: string): string | null {
  return closest(text, namesOfRules());
}

/** Every name that a rule has. */
export const namesOfRules = once((): readonly string[] =>
  CATALOGUE.flatMap(({ code, name }) => [name, code]),
);

const byName = once(
  () => new Map(CATALOGUE.flatMap((rule) => [rule.code, rule.name].map((name) => [name, rule] as const))),
);
