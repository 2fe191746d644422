import { TextDocument } from 'vscode-languageserver-textdocument';
import { cursorAt } from '../../../src/cli/lsp/cursor.js';
import { many } from './many.js';
import type { GrowingInput } from './types.js';

/** What can grow around the cursor of an editor, `|`. */
const TEXTS: Readonly<Record<string, readonly [size: number, text: (count: number) => string]>> = {
  'blanks in the line of a cursor': [1_000_000, (count) => `engines:\n  a|${' '.repeat(count)}b\n`],
  'blanks in the line above a cursor': [1_000_000, (count) => `engines:\n  a${' '.repeat(count)}b\n  c|\n`],
  'blanks in the line below a cursor': [1_000_000, (count) => `engines:\n  |\n  a${' '.repeat(count)}b\n`],
  'blanks before the value at a cursor': [1_000_000, (count) => `engines:\n  a:${' '.repeat(count)}b #|\n`],
  'blanks before an odd line end': [1_000_000, (count) => `engines:\n  a:${' '.repeat(count)}b\u2028|\n`],
  'blanks between words above a cursor': [
    1_000_000,
    (count) => `engines:\n  ${many(count, () => 'a  ')}\n  |\n`,
  ],
  'dashes before a cursor': [100_000, (count) => `engines:\n  ${many(count, () => '- ')}:|\n`],
  'lines above a cursor': [20_000, (count) => `engines:\n${many(count, (n) => `  e${n}: {}\n`)}  |\n`],
  'levels above a cursor': [
    60,
    (count) => `${many(count, (n) => `${' '.repeat(n)}k:\n`)}${' '.repeat(count)}|\n`,
  ],
};

export const GROWING_CURSORS: readonly GrowingInput[] = Object.entries(TEXTS).map(
  ([name, [size, textOf]]) => ({
    name,
    size,
    workOn(count) {
      const text = textOf(count);
      const document = TextDocument.create('untitled:x', 'yaml', 1, text.replace('|', ''));
      const position = document.positionAt(text.indexOf('|'));
      return () => cursorAt(document, position);
    },
  }),
);
