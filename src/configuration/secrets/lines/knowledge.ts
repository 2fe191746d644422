import type { SecretAnchors } from '../secret-anchors.js';

/** What the tree says about the value behind a separator: that there is one, that there is none, or nothing. */
export type Known = 'value' | 'nothing' | undefined;

/** What is known about a text beside its characters. */
export interface Knowledge {
  /** By the offset of the colon. */
  readonly at: (separator: number) => Known;
  /** Whether a syntax error hides anything. */
  readonly hasDamage: boolean;
  /** Whether a syntax error hides the line at an offset. */
  readonly isDamaged: (offset: number) => boolean;
  /** Whether a line that has no separator is a name: an item of a list, a value by itself. */
  readonly isName: (offset: number) => boolean;
  readonly anchors: SecretAnchors;
}

/** Of a text of several lines nothing is known, one of a single line may be any name, e.g. that of a tenant. */
export function nothingKnownOf(text: string): Knowledge {
  const isName = !/[\r\n]/u.test(text);
  return {
    at: () => undefined,
    hasDamage: false,
    isDamaged: () => false,
    isName: () => isName,
    anchors: new Set(),
  };
}
