import type { Change, EditValue } from '../core/edit.js';
import { keysOf } from '../core/text/pointer.js';
import { nodeAt } from '../load/locate.js';
import { skipSpace } from '../load/yaml/scan.js';
import type { ScalarNode, SequenceNode, SourceDocument, SourceNode, Span } from '../load/types.js';
import { filled, inserted, styleFor } from './insert.js';
import { entryAt, isFlow, isNull, itemsWith, parentOf, removalTarget, stepOf, vacated } from './place.js';
import { blockAt, type WrittenBlock } from './block.js';
import {
  blockEntry,
  flowEntry,
  lineEndOf,
  lineStart,
  looseText,
  withoutEnd,
  type EntryRange,
  type Replacement,
} from './ranges.js';
import {
  entryText,
  inlineText,
  isList,
  keyText,
  quotesAt,
  scalarText,
  Written,
  type Style,
} from './scalars.js';

/** The pieces of text that a change replaces, or null where this file is not written in a way that allows it. */
export function replacementsFor(document: SourceDocument, change: Change): readonly Replacement[] | null {
  if (change.kind === 'remove') return removed(document, change.pointer, change.item);
  if (change.kind === 'move') return moved(document, change.pointer, change.to);
  if (change.kind === 'split') return split(document, change);
  return one(replacementFor(document, change));
}

type Single = Exclude<Change, { readonly kind: 'remove' | 'move' | 'split' }>;

function replacementFor(document: SourceDocument, change: Single): Replacement | null {
  if (change.kind === 'set') return set(document, change.pointer, change.value);
  if (change.kind === 'rename') return renamed(document, change.pointer, change.key);
  if (change.kind === 'wrap') return wrappedMapping(document, change.pointer, change.key);
  if (change.kind === 'quote') return requoted(document, change.pointer);
  if (change.kind === 'copy') return copied(document, change.pointer, change.anchor);
  return change.kind === 'drop'
    ? withoutEntry(document, nodeAt(document, parentOf(change.pointer)), change)
    : loose(document, change.span, change.text);
}

function one(replacement: Replacement | null): readonly Replacement[] | null {
  return replacement === null ? null : [replacement];
}

function set(document: SourceDocument, pointer: string, value: EditValue): Replacement | null {
  const node = nodeAt(document, pointer);
  if (node === null) return inserted(document, pointer, value);
  if (typeof value !== 'object')
    return node.kind === 'scalar' ? rewritten(document, pointer, node, value) : null;
  return isNull(node) && !isList(value) ? filled(document, pointer, value) : null;
}

function rewritten(
  document: SourceDocument,
  pointer: string,
  node: ScalarNode,
  value: string | number | boolean,
): Replacement | null {
  const { text } = document.file;
  const style = styleAt(document, pointer);
  const written = scalarText(value, { ...style, quotes: quotesAt(text, node.span.start) ?? style.quotes });
  if (written === null) return null;
  const range = withoutEnd(text, node.span);
  return node.style === 'empty' ? { ...range, text: ` ${written}` } : { ...range, text: written };
}

/** Braces and brackets stay where they are; a list of lines stays one. */
function split(
  document: SourceDocument,
  { pointer, item, into }: Extract<Change, { kind: 'split' }>,
): readonly Replacement[] | null {
  const list = nodeAt(document, pointer);
  const found = itemsWith(document, pointer, item).map((each) => {
    const node = nodeAt(document, each);
    if (node === null) return null;
    const style = styleAt(document, each);
    if (list?.kind !== 'sequence') return replaced(document, node, inlineText(into, style));
    const items = into.map((part) => inlineText(part, style));
    const between = betweenItems(document, list, node);
    return replaced(document, node, items.includes(null) || between === null ? null : items.join(between));
  });
  return found.length > 0 && found.every((each) => each !== null) ? found : null;
}

function replaced({ file }: SourceDocument, { span }: SourceNode, text: string | null): Replacement | null {
  return text === null ? null : { ...withoutEnd(file.text, span), text };
}

/** What parts an item from the next one; null where it does not begin its line, the dash apart. */
function betweenItems(document: SourceDocument, list: SequenceNode, { span }: SourceNode): string | null {
  const { text } = document.file;
  if (isFlow(document, list)) return ', ';
  const before = text.slice(lineStart(text, span.start), span.start);
  return DASH.test(before) ? lineEndOf(text) + before : null;
}

/** What stands before an item that begins its line. */
const DASH = /^[ \t]*-[ \t]+$/u;

function renamed(document: SourceDocument, pointer: string, key: string): Replacement | null {
  const entry = entryAt(document, pointer);
  const parent = nodeAt(document, parentOf(pointer));
  if (entry === null || parent?.kind !== 'mapping' || parent.byKey.has(key)) return null;
  const style = styleFor(document, isFlow(document, parent));
  const text = keyText(key, {
    ...style,
    quotes: quotesAt(document.file.text, entry.key.start) ?? style.quotes,
  });
  return text === null ? null : { ...entry.key, text };
}

/** Braces get braces around them, lines a line above and more indentation. */
function wrappedMapping(document: SourceDocument, pointer: string, key: string): Replacement | null {
  const node = nodeAt(document, pointer);
  const [first] = node?.kind === 'mapping' ? node.entries : [];
  if (node?.kind !== 'mapping' || first === undefined) return null;
  const { text } = document.file;
  const name = keyText(key, styleFor(document, isFlow(document, node)));
  if (name === null) return null;
  if (isFlow(document, node))
    return { ...node.span, text: `{${name}: ${text.slice(node.span.start, node.span.end)}}` };
  const start = lineStart(text, first.keySpan.start);
  const margin = text.slice(start, first.keySpan.start);
  if (margin.trim() !== '') return null;
  const { end } = blockEntry(text, { key: first.keySpan, value: node.span });
  const step = ' '.repeat(stepOf(document));
  const lines = text.slice(start, end).replaceAll(/^(?=[^\r\n])/gmu, step);
  return { start, end, text: `${margin}${name}:${lineEndOf(text)}${lines}` };
}

function moved(document: SourceDocument, pointer: string, to: string): readonly Replacement[] | null {
  if (parentOf(pointer) === parentOf(to)) return one(renamed(document, pointer, keysOf(to).at(-1) ?? ''));
  const source = vacated(document, pointer, to);
  const entry = source === null ? null : entryAt(document, source);
  if (source === null || entry === null || nodeAt(document, to) !== null) return null;
  const written = onOneLine(document, pointer);
  const around = nodeAt(document, parentOf(source));
  // In braces one takes the place of the other: that leaves the commas alone.
  if (written !== null && isFlow(document, around) && parentOf(source) === parentOf(to))
    return one(inPlace(document, entry, keysOf(to).at(-1) ?? '', written));
  const addition = added(document, to, blockAt(document, pointer, source), written);
  const removal = withoutEntry(document, around, entry);
  return addition === null || removal === null ? null : [removal, addition];
}

/** As lines, with the comments that belong to them; in braces, which can hold no comment, only what has none. */
function added(
  document: SourceDocument,
  to: string,
  block: WrittenBlock | null,
  written: Written | null,
): Replacement | null {
  const lines = block === null ? null : inserted(document, to, block);
  if (lines !== null || written === null) return lines;
  const isAllOfIt = block === null || isOnly(block, written);
  return isAllOfIt ? inserted(document, to, written) : null;
}

/** Whether lines hold nothing but one value. */
function isOnly({ above, head, lines }: WrittenBlock, { text }: Written): boolean {
  return above.length === 0 && lines.length === 0 && head.trim() === text;
}

function inPlace(
  document: SourceDocument,
  { key, value }: EntryRange,
  name: string,
  written: Written,
): Replacement | null {
  const text = entryText(name, written, styleFor(document, true));
  return text === null ? null : { start: key.start, end: Math.max(key.end, value.end), text };
}

/** A value as it stands in the file, where that is on one line. */
function onOneLine(document: SourceDocument, pointer: string): Written | null {
  const node = nodeAt(document, pointer);
  if (node === null) return null;
  const written = document.file.text.slice(node.span.start, node.span.end);
  const isInline = node.kind === 'scalar' ? ['plain', 'quoted'].includes(node.style) : isFlow(document, node);
  return isInline && !/[\r\n]/u.test(written) ? new Written(written) : null;
}

function removed(
  document: SourceDocument,
  pointer: string,
  item: string | undefined,
): readonly Replacement[] | null {
  const pointers = item === undefined ? [pointer] : itemsWith(document, pointer, item);
  const list = nodeAt(document, pointer);
  const all = list?.kind === 'sequence' && pointers.length === list.items.length;
  const targets = all && item !== undefined ? [pointer] : pointers;
  const found = targets.map((each) => withoutSetting(document, each));
  return found.length > 0 && found.every((each) => each !== null) ? found : null;
}

function withoutSetting(document: SourceDocument, pointer: string): Replacement | null {
  const target = removalTarget(document, pointer);
  const entry = target === null ? null : entryAt(document, target);
  if (target === null || entry === null) return null;
  return withoutEntry(document, nodeAt(document, parentOf(target)), entry);
}

/** Only an entry that begins its line, dashes of a list apart, can go with its lines. */
function withoutEntry(
  document: SourceDocument,
  parent: SourceNode | null,
  entry: EntryRange,
): Replacement | null {
  const { text } = document.file;
  if (isFlow(document, parent)) return { ...flowEntry(text, entry), text: '' };
  const before = text.slice(lineStart(text, entry.key.start), entry.key.start);
  const expected = parent?.kind === 'sequence' ? DASH : /^[ \t]*$/u;
  return expected.test(before) ? { ...blockEntry(text, entry), text: '' } : null;
}

function requoted(document: SourceDocument, pointer: string): Replacement | null {
  const node = nodeAt(document, pointer);
  if (node?.kind !== 'scalar' || node.style !== 'plain') return null;
  const style = styleAt(document, pointer);
  const text = scalarText(node.raw, { ...style, quotes: style.usual });
  return text === null ? null : { ...node.span, text };
}

function copied(document: SourceDocument, pointer: string, anchor: Span): Replacement | null {
  const node = nodeAt(document, pointer);
  const source = anchored(document, anchor);
  if (node === null || source === null) return null;
  return { ...node.span, text: document.file.text.slice(source.span.start, source.span.end) };
}

/** The scalar behind an anchor; null where it is a collection or spans lines. */
export function anchored({ root, file }: SourceDocument, anchor: Span): ScalarNode | null {
  const start = skipSpace(file.text, anchor.end);
  const find = (node: SourceNode): ScalarNode | null => {
    if (node.kind === 'scalar') return node.span.start === start ? node : null;
    const children = node.kind === 'mapping' ? node.entries.map(({ value }) => value) : node.items;
    for (const child of children) {
      const found = find(child);
      if (found !== null) return found;
    }
    return null;
  };
  const found = root === null ? null : find(root);
  return found !== null && ['plain', 'quoted'].includes(found.style) ? found : null;
}

function loose({ file: { text } }: SourceDocument, span: Span, by: string): Replacement {
  return by === '' ? { ...looseText(text, span), text: '' } : { ...span, text: by };
}

function styleAt(document: SourceDocument, pointer: string): Style {
  return styleFor(document, isFlow(document, nodeAt(document, parentOf(pointer))));
}
