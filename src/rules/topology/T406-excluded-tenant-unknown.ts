import { closest } from '../../core/text/did-you-mean.js';
import { quotedList, shortened } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly tenant: string;
  /** Tenants that the engine has. */
  readonly there: readonly string[];
}

/** Names in a message, so that it stays one readable line. */
const LONGEST_LIST = 80;

export default landscapeRule({
  code: 'T406',
  name: 'excluded-tenant-unknown',
  severity: 'warning',
  needsOptimize: true,
  needs: ['tenantUse', 'visibility'],
  *check({ engines }) {
    for (const { entry, facts } of engines) {
      const { inDefinitions, asRecord } = facts.tenantUse.value;
      // Only who sees everything can say that a tenant is not there.
      if (facts.visibility.value !== 'full' || facts.tenantUse.gaps.length > 0) continue;
      const there = [...new Set([...inDefinitions.keys(), ...asRecord])].toSorted();
      for (const tenant of entry.excludedTenants) {
        if (tenant === '' || there.includes(tenant)) continue;
        const data: Data = { engine: entry.alias, tenant, there };
        yield {
          data,
          engines: [entry.alias],
          at: [{ engine: entry.alias, setting: 'excludedTenants' }],
          evidence: facts.tenantUse.evidence,
          // A slip in an id has to be mended, not to be taken away.
          edits:
            closest(tenant, there) === null
              ? [
                  {
                    kind: 'remove',
                    file: entry.file,
                    pointer: `${entry.pointer}/excludedTenants`,
                    item: tenant,
                  },
                ]
              : [],
          subject: tenant,
        };
      }
    }
  },
  message({ engine, tenant, there }: Data) {
    const has = there.length === 0 ? 'no tenant at all' : shortened(quotedList(there), LONGEST_LIST);
    return `"${engine}" excludes tenant "${tenant}", but the engine has ${has}: nothing is excluded.`;
  },
  remedy({ tenant }: Data) {
    return `Correct the id, or remove "${tenant}" from excludedTenants. Ids are compared exactly; a comma does not separate.`;
  },
});
