import type { CleanupJob, MeterRow } from '../../../probe/types.js';
import { WIDEST_ZONE_GAP_MS } from '../../fingerprints/zones.js';
import { phasesApart, standsAtPhase } from '../../fingerprints/meters.js';
import { definitionUuids, type Candidate, type Pair } from '../pair.js';
import type { Signal } from './signal.js';

const HOUR_MS = 3_600_000;

/** 2: a definition with a UUID, made while both engines were running and shown by both. */
export function madeAfterBothStarts(pair: Pair): Signal | null {
  const after = pair.surelyWhileBothRan;
  if (after === null) return null;
  const second = definitionUuids(pair.second);
  for (const [uuid, made] of definitionUuids(pair.first)) {
    if (made === null || made <= after || !second.has(uuid)) continue;
    const detail = `both show definition ${uuid}, made at ${new Date(made).toISOString()}, while both were running`;
    return { certainty: 'proven', evidence: [pair.evidence('process-definition', detail)] };
  }
  return null;
}

/**
 * 2: at least two ticks at the other node's phase, on each side. Equal ticks alone prove nothing: two copies started in
 * the same second tick together and look alike forever.
 */
export function tickedAtBothPhases(pair: Pair): Signal | null {
  const readings = pair.both('meters');
  const { starts, surelyWhileBothRan, meters } = pair;
  if (readings === null || meters === null || starts === null || surelyWhileBothRan === null) return null;
  const intervalMs = readings[0].intervalSeconds * 1000;
  if (readings[1].intervalSeconds * 1000 !== intervalMs || !phasesApart(...starts, intervalMs)) return null;
  const { common, onlyFirst, onlySecond } = meters;
  if (onlyFirst.length + onlySecond.length > 0) return null;
  const young = common.filter((row) => row.instant > surelyWhileBothRan);
  const ticks = starts.map((start) => ticksAt(young, start, intervalMs));
  if (ticks.some((count) => count < 2)) return null;
  const detail = `${common.length} identical metrics rows; since both started, the reporting times of each (${ticks.join(' and ')} rows) show up on the other, too`;
  return { certainty: 'proven', evidence: [pair.evidence('meter-rows', detail)] };
}

function ticksAt(rows: readonly MeterRow[], start: number, intervalMs: number): number {
  const seconds = rows.filter((row) => standsAtPhase(row, start, intervalMs)).map((row) => row.instant);
  return new Set(seconds).size;
}

/**
 * 2: a clean-up job whose due date moved since our first look, or can only have been set after both starts, equal to the
 * millisecond on both. Due dates without milliseconds are the start of the clean-up window, which copies share.
 */
export function dueDateMovedTogether(pair: Pair): Signal | null {
  for (const job of latestJobs(pair.first)) {
    const twin = latestJobs(pair.second).find(({ id }) => id === job.id);
    if (twin === undefined || job.dueWallClock === null || job.dueWallClock !== twin.dueWallClock) continue;
    if (job.dueWallClock % 1000 === 0) continue;
    if (!movedOnBoth(pair, job) && !liesFarAfterStarts(pair, [job, twin])) continue;
    const detail = `clean-up job ${job.id} is due at ${job.dueDate ?? ''} on both`;
    return { certainty: 'proven', evidence: [pair.evidence('clean-up-job', detail)] };
  }
  return null;
}

function latestJobs(candidate: Candidate): readonly CleanupJob[] {
  const jobs = candidate.again?.cleanupJobs ?? candidate.facts.cleanupJobs;
  return jobs.known ? jobs.value : [];
}

function movedOnBoth(pair: Pair, job: CleanupJob): boolean {
  return [pair.first, pair.second].every((candidate) => {
    const before = candidate.facts.cleanupJobs;
    if (candidate.again === null || !before.known) return false;
    const seen = before.value.find(({ id }) => id === job.id);
    return seen !== undefined && seen.dueWallClock !== job.dueWallClock;
  });
}

/**
 * Due dates are set at most an hour ahead. They are kept without zone and each node reads them in its own, which need not
 * be that of the node that set them: only what no distance of zones explains lies after the starts.
 */
function liesFarAfterStarts(pair: Pair, jobs: readonly CleanupJob[]): boolean {
  const after = pair.surelyWhileBothRan;
  if (after === null) return false;
  return jobs.every(
    ({ dueInstant }) => dueInstant !== null && dueInstant > after + HOUR_MS + WIDEST_ZONE_GAP_MS,
  );
}
