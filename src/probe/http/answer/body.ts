import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { TooLarge } from '../failures.js';

/**
 * The chunks of a body, decompressed. The cap counts what comes out: a small answer can grow a thousandfold, and a
 * limit on the bytes of the wire would not see it.
 */
export async function* decoded(body: Readable, encoding: string, cap: number): AsyncGenerator<Buffer> {
  const stream = decompressed(body, encoding);
  let length = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      length += bytes.length;
      if (length > cap) throw new TooLarge(cap);
      yield bytes;
    }
  } finally {
    stream.destroy();
    body.destroy();
  }
}

function decompressed(body: Readable, encoding: string): Readable {
  const decoder = decoderFor(encoding);
  if (decoder === null) return body;
  // The callback is only there so that a broken body does not become an unhandled error: the reader sees it as well.
  return pipeline(body, decoder, () => undefined);
}

function decoderFor(encoding: string) {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new Error(`unknown content encoding${/^[\w-]{1,40}$/.test(encoding) ? ` ${encoding}` : ''}`);
  }
}
