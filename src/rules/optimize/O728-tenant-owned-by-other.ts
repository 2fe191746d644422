import { counted, shortened } from '../../core/text/text.js';
import { named } from '../shared/words.js';
import { aliasesIn } from '../shared/optimize/stored.js';
import type { StoredInstances } from '../../probe/store/types.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly owner: string;
  readonly tenant: string;
  readonly instances: number;
}

export default optimizeRule({
  code: 'O728',
  name: 'tenant-owned-by-other',
  severity: 'error',
  needs: ['storedTenants', 'storedInstances'],
  *check({ facts, configuration }) {
    const inFiles = aliasesIn(configuration);
    const owners = new Map(facts.storedTenants.value.map(({ id, alias }) => [id, alias]));
    for (const { alias: engine, tenant, instances } of perAliasAndTenant(facts.storedInstances.value)) {
      const owner = owners.get(tenant) ?? null;
      if (owner === null || owner === engine || !inFiles.has(owner) || !inFiles.has(engine)) continue;
      const data: Data = { engine, owner, tenant, instances };
      yield {
        data,
        engines: [engine, owner],
        at: [{ engine }, { engine: owner, note: `the tenant is tied to "${owner}"` }],
        evidence: [...facts.storedTenants.evidence, ...facts.storedInstances.evidence],
        subject: tenant,
      };
    }
  },
  message({ engine, owner, tenant, instances }: Data) {
    return `Tenant "${shortened(tenant, 30)}" is tied to ${named(owner)}, and ${counted(instances, 'instance')} of ${named(engine)} have it: users of ${named(engine)} do not get them.`;
  },
  remedy() {
    return 'Give the tenant of one of the two engines another id. Optimize ties a tenant to the engine whose tenants were imported first.';
  },
});

interface TenantCount {
  readonly alias: string;
  readonly tenant: string;
  readonly instances: number;
}

/** Instances of processes and of decisions together. */
function perAliasAndTenant(all: readonly StoredInstances[]): Iterable<TenantCount> {
  const counts = new Map<string, TenantCount>();
  for (const { alias, byTenant } of all) {
    for (const { id: tenant, count } of byTenant) {
      const key = JSON.stringify([alias, tenant]);
      counts.set(key, { alias, tenant, instances: (counts.get(key)?.instances ?? 0) + count });
    }
  }
  return counts.values();
}
