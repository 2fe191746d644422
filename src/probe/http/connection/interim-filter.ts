import type { Socket } from 'node:net';

/** How an answer begins that others follow: all of 1xx but 101, which changes the protocol. */
const INTERIM = /^HTTP\/1\.[01] 1(?!01)\d\d$/;
const EXAMPLE = 'HTTP/1.1 102';
const END = Buffer.from('\r\n\r\n');
const NOTHING: Buffer = Buffer.alloc(0);
/** Longest interim answer that is passed over, in bytes. */
const LONGEST = 16_384;

/**
 * Takes interim answers out of what undici reads of a socket: servers and proxies may send them before any answer. undici takes
 * `100 Continue` for the end of the connection, and whatever comes to CONNECT for its answer.
 *
 * @returns to be called whenever an answer is waited for: elsewhere the same bytes are part of a body
 */
export function passOverInterim(socket: Socket): () => void {
  const filter = new InterimFilter();
  const read = socket.read.bind(socket);
  socket.read = (size?: number): unknown => {
    for (;;) {
      const chunk: unknown = read(size);
      if (!Buffer.isBuffer(chunk)) return chunk;
      const left = filter.filtered(chunk);
      if (left.length > 0) return left;
    }
  };
  return () => filter.awaitAnswer();
}

/** Sees the bytes of a connection once. Bytes are held back only while they could still become an interim answer. */
export class InterimFilter {
  #awaiting = true;
  #held: Buffer = NOTHING;

  awaitAnswer(): void {
    this.#awaiting = true;
  }

  filtered(chunk: Buffer): Buffer {
    if (!this.#awaiting) return chunk;
    let bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#held = NOTHING;
    let start = 0;
    while (isInterim(bytes, start)) {
      const end = bytes.indexOf(END, start);
      if (end < 0) return this.#hold(bytes.subarray(start));
      start = end + END.length;
    }
    bytes = bytes.subarray(start);
    if (bytes.length < EXAMPLE.length && mayBecomeInterim(bytes)) return this.#hold(bytes);
    return this.#release(bytes);
  }

  #hold(bytes: Buffer): Buffer {
    if (bytes.length > LONGEST) return this.#release(bytes);
    this.#held = bytes;
    return NOTHING;
  }

  #release(bytes: Buffer): Buffer {
    this.#awaiting = false;
    return bytes;
  }
}

function isInterim(bytes: Buffer, start: number): boolean {
  return INTERIM.test(opening(bytes, start));
}

function mayBecomeInterim(bytes: Buffer): boolean {
  const text = opening(bytes, 0);
  return INTERIM.test(text + EXAMPLE.slice(text.length));
}

function opening(bytes: Buffer, start: number): string {
  return bytes.toString('latin1', start, start + EXAMPLE.length);
}
