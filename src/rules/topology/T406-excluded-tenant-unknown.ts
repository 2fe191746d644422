import { closestForFew } from '../../core/text/did-you-mean.js';
import { quotedList, shortened } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly tenant: string;
  /** Tenants that the engine has: the first of them. */
  readonly there: readonly string[];
}

/** Names in a message, so that it stays one readable line: so many are always more than a line holds. */
const LONGEST_LIST = 80;
const MOST_NAMED = 20;

export default landscapeRule({
  code: 'T406',
  name: 'excluded-tenant-unknown',
  severity: 'warning',
  needsOptimize: true,
  needs: ['tenantUse', 'visibility'],
  *check({ engines }) {
    const closestTo = closestForFew();
    for (const { entry, facts } of engines) {
      const { inDefinitions, asRecord } = facts.tenantUse.value;
      // Only who sees everything can say that a tenant is not there.
      if (facts.visibility.value !== 'full' || facts.tenantUse.gaps.length > 0) continue;
      const known = new Set([...inDefinitions.keys(), ...asRecord]);
      const sorted = [...known].toSorted();
      const there = sorted.slice(0, MOST_NAMED);
      for (const tenant of entry.excludedTenants) {
        if (tenant === '' || known.has(tenant)) continue;
        const data: Data = { engine: entry.alias, tenant, there };
        yield {
          data,
          engines: [entry.alias],
          at: [{ engine: entry.alias, setting: 'excludedTenants' }],
          evidence: facts.tenantUse.evidence,
          // A slip in an id has to be mended, not to be taken away; nor has what was not compared.
          edits:
            closestTo(tenant, sorted) === null
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
