import { known, mapObserved, unknown, type Observed } from '../../core/observed.js';
import type { ImportRun, StoreReadings } from '../../probe/store/types.js';
import { compareText } from '../../core/text/text.js';
import type { ImportProgress, OptimizeFacts, StoredAlias } from './types.js';

const NOT_ASKED = unknown('not-asked', 'the data of Optimize was not asked for: --data does that');

type StoreFactName =
  | 'storeContact'
  | 'storeContent'
  | 'schemaVersion'
  | 'storedDefinitions'
  | 'storedTenants'
  | 'storedInstances'
  | 'importProgress'
  | 'storedAliases';

/** @param optimizeClock what Optimize's clock showed during the run: the times in the store are by that clock */
export function storeFactsOf(
  store: StoreReadings | null,
  optimizeClock: number | null,
): { readonly [F in StoreFactName]: Observed<OptimizeFacts[F]> } {
  const progress = store === null ? NOT_ASKED : progressOf(store, optimizeClock);
  return {
    storeContact: store?.contact ?? NOT_ASKED,
    storeContent: store?.content ?? NOT_ASKED,
    schemaVersion: store?.schemaVersion ?? NOT_ASKED,
    storedDefinitions: store?.definitions ?? NOT_ASKED,
    storedTenants: store?.tenants ?? NOT_ASKED,
    storedInstances: store?.instances ?? NOT_ASKED,
    importProgress: progress,
    storedAliases: store === null ? NOT_ASKED : aliasesOf(store, progress),
  };
}

/** The newest over all types of data: a single one may lag, or be off. */
function progressOf(
  { runs, readAt }: StoreReadings,
  optimizeClock: number | null,
): Observed<readonly ImportProgress[]> {
  const now = optimizeClock ?? readAt;
  return mapObserved(runs, (rows) =>
    [...newestPerAlias(rows)].map(([alias, lastRun]) => ({
      alias,
      lastRun,
      age: lastRun === null || now === null ? null : Math.max(0, now - lastRun),
    })),
  );
}

function newestPerAlias(rows: readonly ImportRun[]): ReadonlyMap<string, number | null> {
  const newest = new Map<string, number | null>();
  for (const { alias, lastRun } of rows) {
    const before = newest.get(alias) ?? null;
    newest.set(alias, lastRun === null || (before ?? 0) > lastRun ? before : lastRun);
  }
  return newest;
}

function aliasesOf(
  { definitions, instances, tenants }: StoreReadings,
  progress: Observed<readonly ImportProgress[]>,
): Observed<readonly StoredAlias[]> {
  if (!definitions.known) return definitions;
  if (!instances.known) return instances;
  if (!tenants.known) return tenants;
  if (!progress.known) return progress;
  const definitionsOf = countsOf(definitions.value, () => 1);
  const tenantsOf = countsOf(tenants.value, () => 1);
  const instancesOf = countsOf(instances.value, ({ count }) => count);
  const lastRunOf = new Map(progress.value.map(({ alias, lastRun }) => [alias, lastRun]));
  const aliases = new Set(
    [definitionsOf, tenantsOf, instancesOf, lastRunOf].flatMap((counts) => [...counts.keys()]),
  );
  const rows = [...aliases].toSorted(compareText).map((alias) => ({
    alias,
    definitions: definitionsOf.get(alias) ?? 0,
    instances: instancesOf.get(alias) ?? 0,
    tenants: tenantsOf.get(alias) ?? 0,
    lastRun: lastRunOf.get(alias) ?? null,
  }));
  return known(
    rows,
    [definitions, instances, tenants, progress].flatMap(({ evidence }) => evidence),
    [...definitions.gaps, ...instances.gaps, ...tenants.gaps, ...progress.gaps],
  );
}

function countsOf<T extends { readonly alias: string | null }>(
  rows: readonly T[],
  count: (row: T) => number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows)
    if (row.alias !== null) counts.set(row.alias, (counts.get(row.alias) ?? 0) + count(row));
  return counts;
}
