/** What a configuration shows: a secret that is one of these would be given away by what is masked. */
export interface Innocents {
  /** Keys, aliases, addresses and other values of one word: a secret that is a part of them is left alone. */
  readonly names: Iterable<string>;
  /** Values of several words: only a secret that is the same. */
  readonly values: ReadonlySet<string>;
}
