import type { InventoryRow } from '../../core/report.js';
import type { DefinitionSet } from '../../probe/types.js';
import type { Observed } from '../../core/observed.js';
import type { EngineSubject } from '../../topology/types.js';

const LISTS = [
  ['process', 'processDefinitions'],
  ['decision', 'decisionDefinitions'],
  ['decision-requirements', 'decisionRequirements'],
] as const;

/** Every definition of every engine, with the other engines that have the same one; a list that could not be read is a row of its own. */
export function inventoryOf(subjects: readonly EngineSubject[]): readonly InventoryRow[] {
  const owners = ownersOf(subjects);
  return subjects.flatMap((subject) =>
    LISTS.flatMap(([kind, fact]) => rowsOf(subject.entry.alias, kind, subject.facts[fact], owners)),
  );
}

type Kind = InventoryRow['kind'];
type Owners = ReadonlyMap<string, ReadonlySet<string>>;

function rowsOf(
  engine: string,
  kind: Kind,
  fact: Observed<DefinitionSet>,
  owners: Owners,
): readonly InventoryRow[] {
  if (!fact.known) return [{ engine, kind, definition: null, because: fact.detail }];
  const rows = fact.value.groups.flatMap(({ key, tenantId: tenant, versions }) =>
    versions
      .toSorted((a, b) => a.version - b.version)
      .map(({ version, id }): InventoryRow => {
        const all = owners.get(identityOf(kind, key, tenant, version)) ?? new Set();
        const alsoOn = [...all].filter((alias) => alias !== engine);
        return { engine, kind, definition: { key, version, tenant, id, alsoOn }, because: null };
      }),
  );
  return [...rows, ...fact.gaps.map((because) => ({ engine, kind, definition: null, because }))];
}

function ownersOf(subjects: readonly EngineSubject[]): Owners {
  const owners = new Map<string, Set<string>>();
  for (const { entry, facts } of subjects) {
    for (const [kind, name] of LISTS) {
      const fact = facts[name];
      if (!fact.known) continue;
      for (const { key, tenantId, versions } of fact.value.groups) {
        for (const { version } of versions) {
          const identity = identityOf(kind, key, tenantId, version);
          const known = owners.get(identity);
          if (known === undefined) owners.set(identity, new Set([entry.alias]));
          else known.add(entry.alias);
        }
      }
    }
  }
  return owners;
}

function identityOf(kind: Kind, key: string, tenant: string | null, version: number): string {
  return JSON.stringify([kind, key, tenant, version]);
}
