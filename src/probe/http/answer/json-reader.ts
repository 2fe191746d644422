import { isUtf8 } from 'node:buffer';
import { pageText } from './page-text.js';

/** What no engine sends, whatever it is asked: where it comes all the same, the rest need not. */
const LIMITS = {
  /** Bytes of one row of an array, of a body that is no array, or of blanks: more than the longest columns hold together. */
  rowBytes: 1_048_576,
  /** Bytes of something else than JSON that are looked at: a login page may be long. */
  otherBytes: 65_536,
  depth: 64,
};
/** Bytes of whole rows that are parsed at once: one call per row would cost more than the parsing. */
const BATCH_BYTES = 131_072;
/** Bytes after which an array is believed to be one, and of what is then parsed as a whole where it ends: some 700 definitions. */
const BEGIN_BYTES = 16_384;
const WHOLE_BYTES = 393_216;
/** Rows in the begin of such an array: more than that are shorter than any engine's, and a whole of them takes much memory. */
const BEGIN_ROWS = 250;

/** Thrown where the bytes are not JSON. */
export class NotJson extends Error {}

/** Thrown where there is more of something than an engine would send. */
export class OverLimit extends Error {}

/** Takes rows, and whether what they come from holds something that was sent. False: the rest need not come. */
export type Take = (rows: readonly unknown[], echoing: boolean) => boolean;

/** What a byte means outside of strings: numbers, because the hot loop compares them. */
const [NEVER, PLAIN, BLANK, QUOTES, COMMA, OPEN, CLOSE] = [0, 1, 2, 3, 4, 5, 6];
const MEANING = meanings();
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const OPEN_BRACKET = 0x5b;
/** Of UTF-8: nobody should send it before JSON, but readers may pass over it (RFC 8259, 8.1). */
const MARK = Buffer.from('\ufeff');

/**
 * Reads JSON while its bytes arrive. The rows of a long array are handed over in batches, so that no more than one is ever in
 * memory; anything else is kept until it ends. Only nesting and strings are followed here, everything else about the syntax
 * is left to `JSON.parse`. By hand, because packages that parse JSON from a stream take four to eight times as long and no
 * less memory. Each byte is looked at once, and what cannot become JSON any more ends it at once; but of an array that begins
 * well, no more is looked at before it has become long: to find the rows takes half as long as to parse them.
 */
export class JsonReader {
  readonly #take: Take;
  readonly #maxRows: number;
  readonly #rowBytes: number;
  /** The bytes that are not handed over yet: they start with the bracket of the array or the comma before the next row. */
  #held: Buffer[] = [];
  #heldBytes = 0;
  /** How many of these were looked at. */
  #scanned = 0;
  /** How many of these are whole rows. */
  #whole = 0;
  /** Commas behind whole rows. */
  #commas = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #shape: 'nothing' | 'array' | 'object' | 'other' = 'nothing';
  #ended = false;
  #rows = 0;
  #echoing = false;

  /** @param rowBytes the most bytes of one row, and of what is no array */
  constructor(take: Take, maxRows = Number.POSITIVE_INFINITY, rowBytes = LIMITS.rowBytes) {
    this.#take = take;
    this.#maxRows = maxRows;
    this.#rowBytes = rowBytes;
  }

  get isArray(): boolean {
    return this.#shape === 'array';
  }

  /** What is held of it: all of what is no array. */
  get text(): string {
    return pageText(this.#joined());
  }

  /**
   * False where the rest need not come. `echoing`: up to here it holds something that was sent.
   *
   * @throws NotJson, OverLimit
   */
  push(bytes: Buffer, echoing = false): boolean {
    this.#echoing = echoing;
    const isMarked =
      this.#shape === 'nothing' && bytes[0] === MARK[0] && bytes.subarray(0, MARK.length).equals(MARK);
    const chunk = isMarked ? bytes.subarray(MARK.length) : bytes;
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#shape === 'nothing') this.#shape = shapeOf(chunk);
    if (this.#shape === 'other') return this.#heldBytes < LIMITS.otherBytes;
    if (this.#shape === 'array' && this.#rows === 0) this.#scanTo(BEGIN_BYTES, chunk);
    if (this.#mayBeWhole) return true;
    if (this.#shape === 'nothing') this.#scanned = this.#heldBytes;
    else this.#scanTo(this.#heldBytes, chunk);
    if (this.#heldBytes - this.#whole > this.#rowBytes) throw new OverLimit(this.#tooLong());
    return this.#whole < BATCH_BYTES || this.#deliver();
  }

  /**
   * Hands over what is left of an array.
   *
   * @returns the value of what is no array; undefined where it is not JSON
   * @throws NotJson where the array does not end
   */
  end(): unknown {
    if (this.#shape !== 'array') return this.#value();
    if (this.#scanned < this.#heldBytes) {
      const whole = this.#value();
      if (Array.isArray(whole)) return void this.#hand(whole);
      // Tells what is wrong with it.
      this.#scanTo(this.#heldBytes, this.#joined());
    }
    if (!this.#ended) throw new NotJson('the array does not end');
    if (this.#whole > 0) this.#deliver();
    return undefined;
  }

  /** Of all that is held, which is then not held any more; undefined where it is not JSON. */
  #value(): unknown {
    const bytes = this.#joined();
    const value = isUtf8(bytes) ? valueOf(bytes.toString('utf8')) : undefined;
    if (value !== undefined) this.#held = [];
    return value;
  }

  /** An array of which nothing was handed over yet, and which may end before that is worth while. */
  get #mayBeWhole(): boolean {
    if (this.#shape !== 'array' || this.#rows > 0) return false;
    if (this.#scanned < BEGIN_BYTES || this.#commas > BEGIN_ROWS) return false;
    return this.#heldBytes <= Math.min(WHOLE_BYTES, this.#rowBytes);
  }

  /** Looks at what was not looked at of the first `end` bytes that are held; `last` is the end of these. */
  #scanTo(end: number, last: Buffer): void {
    const wanted = Math.min(end, this.#heldBytes) - this.#scanned;
    if (wanted <= 0) return;
    const missing = this.#heldBytes - this.#scanned;
    const bytes = missing <= last.length ? last : this.#joined();
    const from = bytes.length - missing;
    this.#scan(bytes.subarray(from, from + wanted), this.#scanned);
    this.#scanned += wanted;
  }

  /** The hot loop of a large landscape: what it looks at for every byte is in local variables. */
  #scan(chunk: Buffer, offset: number): void {
    const { length } = chunk;
    let inString = this.#inString;
    let position = 0;
    if (this.#escaped && length > 0) {
      position = 1;
      this.#escaped = false;
    }
    for (; position < length; position += 1) {
      const byte = chunk[position] ?? SPACE;
      if (inString) {
        if (byte === QUOTE) inString = false;
        else if (byte === BACKSLASH) position += 1;
        else if (byte < SPACE) throw new NotJson('a text holds a control character');
        continue;
      }
      const meaning = MEANING[byte];
      if (meaning === PLAIN) continue;
      if (meaning === QUOTES) inString = true;
      else if (meaning === COMMA) this.#comma(offset + position);
      else if (meaning === OPEN) this.#open();
      else if (meaning === CLOSE) this.#close(offset + position);
      else if (meaning === NEVER) throw new NotJson('it holds what JSON cannot hold');
      if (this.#ended && meaning !== BLANK && meaning !== CLOSE) throw new NotJson('something follows');
    }
    // What is escaped comes with the next chunk.
    this.#escaped = position > length;
    this.#inString = inString;
  }

  #comma(position: number): void {
    if (this.#depth !== 1 || this.#shape !== 'array') return;
    this.#whole = position;
    this.#commas += 1;
  }

  #open(): void {
    this.#depth += 1;
    if (this.#depth > LIMITS.depth) throw new OverLimit(`is nested deeper than ${LIMITS.depth} levels`);
  }

  #close(position: number): void {
    this.#depth -= 1;
    if (this.#depth < 0) throw new NotJson('something follows');
    if (this.#depth > 0) return;
    this.#ended = true;
    this.#whole = position;
  }

  #deliver(): boolean {
    if (this.#shape !== 'array') return true;
    const bytes = this.#joined();
    // Two names of which one letter each is lost would be the same.
    if (!isUtf8(bytes.subarray(0, this.#whole))) throw new NotJson('it is not UTF-8');
    const rows = rowsIn(bytes.toString('utf8', 0, this.#whole).trimStart().slice(1));
    const rest = bytes.subarray(this.#whole);
    this.#held = [rest];
    this.#heldBytes = rest.length;
    this.#scanned = rest.length;
    this.#whole = 0;
    return this.#hand(rows);
  }

  #hand(rows: readonly unknown[]): boolean {
    this.#rows += rows.length;
    if (this.#rows > this.#maxRows) {
      throw new OverLimit(`holds more than the ${this.#maxRows} rows that were asked for`);
    }
    return this.#take(rows, this.#echoing);
  }

  #joined(): Buffer {
    const [only] = this.#held;
    if (this.#held.length === 1 && only !== undefined) return only;
    const joined = Buffer.concat(this.#held);
    this.#held = [joined];
    return joined;
  }

  #tooLong(): string {
    const what = this.#shape === 'array' ? 'a row' : 'an answer';
    return `holds ${what} longer than ${this.#rowBytes / 1_048_576} MiB`;
  }
}

function meanings(): Uint8Array {
  const table = new Uint8Array(256);
  const set = (characters: string, meaning: number): void => {
    for (const byte of Buffer.from(characters)) table[byte] = meaning;
  };
  set('0123456789+-.:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', PLAIN);
  set(' \t\r\n', BLANK);
  set('"', QUOTES);
  set(',', COMMA);
  set('[{', OPEN);
  set(']}', CLOSE);
  return table;
}

/** By the first byte that is not blank. */
function shapeOf(chunk: Buffer): 'nothing' | 'array' | 'object' | 'other' {
  let at = 0;
  while (MEANING[chunk[at] ?? 0] === BLANK) at += 1;
  const first = chunk[at];
  if (first === undefined) return 'nothing';
  if (MEANING[first] !== OPEN) return 'other';
  return first === OPEN_BRACKET ? 'array' : 'object';
}

function rowsIn(text: string): readonly unknown[] {
  try {
    const rows: unknown = JSON.parse(`[${text}]`);
    return Array.isArray(rows) ? rows : [];
  } catch (cause) {
    throw new NotJson('the array holds something that is not JSON', { cause });
  }
}

function valueOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
