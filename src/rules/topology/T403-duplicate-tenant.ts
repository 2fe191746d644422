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
  readonly engines: readonly string[];
}

export default landscapeRule({
  code: 'T403',
  name: 'duplicate-tenant',
  severity: 'error',
  severityOf: ({ notImported }: Data) => (notImported !== undefined ? 'info' : 'error'),
  foreseeable: true,
  needsOptimize: true,
  needs: ['tenantUse', 'databases'],
  *check({ engines, databases, configuration }) {
    for (const { tenant, inDefinitions } of tenantClashes(engines, databases)) {
      if (!anyUnrelated(inDefinitions, databases)) continue;
      const data: Data = { tenant, engines: inDefinitions, ...waitingFor(inDefinitions, configuration) };
      yield {
        data,
        engines: inDefinitions,
        at: entriesOf(inDefinitions, (alias) => `definitions on "${alias}" carry the tenant too`),
        evidence: tenantEvidence(tenant, inDefinitions, engines),
        subject: tenant,
      };
    }
  },
  affects({ tenant }: Data) {
    return { tenant };
  },
  message({ tenant, engines, notImported }: Data) {
    return `Tenant "${tenant}" is used by definitions on ${someEngines(engines)}. ${capital(onceImported(notImported))}Optimize ties it to the engine imported first; users of the others see nothing of it.`;
  },
  remedy({ tenant, engines }: Data) {
    return remedyFor(`"${tenant}"`, engines);
  },
  together({ tenant, engines, notImported }: Data) {
    return {
      message: `These tenants are used by definitions on ${someEngines(engines)}. ${capital(onceImported(notImported))}Optimize ties each to the engine imported first; users of the others see nothing of it.`,
      remedy: remedyFor('each of them', engines),
      cells: { tenant },
    };
  },
});

function remedyFor(what: string, engines: readonly string[]): string {
  return [
    `Use ${what} on one of ${quotedList(engines)} only: deploy under another tenant id on the others,`,
    'or connect the engines to separate Optimize installations.',
  ].join('\n');
}
