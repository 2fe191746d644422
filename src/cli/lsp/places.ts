import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Position, Range } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Location } from '../../core/finding.js';
import { urlOf } from '../../core/text/url.js';

/**
 * Lines and columns of a finding are 1-based, those of the protocol 0-based; both count UTF-16 units, and end before their end. What is
 * read has no byte order mark, which takes a unit of the first line.
 */
export function rangeOf(
  { line, column, endLine, endColumn }: Omit<Location, 'file'>,
  hasMark: boolean,
): Range {
  const placeOf = (at: number, unit: number): Position => ({
    line: at - 1,
    character: unit - (at === 1 && hasMark ? 0 : 1),
  });
  return { start: placeOf(line, column), end: placeOf(endLine, endColumn) };
}

export const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Clients may ask beyond the end of a line or of the text, and mean the end. */
export function placeWithin(document: TextDocument, position: Position): Position {
  return document.positionAt(document.offsetAt(position));
}

/** The same of both ends, whichever of them comes first. */
export function rangeWithin(document: TextDocument, { start, end }: Range): Range {
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  return { start: document.positionAt(Math.min(from, to)), end: document.positionAt(Math.max(from, to)) };
}

/** The name of a document as the command line would have it. What is no file of this machine has the name at the end of its address. */
export function nameOf(uri: string): string {
  const file = fileOf(uri) ?? lastNameOf(uri);
  const near = path.relative('', file);
  return near === '' || near.startsWith('..') ? file : near;
}

/** Null for what is no file, and for addresses that lead to none: those of other machines, and those that nobody can decode. */
function fileOf(uri: string): string | null {
  if (!/^file:/iu.test(uri)) return null;
  try {
    const file = fileURLToPath(uri);
    return file.includes('\0') ? null : file;
  } catch {
    return null;
  }
}

function lastNameOf(uri: string): string {
  return path.basename(decoded(urlOf(uri)?.pathname ?? uri));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function uriOf(name: string): string {
  return pathToFileURL(path.resolve(name)).href;
}
