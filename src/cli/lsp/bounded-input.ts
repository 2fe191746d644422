import { Transform, type TransformCallback } from 'node:stream';

/** Far above any header and any document that an editor sends: what is longer is no editor, and would only fill the memory. */
const LONGEST_HEADER = 4_096;
const LONGEST_MESSAGE = 64 * 1_048_576;

const HEADER_END = '\r\n\r\n';

/** What an editor sends, as it comes, as long as it may be messages of the protocol. Breaks at what has no end. */
export class BoundedInput extends Transform {
  #header = '';
  /** Bytes of a message that are still to come. */
  #left = 0;

  /** At its end it is not closed: a reader that is closed carries nothing out any more. */
  constructor() {
    super({ autoDestroy: false });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < chunk.length && this.#header.length <= LONGEST_HEADER;) {
      if (this.#left > 0) at += this.#skip(chunk.length - at);
      else at += this.#readHeader(chunk.toString('latin1', at, at + LONGEST_HEADER));
    }
    const isTooLong = this.#header.length > LONGEST_HEADER || this.#left > LONGEST_MESSAGE;
    done(isTooLong ? new Error('not a message of the protocol') : null, chunk);
  }

  #skip(most: number): number {
    const count = Math.min(this.#left, most);
    this.#left -= count;
    return count;
  }

  /** Answers how many of the characters it took. */
  #readHeader(text: string): number {
    const before = this.#header.length;
    this.#header += text;
    const end = this.#header.indexOf(HEADER_END);
    if (end < 0) return text.length;
    const [, length = '0'] = /^content-length:\s*(\d+)/im.exec(this.#header.slice(0, end)) ?? [];
    this.#header = '';
    this.#left = Number(length);
    return end + HEADER_END.length - before;
  }
}
