import { quotedList, shortened } from '../../core/text/text.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly tenants: readonly string[];
}

export default engineRule({
  code: 'P337',
  name: 'tenant-without-record',
  severity: 'warning',
  needs: ['tenantUse', 'tenants', 'visibility'],
  *check({ entry, facts }) {
    // A record that is not seen is missing only where all of them would be seen.
    if (facts.visibility.value !== 'full' || facts.tenants.gaps.length > 0) return;
    const records = new Set(facts.tenants.value.map(({ id }) => id));
    const tenants = [...facts.tenantUse.value.inDefinitions.keys()]
      .filter((id) => !records.has(id))
      .toSorted();
    if (tenants.length === 0) return;
    yield {
      data: { engine: entry.alias, tenants },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence: facts.tenants.evidence,
      subject: tenants.join(' '),
    };
  },
  message({ engine, tenants }: Data) {
    return `"${engine}" has definitions of ${shortened(quotedList(tenants), 70)}, for which there is no tenant record: nobody can be authorized for it.`;
  },
  remedy({ tenants }: Data) {
    return [
      'Create the tenant in Admin, or deploy without it:',
      ...tenants.map((id) => `POST /tenant/create ${JSON.stringify({ id, name: id })}`),
      'Where users come from LDAP, Keycloak or OAuth2, the engine has no tenants of its own',
      'and none can be created: deploy without a tenant there.',
    ].join('\n');
  },
});
