import type { Position } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/**
 * Where in a configuration the cursor is, read from the indentation of the lines above: what somebody is typing is rarely YAML yet. A
 * configuration inside a manifest begins below the key that holds it.
 */
export interface Cursor {
  /** The keys that lead to the section, outermost first; `[]` for an item of a list. */
  readonly path: readonly string[];
  /** The key on the line of the cursor; null where none is written yet. */
  readonly key: string | null;
  readonly part: 'key' | 'value' | 'none';
  /** What stands between the begin of the word and the cursor. */
  readonly typed: string;
  /** How far the word goes on behind the cursor, and whether a colon follows. */
  readonly rest: number;
  readonly hasColon: boolean;
  /** Keys that the section has already. */
  readonly siblings: ReadonlySet<string>;
  /** Inside a text of another file. */
  readonly embedded: boolean;
}

/** It ends with its last letter, so that the blanks behind it belong to one part of a pattern only. */
const NAME = String.raw`"[^"]*"|'[^']*'|[^\s:#'"[\]{},-](?:[^:#]*[^\s:#])?`;
const KEY = new RegExp(String.raw`^(\s*)((?:- +)*)(${NAME})\s*:(?:\s+(\S.*)?)?$`, 'su');
const HOLDS_TEXT = /^[|>][-+\d]*\s*(?:#.*)?$/u;
const UNFINISHED_KEY = /^\s*(?:- +)*([\w.-]*)$/u;
const VALUE = new RegExp(String.raw`^\s*(?:- +)*(?:${NAME})\s*:\s+(?:["']([^#]*)|([^\s#"'][^#]*))?$`, 'u');

export function cursorAt(document: TextDocument, { line, character }: Position): Cursor {
  const text = lineAt(document, line);
  const [before, after] = [text.slice(0, character), text.slice(character)];
  const above = sectionAt(document, line, indentOf(text, character));
  const own = KEY.exec(text);
  const key = own === null ? null : unquoted(own[3] ?? '');
  const rest = /^[\w.-]*/u.exec(after)?.[0].length ?? 0;
  const hasColon = /^[\w.-]*\s*:/u.test(after);
  const common = { ...above, key, rest, hasColon };
  const word = UNFINISHED_KEY.exec(before);
  if (word !== null) return { ...common, part: 'key', typed: word[1] ?? '' };
  const value = VALUE.exec(before);
  if (value !== null) return { ...common, part: 'value', typed: value[1] ?? value[2] ?? '' };
  const keyEnd = own === null ? 0 : (own[1] ?? '').length + (own[2] ?? '').length + (own[3] ?? '').length;
  return { ...common, part: character <= keyEnd ? 'key' : 'none', typed: '' };
}

/** On an empty line, the column of the cursor tells the section. */
function indentOf(text: string, character: number): number {
  const [start = ''] = /^\s*(?:- +)*/u.exec(text) ?? [];
  return text.trim() === '' ? character : start.length;
}

function sectionAt(
  document: TextDocument,
  line: number,
  indent: number,
): Pick<Cursor, 'path' | 'siblings' | 'embedded'> {
  const path: string[] = [];
  const siblings = new Set<string>();
  let within = indent;
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lineAt(document, at);
    if (/^(?:---|\.\.\.)(?:\s|$)/u.test(text)) break;
    const [, spaces = '', dashes = '', key = '', value = ''] = KEY.exec(text) ?? [];
    if (key === '') continue;
    const column = spaces.length + dashes.length;
    if (column === within && path.length === 0) siblings.add(unquoted(key));
    if (column < within && HOLDS_TEXT.test(value)) return { path, siblings, embedded: true };
    if (column < within) path.unshift(unquoted(key));
    if (column > within) continue;
    within = column;
    if (dashes === '') continue;
    path.unshift('[]');
    within = spaces.length + 1;
  }
  addBelow(document, line, indent, siblings);
  return { path, siblings, embedded: false };
}

function addBelow(document: TextDocument, line: number, indent: number, siblings: Set<string>): void {
  for (let at = line + 1; at < document.lineCount; at += 1) {
    const text = lineAt(document, at);
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const [, spaces = '', dashes = '', key = ''] = KEY.exec(text) ?? [];
    if (text.search(/\S/u) < indent || dashes !== '') return;
    if (spaces.length === indent) siblings.add(unquoted(key));
  }
}

function lineAt(document: TextDocument, line: number): string {
  const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
  return document.getText(range).replace(/[\r\n]+$/u, '');
}

function unquoted(key: string): string {
  return /^(["']).*\1$/u.test(key) ? key.slice(1, -1) : key;
}
