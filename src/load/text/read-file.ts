import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { InputError } from '../../core/errors.js';
import { readProblem, systemCode } from '../../core/system-errors.js';
import { decodeText } from './encoding.js';
import { waiting } from './waiting.js';

/** How much of a file is read. */
export interface ReadLimits {
  readonly maxBytes: number;
  /** What lies beyond is left out instead of refused, because who reads the text judges its length. Not for devices. */
  readonly cut?: boolean;
  /** Milliseconds that a pipe may stay silent although somebody has it open for writing: a vault may ask people first. */
  readonly silenceMs?: number;
}

const MEBIBYTE = 1_048_576;
const CHUNK = 65_536;
/** A terminal gives less, the null device nothing: what gives more does not end. */
const DEVICE_BYTES = MEBIBYTE;
/** How long nobody may have a pipe open for writing. */
const NOBODY_WRITES_MS = 2_000;
const SILENCE_MS = 30_000;
/** So many times as long it may take to its end, however often something comes. */
const SILENCES = 10;
const PAUSE_MS = 10;

/**
 * The bytes of a file that an option or an argument names. There may be anything under that name: a device without end and
 * a pipe to which nobody writes are refused, whatever else it is.
 *
 * @throws InputError
 */
export function readBytes(path: string, limits: ReadLimits): Uint8Array {
  if (path === '') throw new InputError('the name of a file is empty');
  let descriptor: number | null = null;
  try {
    // A pipe that nobody has opened for writing would be waited for already here.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    return readOpen(path, descriptor, limits);
  } catch (cause) {
    throw cause instanceof InputError ? cause : new InputError(`${path}: ${readProblem(cause)}`, { cause });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Like `readBytes`, for what has to be text in UTF-8. A byte order mark is left out. */
export function readText(path: string, limits: ReadLimits): string {
  const { text, encoding } = decodeText(readBytes(path, limits));
  if (encoding === undefined) return text;
  throw new InputError(
    `${path}: is not UTF-8 (byte ${encoding.byteOffset + 1}; it seems to be ${encoding.seems})`,
  );
}

/** Standard input up to that many bytes: what lies beyond is left out. */
export function readStandardInput(maxBytes: number): Uint8Array {
  try {
    return waiting(() => readUpTo(0, maxBytes, null));
  } catch (cause) {
    throw new InputError(`standard input: ${readProblem(cause)}`, { cause });
  }
}

/** Files that were read since the program began, under whatever name. */
const READ = new Set<string>();

function identityOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`;
}

/** Whether this very file was read: what comes of it must not take its place. */
export function wasRead(stats: Stats): boolean {
  return READ.has(identityOf(stats));
}

function readOpen(
  path: string,
  descriptor: number,
  { maxBytes, cut = false, silenceMs = SILENCE_MS }: ReadLimits,
): Uint8Array {
  const stats = fstatSync(descriptor);
  if (stats.isFile()) READ.add(identityOf(stats));
  if (stats.isDirectory()) throw new InputError(`${path}: is a directory`);
  const pipe = stats.isFIFO() ? new Patience(path, silenceMs) : null;
  const most = isDevice(stats) ? Math.min(maxBytes, DEVICE_BYTES) : maxBytes;
  if (stats.isFile() && stats.size > most && !cut) throw tooLong(path, stats, most);
  const read = (): Uint8Array => readUpTo(descriptor, most + 1, pipe, stats.isFile() ? stats.size + 1 : 0);
  const bytes = stats.isFile() ? read() : waiting(read);
  if (bytes.length <= most) return bytes;
  if (cut && !isDevice(stats)) return bytes.subarray(0, most);
  throw tooLong(path, stats, most);
}

function tooLong(path: string, stats: Stats, most: number): InputError {
  const limit = most < MEBIBYTE ? `${most} bytes` : `${Math.floor(most / MEBIBYTE)} MiB`;
  return new InputError(`${path}: ${isDevice(stats) ? 'is a device that gives' : 'has'} more than ${limit}`);
}

function isDevice(stats: Stats): boolean {
  return stats.isCharacterDevice() || stats.isBlockDevice();
}

function readUpTo(descriptor: number, maxBytes: number, pipe: Patience | null, expected = 0): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < maxBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(maxBytes - size, Math.max(CHUNK, expected - size)));
    const count = readChunk(descriptor, chunk, pipe);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
}

/** Zero at the end. A pipe that has nothing yet answers EAGAIN; a closed one on Windows answers EOF. */
function readChunk(descriptor: number, chunk: Uint8Array, pipe: Patience | null): number {
  for (;;) {
    try {
      const count = readSync(descriptor, chunk);
      if (count > 0) pipe?.progress();
      if (pipe === null || pipe.begun) return count;
      pipe.waitForWriter();
    } catch (error) {
      const code = systemCode(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      if (pipe === null) sleep();
      else pipe.waitForBytes();
    }
  }
}

/** How long a pipe has been waited for. Standard input is not one: whoever types may take any time. */
class Patience {
  readonly #path: string;
  readonly #silenceMs: number;
  readonly #begin = performance.now();
  #since = this.#begin;
  begun = false;

  constructor(path: string, silenceMs: number) {
    this.#path = path;
    this.#silenceMs = silenceMs;
  }

  progress(): void {
    this.begun = true;
    this.#since = performance.now();
    const most = SILENCES * this.#silenceMs;
    if (this.#since - this.#begin > most)
      throw new InputError(`${this.#path}: is a pipe that did not end within ${most / 1000} s`);
  }

  waitForWriter(): void {
    this.#wait(NOBODY_WRITES_MS, 'is a pipe to which nobody writes');
  }

  waitForBytes(): void {
    this.#wait(this.#silenceMs, `is a pipe from which nothing came for ${this.#silenceMs / 1000} s`);
  }

  #wait(atMostMs: number, problem: string): void {
    if (performance.now() - this.#since > atMostMs) throw new InputError(`${this.#path}: ${problem}`);
    sleep();
  }
}

function sleep(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}
