import { isExcluded, relationOf } from './clashes.js';
import type { Databases, EngineView } from './types.js';

/** A tenant id that stands on two or more engines of different databases. */
export interface TenantClash {
  readonly tenant: string;
  /** Engines on which a definition carries the tenant. */
  readonly inDefinitions: readonly string[];
  /** Engines that have the tenant as a record and no definition of it. */
  readonly onlyRecord: readonly string[];
}

/** Tenant ids on several engines. Engines of one database, or of a database and its copy, count once. */
export function tenantClashes(
  engines: readonly EngineView<'tenantUse'>[],
  databases: Databases,
): readonly TenantClash[] {
  return [...holdersByTenant(engines)].flatMap(([tenant, holders]) => {
    const clashing = holders.filter((holder) =>
      holders.some(
        (other) => other !== holder && relationOf(holder.alias, other.alias, databases) === 'unrelated',
      ),
    );
    if (clashing.length < 2) return [];
    return [
      {
        tenant,
        inDefinitions: clashing.filter(({ deployed }) => deployed).map(({ alias }) => alias),
        onlyRecord: clashing.filter(({ deployed }) => !deployed).map(({ alias }) => alias),
      },
    ];
  });
}

/** Whether two of the engines are unrelated databases. */
export function anyUnrelated(aliases: readonly string[], databases: Databases): boolean {
  return aliases.some((first, index) =>
    aliases.slice(index + 1).some((second) => relationOf(first, second, databases) === 'unrelated'),
  );
}

interface Holder {
  readonly alias: string;
  readonly deployed: boolean;
}

function holdersByTenant(engines: readonly EngineView<'tenantUse'>[]): ReadonlyMap<string, Holder[]> {
  const holders = new Map<string, Holder[]>();
  for (const { entry, facts } of engines) {
    const { inDefinitions, asRecord } = facts.tenantUse.value;
    for (const tenant of new Set([...inDefinitions.keys(), ...asRecord])) {
      if (isExcluded(tenant, entry.excludedTenants)) continue;
      const holder = { alias: entry.alias, deployed: inDefinitions.has(tenant) };
      const others = holders.get(tenant);
      if (others === undefined) holders.set(tenant, [holder]);
      else others.push(holder);
    }
  }
  return holders;
}
