import { keysOf } from '../core/text/pointer.js';
import type { SourceDocument, SourceNode, Span } from './types.js';

/** A value, and the key that leads to it where it has one. */
interface Found {
  readonly node: SourceNode;
  readonly keySpan: Span | null;
}

/** The value that a pointer names, or null where the document has none. */
export function nodeAt(document: Pick<SourceDocument, 'root'>, pointer: string): SourceNode | null {
  const keys = keysOf(pointer);
  const trail = follow(document, keys);
  return trail.length === keys.length + 1 ? (trail.at(-1)?.node ?? null) : null;
}

/**
 * Where a pointer's key, value or both stand. A pointer that leads nowhere gives the key of the nearest value above it:
 * that is where a missing setting belongs. Null only where the document is empty.
 */
export function locate(
  document: SourceDocument,
  pointer: string,
  part: 'key' | 'value' | 'entry',
): Span | null {
  const keys = keysOf(pointer);
  const trail = follow(document, keys);
  const found = trail.at(-1);
  if (found === undefined) return null;
  return trail.length === keys.length + 1 ? partOf(found, part) : nearest(trail);
}

function partOf({ node, keySpan }: Found, part: 'key' | 'value' | 'entry'): Span {
  if (keySpan === null || part === 'value') return node.span;
  return part === 'key' ? keySpan : { start: keySpan.start, end: Math.max(keySpan.end, node.span.end) };
}

function nearest(trail: readonly Found[]): Span | null {
  const keyed = trail.findLast((found) => found.keySpan !== null);
  if (keyed !== undefined) return keyed.keySpan;
  const start = trail[0]?.node.span.start;
  return start === undefined ? null : { start, end: start };
}

function follow(document: Pick<SourceDocument, 'root'>, keys: readonly string[]): readonly Found[] {
  if (document.root === null) return [];
  const trail: Found[] = [{ node: document.root, keySpan: null }];
  for (const key of keys) {
    const next = step(trail.at(-1)?.node, key);
    if (next === null) break;
    trail.push(next);
  }
  return trail;
}

function step(node: SourceNode | undefined, key: string): Found | null {
  if (node?.kind === 'mapping') {
    const entry = node.byKey.get(key);
    return entry === undefined ? null : { node: entry.value, keySpan: entry.keySpan };
  }
  if (node?.kind !== 'sequence') return null;
  const item = /^\d+$/u.test(key) ? node.items[Number(key)] : undefined;
  return item === undefined ? null : { node: item, keySpan: null };
}
