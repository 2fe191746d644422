import { least } from '../../core/many.js';
import type { Certainty, Evidence } from '../../core/finding.js';
import { counted } from '../../core/text/text.js';
import { isSameJob, mayBeSameJob } from '../fingerprints/cleanup-jobs.js';
import type { MeterRow } from '../../probe/types.js';
import { phasesTogether, type MeterComparison } from '../fingerprints/meters.js';
import { sameInstallationFamily } from './rows/differences.js';
import { definitionUuids, type Pair } from './pair.js';

/** The rows of two nodes may stand in the wrong order by as much as their clocks differ. */
const CLOCKS_APART_MS = 120_000;

/** Rows of engines that were started in the same second stand this close, cut to the second as they are. */
const ONE_PHASE_MS = 2_000;

/** What tells that two databases come from one: the same, or a copy of it. */
export interface Lineage {
  /** Facts that both share. `proven` are those that cannot arise twice. */
  readonly matches: readonly Match[];
  /** Kinds of facts that could be compared at all, whatever came out. */
  readonly compared: readonly string[];
}

interface Match {
  readonly certainty: Certainty;
  readonly evidence: Evidence;
  /**
   * One moment in which something may have made both: a whole second, which alone makes no copy, or a millisecond, which makes none of
   * databases that have different ids.
   */
  readonly moment?: 'second' | 'millisecond';
}

/** Looks at every fact that a copy inherits. */
export function lineageOf(pair: Pair): Lineage {
  const probes = [installation, schemaLog, cleanupJobs, definitions, meters].flatMap(
    (probe) => probe(pair) ?? [],
  );
  return {
    matches: probes.flatMap(({ match }) => (match === null ? [] : [match])),
    compared: probes.map(({ kind }) => kind),
  };
}

interface Probe {
  readonly kind: string;
  readonly match: Match | null;
}

function compared(pair: Pair, kind: string, certainty: Certainty, detail: string | null): Probe {
  return {
    kind,
    match: detail === null ? null : { certainty, evidence: pair.evidence(kind, detail) },
  };
}

/**
 * An id that is null equals nothing, not even null: two nodes racing for an empty database can both miss it. Equal ids
 * count whatever the products are called; different ones only where both products keep them under one name.
 */
function installation(pair: Pair): Probe | null {
  const telemetry = pair.both('telemetry');
  if (telemetry === null) return null;
  const [first, second] = telemetry.map((data) => data.installation);
  if (first == null || second == null) return null;
  const kind = 'installation-id';
  if (first === second) return compared(pair, kind, 'strong', `both answer installation ${first}`);
  return sameInstallationFamily(pair) ? compared(pair, kind, 'strong', null) : null;
}

function schemaLog(pair: Pair): Probe | null {
  if (pair.schemaLogs === null) return null;
  const { relation, commonRows, coincidencePossible, zoneOffsetMs } = pair.schemaLogs;
  if (relation === 'unreadable' && commonRows === 0) return null;
  const zone = zoneOffsetMs === 0 ? '' : `, ${zoneOffsetMs / 60_000} minutes of time zone apart`;
  const rows = `${counted(commonRows, 'equal row')}${zone}, the first of ${pair.both('schemaLog')?.[0][0]?.timestamp ?? ''}`;
  const probe = compared(
    pair,
    'schema-log',
    coincidencePossible ? 'weak' : 'strong',
    commonRows === 0 ? null : rows,
  );
  if (probe.match === null || commonRows > 1) return probe;
  return { ...probe, match: { ...probe.match, moment: coincidencePossible ? 'second' : 'millisecond' } };
}

function cleanupJobs(pair: Pair): Probe | null {
  const jobs = pair.both('cleanupJobs');
  if (jobs === null || jobs.some((list) => list.length === 0)) return null;
  const [first, second] = jobs;
  const common = first.find((job) => second.some((other) => isSameJob(job, other)));
  if (common === undefined && first.some((job) => second.some((other) => mayBeSameJob(job, other))))
    return null;
  return compared(
    pair,
    'clean-up-job',
    'strong',
    common === undefined ? null : `both have job ${common.id}, created at ${common.createTime ?? 'unknown'}`,
  );
}

function definitions(pair: Pair): Probe | null {
  const first = definitionUuids(pair.first);
  const second = definitionUuids(pair.second);
  const common = [...first.keys()].find((uuid) => second.has(uuid));
  // Lists that may be short say nothing when they have nothing in common.
  if (common === undefined && (!pair.bothSeeEverything || first.size === 0 || second.size === 0)) return null;
  return compared(
    pair,
    'process-definition',
    'proven',
    common === undefined ? null : `both show definition ${common}`,
  );
}

/**
 * Equal rows are inherited, or those of two idle engines that were started in the same second. Two nodes' ticks side by
 * side cannot arise twice; rows older than both starts hardly; the ticks of one node alone can, unless a restart shows in
 * them. Engines that have no such row in common may still be a copy: one that was made before the window.
 */
function meters(pair: Pair): Probe | null {
  if (pair.meters === null) return null;
  const { intervalMs } = pair.meters;
  const inCommon = commonPast(pair.meters);
  if (inCommon.length === 0) return null;
  const { starts } = pair;
  const inherited = starts !== null && inCommon.some((row) => row.instant < least(starts));
  const sideBySide = inCommon.length >= 2 && phasesTogether(inCommon, intervalMs) >= 2;
  if (!sideBySide && !inherited && !showsRestart(inCommon, pair.meters)) return null;
  const certainty = sideBySide ? 'proven' : inherited ? 'strong' : 'weak';
  return compared(pair, 'meter-rows', certainty, counted(inCommon.length, 'equal row'));
}

/** What is inherited is older than what differs: equal rows between different ones are chance. */
function commonPast({ common, onlyFirst, onlySecond }: MeterComparison): readonly MeterRow[] {
  const differentFrom = least([...onlyFirst, ...onlySecond].map((row) => row.instant));
  return common.filter((row) => row.instant <= differentFrom + CLOCKS_APART_MS);
}

/**
 * Whether a node was started again since, on the copy or before. Two engines that were started in the same second keep one
 * phase, as equal as their rows may be. A row that leaves it alone came late; a new phase repeats itself, and a node that is
 * stopped adds a row to its last one, which both inherit.
 */
function showsRestart(
  inCommon: readonly MeterRow[],
  { onlyFirst, onlySecond, intervalMs }: MeterComparison,
): boolean {
  const instants = instantsOf([...inCommon, ...onlyFirst, ...onlySecond]);
  const atPhaseOf = (phase: number): readonly number[] =>
    instants.filter((instant) => isNear(instant - phase, intervalMs));
  const usual = instants.map(atPhaseOf).toSorted((a, b) => b.length - a.length)[0] ?? [];
  const leaves = (instant: number): boolean => !usual.includes(instant);
  const inherited = instantsOf(inCommon).filter(leaves);
  return (
    instants
      .filter(leaves)
      .some((one) => atPhaseOf(one).some((other) => Math.abs(other - one) > intervalMs / 2)) ||
    inherited.some((one) => inherited.some((other) => other > one && other - one <= intervalMs / 2))
  );
}

function instantsOf(rows: readonly MeterRow[]): readonly number[] {
  return [...new Set(rows.map((row) => row.instant))];
}

/** Rows of one node stand whole intervals apart, give or take what drifts. */
function isNear(distance: number, intervalMs: number): boolean {
  const beyond = ((distance % intervalMs) + intervalMs) % intervalMs;
  return Math.min(beyond, intervalMs - beyond) <= ONE_PHASE_MS;
}
