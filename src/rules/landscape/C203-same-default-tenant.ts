import { shortened } from '../../core/text/text.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import type { PlacedEntry } from '../shared/configuration/entries.js';
import { groupsInFiles, identityIn } from '../shared/configuration/entry-groups.js';
import { writtenOrRead } from '../shared/configuration/substitutions.js';

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
  *check({ configuration }) {
    for (const group of groupsInFiles(configuration, tenantOf)) {
      // One engine listed twice is C201.
      if (isOneEngine(group)) continue;
      const engines = group.map(({ alias }) => alias);
      const data: Data = { engines, tenant: tenantOf(group[0]) ?? '' };
      yield {
        data,
        engines,
        at: group.map(({ entry: { file, pointer } }) => ({
          file,
          pointer: `${pointer}/defaultTenant/id`,
          part: 'entry',
        })),
        subject: data.tenant,
      };
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

function tenantOf({ file, each }: PlacedEntry): string | null {
  return writtenOrRead(file, each.setting('defaultTenant/id'));
}

function isOneEngine(group: readonly PlacedEntry[]): boolean {
  const identities = group.map(({ file, each }) => identityIn(file, each));
  return identities[0] !== null && identities.every((identity) => identity === identities[0]);
}
