import { closest } from '../core/text/did-you-mean.js';
import { CATALOGUE } from './catalogue.js';

/** A rule by code or by name. */
export function findRule(text: string): { readonly code: string; readonly name: string } | undefined {
  byName ??= new Map(CATALOGUE.flatMap((rule) => [rule.code, rule.name].map((name) => [name, rule])));
  return byName.get(text) ?? byName.get(text.toUpperCase());
}

let byName: ReadonlyMap<string, (typeof CATALOGUE)[number]> | null = null;

/** The code or the name that was probably meant, or null. */
export function nearestRule(text: string): string | null {
  return closest(text, namesOfRules());
}

/** Every name that a rule has. */
export function namesOfRules(): readonly string[] {
  names ??= CATALOGUE.flatMap(({ code, name }) => [name, code]);
  return names;
}

let names: readonly string[] | null = null;
