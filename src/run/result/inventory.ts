import type { InventoryRow } from '../../core/report/report.js';
import { counted } from '../../core/text/text.js';
import type { DeploymentTimes } from '../../probe/engine/resources/deployments.js';
import type { DefinitionSet } from '../../probe/types.js';
import type { Observed } from '../../core/observed.js';
import type { EngineSubject } from '../../topology/types.js';
import type { Landscape } from '../examine.js';

const LISTS = [
  ['process', 'processDefinitions'],
  ['decision', 'decisionDefinitions'],
  ['decision-requirements', 'decisionRequirements'],
] as const;

/** Every definition of every engine, with the other engines that have the same one; a list that could not be read is a row of its own. */
export function inventoryOf(landscapes: readonly Examined[]): readonly InventoryRow[] {
  const owners = ownersOf(landscapes.flatMap(({ subjects }) => subjects));
  return landscapes.flatMap(({ subjects, deployments }) =>
    subjects.flatMap((subject) => engineRows(subject, deployments?.get(subject.entry), owners)),
  );
}

type Examined = Pick<Landscape, 'subjects' | 'deployments'>;
type Kind = (typeof LISTS)[number][0];
type Owners = ReadonlyMap<string, ReadonlySet<string>>;
type Times = Observed<DeploymentTimes> | undefined;

function engineRows(
  { entry: { alias }, facts }: EngineSubject,
  times: Times,
  owners: Owners,
): readonly InventoryRow[] {
  const deployed = times?.known === true ? times.value : new Map<string, string>();
  const rows = LISTS.flatMap(([kind, fact]) => rowsOf(alias, kind, facts[fact], { owners, deployed }));
  const gap = times === undefined ? null : gapIn(times, rows);
  return gap === null
    ? rows
    : [...rows, { engine: alias, kind: 'deployment', definition: null, because: gap }];
}

/** Why the time of a deployment is missing; null where none is. */
function gapIn(times: Observed<DeploymentTimes>, rows: readonly InventoryRow[]): string | null {
  const without = rows.filter(({ definition }) => definition !== null && definition.deployed === null).length;
  if (without === 0) return null;
  if (!times.known) return times.detail;
  const hidden = `the deployments of ${counted(without, 'definition')} are hidden from the probing user, or were made meanwhile`;
  return [...times.gaps, hidden].join('; ');
}

function rowsOf(
  engine: string,
  kind: Kind,
  fact: Observed<DefinitionSet>,
  { owners, deployed }: { readonly owners: Owners; readonly deployed: DeploymentTimes },
): readonly InventoryRow[] {
  if (!fact.known) return [{ engine, kind, definition: null, because: fact.detail }];
  const rows = fact.value.groups.flatMap(({ key, tenantId: tenant, versions }) =>
    versions
      .toSorted((a, b) => a.version - b.version)
      .map(({ version, id, deployment = '' }): InventoryRow => {
        const all = owners.get(identityOf(kind, key, tenant, version)) ?? new Set();
        const alsoOn = [...all].filter((alias) => alias !== engine);
        const time = deployed.get(deployment) ?? null;
        return {
          engine,
          kind,
          definition: { key, version, tenant, id, deployed: time, alsoOn },
          because: null,
        };
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
