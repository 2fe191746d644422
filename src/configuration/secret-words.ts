import { oncePer } from '../core/memoize.js';
import { longestFirst } from './secrets.js';

export const MASK = '***';

/** Shorter ones would also hit ordinary words, and stand where their setting is masked. */
const SHORTEST = 6;

/** Secrets as words that may stand anywhere, in a comment for example. */
export const secretWords = oncePer((secrets: readonly string[]) => new SecretWords(secrets));

/** Finds secrets by how they begin and how long they are: the time for a line does not grow with their number. */
class SecretWords {
  readonly #words = new Set<string>();
  readonly #lengthsByStart = new Map<string, Set<number>>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) if (secret.length >= SHORTEST) this.#add(secret);
  }

  /** Longest first, so that masking one never leaves the rest of a longer one. */
  mask(line: string): string {
    let masked = line;
    for (const word of longestFirst(this.#wordsIn(line))) masked = masked.replaceAll(word, MASK);
    return masked;
  }

  #add(word: string): void {
    this.#words.add(word);
    const start = word.slice(0, SHORTEST);
    const lengths = this.#lengthsByStart.get(start);
    if (lengths === undefined) this.#lengthsByStart.set(start, new Set([word.length]));
    else lengths.add(word.length);
  }

  *#wordsIn(line: string): Iterable<string> {
    if (this.#words.size === 0) return;
    for (let at = 0; at + SHORTEST <= line.length; at += 1) {
      for (const length of this.#lengthsByStart.get(line.slice(at, at + SHORTEST)) ?? NONE) {
        const word = line.slice(at, at + length);
        if (this.#words.has(word)) yield word;
      }
    }
  }
}

const NONE: Iterable<number> = [];
