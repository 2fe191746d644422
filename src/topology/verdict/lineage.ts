import type { Certainty, Evidence } from '../../core/finding.js';
import { isSameJob, mayBeSameJob } from '../cleanup-jobs.js';
import { compareMeters, intervalMsOf, phasesTogether } from '../meters.js';
import { compareSchemaLogs } from '../schema-log.js';
import { sameInstallationFamily } from './differences.js';
import { definitionUuids, type Pair } from './pair.js';

/** The rows of two nodes may stand in the wrong order by as much as their clocks differ. */
const CLOCKS_APART_MS = 120_000;

/** What tells that two databases come from one: the same, or a copy of it. */
export interface Lineage {
  /** Facts that both share. `proven` are those that cannot arise twice. */
  readonly matches: readonly { readonly certainty: Certainty; readonly evidence: Evidence }[];
  /** Kinds of facts that could be compared at all, whatever came out. */
  readonly compared: readonly string[];
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
  readonly match: Lineage['matches'][number] | null;
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
  const logs = pair.both('schemaLog');
  if (logs === null) return null;
  const { relation, commonRows, coincidencePossible, zoneOffsetMs } = compareSchemaLogs(...logs);
  if (relation === 'unreadable' && commonRows === 0) return null;
  const zone = zoneOffsetMs === 0 ? '' : `, ${zoneOffsetMs / 60_000} minutes of time zone apart`;
  const rows = `${commonRows} equal row${commonRows === 1 ? '' : 's'}${zone}, the first of ${logs[0][0]?.timestamp ?? ''}`;
  return compared(
    pair,
    'schema-log',
    coincidencePossible ? 'weak' : 'strong',
    commonRows === 0 ? null : rows,
  );
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
 * side cannot arise twice; rows older than both starts hardly; the ticks of one node alone can. What is inherited is older
 * than what differs: equal rows between different ones are chance.
 */
function meters(pair: Pair): Probe | null {
  const readings = pair.both('meters');
  if (readings === null || readings.some((reading) => reading.rows.length === 0)) return null;
  const { common, onlyFirst, onlySecond } = compareMeters(...readings);
  const differentFrom = Math.min(...[...onlyFirst, ...onlySecond].map((row) => row.instant));
  const newestCommon = Math.max(...common.map((row) => row.instant));
  if (common.length === 0 || newestCommon > differentFrom + CLOCKS_APART_MS) {
    return compared(pair, 'meter-rows', 'weak', null);
  }
  const { starts } = pair;
  const inherited = starts !== null && common.some((row) => row.instant < Math.min(...starts));
  const sideBySide = common.length >= 2 && phasesTogether(common, intervalMsOf(...readings)) >= 2;
  const certainty = sideBySide ? 'proven' : inherited ? 'strong' : 'weak';
  return compared(pair, 'meter-rows', certainty, `${common.length} equal rows`);
}
