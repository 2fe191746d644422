import { keysOf } from '../../core/text/pointer.js';
import type { MappingEntry, MappingNode, SourceDocument, SourceNode } from '../../load/types.js';

/** One file, or a file laid over a base by Optimize's rules. Spans in `root` are those of the document that holds the value. */
export interface Layers {
  /** The tree that Optimize reads. */
  readonly root: SourceNode | null;
  /** The upper file first. */
  readonly documents: readonly [SourceDocument, ...SourceDocument[]];
  /** The document whose value counts at a pointer; where there is none, the one in which it would have to be written. */
  readonly holderOf: (pointer: string) => SourceDocument;
}

export function layersOf(upper: SourceDocument, base: SourceDocument | null): Layers {
  if (base === null) return { root: upper.root, documents: [upper], holderOf: () => upper };
  return {
    root: merged(upper.root, base.root),
    documents: [upper, base],
    holderOf: (pointer) => (isFromBase(upper.root, base.root, keysOf(pointer)) ? base : upper),
  };
}

/**
 * Optimize's merge: mappings key by key, anything else replaces what was there, and what is no mapping is ignored where the base has one.
 * Keys keep the order of the base.
 */
function merged(upper: SourceNode | null, base: SourceNode | null): SourceNode | null {
  if (base === null) return upper;
  if (base.kind !== 'mapping') return upper ?? base;
  return upper?.kind === 'mapping' ? mergedMapping(upper, base, true) : base;
}

function mergedMapping(upper: MappingNode, base: MappingNode, top: boolean): MappingNode {
  const byKey = new Map(base.byKey);
  for (const entry of upper.entries) {
    const below = byKey.get(entry.key);
    byKey.set(entry.key, below === undefined ? entry : mergedEntry(entry, below, top));
  }
  return { kind: 'mapping', span: upper.span, entries: [...byKey.values()], byKey };
}

function mergedEntry(upper: MappingEntry, base: MappingEntry, top: boolean): MappingEntry {
  if (replaces(upper, base.value, top)) return upper;
  if (upper.value.kind !== 'mapping' || base.value.kind !== 'mapping') return base;
  return { ...upper, value: mergedMapping(upper.value, base.value, false) };
}

/** `engines` is special: whatever the later file has there takes the place of the whole map. */
function replaces({ key }: MappingEntry, base: SourceNode, top: boolean): boolean {
  return base.kind !== 'mapping' || (top && key === 'engines');
}

function isFromBase(upper: SourceNode | null, base: SourceNode | null, keys: readonly string[]): boolean {
  let [above, below] = [upper, base];
  for (const [depth, key] of keys.entries()) {
    const own = above?.kind === 'mapping' ? above.byKey.get(key) : undefined;
    const theirs = below?.kind === 'mapping' ? below.byKey.get(key) : undefined;
    if (own === undefined) return theirs !== undefined;
    if (theirs === undefined || replaces(own, theirs.value, depth === 0)) return false;
    if (own.value.kind !== 'mapping' || theirs.value.kind !== 'mapping') return true;
    [above, below] = [own.value, theirs.value];
  }
  return false;
}
