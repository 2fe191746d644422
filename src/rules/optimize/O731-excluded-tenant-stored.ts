import { counted } from '../../core/text/text.js';
import { named, someNames } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { grouped } from '../../core/grouped.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly tenants: readonly string[];
  readonly definitions: number;
}

export default optimizeRule({
  code: 'O731',
  name: 'excluded-tenant-stored',
  severity: 'info',
  needs: ['storedDefinitions'],
  *check({ facts, configuration }) {
    const stored = grouped(facts.storedDefinitions.value, ({ alias }) => alias ?? '');
    for (const [alias, entries] of entriesByAlias(configuration)) {
      const excluded = new Set(entries.flatMap(({ entry }) => entry.excludedTenants));
      const rows = (stored.get(alias) ?? []).filter(
        ({ tenantId }) => tenantId !== null && excluded.has(tenantId),
      );
      if (rows.length === 0) continue;
      const tenants = [...new Set(rows.flatMap(({ tenantId }) => tenantId ?? []))];
      const data: Data = { engine: alias, tenants, definitions: rows.length };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'excludedTenants'),
        evidence: facts.storedDefinitions.evidence,
        subject: tenants.toSorted().join(' '),
      };
    }
  },
  message({ engine, tenants, definitions }: Data) {
    return `Optimize has ${counted(definitions, 'definition')} of ${named(engine)} with an excluded tenant, imported before it was excluded: ${someNames(tenants)}`;
  },
  remedy() {
    return 'Data that was imported stays. To get rid of it, delete the data of Optimize and import it anew.';
  },
});
