import { shortened } from '../../core/text.js';
import type { EngineEntry } from '../../topology/types.js';
import { ignoresEngines } from '../config/versions.js';
import { someNames } from '../config/words.js';
import { configurationRule } from '../rule.js';
import { groupsBy } from './groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly label: string;
}

export default configurationRule({
  code: 'C206',
  name: 'same-default-tenant-name',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const { engines: entries } of files) {
      for (const group of groupsBy(entries, labelOf)) {
        // Equal ids are C203.
        if (new Set(group.map(({ defaultTenant }) => defaultTenant?.id)).size < 2) continue;
        const engines = group.map(({ alias }) => alias);
        const data: Data = { engines, label: labelOf(group[0]) ?? '' };
        yield {
          data,
          engines,
          at: group.map(({ file, pointer, defaultTenant }) => ({
            file,
            pointer: `${pointer}/defaultTenant/${defaultTenant?.name == null ? 'id' : 'name'}`,
            part: 'entry',
          })),
          subject: data.label,
        };
      }
    }
  },
  message({ engines, label }: Data) {
    return `The default tenants of ${someNames(engines)} are all shown as "${shortened(label, 40)}": users cannot tell them apart.`;
  },
  remedy() {
    return 'Give each default tenant a name of its own; names can change at any time, ids cannot.';
  },
});

/** What users see of a default tenant: its name, or the id where it has none. */
function labelOf(entry: EngineEntry | undefined): string | null {
  const id = entry?.defaultTenant?.id ?? null;
  return id === null ? null : (entry?.defaultTenant?.name ?? id);
}
