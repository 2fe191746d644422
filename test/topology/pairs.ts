import { known } from '../../src/core/observed.js';
import type { EngineEntry } from '../../src/configuration/types.js';
import type { CleanupJob } from '../../src/probe/types.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import type { PairVerdict } from '../../src/topology/types.js';
import { Pair, type Candidate } from '../../src/topology/verdict/pair.js';
import { askTable } from '../../src/topology/verdict/table.js';
import { judgePair } from '../../src/topology/verdict/verdict.js';
import { candidate, definitions, TELLS_NOTHING } from '../helpers/readings.js';

type Readings = Partial<EngineReadings>;
type Setting = Partial<EngineEntry>;

/** An engine that tells nothing but what the test names. */
export function bare(alias: string, changes: Readings = {}, setting: Setting = {}): Candidate {
  return candidate(alias, { ...TELLS_NOTHING, ...changes }, setting);
}

/** The rows of the table that answer about a pair. */
export function answering(first: Candidate, second: Candidate): readonly string[] {
  return askTable(new Pair(first, second)).map(({ name }) => name);
}

/** What the row with this name says of a pair. */
export function saying(pair: readonly [Candidate, Candidate], row: string): readonly string[] {
  const answers = askTable(new Pair(...pair)).filter(({ name }) => name === row);
  return answers.flatMap(({ evidence }) => evidence.map(({ detail }) => detail));
}

/** The verdict, which must be the same whichever engine comes first. */
export function judge(first: Candidate, second: Candidate): PairVerdict {
  const verdict = judgePair(new Pair(first, second));
  const turned = judgePair(new Pair(second, first));
  if (inShort(verdict) !== inShort(turned)) {
    throw new Error(`the order of the engines matters: ${inShort(verdict)}, but ${inShort(turned)}`);
  }
  return verdict;
}

function inShort({ verdict, certainty, rows, sameOrigin }: PairVerdict): string {
  return [verdict, certainty, rows, sameOrigin].join(' ');
}

/** Second readings of clean-up jobs and process definitions. */
export function secondLook(
  jobs: readonly CleanupJob[],
  ids: readonly string[] = [],
  tenantId: string | null = null,
): Pick<EngineReadings, 'again'> {
  const processDefinitions = deployed(ids, tenantId);
  return { again: { cleanupJobs: known(jobs), processDefinitions } };
}

/** One process with these ids as its versions. */
export function deployed(
  ids: readonly (string | null)[],
  tenantId: string | null = null,
): EngineReadings['processDefinitions'] {
  return definitions('process', [{ key: 'order', tenantId, ids }]);
}
