import { shortened } from '../../core/text/text.js';
import type { EngineEntry } from '../../configuration/types.js';
import { ignoresEngines } from '../../optimize/target.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { groupsBy, identityOf } from '../shared/configuration/entry-groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly tenant: string;
}

export default configurationRule({
  code: 'C203',
  name: 'same-default-tenant',
  severity: 'error',
  needsOptimize: true,
  goesWithOneEntry: () => true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const { engines: entries } of files) {
      for (const group of groupsBy(entries, ({ defaultTenant }) => defaultTenant?.id ?? null)) {
        // One engine listed twice is C201.
        if (isOneEngine(group)) continue;
        const engines = group.map(({ alias }) => alias);
        const data: Data = { engines, tenant: group[0]?.defaultTenant?.id ?? '' };
        yield {
          data,
          engines,
          at: group.map(({ file, pointer }) => ({
            file,
            pointer: `${pointer}/defaultTenant/id`,
            part: 'entry',
          })),
          subject: data.tenant,
        };
      }
    }
  },
  message({ engines, tenant }: Data) {
    return `Default tenant "${shortened(tenant, 40)}" is set on ${someNames(engines)}: Optimize mixes their data and fails to list definitions.`;
  },
  remedy() {
    return 'Data imported under the old id needs a full re-import. Give each engine a default tenant of its own:';
  },
  sample({ tenant }: Data) {
    return `defaultTenant:\n  id: ${tenant}-2`;
  },
});

function isOneEngine(group: readonly EngineEntry[]): boolean {
  const identities = group.map(identityOf);
  return identities[0] !== null && identities.every((identity) => identity === identities[0]);
}
