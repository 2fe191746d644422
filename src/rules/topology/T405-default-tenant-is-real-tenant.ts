import { isExcluded } from '../../topology/clashes.js';
import type { EngineView } from '../../topology/types.js';
import { landscapeRule } from '../rule.js';
import { isNotImported, onceImported, type Waiting } from '../shared/engines/not-imported.js';
import { tenantEvidence } from '../shared/engines/tenants.js';
import { capital, scalarOf } from '../shared/words.js';
import { someEngines } from '../shared/some-of.js';

interface Data extends Waiting {
  readonly engine: string;
  readonly tenant: string;
  /** Engines that have the tenant, as a record or on a definition. */
  readonly foundOn: readonly string[];
  /** An id that no engine has. */
  readonly free: string;
}

export default landscapeRule({
  code: 'T405',
  name: 'default-tenant-is-real-tenant',
  severity: 'error',
  severityOf: ({ notImported }: Data) => (notImported !== undefined ? 'info' : 'error'),
  foreseeable: true,
  needsOptimize: true,
  goesWithOneEntry: () => true,
  needs: ['tenantUse'],
  *check({ engines, configuration }) {
    for (const { entry } of engines) {
      const tenant = entry.defaultTenant?.id;
      if (tenant == null) continue;
      const foundOn = engines
        .filter((engine) => hasTenant(engine, tenant))
        .map((engine) => engine.entry.alias);
      if (foundOn.length === 0) continue;
      const free = freeId(`${tenant}-${entry.alias}`, engines);
      // The default tenant is there without an import, a real one is not.
      const waits = foundOn.every((alias) => isNotImported(alias, configuration));
      const data: Data = {
        engine: entry.alias,
        tenant,
        foundOn,
        free,
        ...(waits && { notImported: foundOn }),
      };
      yield {
        data,
        engines: [...new Set([entry.alias, ...foundOn])],
        at: [
          { engine: entry.alias, setting: 'defaultTenant/id' },
          ...foundOn
            .filter((alias) => alias !== entry.alias)
            .map((alias) => ({ engine: alias, setting: 'rest', note: `"${alias}" has a tenant of this id` })),
        ],
        evidence: tenantEvidence(tenant, foundOn, engines),
        edits: [
          {
            kind: 'set',
            file: entry.file,
            pointer: `${entry.pointer}/defaultTenant/id`,
            value: free,
          },
        ],
        subject: tenant,
      };
    }
  },
  affects({ tenant }: Data) {
    return { tenant };
  },
  message({ engine, tenant, foundOn, notImported }: Data) {
    return `The default tenant "${tenant}" of "${engine}" is a real tenant on ${someEngines(foundOn)}. ${capital(onceImported(notImported))}Optimize then has the id twice and fails to list definitions.`;
  },
  remedy() {
    return 'Choose an id that no engine uses. Data that was imported under the old id needs a full re-import.';
  },
  sample({ free }: Data) {
    return `defaultTenant:\n  id: ${scalarOf(free)}`;
  },
});

/** No tenant of any engine, and no other default tenant. */
function freeId(wanted: string, engines: readonly EngineView<'tenantUse'>[]): string {
  const isTaken = (id: string): boolean =>
    engines.some((engine) => engine.entry.defaultTenant?.id === id || hasTenant(engine, id));
  let free = wanted;
  for (let next = 2; isTaken(free); next += 1) free = `${wanted}-${next}`;
  return free;
}

/** What Optimize is told to leave out never becomes a tenant there. */
function hasTenant({ entry, facts }: EngineView<'tenantUse'>, tenant: string): boolean {
  if (isExcluded(tenant, entry.excludedTenants)) return false;
  const { inDefinitions, asRecord } = facts.tenantUse.value;
  return inDefinitions.has(tenant) || asRecord.has(tenant);
}
