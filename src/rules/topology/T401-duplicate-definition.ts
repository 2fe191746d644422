import { quotedList } from '../../core/text/text.js';
import { definitionClashes } from '../../topology/clashes.js';
import { oneForEachDatabase } from '../../topology/databases.js';
import { landscapeRule } from '../rule.js';
import { onceImported, waitingFor, type Waiting } from '../shared/engines/not-imported.js';
import { capital } from '../shared/words.js';
import {
  definitionEvidence,
  entriesOf,
  kindInWords,
  numbersInWords,
  tenantInWords,
  versionsInWords,
} from '../shared/engines/definitions.js';
import { someEngines } from '../shared/some-of.js';

interface Data extends Waiting {
  readonly kind: string;
  readonly key: string;
  readonly tenant: string | null;
  readonly engines: readonly string[];
  /** One engine for each database among them. */
  readonly apart: readonly string[];
  readonly versions: readonly number[];
}

export default landscapeRule({
  code: 'T401',
  name: 'duplicate-definition',
  severity: 'error',
  severityOf: ({ notImported }: Data) => (notImported !== undefined ? 'info' : 'error'),
  foreseeable: true,
  needsOptimize: true,
  needs: ['definitions', 'databases'],
  *check({ engines, databases, configuration }) {
    for (const { kind, key, tenant, engines: aliases, versions } of definitionClashes(engines, databases)) {
      if (versions.length === 0) continue;
      const data: Data = {
        kind,
        key,
        tenant,
        engines: aliases,
        apart: oneForEachDatabase(aliases, databases),
        versions: versions.map((each) => each.version),
        ...waitingFor(aliases, configuration),
      };
      yield {
        data,
        engines: aliases,
        at: entriesOf(aliases, (alias) => `"${alias}" has ${key} too`),
        evidence: versions.slice(-3).flatMap((each) => definitionEvidence(kind, each, engines)),
        subject: JSON.stringify([kind, key, tenant]),
      };
    }
  },
  affects({ kind, key, tenant }: Data) {
    return { definition: { kind, key, tenant } };
  },
  message({ kind, key, tenant, engines, versions, notImported }: Data) {
    const what = `${kindInWords(kind)} "${key}" ${versionsInWords(versions)} (${tenantInWords(tenant)})`;
    return `${what} is deployed on ${someEngines(engines)}. ${capital(onceImported(notImported))}Optimize keeps one, hides the other and mixes their data.`;
  },
  remedy(data: Data) {
    return remedyFor(`"${data.key}"`, data);
  },
  together(data: Data) {
    const { kind, key, tenant, engines, versions, notImported } = data;
    return {
      message: `These definitions (${tenantInWords(tenant)}) are deployed on ${someEngines(engines)}. ${capital(`${onceImported(notImported)}of each`)}, Optimize keeps one, hides the other and mixes their data.`,
      remedy: remedyFor('each of them', data),
      cells: { definition: key, kind, versions: numbersInWords(versions) },
    };
  },
});

function remedyFor(what: string, { tenant, apart: engines }: Data): string {
  const apart =
    tenant === null
      ? [
          'or keep the engines apart with a default tenant each:',
          ...engines.flatMap((alias) => [`  ${alias}:`, '    defaultTenant:', `      id: ${alias}`]),
        ]
      : [`or give "${tenant}" another id on all of them but one.`];
  return [
    `Deploy ${what} on one of ${quotedList(engines)} only,`,
    ...apart,
    'Data that was imported already needs a full re-import.',
  ].join('\n');
}
