import { escapeText, shortened } from '../../core/text/text.js';
import type { DefinitionKind, DefinitionSet } from '../../probe/types.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly tenant: string | null;
  readonly version: number;
  readonly ids: readonly string[];
}

export default engineRule({
  code: 'P336',
  name: 'duplicate-within-engine',
  severity: 'warning',
  needs: ['processDefinitions', 'decisionDefinitions'],
  *check({ entry, facts }) {
    for (const { value, evidence } of [facts.processDefinitions, facts.decisionDefinitions]) {
      for (const twice of duplicatesIn(value)) {
        yield {
          data: { engine: entry.alias, ...twice },
          engines: [entry.alias],
          at: [{ engine: entry.alias, setting: 'rest' }],
          evidence,
          subject: `${twice.kind} ${twice.key} ${twice.tenant ?? ''} ${twice.version}`,
        };
      }
    }
  },
  message({ engine, kind, key, tenant, version, ids }: Data) {
    const of = tenant === null ? '' : ` of tenant "${shortened(tenant, 30)}"`;
    return `"${engine}" has version ${version} of ${kind} "${shortened(key, 50)}"${of} ${ids.length} times. Optimize treats them as one.`;
  },
  remedy({ ids }: Data) {
    return `Find out which deployment is wanted and delete the others: ${ids.map(escapeText).join(', ')}`;
  },
  together({ engine, kind, key, tenant, version, ids }: Data) {
    return {
      message: `"${engine}" has these definitions more than once in one version. Optimize treats them as one.`,
      remedy: 'Find out which deployment of each is wanted and delete the others.',
      cells: { definition: key, kind, tenant: tenant ?? '', version: String(version), ids: ids.join(', ') },
    };
  },
});

/** Nothing in an engine's database forbids two definitions of one key, tenant and version. */
function* duplicatesIn({ kind, groups }: DefinitionSet) {
  for (const { key, tenantId: tenant, versions } of groups) {
    if (versions.length === 1) continue;
    const numbers = versions.map(({ version }) => version);
    if (new Set(numbers).size === numbers.length) continue;
    for (const version of new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index))) {
      const ids = versions.filter((each) => each.version === version).map(({ id }) => id);
      yield { kind, key, tenant, version, ids };
    }
  }
}
