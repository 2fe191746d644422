import { quotedList } from '../../core/text/text.js';
import { anyUnrelated, tenantClashes } from '../../topology/tenants.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';
import { onceImported, waitingFor, type Waiting } from '../shared/engines/not-imported.js';
import { capital } from '../shared/words.js';
import { tenantEvidence } from '../shared/engines/tenants.js';
import { someEngines } from '../shared/some-of.js';

interface Data extends Waiting {
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
  severityOf: ({ inDefinitions, notImported }: Data) =>
    inDefinitions.length === 0 || notImported !== undefined ? 'info' : 'warning',
  *check({ engines, databases, configuration }) {
    for (const { tenant, inDefinitions, onlyRecord } of tenantClashes(engines, databases)) {
      if (anyUnrelated(inDefinitions, databases)) continue;
      const aliases = [...inDefinitions, ...onlyRecord];
      const data: Data = { tenant, inDefinitions, onlyRecord, ...waitingFor(aliases, configuration) };
      yield {
        data,
        engines: aliases,
        at: entriesOf(aliases, (alias) => `"${alias}" has the tenant as a record`),
        evidence: tenantEvidence(tenant, aliases, engines),
        subject: tenant,
      };
    }
  },
  message({ tenant, inDefinitions, onlyRecord, notImported }: Data) {
    const where = someEngines([...inDefinitions, ...onlyRecord]);
    return `Tenant "${tenant}" exists on ${where}, on ${someEngines(onlyRecord)} as a record without definitions. ${capital(`${onceImported(notImported)}it`)} clashes with the first deployment there.`;
  },
  remedy({ tenant, onlyRecord }: Data) {
    return `Remove or rename tenant "${tenant}" on ${quotedList(onlyRecord)} before anything is deployed for it there.`;
  },
  together({ tenant, inDefinitions, onlyRecord, notImported }: Data) {
    const where = someEngines([...inDefinitions, ...onlyRecord]);
    return {
      message: `These tenants exist on ${where}, on ${someEngines(onlyRecord)} as records without definitions. ${capital(`${onceImported(notImported)}each`)} clashes with the first deployment for it there.`,
      remedy: `Remove or rename them on ${quotedList(onlyRecord)} before anything is deployed for them there.`,
      cells: { tenant },
    };
  },
});
