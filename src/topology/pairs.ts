import { compareText } from '../core/text/text.js';
import type { VerdictKind } from './types.js';

/** What verdicts about two engines say, for those who only read them: nothing of how they are reached. */

/** The key of a pair in `Databases.pairs`; the order of the aliases does not matter. */
export function pairKey(a: string, b: string): string {
  return compareText(a, b) <= 0 ? JSON.stringify([a, b]) : JSON.stringify([b, a]);
}

export function isOneDatabase(verdict: VerdictKind): boolean {
  return verdict === 'same-node' || verdict === 'shared';
}
