import { canaryAbsent, canaryFound } from './rows/canary.js';
import { definitionIdOnOneSideOnly, cleanupJobsDisjoint } from './rows/differences.js';
import {
  otherVendor,
  schemaLogsDiffer,
  schemaLogsDiverged,
  schemaLogsUnrelated,
} from './rows/databases-differ.js';
import { installationsDiffer, meterRowsDiffer } from './rows/differences.js';
import { sameAddress, sameStart } from './rows/identity.js';
import { meterRowsEqualForHours } from './rows/meter-proofs.js';
import { dueDateMovedTogether, madeAfterBothStarts, tickedAtBothPhases } from './rows/proofs.js';
import type { Pair } from './pair.js';
import { instanceOnOneSideOnly, madeWhileBothRan } from './rows/recent.js';
import type { Signal } from './rows/signal.js';
import {
  tickMillisecondsDiffer,
  ticksOfBothToTheMillisecond,
  wroteSideBySideSinceContact,
} from './rows/ticks.js';

/** What a row decides when it answers. */
type Says = 'same-node' | 'distinct' | 'cloned' | 'not-shared' | 'shared' | 'probably-shared';

interface Row {
  /** The same in the code, the report and docs/verdicts.md, in this order. */
  readonly name: string;
  readonly says: Says;
  /** Read from the databases as they are now, not from an id that somebody could have copied or set. */
  readonly live: boolean;
  /** Told by the configuration alone: no engine has to be asked. */
  readonly offline?: boolean;
  /** A copy would have inherited what differs: then what may be chance does not make one. */
  readonly inherited?: boolean;
  readonly ask: (pair: Pair) => Signal | null;
}

/** The questions about a pair of engines, in their order. Each answers from facts or stays silent (null). */
export const TABLE: readonly Row[] = [
  { name: 'same-address', says: 'same-node', live: true, offline: true, ask: sameAddress },
  { name: 'same-start', says: 'same-node', live: true, ask: sameStart },
  { name: 'other-database-product', says: 'distinct', live: true, ask: otherVendor },
  { name: 'schema-logs-unrelated', says: 'distinct', live: true, ask: schemaLogsUnrelated },
  { name: 'schema-logs-diverged', says: 'cloned', live: true, ask: schemaLogsDiverged },
  { name: 'schema-logs-differ', says: 'not-shared', live: true, ask: schemaLogsDiffer },
  { name: 'meter-rows-differ', says: 'not-shared', live: true, ask: meterRowsDiffer },
  { name: 'meter-ticks-differ-in-milliseconds', says: 'not-shared', live: true, ask: tickMillisecondsDiffer },
  { name: 'definition-on-one-side', says: 'not-shared', live: true, ask: definitionIdOnOneSideOnly },
  { name: 'instance-on-one-side', says: 'not-shared', live: true, ask: instanceOnOneSideOnly },
  { name: 'canary-absent', says: 'not-shared', live: true, ask: canaryAbsent },
  {
    name: 'installation-ids-differ',
    says: 'not-shared',
    live: false,
    inherited: true,
    ask: installationsDiffer,
  },
  { name: 'cleanup-jobs-differ', says: 'not-shared', live: false, ask: cleanupJobsDisjoint },
  { name: 'definition-made-since-both-started', says: 'shared', live: true, ask: madeAfterBothStarts },
  { name: 'instance-made-since-both-started', says: 'shared', live: true, ask: madeWhileBothRan },
  { name: 'meter-ticks-at-both-phases', says: 'shared', live: true, ask: tickedAtBothPhases },
  { name: 'meter-ticks-of-both-writers', says: 'shared', live: true, ask: ticksOfBothToTheMillisecond },
  { name: 'meter-ticks-since-both-answered', says: 'shared', live: true, ask: wroteSideBySideSinceContact },
  { name: 'cleanup-due-date-moved', says: 'shared', live: true, ask: dueDateMovedTogether },
  { name: 'canary-found', says: 'shared', live: true, ask: canaryFound },
  { name: 'meter-rows-equal-for-hours', says: 'probably-shared', live: true, ask: meterRowsEqualForHours },
];

/** What a row answered. Its evidence names the row. */
export interface Answer extends Signal, Omit<Row, 'ask'> {}

/** What is asked and what an answer says of itself, apart once for all pairs. */
const QUESTIONS = TABLE.map(({ ask, ...row }) => ({ ask, row }));

const SETTLES = new Set<Says>(['same-node', 'distinct', 'cloned']);

/** Asks the rows in their order and keeps the answers; a row that settles the matter beyond chance ends the questions. */
export function askTable(pair: Pair): readonly Answer[] {
  const answers: Answer[] = [];
  for (const { ask, row } of QUESTIONS) {
    const signal = ask(pair);
    if (signal === null) continue;
    const evidence = signal.evidence.map((each) => ({ ...each, row: row.name }));
    answers.push({ ...row, ...signal, evidence });
    if (SETTLES.has(row.says) && signal.mayBeChance !== true) break;
  }
  return answers;
}
