import { append } from '../../core/many.js';
import { attempt, type Reading } from '../yaml/attempt.js';
import { read, treeOf } from '../yaml/reading.js';
import { printable } from '../text/characters.js';
import { syntaxFault } from '../yaml/refused-characters.js';
import type {
  MappingEntry,
  MappingNode,
  ScalarNode,
  SourceFile,
  SourceNode,
  Span,
  TextFault,
} from '../types.js';

/**
 * One document of a file that carries a configuration: read as YAML is usually read, not as Optimize reads it. Its spans count from the
 * start of `text`, which begins at `offset` in the file.
 */
export interface CarrierDocument {
  readonly text: string;
  readonly offset: number;
  readonly root: SourceNode | null;
  /** What the parser could not read; refusals of Optimize's reader are none here. */
  readonly faults: readonly TextFault[];
  readonly damaged: readonly Span[];
  readonly anchors: ReadonlyMap<string, SourceNode>;
}

/** Every document of a file. */
export function carrierDocuments({ text }: SourceFile): readonly CarrierDocument[] {
  return slicesOf(text).map(({ start, end }) => documentOf(text.slice(start, end), start));
}

/** Between markers, which are not part of any. What stands on the line of a marker belongs to the document that it begins. */
function slicesOf(text: string): readonly Span[] {
  const slices: Span[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const { index } of text.matchAll(/^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gmu)) {
    slices.push({ start, end: index });
    start = index + 3;
  }
  slices.push({ start, end: text.length });
  return slices.filter((slice) => text.slice(slice.start, slice.end).trim() !== '');
}

/** Those documents of a text that can be read as they are. */
export function soundDocuments(text: string): readonly CarrierDocument[] {
  return slicesOf(text).flatMap(({ start, end }) => {
    const slice = text.slice(start, end);
    const tried = attempt(printable(slice));
    return 'events' in tried ? [built(slice, start, { ...tried, diagnoses: [], damaged: [] })] : [];
  });
}

function documentOf(text: string, offset: number): CarrierDocument {
  return built(text, offset, read(text));
}

function built(
  text: string,
  offset: number,
  { events, diagnoses, damaged }: Pick<Reading, 'events' | 'diagnoses' | 'damaged'>,
): CarrierDocument {
  const { root, faults } = treeOf(text, { events, damaged });
  return {
    text,
    offset,
    root,
    faults: diagnoses.map(syntaxFault),
    damaged,
    anchors: anchorsIn(root, faults),
  };
}

/** What each anchor names: the outermost value that begins behind it. */
function anchorsIn(root: SourceNode | null, faults: readonly TextFault[]): ReadonlyMap<string, SourceNode> {
  const anchors = faults.filter((fault) => fault.kind === 'anchor');
  const named = new Map<string, SourceNode>();
  if (anchors.length === 0 || root === null) return named;
  const nodes = nodesIn(root).toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let next = 0;
  for (const { name, span } of anchors.toSorted((a, b) => a.span.start - b.span.start)) {
    while (next < nodes.length && (nodes[next]?.span.start ?? 0) < span.end) next += 1;
    const node = nodes[next];
    if (node !== undefined) named.set(name, node);
  }
  return named;
}

function nodesIn(root: SourceNode): readonly SourceNode[] {
  const found: SourceNode[] = [root];
  for (let index = 0; index < found.length; index += 1) {
    const node = found[index];
    if (node?.kind === 'sequence') append(found, node.items);
    if (node?.kind === 'mapping')
      append(
        found,
        node.entries.map(({ value }) => value),
      );
  }
  return found;
}

/** Reads the values of one document; aliases and merge keys are looked up. */
export class CarrierReader {
  readonly document: CarrierDocument;

  constructor(document: CarrierDocument) {
    this.document = document;
  }

  /** The value at a path of keys, or null. */
  at(node: SourceNode | null, ...path: readonly string[]): SourceNode | null {
    let current = node === null ? null : this.resolved(node);
    for (const key of path) {
      current = current?.kind === 'mapping' ? (this.entries(current).get(key)?.value ?? null) : null;
      current = current === null ? null : this.resolved(current);
    }
    return current;
  }

  /** The entries of a mapping, those of merged ones included; nothing for anything else. */
  entries(node: SourceNode | null): ReadonlyMap<string, MappingEntry> {
    const mapping = node === null ? null : this.resolved(node);
    if (mapping?.kind !== 'mapping') return new Map();
    const merged = mapping.byKey.get('<<');
    return merged === undefined ? mapping.byKey : this.#merged(mapping, merged.value);
  }

  items(node: SourceNode | null): readonly SourceNode[] {
    const list = node === null ? null : this.resolved(node);
    return list?.kind === 'sequence' ? list.items.map((item) => this.resolved(item)) : [];
  }

  /** A text, number or word as it is written; null for anything else. */
  text(node: SourceNode | null): string | null {
    const scalar = this.scalar(node);
    if (scalar === null || scalar.value === null) return null;
    return scalar.style === 'plain' ? scalar.raw : scalar.text;
  }

  /** Every key and text below a node, and its own; what an alias repeats once. */
  texts(node: SourceNode | null): readonly string[] {
    const texts: string[] = [];
    const nodes = new Set(node === null ? [] : [this.resolved(node)]);
    for (const each of nodes) {
      if (each.kind === 'sequence') for (const item of each.items) nodes.add(this.resolved(item));
      if (each.kind === 'mapping')
        for (const { key, value } of each.entries) {
          texts.push(key);
          nodes.add(this.resolved(value));
        }
      texts.push(this.text(each) ?? '');
    }
    return texts;
  }

  scalar(node: SourceNode | null): ScalarNode | null {
    const value = node === null ? null : this.resolved(node);
    return value?.kind === 'scalar' ? value : null;
  }

  /** What an alias stands for. */
  resolved(node: SourceNode): SourceNode {
    if (node.kind !== 'scalar' || node.style !== 'alias') return node;
    const named = this.document.anchors.get(node.text ?? '');
    return named === undefined || (named.kind === 'scalar' && named.style === 'alias') ? node : named;
  }

  /** Own entries win; of several merged mappings the first. */
  #merged(mapping: MappingNode, value: SourceNode): ReadonlyMap<string, MappingEntry> {
    const sources = value.kind === 'sequence' ? value.items : [value];
    const entries = new Map<string, MappingEntry>();
    for (const source of sources) {
      const from = this.resolved(source);
      if (from.kind !== 'mapping' || from === mapping) continue;
      for (const [key, entry] of from.byKey) if (!entries.has(key)) entries.set(key, entry);
    }
    for (const [key, entry] of mapping.byKey) entries.set(key, entry);
    entries.delete('<<');
    return entries;
  }
}

/** The tree of a document in the offsets of the file. */
export function treeInFile({ root, offset }: CarrierDocument): SourceNode | null {
  return root === null ? null : shiftedNode(root, offset);
}

function shiftedNode(node: SourceNode, distance: number): SourceNode {
  const span = shiftedSpan(node.span, distance);
  if (node.kind === 'scalar') return { ...node, span };
  if (node.kind === 'sequence')
    return { kind: 'sequence', span, items: node.items.map((item) => shiftedNode(item, distance)) };
  const entries = node.entries.map(({ key, keySpan, value }) => ({
    key,
    keySpan: shiftedSpan(keySpan, distance),
    value: shiftedNode(value, distance),
  }));
  return { kind: 'mapping', span, entries, byKey: new Map(entries.map((entry) => [entry.key, entry])) };
}

function shiftedSpan({ start, end }: Span, distance: number): Span {
  return { start: start + distance, end: end + distance };
}
