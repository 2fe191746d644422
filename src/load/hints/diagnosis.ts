import type { OutlineItem } from '../yaml/recovery/outline.js';
import type { Span } from '../types.js';

/** What a syntax error is really about: the character that causes it, in plain words, and what to do. */
export interface Diagnosis {
  readonly span: Span;
  readonly problem: string;
  readonly hint: string | null;
  /**
   * What a repair may leave out: the line with all below it; also its neighbours of the same wrong indentation; or all of a kind in the
   * file, which have one cause: tabs and blanks that are none to YAML, the markers of a conflict, comments as in JavaScript, templates.
   */
  readonly affects: 'item' | 'siblings' | Everywhere;
}

export type Everywhere = 'tabs' | 'blanks' | 'markers' | 'comments' | 'templates';

export interface Scene {
  readonly text: string;
  readonly position: number;
  /** The parser's own words. */
  readonly reason: string;
  /** The line that the error stands in, and the one before it. */
  readonly item: OutlineItem | null;
  readonly before: OutlineItem | null;
  readonly outline: readonly OutlineItem[];
  readonly index: number;
}

export function one(at: number): Span {
  return { start: at, end: at + 1 };
}
