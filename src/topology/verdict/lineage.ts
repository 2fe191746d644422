import type { Certainty, Evidence } from '../../core/finding.js';
import { compareMeters, phasesTogether } from '../meters.js';
import { compareSchemaLogs } from '../schema-log.js';
import { definitionUuids, type Pair } from './pair.js';

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

/** An id that is null equals nothing, not even null: two nodes racing for an empty database can both miss it. */
function installation(pair: Pair): Probe | null {
  const telemetry = pair.both('telemetry');
  const families = pair.both('product')?.map((product) => product.installationFamily);
  if (telemetry === null || families === undefined || families[0] !== families[1]) return null;
  const [first, second] = telemetry.map((data) => data.installation);
  if (first == null || second == null) return null;
  return compared(
    pair,
    'installation-id',
    'strong',
    first === second ? `both answer installation ${first}` : null,
  );
}

function schemaLog(pair: Pair): Probe | null {
  const logs = pair.both('schemaLog');
  if (logs === null) return null;
  const { commonRows, coincidencePossible, zoneOffsetMs } = compareSchemaLogs(...logs);
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
  const common = first.find((job) =>
    second.some(({ id, createWallClock }) => id === job.id && createWallClock === job.createWallClock),
  );
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
 * side cannot arise twice; rows older than both starts hardly; the ticks of one node alone can.
 */
function meters(pair: Pair): Probe | null {
  const readings = pair.both('meters');
  if (readings === null || readings.some((reading) => reading.rows.length === 0)) return null;
  const { common } = compareMeters(...readings);
  if (common.length === 0) return compared(pair, 'meter-rows', 'weak', null);
  const { starts } = pair;
  const inherited = starts !== null && common.some((row) => row.instant < Math.min(...starts));
  const sideBySide = common.length >= 2 && phasesTogether(common, readings[0].intervalSeconds * 1000) >= 2;
  const certainty = sideBySide ? 'proven' : inherited ? 'strong' : 'weak';
  return compared(pair, 'meter-rows', certainty, `${common.length} equal rows`);
}
