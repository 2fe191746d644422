const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
/** Bytes of whole elements that are parsed at once: one call per element would cost more than the parsing. */
const BATCH_BYTES = 131_072;

/** Thrown where the bytes are no JSON array. */
export class NotAnArray extends Error {}

/**
 * Cuts a JSON array into its elements while its bytes arrive, so that no more than a batch of it is ever in memory.
 * Only nesting and strings are followed here; everything else about the syntax is left to `JSON.parse`. By hand, because packages that
 * parse JSON from a stream take four to eight times as long and no less memory.
 */
export class ElementSplitter {
  readonly #take: (rows: readonly unknown[]) => boolean;
  /** Starts with the bracket of the array or the comma before the next element. */
  #rest: Buffer = Buffer.alloc(0);
  /** How far `#rest` was looked at, and where its last whole element ends. */
  #position = 0;
  #whole = 0;
  #depth = 0;
  #inString = false;
  #ended = false;

  constructor(take: (rows: readonly unknown[]) => boolean) {
    this.#take = take;
  }

  /** False once the receiver has had enough. */
  push(chunk: Buffer): boolean {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#scan();
    return this.#whole < BATCH_BYTES || this.#deliver();
  }

  /** Delivers what is left. */
  end(): void {
    if (!this.#ended) throw new NotAnArray('the array does not end');
    if (this.#whole > 0) this.#deliver();
  }

  /** The hot loop of a large landscape: what it looks at for every byte is in local variables. */
  #scan(): void {
    const bytes = this.#rest;
    const { length } = bytes;
    let inString = this.#inString;
    let position = this.#position;
    for (; position < length; position += 1) {
      const byte = bytes[position] ?? SPACE;
      if (inString) {
        // What is escaped may come with the next chunk only: then its position is looked at after that.
        if (byte === BACKSLASH) position += 1;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === COMMA) this.#comma(position);
      else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) this.#open(byte);
      else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) this.#close(position);
      else if (this.#depth === 0 && byte > SPACE) throw new NotAnArray('no array');
    }
    this.#inString = inString;
    this.#position = position;
  }

  #comma(position: number): void {
    if (this.#depth === 1) this.#whole = position;
  }

  #open(byte: number): void {
    if (this.#depth === 0 && (byte !== OPEN_BRACKET || this.#ended)) throw new NotAnArray('no array');
    this.#depth += 1;
  }

  #close(position: number): void {
    this.#depth -= 1;
    if (this.#depth > 0) return;
    this.#ended = true;
    this.#whole = position;
  }

  #deliver(): boolean {
    const text = this.#rest.toString('utf8', 0, this.#whole).trimStart().slice(1);
    this.#rest = this.#rest.subarray(this.#whole);
    this.#position -= this.#whole;
    this.#whole = 0;
    return this.#take(parsed(text));
  }
}

function parsed(text: string): readonly unknown[] {
  try {
    const rows: unknown = JSON.parse(`[${text}]`);
    return Array.isArray(rows) ? rows : [];
  } catch (cause) {
    throw new NotAnArray('the array holds something that is not JSON', { cause });
  }
}
