import { canaryAbsent, canaryFound } from './canary.js';
import { definitionIdOnOneSideOnly, cleanupJobsDisjoint } from './differences.js';
import {
  otherVendor,
  schemaLogsDiffer,
  schemaLogsDiverged,
  schemaLogsUnrelated,
} from './databases-differ.js';
import { installationsDiffer, meterRowsDiffer } from './differences.js';
import { sameAddress, sameStart } from './identity.js';
import { meterRowsEqualForHours } from './meter-proofs.js';
import { dueDateMovedTogether, madeAfterBothStarts, tickedAtBothPhases } from './proofs.js';
import type { Pair } from './pair.js';
import { instanceOnOneSideOnly, madeWhileBothRan } from './recent.js';
import type { Signal } from './signal.js';
import { tickMillisecondsDiffer, ticksOfBothToTheMillisecond, wroteSideBySideSinceContact } from './ticks.js';

/** What a row decides when it answers. */
type Says = 'same-node' | 'distinct' | 'cloned' | 'not-shared' | 'shared' | 'probably-shared';

interface Row {
  readonly id: string;
  readonly says: Says;
  /** Read from the databases as they are now, not from an id that somebody could have copied or set. */
  readonly live: boolean;
  readonly ask: (pair: Pair) => Signal | null;
}

/** The questions about a pair of engines, in their order. Each answers from facts or stays silent (null). */
export const TABLE = [
  { id: '0a', says: 'same-node', live: true, ask: sameAddress },
  { id: '0b', says: 'same-node', live: true, ask: sameStart },
  { id: '1a', says: 'distinct', live: true, ask: otherVendor },
  { id: '1b', says: 'distinct', live: true, ask: schemaLogsUnrelated },
  { id: '1c', says: 'cloned', live: true, ask: schemaLogsDiverged },
  { id: "1c'", says: 'not-shared', live: true, ask: schemaLogsDiffer },
  { id: '1d', says: 'not-shared', live: true, ask: meterRowsDiffer },
  { id: '1d-ms', says: 'not-shared', live: true, ask: tickMillisecondsDiffer },
  { id: '1e', says: 'not-shared', live: true, ask: definitionIdOnOneSideOnly },
  { id: '1e-new', says: 'not-shared', live: true, ask: instanceOnOneSideOnly },
  { id: "6'", says: 'not-shared', live: true, ask: canaryAbsent },
  { id: '1f', says: 'not-shared', live: false, ask: installationsDiffer },
  { id: '1h', says: 'not-shared', live: false, ask: cleanupJobsDisjoint },
  { id: '2-id', says: 'shared', live: true, ask: madeAfterBothStarts },
  { id: '2-new', says: 'shared', live: true, ask: madeWhileBothRan },
  { id: '2-tick', says: 'shared', live: true, ask: tickedAtBothPhases },
  { id: '2-ms', says: 'shared', live: true, ask: ticksOfBothToTheMillisecond },
  { id: "2'", says: 'shared', live: true, ask: wroteSideBySideSinceContact },
  { id: '2-job', says: 'shared', live: true, ask: dueDateMovedTogether },
  { id: '6', says: 'shared', live: true, ask: canaryFound },
  { id: "2''", says: 'probably-shared', live: true, ask: meterRowsEqualForHours },
] as const satisfies readonly Row[];

export interface Answer extends Signal {
  readonly row: string;
  readonly says: Says;
  readonly live: boolean;
}

const SETTLES = new Set<Says>(['same-node', 'distinct', 'cloned']);

/** Asks the rows in their order and keeps the answers; a row that settles the matter ends the questions. */
export function askTable(pair: Pair): readonly Answer[] {
  const answers: Answer[] = [];
  for (const { id, says, live, ask } of TABLE) {
    const signal = ask(pair);
    if (signal === null) continue;
    answers.push({ ...signal, row: id, says, live });
    if (SETTLES.has(says)) break;
  }
  return answers;
}
