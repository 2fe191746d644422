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
    // No name is as long as the long ones.
    const ordinary = new SecretWords(secrets.filter(({ length }) => length <= LONGEST_PIECE)).allIn(names);
    const hidden = secrets.filter((secret) => !ordinary.has(secret) && !values.has(secret));
    return new SecretWords(hidden.flatMap(piecesOf));
  }
}

const LONGEST_PIECE = 200;

/** Pieces that overlap: a text may have a place for a long secret at each character, and all of it would be compared there. */
function piecesOf(secret: string): readonly string[] {
  if (secret.length <= LONGEST_PIECE) return [secret];
  const steps = Math.ceil((secret.length - LONGEST_PIECE) / (LONGEST_PIECE / 2));
  return Array.from({ length: steps + 1 }, (_, index) => {
    const start = Math.min((index * LONGEST_PIECE) / 2, secret.length - LONGEST_PIECE);
    return secret.slice(start, start + LONGEST_PIECE);
  });
}

/** Finds texts by how they begin and how long they are: the time for a line does not grow with their number. */
class SecretWords {
  readonly #words = new Set<string>();
  readonly #lengthsByStart = new Map<string, Set<number>>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) this.#add(secret);
  }

  /** What overlaps is masked as one, so that nothing is left of either. */
  mask(line: string): string {
    let [masked, done] = ['', 0];
    this.#visit(line, (at, { length }) => {
      if (at >= done) masked += line.slice(done, at) + MASK;
      done = Math.max(done, at + length);
    });
    return done === 0 ? line : masked + line.slice(done);
  }

  spansIn(text: string): readonly Span[] {
    const spans: Span[] = [];
    this.#visit(text, (at, { length }) => spans.push({ start: at, end: at + length }));
    return spans;
  }

  allIn(texts: Iterable<string>): ReadonlySet<string> {
    const found = new Set<string>();
    for (const text of texts) this.#visit(text, (_, word) => found.add(word));
    return found;
  }

  #add(word: string): void {
    this.#words.add(word);
    const start = word.slice(0, SHORTEST);
    const lengths = this.#lengthsByStart.get(start);
    if (lengths === undefined) this.#lengthsByStart.set(start, new Set([word.length]));
    else lengths.add(word.length);
  }

  /** Each place of a word, from the front to the back. */
  #visit(line: string, see: (at: number, word: string) => void): void {
    if (this.#words.size === 0) return;
    for (let at = 0; at + SHORTEST <= line.length; at += 1) {
      for (const length of this.#lengthsByStart.get(line.slice(at, at + SHORTEST)) ?? NONE) {
        const word = line.slice(at, at + length);
        if (this.#words.has(word)) see(at, word);
      }
    }
  }
}

const NONE: Iterable<number> = [];
