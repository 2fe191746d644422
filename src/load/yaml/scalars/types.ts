/** What a scalar is to Optimize. */
export interface Resolved {
  readonly value: string | number | bigint | boolean | null;
  /** What a text setting gets. */
  readonly text: string | null;
}

/** A scalar that stops Optimize's reader although its characters are in order, e.g. `.inf`. */
export interface Refused {
  readonly refused: string;
}
