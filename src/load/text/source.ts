import { limitIn, MAX_CODE_POINTS } from './characters.js';
import { decodeText } from './encoding.js';
import { readBytes, readStandardInput } from './read-file.js';
import type { SourceFile } from '../types.js';

/** A character has at most four bytes: whatever lies beyond can only be beyond Optimize's own limit. */
const MAX_BYTES = 4 * MAX_CODE_POINTS + 4;

/** Nobody reads what lies beyond; it only shows that there is more. */
const SHOWN_BEYOND = 200;

/**
 * Reads a configuration file; `-` is standard input, which `stdinName` names. Bytes that are not UTF-8, and more characters
 * than Optimize reads, are no failure here but a fault in the result. Throws an InputError for what cannot be read at all.
 */
export function readSource(path: string, stdinName?: string): SourceFile {
  return withinLimit(readWholeSource(path, stdinName));
}

/** The same with all its characters: a file that holds configurations may be larger than any of them. */
export function readWholeSource(path: string, stdinName = '<stdin>'): SourceFile {
  const bytes = path === '-' ? standardInput() : readBytes(path, { maxBytes: MAX_BYTES, cut: true });
  return { name: path === '-' ? stdinName : path, ...decodeText(bytes) };
}

/** Without what Optimize would not read. */
export function withinLimit(file: SourceFile): SourceFile {
  const limit = limitIn(file.text);
  return limit === null ? file : { ...file, text: file.text.slice(0, limit + SHOWN_BEYOND) };
}

/** Whether there may be more of a file than was read. */
export function isCut({ text }: SourceFile): boolean {
  return text.length * 4 >= MAX_BYTES && Buffer.byteLength(text) >= MAX_BYTES - 4;
}

let fromStandardInput: Uint8Array | null = null;

/** It can be read once: whoever asks again gets the same. */
function standardInput(): Uint8Array {
  fromStandardInput ??= readStandardInput(MAX_BYTES);
  return fromStandardInput;
}
