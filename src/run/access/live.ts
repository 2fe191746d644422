import { accessEngineOf } from './facts.js';
import type { Configuration, EngineEntry, Vault } from '../../configuration/types.js';
import type { Who } from '../../probe/engine/resources/access/types.js';
import type { EngineReadings } from '../../probe/types.js';
import { judgeDatabases } from '../../topology/databases.js';
import { subjectOf } from '../../topology/facts.js';
import type { Databases } from '../../topology/types.js';
import type { Candidate } from '../../topology/verdict/pair.js';
import { readSubject } from './subjects.js';
import { engineRows } from '../result/engine-rows.js';
import type { ReadEngines } from './types.js';
import type { CheckRequest, LiveRequest } from '../request/request.js';

/** Reads users, rights, definitions and tenants from the engines of a configuration, or from a recording of them. */
export async function readLive(
  { configuration, vault }: { readonly configuration: Configuration; readonly vault: Vault },
  request: CheckRequest,
  live: LiveRequest,
  who: Who,
  version: string,
): Promise<Omit<ReadEngines, 'configuration' | 'vault'>> {
  const entries = entriesOf(configuration, request.engines);
  const { probeAccess } = await import('../../probe/engine/resources/access/live.js');
  const { landscape, access } = await probeAccess(entries, vault, { ...live, version }, who);
  const databases = judgeDatabases(candidatesOf(entries, landscape.engines));
  const labels = labelsOf(databases);
  const read = entries.flatMap((entry, index) => {
    const [readings, rights] = [landscape.engines[index], access[index]];
    if (readings === undefined || rights === undefined) return [];
    const engine = accessEngineOf(entry, readings, rights, labels.get(entry.alias) ?? null);
    const subject = readSubject(entry, readings, engine);
    return [{ engine, subject }];
  });
  return {
    engines: read.map(({ engine }) => engine),
    rows: engineRows(entries, configuration, {
      subjects: read.map(({ subject }) => subject),
      readings: landscape.engines,
    }),
    subjects: read.map(({ subject }) => subject),
    databases,
  };
}

/** Every alias once: the nodes of an Optimize cluster name the same engines. */
function entriesOf({ engines }: Configuration, wanted: readonly string[]): readonly EngineEntry[] {
  const first = new Map(engines.toReversed().map((entry) => [entry.alias, entry]));
  return [...new Set(engines.map(({ alias }) => alias))]
    .filter((alias) => wanted.length === 0 || wanted.includes(alias))
    .flatMap((alias) => first.get(alias) ?? []);
}

function candidatesOf(
  entries: readonly EngineEntry[],
  readings: readonly EngineReadings[],
): readonly Candidate[] {
  return entries.flatMap((entry, index) => {
    const each = readings[index];
    if (each?.reach.status !== 'ok') return [];
    return [{ ...subjectOf(entry, each), again: each.again, clockOffsetMs: each.clockOffsetMs }];
  });
}

/** Engines of one database have the same users: one label for each such group. */
function labelsOf({ groups }: Databases): ReadonlyMap<string, string> {
  const shared = groups.filter(({ verdict }) => verdict === 'shared' || verdict === 'same-node');
  return new Map(
    shared.flatMap(({ engines }) => engines.map((alias) => [alias, engines.join('\n')] as const)),
  );
}
