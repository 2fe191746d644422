import { withoutTrailing } from '../core/text/text.js';

/** Longest label that Kubernetes allows; the other programs allow more. */
const LONGEST = 63;

/** Makes a name of letters, digits and hyphens that no other name of the set has, and adds it. */
export function uniqueName(text: string, taken: Set<string>): string {
  const name = plainName(text);
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`;
    const candidate = withoutTrailing(name.slice(0, LONGEST - suffix.length), '-') + suffix;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}

/** A DNS label: it starts with a letter, ends with a letter or digit. */
function plainName(text: string): string {
  const hyphened = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+/u, '');
  const plain = withoutTrailing(hyphened, '-');
  return /^[a-z]/u.test(plain) ? plain : withoutTrailing(`engine-${plain}`, '-');
}

/** Brings things back into the order of their aliases. */
export function sortedNames<T extends { readonly alias: string }>(
  things: readonly T[],
  aliases: readonly string[],
): readonly T[] {
  return things.toSorted((a, b) => aliases.indexOf(a.alias) - aliases.indexOf(b.alias));
}
