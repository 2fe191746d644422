import { closest } from '../core/text/did-you-mean.js';
import { CATALOGUE } from './catalogue.js';

/** A rule by code or by name. */
export function findRule(text: string): { readonly code: string; readonly name: string } | undefined {
  return CATALOGUE.find(({ code, name }) => code === text.toUpperCase() || name === text);
}

/** The code or the name that was probably meant, or null. */
export function nearestRule(text: string): string | null {
  return closest(text, namesOfRules());
}

/** Every name that a rule has. */
export function namesOfRules(): readonly string[] {
  return CATALOGUE.flatMap(({ code, name }) => [name, code]);
}
