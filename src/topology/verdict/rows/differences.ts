import { oncePer } from '../../../core/memoize.js';
import type { DefinitionSet } from '../../../probe/types.js';
import { mayBeSameJob } from '../../fingerprints/cleanup-jobs.js';
import type { Candidate, Pair } from '../pair.js';
import type { Signal } from './signal.js';

/** The rows of a window that is closed on both are a pure database read; no right can hide one. */
export function meterRowsDiffer(pair: Pair): Signal | null {
  if (pair.meters === null) return null;
  const { first, second, onlyFirst, onlySecond, start, end } = pair.meters;
  const different = [...onlyFirst, ...onlySecond];
  if (different.length === 0) return null;
  // One tick can be two rows, one on each side with its own value.
  const ticks = new Set(different.map((row) => row.instant)).size;
  const window = `${new Date(start).toISOString()} to ${new Date(end).toISOString()}`;
  const detail = `${first.length} and ${second.length} rows from ${window}, ${different.length} of them on one side only`;
  return {
    certainty: ticks >= 2 ? 'proven' : 'strong',
    evidence: [pair.evidence('meter-rows', detail)],
  };
}

/**
 * A definition that one database has and the other has not, both lists complete. It has to be there at both looks and
 * missing at both: what was deployed or deleted while the engines were read is on one side only, too.
 */
export function definitionIdOnOneSideOnly(pair: Pair): Signal | null {
  if (!pair.bothSeeEverything) return null;
  const { first, second } = pair;
  const onFirst = missingOn(second, first);
  const missing = onFirst ?? missingOn(first, second);
  if (missing === null) return null;
  const has = onFirst === null ? second : first;
  const detail = `definition ${missing} exists on "${has.entry.alias}" only`;
  return { certainty: 'proven', evidence: [pair.evidence('process-definition', detail)] };
}

/** The id of a definition that `has` showed at both looks and `lacks` at none; null where there is none. */
function missingOn(lacks: Candidate, has: Candidate): string | null {
  const [firstLook, secondLook] = looksAt(has) ?? [];
  const looks = looksAt(lacks);
  if (firstLook === undefined || secondLook === undefined || looks === null) return null;
  for (const [id, tenant] of firstLook) {
    if (!secondLook.has(id) || looks.some((look) => look.has(id))) continue;
    if (showsTenant(lacks, tenant)) return id;
  }
  return null;
}

/**
 * Both readings of the process definitions, ids with their tenants; null where one of them may be short. Read once for each engine: every
 * pair asks.
 */
const looksAt = oncePer(
  ({ facts, again }: Candidate): readonly ReadonlyMap<string, string | null>[] | null => {
    const looks = [facts.processDefinitions, again?.processDefinitions];
    const complete = looks.flatMap((look) =>
      look?.known === true && look.gaps.length === 0 ? [look.value] : [],
    );
    return complete.length === 2 ? complete.map(tenantsById) : null;
  },
);

function tenantsById({ groups }: DefinitionSet): ReadonlyMap<string, string | null> {
  return new Map(groups.flatMap(({ tenantId, versions }) => versions.map(({ id }) => [id, tenantId])));
}

/** A tenant without record hides its definitions from everyone but administrators: nobody can be a member of it. */
function showsTenant({ facts: { caller, tenants } }: Candidate, tenant: string | null): boolean {
  if (tenant === null || !caller.known || !caller.value.loggedIn || caller.value.admin === true) return true;
  return tenants.known && tenants.value.some(({ id }) => id === tenant);
}

/** The installation id is kept in the database; ids of different product families have nothing to do with each other. */
export function installationsDiffer(pair: Pair): Signal | null {
  const [first, second] = pair.both('telemetry')?.map((data) => data.installation) ?? [];
  if (first == null || second == null || first === second || !sameInstallationFamily(pair)) return null;
  return {
    certainty: 'strong',
    evidence: [pair.evidence('installation-id', `${first} and ${second}`)],
  };
}

/** Whether both products certainly keep the installation id under one name. */
export function sameInstallationFamily(pair: Pair): boolean {
  const [first, second] = pair.both('product')?.map((product) => product.installationFamily) ?? [];
  return first !== undefined && first !== 'unknown' && first === second;
}

/** Clean-up jobs are made once per database; after a second look not one is common. */
export function cleanupJobsDisjoint(pair: Pair): Signal | null {
  const first = pair.first.again?.cleanupJobs;
  const second = pair.second.again?.cleanupJobs;
  if (!first?.known || !second?.known || first.value.length === 0 || second.value.length === 0) return null;
  if (first.value.some((job) => second.value.some((other) => mayBeSameJob(job, other)))) return null;
  const ids = [...first.value, ...second.value].map((job) => job.id).join(', ');
  return { certainty: 'strong', evidence: [pair.evidence('clean-up-job', `no common job: ${ids}`)] };
}
