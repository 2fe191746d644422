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
export function readSource(path: string, stdinName = '<stdin>'): SourceFile {
  const name = path === '-' ? stdinName : path;
  const bytes =
    path === '-' ? readStandardInput(MAX_BYTES) : readBytes(path, { maxBytes: MAX_BYTES, cut: true });
  const decoded = decodeText(bytes);
  const limit = limitIn(decoded.text);
  return { name, ...decoded, ...(limit !== null && { text: decoded.text.slice(0, limit + SHOWN_BEYOND) }) };
}
