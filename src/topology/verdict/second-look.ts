import { oncePer } from '../../core/memoize.js';
import type { SecondLook } from '../../probe/readings.js';
import type { TickSpan } from '../../probe/types.js';
import { cleanupJobsDisjoint, definitionIdOnOneSideOnly, installationsDiffer } from './rows/differences.js';
import { sameStart } from './rows/identity.js';
import { apartFromRepeats, nearPairs } from './near-pairs.js';
import { Pair, type Candidate } from './pair.js';
import { askTable } from './table.js';
import { ticksToCompare } from './rows/ticks.js';

/** Replicas that copy afterwards lag behind by seconds. */
const LAG_MS = 5_000;

/**
 * Engines whose lists have to be read again: a difference between two lists counts only when it is still there at a second
 * look, and only pairs that nothing else has decided need one.
 */
export function secondLooks(candidates: readonly Candidate[]): readonly SecondLook[] {
  const looks = new Map<string, { ticks: Map<string, TickSpan>; afterMs: number; start: boolean }>();
  for (const pair of openPairs(candidates)) {
    const ticks = ticksToCompare(pair);
    const afterMs = differsAtFirstLook(pair) ? LAG_MS : 0;
    const mayBeOne = sameStart(pair) !== null && canBeCounted(pair);
    for (const alias of pair.aliases) {
      const look = looks.get(alias) ?? { ticks: new Map<string, TickSpan>(), afterMs: 0, start: false };
      for (const tick of ticks) look.ticks.set(`${tick.from} ${tick.to}`, tick);
      looks.set(alias, {
        ...look,
        afterMs: Math.max(look.afterMs, afterMs),
        start: look.start || mayBeOne,
      });
    }
  }
  return [...looks].map(([alias, { ticks, afterMs, start }]) => ({
    alias,
    ticks: [...ticks.values()],
    afterMs,
    ...(start && { start: true as const }),
  }));
}

/** The aliases alone. */
export function needSecondLook(candidates: readonly Candidate[]): readonly string[] {
  return secondLooks(candidates).map(({ alias }) => alias);
}

/**
 * Pairs that no row answers, or only one that guesses; one start of two nodes may be chance where their lists differ, or where
 * they can be counted.
 */
export function openPairs(candidates: readonly Candidate[]): readonly Pair[] {
  return nearPairs(apartFromRepeats(candidates).compared).filter(isOpen);
}

function isOpen(pair: Pair): boolean {
  // As for most engines of a large landscape: the other rows need not be asked.
  if (installationsDiffer(pair) !== null) return false;
  const answers = askTable(pair);
  if (answers[0]?.mayBeChance === true)
    return answers.length === 1 && (differsAtFirstLook(pair) || canBeCounted(pair));
  return answers.every(({ says }) => says === 'probably-shared');
}

/** Whether both engines tell how often they were asked, and were not asked again for that. */
function canBeCounted(pair: Pair): boolean {
  const tell = pair.both('telemetry')?.every(({ asked }) => asked != null) ?? false;
  return tell && [pair.first, pair.second].some(({ again }) => again?.counts === undefined);
}

/** Whether a second look may show what only one of the two databases has. */
export function differsAtFirstLook({ first, second }: Pair): boolean {
  const twice = new Pair(asIfLookedAgain(first), asIfLookedAgain(second));
  return definitionIdOnOneSideOnly(twice) !== null || cleanupJobsDisjoint(twice) !== null;
}

const asIfLookedAgain = oncePer((candidate: Candidate): Candidate => {
  const { cleanupJobs, processDefinitions } = candidate.facts;
  return { ...candidate, again: { cleanupJobs, processDefinitions } };
});
