import type { CompletionItem, Position, Range } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { cursorAt, type Cursor } from './cursor.js';
import { isPlain, isSwitch, schemaAt, settingsBelow, wordsOf, type SettingSchema } from './schema.js';

/** Numbers of the protocol. */
const PROPERTY = 10;
const VALUE = 12;
const SNIPPET = 15;
const AS_SNIPPET = 2;
const ADJUSTS_INDENTATION = 2;

/** What can be typed at the cursor: settings of its section that are not there yet, or values of its setting. */
export function completionsAt(
  document: TextDocument,
  position: Position,
  { snippets }: { readonly snippets: boolean },
): readonly CompletionItem[] {
  const cursor = cursorAt(document, position);
  const range = wordAt(position, cursor);
  if (cursor.part === 'value') return valuesFor(cursor, range);
  if (cursor.part !== 'key') return [];
  const section = schemaAt(cursor.path);
  if (section === null) return [];
  return [
    ...settingsBelow(section)
      .filter(([name]) => !cursor.siblings.has(name))
      .map(([name, setting]) => property(name, setting, cursor, range)),
    ...(snippets && !cursor.hasColon ? entriesFor(cursor, section, range) : []),
  ];
}

function wordAt({ line, character }: Position, { typed, rest }: Cursor): Range {
  return {
    start: { line, character: character - typed.length },
    end: { line, character: character + rest },
  };
}

function property(name: string, setting: SettingSchema, cursor: Cursor, range: Range): CompletionItem {
  const { title } = setting;
  return {
    label: name,
    kind: PROPERTY,
    ...(title !== undefined && { detail: title }),
    documentation: { kind: 'markdown', value: wordsOf([...cursor.path, name], setting) },
    textEdit: { range, newText: cursor.hasColon ? name : `${name}:${isSection(setting) ? '' : ' '}` },
  };
}

function isSection({ properties, additionalProperties, items }: SettingSchema): boolean {
  return properties !== undefined || typeof additionalProperties === 'object' || items !== undefined;
}

function valuesFor({ path, key }: Cursor, range: Range): readonly CompletionItem[] {
  const setting = key === null ? null : schemaAt([...path, key]);
  if (setting === null) return [];
  const known = isSwitch(setting) ? ['true', 'false'] : [setting.default, ...(setting.examples ?? [])];
  const texts = new Set(known.flatMap((value) => (isPlain(value) ? String(value) : [])));
  const usual = String(setting.default);
  return [...texts].map((text) => ({
    label: text,
    kind: VALUE,
    ...(text === usual && { detail: 'default' }),
    textEdit: { range, newText: text },
  }));
}

/** Whole entries: below `engines` with an alias, below an alias that has nothing yet without one. */
function entriesFor(
  { path, siblings }: Cursor,
  section: SettingSchema,
  range: Range,
): readonly CompletionItem[] {
  if (path.length === 1 && typeof section.additionalProperties === 'object') {
    const entry = schemaAt([...path, 'alias']);
    return snippetsOf(entry, range, (lines) => ['${9:alias}:', ...lines.map((line) => `  ${line}`)]);
  }
  return siblings.size > 0 ? [] : snippetsOf(section, range, (lines) => lines);
}

function snippetsOf(
  setting: SettingSchema | null,
  range: Range,
  around: (lines: readonly string[]) => readonly string[],
): readonly CompletionItem[] {
  return (setting?.defaultSnippets ?? []).map(({ label, description, body }) => ({
    label,
    kind: SNIPPET,
    detail: description,
    insertTextFormat: AS_SNIPPET,
    insertTextMode: ADJUSTS_INDENTATION,
    textEdit: { range, newText: around(linesOf(body)).join('\n') },
  }));
}

function linesOf(body: object): readonly string[] {
  return Object.entries(body).flatMap(([key, value]: readonly [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? [`${key}:`, ...linesOf(value).map((line) => `  ${line}`)]
      : [`${key}: ${written(String(value))}`],
  );
}

/** A placeholder of Optimize is quoted, so that nothing in its value is read as YAML. */
function written(text: string): string {
  return text.startsWith('\\$') ? `"${text}"` : text;
}
