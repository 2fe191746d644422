import type { DefinitionSet } from '../../probe/types.js';
import { compareMeters } from '../meters.js';
import type { Candidate, Pair } from './pair.js';
import type { Signal } from './table.js';

/** 1d: the rows of a window that is closed on both are a pure database read; no right can hide one. */
export function meterRowsDiffer(pair: Pair): Signal | null {
  const readings = pair.both('meters');
  if (readings === null) return null;
  const { first, second, onlyFirst, onlySecond, start, end } = compareMeters(...readings);
  const different = onlyFirst.length + onlySecond.length;
  if (different === 0) return null;
  const window = `${new Date(start).toISOString()} to ${new Date(end).toISOString()}`;
  const detail = `${first.length} and ${second.length} rows from ${window}, ${different} of them on one side only`;
  return {
    certainty: different >= 2 ? 'proven' : 'strong',
    evidence: [pair.evidence('meter-rows', detail)],
  };
}

/** 1e: a definition that one database has and the other has not, both lists complete and read twice. */
export function definitionIdOnOneSideOnly(pair: Pair): Signal | null {
  if (!pair.bothSeeEverything) return null;
  const [first, second] = [rereadIds(pair.first), rereadIds(pair.second)];
  if (first === null || second === null) return null;
  const missing = [...first].find((id) => !second.has(id)) ?? [...second].find((id) => !first.has(id));
  if (missing === undefined) return null;
  const has = first.has(missing) ? pair.first : pair.second;
  const detail = `definition ${missing} exists on "${has.entry.alias}" only`;
  return { certainty: 'proven', evidence: [pair.evidence('process-definition', detail)] };
}

function rereadIds(candidate: Candidate): ReadonlySet<string> | null {
  const definitions = candidate.again?.processDefinitions;
  if (definitions === undefined || !definitions.known || definitions.gaps.length > 0) return null;
  return idsOf(definitions.value);
}

function idsOf(definitions: DefinitionSet): ReadonlySet<string> {
  return new Set(definitions.groups.flatMap((group) => group.versions.map(({ id }) => id)));
}

/** 1f: the installation id is kept in the database; ids of different product families have nothing to do with each other. */
export function installationsDiffer(pair: Pair): Signal | null {
  const telemetry = pair.both('telemetry');
  const products = pair.both('product');
  if (telemetry === null || products === null) return null;
  const [firstFamily, secondFamily] = products.map((product) => product.installationFamily);
  const [first, second] = telemetry.map((data) => data.installation);
  if (firstFamily !== secondFamily || firstFamily === 'unknown') return null;
  if (first == null || second == null || first === second) return null;
  return {
    certainty: 'strong',
    evidence: [pair.evidence('installation-id', `${first} and ${second}`)],
  };
}

/** 1h: clean-up jobs are made once per database; after a second look not one is common. */
export function cleanupJobsDisjoint(pair: Pair): Signal | null {
  const first = pair.first.again?.cleanupJobs;
  const second = pair.second.again?.cleanupJobs;
  if (!first?.known || !second?.known || first.value.length === 0 || second.value.length === 0) return null;
  const key = (job: { id: string; createTime: string | null }): string => `${job.id} ${job.createTime ?? ''}`;
  const known = new Set(first.value.map(key));
  if (second.value.some((job) => known.has(key(job)))) return null;
  const ids = [...first.value, ...second.value].map((job) => job.id).join(', ');
  return { certainty: 'strong', evidence: [pair.evidence('clean-up-job', `no common job: ${ids}`)] };
}
