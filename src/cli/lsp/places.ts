import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Range } from 'vscode-languageserver-protocol';
import type { Location } from '../../core/finding.js';

/** Lines and columns of a finding are 1-based, those of the protocol 0-based; both count UTF-16 units, and end before their end. */
export function rangeOf({ line, column, endLine, endColumn }: Omit<Location, 'file'>): Range {
  return {
    start: { line: line - 1, character: column - 1 },
    end: { line: endLine - 1, character: endColumn - 1 },
  };
}

export const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The name of a document as the command line would have it. What is no file yet has the name that the editor gave it. */
export function nameOf(uri: string): string {
  const file = uri.startsWith('file:') ? fileURLToPath(uri) : path.basename(decoded(uri));
  const near = path.relative('', file);
  return near === '' || near.startsWith('..') ? file : near;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

export function uriOf(name: string): string {
  return pathToFileURL(path.resolve(name)).href;
}
