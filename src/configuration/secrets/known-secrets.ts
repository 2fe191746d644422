import type { Span } from '../../load/types.js';
import { isTemplate } from './references.js';
import { isDistinctive, MASK, SHORTEST_DISTINCTIVE as SHORTEST } from '../../core/text/secret-text.js';

/** What a configuration shows: a secret that is one of these would be given away by what is masked. */
export interface Innocents {
  /** Keys, aliases, addresses and other values of one word: a secret that is a part of them is left alone. */
  readonly names: Iterable<string>;
  /** Values of several words: only a secret that is the same. */
  readonly values: ReadonlySet<string>;
}

/** The secrets of a configuration as texts that may turn up anywhere: in a comment, in the answer of an engine. */
export class KnownSecrets {
  readonly #secrets: Iterable<string>;
  readonly #innocents: () => Innocents;
  #words: SecretWords | null = null;

  constructor(secrets: Iterable<string>, innocents: () => Innocents) {
    this.#secrets = secrets;
    this.#innocents = innocents;
  }

  /** The text without any of them. */
  hide(text: string): string {
    this.#words ??= this.#distinct();
    return this.#words.mask(text);
  }

  /** Where they are. */
  spansIn(text: string): readonly Span[] {
    this.#words ??= this.#distinct();
    return this.#words.spansIn(text);
  }

  #distinct(): SecretWords {
    const secrets = [...new Set(this.#secrets)].filter((each) => isDistinctive(each) && !isTemplate(each));
    if (secrets.length === 0) return new SecretWords([]);
    const { names, values } = this.#innocents();
    const ordinary = new SecretWords(secrets).allIn(names);
    return new SecretWords(secrets.filter((secret) => !ordinary.has(secret) && !values.has(secret)));
  }
}

/** Finds texts by how they begin and how long they are: the time for a line does not grow with their number. */
class SecretWords {
  readonly #words = new Set<string>();
  readonly #lengthsByStart = new Map<string, Set<number>>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) this.#add(secret);
  }

  /** Longest first, so that masking one never leaves the rest of a longer one. */
  mask(line: string): string {
    if (this.#words.size === 0) return line;
    let masked = line;
    const words = [...new Set(this.#wordsIn(line))].toSorted((a, b) => b.length - a.length);
    for (const word of words) masked = masked.replaceAll(word, MASK);
    return masked;
  }

  spansIn(text: string): readonly Span[] {
    return [...this.#placesIn(text)].map(({ at, word }) => ({ start: at, end: at + word.length }));
  }

  allIn(texts: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const text of texts) for (const word of this.#wordsIn(text)) found.add(word);
    return found;
  }

  #add(word: string): void {
    this.#words.add(word);
    const start = word.slice(0, SHORTEST);
    const lengths = this.#lengthsByStart.get(start);
    if (lengths === undefined) this.#lengthsByStart.set(start, new Set([word.length]));
    else lengths.add(word.length);
  }

  *#wordsIn(line: string): Iterable<string> {
    for (const { word } of this.#placesIn(line)) yield word;
  }

  *#placesIn(line: string): Iterable<{ readonly at: number; readonly word: string }> {
    if (this.#words.size === 0) return;
    for (let at = 0; at + SHORTEST <= line.length; at += 1) {
      for (const length of this.#lengthsByStart.get(line.slice(at, at + SHORTEST)) ?? NONE) {
        const word = line.slice(at, at + length);
        if (this.#words.has(word)) yield { at, word };
      }
    }
  }
}

const NONE: Iterable<number> = [];
