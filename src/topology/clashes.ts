import { isOneDatabase, pairKey } from './databases.js';
import type { Databases, DefinitionKind, DefinitionSet, EngineView } from './types.js';

/** The tenant under which Optimize keeps a definition: its own, else the entry's default tenant, else none. */
export function effectiveTenant(
  own: string | null,
  defaultTenantId: string | null | undefined,
): string | null {
  return own ?? defaultTenantId ?? null;
}

/** Whether Optimize drops what carries this tenant; data without tenant compares as the empty string. */
export function isExcluded(own: string | null, excludedTenants: readonly string[]): boolean {
  return excludedTenants.includes(own ?? '');
}

/** One engine's definitions of one kind, key and effective tenant. */
interface Deployed {
  readonly engine: string;
  /** Id of each version. */
  readonly versions: ReadonlyMap<number, string>;
}

/** A kind, key and effective tenant that stands on two or more engines of different databases. */
export interface DefinitionClash {
  readonly kind: DefinitionKind;
  readonly key: string;
  /** The effective tenant; null where there is none. */
  readonly tenant: string | null;
  readonly engines: readonly string[];
  /** Versions that two engines have; empty where the versions are disjoint so far. */
  readonly versions: readonly {
    readonly version: number;
    readonly deployed: readonly { readonly engine: string; readonly id: string }[];
  }[];
}

/**
 * Definitions that clash between engines. Inside one database they are the same rows; what a copy inherited carries equal
 * ids and is a consequence of the copy. Both are left out.
 */
export function definitionClashes(
  engines: readonly EngineView<'definitions'>[],
  databases: Databases,
): readonly DefinitionClash[] {
  return [...byDefinition(engines)].flatMap(([identity, deployed]) => {
    if (deployed.length < 2) return [];
    const [kind, key, tenant] = JSON.parse(identity) as [DefinitionKind, string, string | null];
    const clash = clashOf(deployed, databases);
    return clash === null ? [] : [{ kind, key, tenant, ...clash }];
  });
}

function byDefinition(engines: readonly EngineView<'definitions'>[]): ReadonlyMap<string, Deployed[]> {
  const found = new Map<string, Deployed[]>();
  for (const { entry, facts } of engines) {
    for (const set of facts.definitions.value) {
      for (const [identity, versions] of effectiveGroups(set, entry)) {
        const deployed = { engine: entry.alias, versions };
        const others = found.get(identity);
        if (others === undefined) found.set(identity, [deployed]);
        else others.push(deployed);
      }
    }
  }
  return found;
}

/** Own tenant and default tenant can fold into one effective tenant: their versions then stand together. */
function effectiveGroups(
  set: DefinitionSet,
  entry: EngineView<never>['entry'],
): ReadonlyMap<string, Map<number, string>> {
  const groups = new Map<string, Map<number, string>>();
  for (const group of set.groups) {
    if (isExcluded(group.tenantId, entry.excludedTenants)) continue;
    const tenant = effectiveTenant(group.tenantId, entry.defaultTenant?.id);
    const identity = JSON.stringify([set.kind, group.key, tenant]);
    const versions = groups.get(identity) ?? new Map<number, string>();
    for (const { version, id } of group.versions) versions.set(version, id);
    groups.set(identity, versions);
  }
  return groups;
}

function clashOf(
  deployed: readonly Deployed[],
  databases: Databases,
): Pick<DefinitionClash, 'engines' | 'versions'> | null {
  const pairs = deployed.flatMap((first, index) =>
    deployed.slice(index + 1).map((second) => [first, second] as const),
  );
  const same = pairs.filter((pair) => sharesAnUnrelatedVersion(pair, databases));
  const near = same.length > 0 ? same : pairs.filter((pair) => areUnrelated(pair, databases));
  if (near.length === 0) return null;
  const engines = new Set(near.flat().map(({ engine }) => engine));
  const concerned = deployed.filter(({ engine }) => engines.has(engine));
  return {
    engines: concerned.map(({ engine }) => engine),
    versions: same.length > 0 ? commonVersions(concerned) : [],
  };
}

function sharesAnUnrelatedVersion(
  [first, second]: readonly [Deployed, Deployed],
  databases: Databases,
): boolean {
  const relation = relationOf(first.engine, second.engine, databases);
  if (relation === 'one-database') return false;
  return [...first.versions].some(([version, id]) => {
    const other = second.versions.get(version);
    return other !== undefined && (relation === 'unrelated' || other !== id);
  });
}

function areUnrelated([first, second]: readonly [Deployed, Deployed], databases: Databases): boolean {
  return relationOf(first.engine, second.engine, databases) === 'unrelated';
}

/** How two engines stand to each other: what one of them has may be the other's own, or inherited from it. */
export function relationOf(
  first: string,
  second: string,
  { groups, pairs }: Databases,
): 'one-database' | 'same-origin' | 'unrelated' {
  const together = groups.filter(({ engines }) => engines.includes(first) && engines.includes(second));
  if (together.some(({ verdict }) => isOneDatabase(verdict))) return 'one-database';
  const pair = pairs.get(pairKey(first, second));
  return together.length > 0 || pair?.sameOrigin === true ? 'same-origin' : 'unrelated';
}

function commonVersions(deployed: readonly Deployed[]): DefinitionClash['versions'] {
  const versions = new Set(deployed.flatMap((one) => [...one.versions.keys()]));
  return [...versions]
    .toSorted((a, b) => a - b)
    .map((version) => ({
      version,
      deployed: deployed.flatMap(({ engine, versions: ids }) => {
        const id = ids.get(version);
        return id === undefined ? [] : [{ engine, id }];
      }),
    }))
    .filter((common) => common.deployed.length > 1);
}
