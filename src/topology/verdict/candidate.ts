import type { EngineReadings } from '../../probe/readings.js';
import { subjectOf } from '../facts.js';
import type { EngineEntry } from '../../configuration/types.js';
import type { Candidate } from './pair.js';

/** One engine as the table of verdicts sees it; null where it did not answer to the end of the chain. */
export function candidateOf(entry: EngineEntry, readings: EngineReadings): Candidate | null {
  if (readings.reach.status !== 'ok') return null;
  const { again, lookMissed, clockOffsetMs, contactAt, canary } = readings;
  return { ...subjectOf(entry, readings), again, lookMissed, clockOffsetMs, contactAt, canary };
}
