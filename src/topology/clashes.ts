import { grouped } from '../core/grouped.js';
import { oncePer } from '../core/memoize.js';
import { isOneDatabase, pairKey, pairsAmong } from './pairs.js';
import type { DefinitionKind, DefinitionSet } from '../probe/types.js';
import type { Databases, EngineView } from './types.js';

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

/** A kind, key and effective tenant, and the engines that have it. */
interface Definition {
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly tenant: string | null;
  readonly deployed: Deployed[];
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
  const last = lastFound.get(databases);
  if (last !== undefined && areEqual(last.engines, engines)) return last.clashes;
  const clashes = byDefinition(engines).flatMap(({ kind, key, tenant, deployed }) => {
    const clash = deployed.length < 2 ? null : clashOf(deployed, databases);
    return clash === null ? [] : [{ kind, key, tenant, ...clash }];
  });
  lastFound.set(databases, { engines, clashes });
  return clashes;
}

/** Two rules ask about the same engines, each with a view of its own of what may be half a million definitions. */
const lastFound = new WeakMap<
  Databases,
  { readonly engines: readonly EngineView<'definitions'>[]; readonly clashes: readonly DefinitionClash[] }
>();

function areEqual(
  ones: readonly EngineView<'definitions'>[],
  others: readonly EngineView<'definitions'>[],
): boolean {
  const isSame = ({ entry, facts }: EngineView<'definitions'>, index: number): boolean =>
    others[index]?.entry === entry && others[index].facts.definitions === facts.definitions;
  return ones.length === others.length && ones.every(isSame);
}

function byDefinition(engines: readonly EngineView<'definitions'>[]): readonly Definition[] {
  const shared = sharedKeys(engines);
  const found = new Map<string, Definition>();
  for (const { entry, facts } of engines) {
    for (const { kind, groups } of facts.definitions.value) {
      const set = { kind, groups: groups.filter(({ key }) => shared.has(key)) };
      for (const [identity, { versions, ...definition }] of effectiveGroups(set, entry)) {
        const known = found.get(identity) ?? { ...definition, deployed: [] };
        known.deployed.push({ engine: entry.alias, versions });
        found.set(identity, known);
      }
    }
  }
  return [...found.values()];
}

/** Keys that more than one engine has. In a large landscape that leaves few of the many to be looked at closely. */
function sharedKeys(engines: readonly EngineView<'definitions'>[]): ReadonlySet<string> {
  const holders = new Map<string, string>();
  const shared = new Set<string>();
  for (const { entry, facts } of engines) {
    for (const { groups } of facts.definitions.value)
      for (const { key } of groups) {
        const holder = holders.get(key);
        if (holder === undefined) holders.set(key, entry.alias);
        else if (holder !== entry.alias) shared.add(key);
      }
  }
  return shared;
}

type EffectiveGroup = Omit<Definition, 'deployed'> & { readonly versions: Map<number, string> };

/** Own tenant and default tenant can fold into one effective tenant: their versions then stand together. */
function effectiveGroups(
  { kind, groups }: Pick<DefinitionSet, 'kind' | 'groups'>,
  entry: EngineView<never>['entry'],
): ReadonlyMap<string, EffectiveGroup> {
  const effective = new Map<string, EffectiveGroup>();
  for (const { key, tenantId, versions } of groups) {
    if (isExcluded(tenantId, entry.excludedTenants)) continue;
    const tenant = effectiveTenant(tenantId, entry.defaultTenant?.id);
    const identity = JSON.stringify([kind, key, tenant]);
    const group = effective.get(identity) ?? { kind, key, tenant, versions: new Map() };
    for (const { version, id } of versions) group.versions.set(version, id);
    effective.set(identity, group);
  }
  return effective;
}

function clashOf(
  deployed: readonly Deployed[],
  databases: Databases,
): Pick<DefinitionClash, 'engines' | 'versions'> | null {
  if (areAllUnrelated(deployed, databases)) return clashOfUnrelated(deployed);
  const pairs = pairsOfDatabases(deployed, databases);
  const clashing = pairs.map((pair) => ({ pair, versions: clashingVersions(pair, databases) }));
  const same = clashing.filter(({ versions }) => versions.length > 0);
  const near =
    same.length > 0 ? same.map(({ pair }) => pair) : pairs.filter((pair) => areUnrelated(pair, databases));
  if (near.length === 0) return null;
  const engines = new Set(near.flat().map(({ engine }) => engine));
  const concerned = deployed.filter(({ engine }) => engines.has(engine));
  return {
    engines: concerned.map(({ engine }) => engine),
    versions: deployedVersions(new Set(same.flatMap(({ versions }) => versions)), concerned),
  };
}

/** The same for engines that have nothing to do with each other, without a look at each pair of hundreds. */
function clashOfUnrelated(deployed: readonly Deployed[]): Pick<DefinitionClash, 'engines' | 'versions'> {
  const holders = new Map<number, number>();
  for (const { versions } of deployed)
    for (const version of versions.keys()) holders.set(version, (holders.get(version) ?? 0) + 1);
  const common = new Set([...holders].flatMap(([version, count]) => (count > 1 ? [version] : [])));
  const concerned =
    common.size === 0
      ? deployed
      : deployed.filter(({ versions }) => [...versions.keys()].some((version) => common.has(version)));
  return { engines: concerned.map(({ engine }) => engine), versions: deployedVersions(common, concerned) };
}

/** Whether no two of the engines have anything in common. */
function areAllUnrelated(deployed: readonly Deployed[], databases: Databases): boolean {
  const related = relatedIn(databases);
  return deployed.filter(({ engine }) => related.has(engine)).length < 2;
}

/** Engines that `findRelation` could call anything but unrelated to another one. */
const relatedIn = oncePer(({ groups, pairs }: Databases): ReadonlySet<string> => {
  const related = new Set(groups.flatMap(({ engines }) => engines));
  for (const { engines, sameOrigin, unseen } of pairs.values())
    if (sameOrigin || unseen === true) for (const engine of engines) related.add(engine);
  return related;
});

type DeployedPair = readonly [Deployed, Deployed];

/** Every two, unless one database has all of them: then there is nothing to look for in what may be thousands. */
function pairsOfDatabases(deployed: readonly Deployed[], databases: Databases): readonly DeployedPair[] {
  const [first, ...others] = deployed;
  const relations = others.map(({ engine }) => relationOf(first?.engine ?? '', engine, databases));
  return relations.every((relation) => relation === 'one-database') ? [] : pairsAmong(deployed);
}

/** The versions that both have, unless they are the same rows, or a copy of them. */
function clashingVersions([first, second]: DeployedPair, databases: Databases): readonly number[] {
  const relation = relationOf(first.engine, second.engine, databases);
  if (relation === 'one-database') return [];
  return [...first.versions].flatMap(([version, id]) => {
    const other = second.versions.get(version);
    return other === undefined || (relation === 'same-origin' && other === id) ? [] : [version];
  });
}

function areUnrelated([first, second]: DeployedPair, databases: Databases): boolean {
  return relationOf(first.engine, second.engine, databases) === 'unrelated';
}

/**
 * How two engines stand to each other: what one of them has may be the other's own, or inherited from it. As long as nobody
 * looked closely enough, it may be inherited.
 */
export type Relation = 'one-database' | 'same-origin' | 'unrelated';

const relations = new WeakMap<Databases, Map<string, Map<string, Relation>>>();

/** Remembered by pair: every definition of a large landscape asks again. */
export function relationOf(first: string, second: string, databases: Databases): Relation {
  const all = relations.get(databases) ?? new Map<string, Map<string, Relation>>();
  relations.set(databases, all);
  const ofFirst = all.get(first) ?? new Map<string, Relation>();
  all.set(first, ofFirst);
  const relation = ofFirst.get(second) ?? findRelation(first, second, databases);
  ofFirst.set(second, relation);
  return relation;
}

/** Engines that read the database of an engine, with itself. */
export function onDatabaseOf(alias: string, databases: Databases): ReadonlySet<string> {
  const groups = (groupsOfEngines(databases).get(alias) ?? []).map(({ group }) => group);
  return new Set([
    alias,
    ...groups.flatMap(({ verdict, engines }) => (isOneDatabase(verdict) ? engines : [])),
  ]);
}

function findRelation(first: string, second: string, databases: Databases): Relation {
  const groups = groupsOfEngines(databases);
  const others = groups.get(second) ?? [];
  const together = (groups.get(first) ?? []).filter(({ group }) =>
    others.some((other) => other.group === group),
  );
  if (together.some(({ group }) => isOneDatabase(group.verdict))) return 'one-database';
  const pair = databases.pairs.get(pairKey(first, second));
  const mayBeInherited = pair?.sameOrigin === true || pair?.unseen === true;
  return together.length > 0 || mayBeInherited ? 'same-origin' : 'unrelated';
}

/** Found once: every pair of engines asks, and a group may have thousands. */
const groupsOfEngines = oncePer(({ groups }: Databases) => {
  const members = groups.flatMap((group) => group.engines.map((engine) => ({ group, engine })));
  return grouped(members, ({ engine }) => engine);
});

/** Which engines have which of the versions, in the order of the versions. */
function deployedVersions(
  versions: ReadonlySet<number>,
  concerned: readonly Deployed[],
): DefinitionClash['versions'] {
  return [...versions]
    .toSorted((a, b) => a - b)
    .map((version) => ({
      version,
      deployed: concerned.flatMap(({ engine, versions: ids }) => {
        const id = ids.get(version);
        return id === undefined ? [] : [{ engine, id }];
      }),
    }));
}
