import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Hover, Position, Range } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../core/finding.js';
import { cursorAt } from './cursor.js';
import { placeIn } from './diagnostics.js';
import type { Judged } from './judging.js';
import { rangeOf } from './places.js';
import { schemaAt, wordsOf } from './schema.js';

/** So many pages are read at one place. */
const MOST = 3;

/** The setting under the cursor in words, and the page of each rule that has something to say there. Nothing of the text itself. */
export async function hoverAt(
  name: string,
  document: TextDocument,
  position: Position,
  { state, hasMark }: Judged,
): Promise<Hover | null> {
  const found = (state?.findings ?? []).filter((finding) => {
    const place = placeIn(name, finding);
    return place !== null && covers(rangeOf(place, hasMark), position);
  });
  const rules = [...new Map(found.map((finding) => [finding.rule, finding])).values()];
  const pages = await Promise.all(rules.slice(0, MOST).map(pageOf));
  const setting = state === null ? null : settingAt(document, position);
  const parts = [...(setting === null ? [] : [setting]), ...pages];
  return parts.length === 0 ? null : { contents: { kind: 'markdown', value: parts.join('\n\n---\n\n') } };
}

function settingAt(document: TextDocument, position: Position): string | null {
  const { path: above, key, part } = cursorAt(document, position);
  if (key === null || part !== 'key') return null;
  const keys = [...above, key];
  const setting = schemaAt(keys);
  return setting?.description === undefined ? null : wordsOf(keys, setting);
}

function covers({ start, end }: Range, { line, character }: Position): boolean {
  const isAfterStart = line > start.line || (line === start.line && character >= start.character);
  return isAfterStart && (line < end.line || (line === end.line && character <= end.character));
}

/** Links of a page lead to other pages beside it. */
async function pageOf({ url }: Finding): Promise<string> {
  const file = path.join(import.meta.dirname, '..', url);
  const text = await readFile(file, 'utf8');
  return text
    .replaceAll(/<!-- .* -->\n*/gu, '')
    .replaceAll(/\]\((?!\w+:|#)([^)]+)\)/gu, (_, to: string) => `](${new URL(to, pathToFileURL(file)).href})`)
    .trim();
}
