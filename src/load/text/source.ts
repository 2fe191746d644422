import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { InputError } from '../../core/errors.js';
import { MAX_CODE_POINTS } from './characters.js';
import { decodeText } from './encoding.js';
import type { SourceFile } from '../types.js';

/** A character has at most four bytes: whatever lies beyond can only be beyond Optimize's own limit. */
const MAX_BYTES = 4 * MAX_CODE_POINTS + 4;
const CHUNK = 65_536;

/**
 * Reads a configuration file; `-` is standard input, which `stdinName` names. Bytes that are not UTF-8 are no failure here but a fault in
 * the result. Throws an InputError for what cannot be read at all.
 */
export function readSource(path: string, stdinName = '<stdin>'): SourceFile {
  const name = path === '-' ? stdinName : path;
  return { name, ...decodeText(path === '-' ? readStandardInput() : readFile(path)) };
}

function readFile(path: string): Uint8Array {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
  try {
    if (fstatSync(descriptor).isDirectory()) throw new InputError(`${path}: is a directory`);
    return readAll(descriptor);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(`${path}: ${reasonOf(error)}`);
  } finally {
    closeSync(descriptor);
  }
}

function readStandardInput(): Uint8Array {
  try {
    return readAll(0);
  } catch (error) {
    throw new InputError(`standard input: ${reasonOf(error)}`);
  }
}

function readAll(descriptor: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < MAX_BYTES) {
    const chunk = new Uint8Array(CHUNK);
    const count = readChunk(descriptor, chunk);
    if (count === 0) break;
    chunks.push(chunk.subarray(0, count));
    size += count;
  }
  return Buffer.concat(chunks, Math.min(size, MAX_BYTES));
}

/** A pipe that has nothing yet answers EAGAIN; a closed one on Windows answers EOF. */
function readChunk(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

const REASONS = new Map([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'is a directory'],
  ['EACCES', 'no permission to read it'],
  ['EPERM', 'no permission to read it'],
]);

function reasonOf(error: unknown): string {
  const known = REASONS.get(codeOf(error) ?? '');
  return known ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
