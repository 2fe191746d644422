import { counted, shortened } from '../../core/text/text.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { grouped } from '../../core/grouped.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly tenant: string;
  readonly definitions: number;
}

export default optimizeRule({
  code: 'O730',
  name: 'data-without-default-tenant',
  severity: 'error',
  needs: ['storedDefinitions'],
  *check({ facts, configuration }) {
    const without = facts.storedDefinitions.value.filter(
      ({ tenantId, alias }) => tenantId === null && alias !== null,
    );
    const inFiles = entriesByAlias(configuration);
    for (const [alias, rows] of grouped(without, (row) => row.alias ?? '')) {
      const entries = inFiles.get(alias) ?? [];
      const tenants = new Set(entries.map(({ entry }) => entry.defaultTenant?.id ?? null));
      const [tenant = null] = tenants;
      if (tenant === null || tenant === '' || tenants.size > 1) continue;
      const data: Data = { engine: alias, tenant, definitions: rows.length };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'defaultTenant/id'),
        evidence: facts.storedDefinitions.evidence,
        subject: tenant,
      };
    }
  },
  message({ engine, tenant, definitions }: Data) {
    return `${counted(definitions, 'definition')} of ${named(engine)} have no tenant in Optimize although the default tenant is "${shortened(tenant, 30)}": they were imported before it was set.`;
  },
  remedy() {
    return 'Import the data anew: a default tenant is given to data only while it is imported. Until then one engine has data with and without it.';
  },
});
