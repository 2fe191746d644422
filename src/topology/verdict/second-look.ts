import type { Candidate } from './pair.js';
import { Pair } from './pair.js';
import { askTable } from './table.js';

/**
 * Engines whose lists have to be read again: a difference between two lists counts only when it is still there at a second
 * look, and only pairs that nothing else has decided need one.
 */
export function needSecondLook(candidates: readonly Candidate[]): readonly string[] {
  const aliases = new Set<string>();
  candidates.forEach((first, index) => {
    for (const second of candidates.slice(index + 1)) {
      const pair = new Pair(first, second);
      if (askTable(pair).length === 0) pair.aliases.forEach((alias) => aliases.add(alias));
    }
  });
  return [...aliases];
}
