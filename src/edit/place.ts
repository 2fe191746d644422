import { oncePer } from '../core/memoize.js';
import { keysOf, pointerOf } from '../core/text/pointer.js';
import { writtenText } from '../core/text/written-text.js';
import { locate, nodeAt } from '../load/locate.js';
import type { MappingNode, SourceDocument, SourceNode } from '../load/types.js';
import { lineStart, type EntryRange } from './ranges.js';

export function parentOf(pointer: string): string {
  return pointerOf(keysOf(pointer).slice(0, -1));
}

/** Whether a collection is written in braces or brackets. */
export function isFlow({ file }: SourceDocument, node: SourceNode | null): boolean {
  const first = node === null || node.kind === 'scalar' ? '' : file.text.charAt(node.span.start);
  return first === '{' || first === '[';
}

export function isNull(node: SourceNode | null): boolean {
  return node?.kind === 'scalar' && node.value === null && node.style !== 'alias';
}

/** The key of an entry and its value. An item of a list has its value only. */
export function entryAt(document: SourceDocument, pointer: string): EntryRange | null {
  const key = locate(document, pointer, 'key');
  const value = nodeAt(document, pointer);
  if (key === null || value === null) return null;
  const isItem = nodeAt(document, parentOf(pointer))?.kind === 'sequence';
  return { key: isItem ? value.span : key, value: value.span };
}

/** How far the keys of a block mapping are indented, in blanks. */
export function indentOf({ file }: SourceDocument, { entries }: MappingNode): number {
  const start = entries[0]?.keySpan.start ?? 0;
  return start - lineStart(file.text, start);
}

/** By how much one level of a file is indented more than the one above. */
export const stepOf = oncePer((document: SourceDocument): number => {
  const find = (node: SourceNode): number | null => {
    if (node.kind !== 'mapping' || isFlow(document, node)) return null;
    for (const { value } of node.entries) {
      if (value.kind !== 'mapping' || isFlow(document, value)) continue;
      const deeper = find(value);
      return deeper ?? indentOf(document, value) - indentOf(document, node);
    }
    return null;
  };
  return (document.root === null ? null : find(document.root)) ?? 2;
});

/**
 * What has to go so that no empty section is left behind: the setting itself or, where it is alone, the section or list around it. Null
 * where that would be a whole engine or one of its sections, without which Optimize may not start.
 */
export function removalTarget(document: SourceDocument, pointer: string): string | null {
  const parent = parentOf(pointer);
  const around = nodeAt(document, parent);
  if (around === null || around.kind === 'scalar') return null;
  const size = around.kind === 'mapping' ? around.entries.length : around.items.length;
  if (size > 1) return pointer;
  const needed = around.kind === 'mapping' && (parent === '' || keysOf(pointer)[0] === 'engines');
  return needed ? null : removalTarget(document, parent);
}

/** What goes when a setting moves: the setting or, where it is alone, the section around it, unless the new place is in there. */
export function vacated(document: SourceDocument, pointer: string, to: string): string | null {
  if (keysOf(pointer)[0] === 'engines') return removalTarget(document, pointer);
  let target = pointer;
  for (let above = parentOf(target); above !== ''; above = parentOf(target)) {
    const around = nodeAt(document, above);
    const isAlone = around?.kind === 'mapping' && around.entries.length === 1;
    if (!isAlone || to.startsWith(`${above}/`)) break;
    target = above;
  }
  return target;
}

/** Pointers to the items of a list that are written so; to the setting itself where it is a single value. */
export function itemsWith(document: SourceDocument, pointer: string, item: string): readonly string[] {
  const node = nodeAt(document, pointer);
  const isWrittenSo = (each: SourceNode): boolean =>
    each.kind === 'scalar' && each.text !== null && writtenText(each) === item;
  if (node?.kind === 'sequence')
    return node.items.flatMap((each, index) => (isWrittenSo(each) ? [`${pointer}/${index}`] : []));
  return node !== null && isWrittenSo(node) ? [pointer] : [];
}
