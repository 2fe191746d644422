import { firstIndex } from '../core/many.js';
import { oncePer } from '../core/memoize.js';
import { nodeAt } from '../load/locate.js';
import type { MappingEntry, SourceDocument, SourceNode, Span } from '../load/types.js';
import type { Layers } from './resolved/layers.js';
import type { ResolvedTree } from './resolved/types.js';
import { builtInFaults, schemaFaults } from './schema.js';
import type { EntryView, SchemaFault } from './types.js';

/** The `engines` key, the text that belongs to it and the file in which both stand. */
export interface Section {
  readonly document: SourceDocument;
  readonly key: MappingEntry;
  readonly extent: Span;
}

export function engineSection({ documents: [upper], holderOf }: Layers): Section | null {
  const document = holderOf('/engines');
  if (document.root?.kind !== 'mapping') return null;
  // What a syntax error hides may be the engines, which would replace those of the base.
  if (document !== upper && upper.damaged.length > 0) return null;
  const { entries } = document.root;
  const index = entries.findIndex(({ key }) => key === 'engines');
  const key = entries[index];
  if (key === undefined) return null;
  return { document, key, extent: extentOf(entries, index, document.file.text.length) };
}

/** From the key to the next one: the text that an entry owns, damaged parts included. */
export function extentOf(entries: readonly MappingEntry[], index: number, end: number): Span {
  const start = entries[index]?.keySpan.start ?? 0;
  return { start, end: entries[index + 1]?.keySpan.start ?? end };
}

/** Of the section; or, without one, of what variables make of the engine that Optimize brings along. */
export function faultsOf(
  section: Section | null,
  tree: ResolvedTree,
  entries: readonly EntryView[],
): readonly SchemaFault[] {
  if (section !== null) return ownFaults(section, tree);
  return entries.flatMap((each) => builtInFaults(tree, each));
}

/** Schema faults that are not merely what an alias, a merge key or a syntax error left behind. */
function ownFaults(section: Section, tree: ResolvedTree): readonly SchemaFault[] {
  const { document } = section;
  const faults = schemaFaults(tree, section.key.value);
  const faulty = faultySpans(document);
  return faults.filter((fault) => {
    if (fault.kind === 'unknown-setting') return !/(?:^|\.)<<$/u.test(fault.setting);
    const node = nodeAt(document, fault.pointer);
    if (node === null) return true;
    if (node.kind === 'scalar' && node.style === 'alias') return false;
    return !faulty.some((span) => touches(span, node.span)) && !isLeftOver(section, fault, node);
  });
}

/** A value that is empty only because a syntax error took what stood in it. */
function isLeftOver(section: Section, { pointer }: SchemaFault, node: SourceNode): boolean {
  const empty =
    node.kind === 'scalar' ? node.style === 'empty' : node.kind === 'mapping' && node.entries.length === 0;
  if (!empty) return false;
  const next = nextKeyAfter(section, pointer, node.span.end);
  return isDamaged(section.document, { start: node.span.start, end: next });
}

function nextKeyAfter(section: Section, pointer: string, from: number): number {
  if (pointer === '/engines' || section.key.value.kind !== 'mapping') return section.extent.end;
  const next = section.key.value.entries.find(({ keySpan }) => keySpan.start > from);
  return next?.keySpan.start ?? section.extent.end;
}

export function faultySpans({ faults }: SourceDocument): readonly Span[] {
  return faults.flatMap((fault) => (fault.kind === 'syntax' ? [fault.span] : []));
}

/** Whether what cannot be read touches a part of the text. */
export function isDamaged(document: SourceDocument, extent: Span): boolean {
  const { starts, ends } = damageOf(document);
  // The last span that begins before the end of the part: one of those up to it has to reach into the part.
  const before = firstIndex(starts.length, (index) => (starts[index] ?? 0) >= extent.end) - 1;
  return before >= 0 && (ends[before] ?? 0) > extent.start;
}

/** Where damage begins, in order, and how far that and all before it reaches: a template may damage every line. */
const damageOf = oncePer(({ damaged }: SourceDocument) => {
  const spans = damaged.toSorted((a, b) => a.start - b.start);
  let end = 0;
  return {
    starts: spans.map(({ start }) => start),
    ends: spans.map((span) => (end = Math.max(end, span.end))),
  };
});

function touches(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start;
}
