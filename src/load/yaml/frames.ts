import type { EntryList } from './entries.js';
import { childPointer } from '../../core/text/pointer.js';
import type { SourceNode, Span } from '../types.js';

/** A collection that is being read. */
export interface Frame {
  readonly start: number;
  readonly flow: boolean;
  /** The collection itself stands where a key should. */
  readonly isKey: boolean;
  readonly entries: EntryList | null;
  readonly items: SourceNode[];
  key: Key | null;
}

export interface Key {
  /** Null where the key is no scalar: Optimize refuses it, and so its value is dropped. */
  readonly text: string | null;
  readonly span: Span;
}

/** Pointer of what is being read. */
export function pointerTo(stack: readonly Frame[]): string {
  let pointer = '';
  for (const { entries, key, items } of stack)
    pointer = childPointer(pointer, entries === null ? items.length : (key?.text ?? ''));
  return pointer;
}
