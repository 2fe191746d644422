import { quotedList } from '../../core/text/text.js';
import { anyUnrelated, tenantClashes } from '../../topology/tenants.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { tenantEvidence } from '../shared/engines/tenants.js';

interface Data {
  readonly tenant: string;
  readonly inDefinitions: readonly string[];
  readonly onlyRecord: readonly string[];
}

export default landscapeRule({
  code: 'T404',
  name: 'tenant-may-clash',
  severity: 'warning',
  foreseeable: true,
  needsOptimize: true,
  needs: ['tenantUse', 'databases'],
  /** Two bare records clash as soon as one engine deploys for the tenant; until then they only merge in the picker. */
  severityOf: ({ inDefinitions }: Data) => (inDefinitions.length === 0 ? 'info' : 'warning'),
  *check({ engines, databases }) {
    for (const { tenant, inDefinitions, onlyRecord } of tenantClashes(engines, databases)) {
      if (anyUnrelated(inDefinitions, databases)) continue;
      const aliases = [...inDefinitions, ...onlyRecord];
      const data: Data = { tenant, inDefinitions, onlyRecord };
      yield {
        data,
        engines: aliases,
        at: entriesOf(aliases, (alias) => `"${alias}" has the tenant as a record`),
        evidence: tenantEvidence(tenant, aliases, engines),
        subject: tenant,
      };
    }
  },
  message({ tenant, inDefinitions, onlyRecord }: Data) {
    const where = quotedList([...inDefinitions, ...onlyRecord]);
    return `Tenant "${tenant}" exists on ${where}, on ${quotedList(onlyRecord)} as a record without definitions. It clashes with the first deployment there.`;
  },
  remedy({ tenant, onlyRecord }: Data) {
    return `Remove or rename tenant "${tenant}" on ${quotedList(onlyRecord)} before anything is deployed for it there.`;
  },
  together({ tenant, inDefinitions, onlyRecord }: Data) {
    const where = quotedList([...inDefinitions, ...onlyRecord]);
    return {
      message: `These tenants exist on ${where}, on ${quotedList(onlyRecord)} as records without definitions. Each clashes with the first deployment for it there.`,
      remedy: `Remove or rename them on ${quotedList(onlyRecord)} before anything is deployed for them there.`,
      cells: { tenant },
    };
  },
});
