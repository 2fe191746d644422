import type { Configuration, EngineEntry } from '../../configuration/types.js';
import type { Vault } from '../../configuration/logins.js';
import { readAccess, unreadAccess } from '../../probe/engine/resources/access/live.js';
import type { AccessReadings, Who } from '../../probe/engine/resources/access/types.js';
import type { Databases } from '../../topology/types.js';
import { examine } from '../examine.js';
import type { CheckRequest, LiveRequest } from '../request/request.js';
import { engineRows } from '../result/engine-rows.js';
import { accessEngineOf } from './facts.js';
import { readSubject } from './subjects.js';
import type { ReadEngines } from './types.js';

/** Reads users, rights, definitions and tenants from the engines of a configuration, or from a recording of them. */
export async function readLive(
  { configuration, vault }: { readonly configuration: Configuration; readonly vault: Vault },
  request: CheckRequest,
  live: LiveRequest,
  who: Who,
  version: string,
): Promise<Omit<ReadEngines, 'configuration' | 'vault'>> {
  const rights = new Map<EngineEntry, AccessReadings>();
  const landscape = await examine(
    configuration,
    vault,
    request,
    live,
    version,
    async ({ entry, session }) => {
      rights.set(entry, await readAccess(session, who));
    },
  );
  const { subjects, readings, databases } = landscape;
  const labels = labelsOf(databases);
  const read = subjects.flatMap(({ entry }, index) => {
    const each = readings[index];
    if (each === undefined) return [];
    const access = rights.get(entry) ?? unreadAccess(each);
    const engine = accessEngineOf(entry, each, access, labels.get(entry.alias) ?? null);
    return [{ engine, subject: readSubject(entry, each, engine) }];
  });
  const entries = subjects.map(({ entry }) => entry);
  return {
    engines: read.map(({ engine }) => engine),
    rows: engineRows(entries, configuration, landscape),
    subjects: read.map(({ subject }) => subject),
    databases,
  };
}

/** Engines of one database have the same users: one label for each such group. */
function labelsOf({ groups }: Databases): ReadonlyMap<string, string> {
  const shared = groups.filter(({ verdict }) => verdict === 'shared' || verdict === 'same-node');
  return new Map(
    shared.flatMap(({ engines }) => engines.map((alias) => [alias, engines.join('\n')] as const)),
  );
}
