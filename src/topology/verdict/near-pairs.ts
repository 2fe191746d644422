import { grouped } from '../../core/grouped.js';
import { marksOfLog } from '../fingerprints/schema-log.js';
import { Pair, type Candidate } from './pair.js';
import { startsSeen } from './rows/identity.js';

/**
 * Pairs of engines that have in common what tells of one database or one node, or of which one does not tell, in the order of the
 * engines. Any other two have databases of their own, as `schema-logs-unrelated` says, and no row after it is asked: nearly all pairs
 * of a large landscape.
 */
export function nearPairs(candidates: readonly Candidate[]): readonly Pair[] {
  const marks = candidates.map(marksOf);
  const silent = marks.flatMap((own, index) => (own === null ? [index] : []));
  const held = marks.flatMap((own, index) => (own ?? []).map((mark) => ({ mark, index })));
  const holders = grouped(held, ({ mark }) => mark);
  return candidates.flatMap((first, index) => {
    const own = marks[index] ?? null;
    const alike = (own ?? []).flatMap((mark) => holders.get(mark) ?? []).map((holder) => holder.index);
    const near = own === null ? candidates.keys() : [...silent, ...alike];
    const others = [...new Set(near)].filter((other) => other > index).toSorted((a, b) => a - b);
    return others.flatMap((other) => {
      const second = candidates[other];
      return second === undefined ? [] : [new Pair(first, second)];
    });
  });
}

/** What two engines have in common where a row before `schema-logs-unrelated` could answer, or that one could not; null for one that does not tell. */
function marksOf({ entry, facts }: Candidate): readonly string[] | null {
  const log = facts.schemaLog.known ? marksOfLog(facts.schemaLog.value) : null;
  if (log === null) return null;
  const starts = facts.telemetry.known ? startsSeen(facts.telemetry.value) : [];
  return [...log, ...starts.map((start) => `start ${start}`), `address ${entry.base ?? ''}`];
}

/** Entries for one engine, addressed by one name, that are compared with everything; further ones add nothing. */
const ENTRIES_COMPARED = 10;

/** Engines to compare with each other, and each entry that only repeats one of them, behind the first entry of its engine. */
export function apartFromRepeats(candidates: readonly Candidate[]): {
  readonly compared: readonly Candidate[];
  readonly repeats: readonly Pair[];
} {
  const addressed = candidates.filter(({ entry }) => entry.base !== null && entry.name !== null);
  const engines = grouped(addressed, ({ entry }) => JSON.stringify([entry.base, entry.name]));
  const repeats = [...engines.values()].flatMap(([first, ...others]) =>
    others.slice(ENTRIES_COMPARED - 1).map((other) => new Pair(first, other)),
  );
  const repeating = new Set(repeats.map(({ second }) => second));
  return { compared: candidates.filter((candidate) => !repeating.has(candidate)), repeats };
}
