import { oncePer } from '../core/memoize.js';
import { keysOf, pointerOf } from '../core/text/pointer.js';
import { nodeAt } from '../load/locate.js';
import { isJson } from '../core/text/text.js';
import { trimmedEnd } from '../load/yaml/scan.js';
import type { MappingNode, SourceDocument } from '../load/types.js';
import { entryAt, indentOf, isFlow, isNull, parentOf, stepOf } from './place.js';
import { WrittenBlock } from './block.js';
import { lineEndOf, lineStart, nextLine, type Replacement } from './ranges.js';
import {
  entryText,
  inlineText,
  isList,
  keyText,
  usualQuotes,
  Written,
  type Style,
  type Value,
} from './scalars.js';

/** Adds a setting that is not there, with the sections that lead to it. Null where something else stands in the way. */
export function inserted(document: SourceDocument, pointer: string, value: Value): Replacement | null {
  const keys = keysOf(pointer);
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    const above = pointerOf(keys.slice(0, length));
    const node = nodeAt(document, above);
    if (node === null) continue;
    const [key = '', ...below] = keys.slice(length);
    const nested = wrapped(below, value);
    if (node.kind === 'mapping') return intoMapping(document, node, key, nested);
    return isNull(node) && length > 0 ? filled(document, above, { [key]: nested }) : null;
  }
  return null;
}

/** Sections for the keys around a value. */
function wrapped(keys: readonly string[], value: Value): Value {
  return keys.toReversed().reduce((inner: Value, key) => ({ [key]: inner }), value);
}

function intoMapping(
  document: SourceDocument,
  node: MappingNode,
  key: string,
  value: Value,
): Replacement | null {
  const last = node.entries.at(-1);
  const style = styleFor(document, isFlow(document, node));
  if (style.flow) {
    const text = entryText(key, value, style);
    if (text === null) return null;
    if (last === undefined) return { ...node.span, text: `{${text}}` };
    const at = Math.max(last.keySpan.end, last.value.span.end);
    return { start: at, end: at, text: `,${gapBefore(document, node)}${text}` };
  }
  if (last === undefined) return null;
  const lines = blockLines(key, value, { style, indent: indentOf(document, node), step: stepOf(document) });
  return lines && linesBehind(document, Math.max(last.keySpan.end, last.value.span.end), lines);
}

/** Entries on lines of their own get one more line. */
function gapBefore({ file: { text } }: SourceDocument, { entries }: MappingNode): string {
  const start = entries.at(-1)?.keySpan.start ?? 0;
  const line = lineStart(text, start);
  const before = text.slice(line, start);
  return before.trim() === '' && before !== '' ? lineEndOf(text) + before : ' ';
}

/** Gives an empty section its settings. */
export function filled(
  document: SourceDocument,
  pointer: string,
  settings: Readonly<Record<string, Value>>,
): Replacement | null {
  const entry = entryAt(document, pointer);
  const parent = nodeAt(document, parentOf(pointer));
  if (entry === null || parent?.kind !== 'mapping') return null;
  const { text } = document.file;
  const style = styleFor(document, isFlow(document, parent));
  // Behind the colon: the blanks before a written null go with it.
  const start = Math.min(trimmedEnd(text, entry.key.end, entry.value.start), entry.value.start);
  if (style.flow) {
    const inside = Object.entries(settings).map(([key, value]) => entryText(key, value, style));
    if (inside.includes(null)) return null;
    return { start, end: entry.value.end, text: ` {${inside.join(', ')}}` };
  }
  const step = stepOf(document);
  const layout = { style, indent: indentOf(document, parent) + step, step };
  const lines = Object.entries(settings).map(([key, value]) => blockLines(key, value, layout));
  if (!lines.every((each) => each !== null)) return null;
  const behind = linesBehind(document, entry.value.end, lines.flat());
  return { start, end: behind.end, text: text.slice(entry.value.end, behind.start) + behind.text };
}

interface Layout {
  readonly style: Style;
  readonly indent: number;
  readonly step: number;
}

function blockLines(key: string, value: Value, layout: Layout): readonly string[] | null {
  const { style, indent, step } = layout;
  const margin = ' '.repeat(indent);
  const name = keyText(key, style);
  if (name === null) return null;
  if (value instanceof WrittenBlock) return moved(name, value, margin);
  if (value instanceof Written || typeof value !== 'object' || isList(value)) {
    const text = inlineText(value, style);
    return text === null ? null : [`${margin}${name}: ${text}`];
  }
  const below = Object.entries(value).map(([inner, each]) =>
    blockLines(inner, each, { ...layout, indent: indent + step }),
  );
  return below.every((lines) => lines !== null) ? [`${margin}${name}:`, ...below.flat()] : null;
}

function moved(name: string, { above, head, lines }: WrittenBlock, margin: string): readonly string[] {
  const all = [...above, `${name}:${head}`, ...lines];
  return all.map((line) => (line === '' ? line : margin + line));
}

/** Lines below the one that holds `offset`. A last line without end stays the last line without end. */
function linesBehind(
  { file: { text } }: SourceDocument,
  offset: number,
  lines: readonly string[],
): Replacement {
  const at = nextLine(text, offset);
  const end = lineEndOf(text);
  const open = at === text.length && !/[\r\n]$/u.test(text);
  const block = lines.join(end);
  return { start: at, end: at, text: open ? end + block : block + end };
}

export function styleFor(document: SourceDocument, flow: boolean): Style {
  return isJsonFile(document) ? JSON_STYLE : { quotes: null, usual: usualQuotes(document), flow };
}

const JSON_STYLE: Style = { quotes: '"', usual: '"', flow: true };

/** JSON stays JSON. */
const isJsonFile = oncePer(({ file: { text } }: SourceDocument) => /^\s*\{/u.test(text) && isJson(text));
