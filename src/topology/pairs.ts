import { compareText } from '../core/text/text.js';
import type { VerdictKind } from './types.js';

/** What verdicts about two engines say, for those who only read them: nothing of how they are reached. */

/** The key of a pair in `Databases.pairs`; the order of the aliases does not matter. */
export function pairKey(a: string, b: string): string {
  return compareText(a, b) <= 0 ? JSON.stringify([a, b]) : JSON.stringify([b, a]);
}

/** Every two of them, in their order. */
export function pairsAmong<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((first, index) => all.slice(index + 1).map((second) => [first, second] as const));
}

export function isOneDatabase(verdict: VerdictKind): boolean {
  return verdict === 'same-node' || verdict === 'shared';
}
