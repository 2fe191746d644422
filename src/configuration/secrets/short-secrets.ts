import { encoded } from '../../core/text/encoded.js';
import { isDistinctive, isMixed, MASK } from '../../core/text/secret-text.js';
import type { Innocents } from './innocents.js';
import { isTemplate } from './references.js';

/** Secrets that are no words, but too short to be masked wherever they stand. */
export interface ShortSecrets {
  /** As they are written, in Base64 and in hexadecimal numbers. */
  readonly words: ReadonlySet<string>;
  /** Their lengths, the longest first. */
  readonly lengths: readonly number[];
}

/** All that no name and no value of the configuration is. */
export function shortSecretsIn(secrets: Iterable<string>, innocents: () => Innocents): ShortSecrets {
  const found = new Set<string>();
  for (const secret of secrets) if (isShort(secret) && !isTemplate(secret)) found.add(secret);
  if (found.size > 0) {
    const { names, values } = innocents();
    for (const name of names) found.delete(name);
    for (const value of values) found.delete(value);
  }
  const words = new Set([...found].flatMap((secret) => [secret, ...encoded(secret)]));
  const lengths = new Set(Array.from(words, ({ length }) => length));
  return { words, lengths: [...lengths].toSorted((a, b) => b - a) };
}

/** A shorter one may be any number or abbreviation. */
function isShort(text: string): boolean {
  return text.trim().length >= 4 && isMixed(text) && !isDistinctive(text);
}

/** A text without those that stand in it by themselves, as words do. */
export function withoutShortSecrets(text: string, { words, lengths }: ShortSecrets): string {
  if (lengths.length === 0) return text;
  let [masked, done] = ['', 0];
  for (let at = 0; at < text.length; at += 1) {
    if (at < done || isPartOfWord(text, at - 1)) continue;
    const length = lengths.find(
      (each) => words.has(text.slice(at, at + each)) && !isPartOfWord(text, at + each),
    );
    if (length === undefined) continue;
    masked += text.slice(done, at) + MASK;
    done = at + length;
  }
  return masked + text.slice(done);
}

function isPartOfWord(text: string, at: number): boolean {
  return /^[A-Za-z\d\u00c0-\u024f]$/.test(text.charAt(at));
}
