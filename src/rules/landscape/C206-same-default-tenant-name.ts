import type { Edit } from '../../core/edit.js';
import { keysOf } from '../../core/text/pointer.js';
import { shortened } from '../../core/text/text.js';
import { writtenText } from '../../core/text/written-text.js';
import type { ConfigurationFile, EngineEntry } from '../../configuration/types.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { ignoresEngines } from '../../optimize/target.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { groupsBy } from '../shared/configuration/entry-groups.js';

interface Data {
  readonly engines: readonly string[];
  readonly label: string;
}

export default configurationRule({
  code: 'C206',
  name: 'same-default-tenant-name',
  severity: 'warning',
  needsOptimize: true,
  goesWithOneEntry: () => true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      for (const group of groupsBy(file.engines, labelOf)) {
        // Equal ids are C203.
        if (new Set(group.map(({ defaultTenant }) => defaultTenant?.id)).size < 2) continue;
        const engines = group.map(({ alias }) => alias);
        const data: Data = { engines, label: labelOf(group[0]) ?? '' };
        yield {
          data,
          engines,
          at: group.map((entry) => ({ file: entry.file, pointer: pointerToLabel(entry), part: 'entry' })),
          edits: group.slice(1).flatMap((entry) => toldApart(entry, file)),
          subject: data.label,
        };
      }
    }
  },
  message({ engines, label }: Data) {
    return `The default tenants of ${someNames(engines)} are all shown as "${shortened(label, 40)}": users cannot tell them apart.`;
  },
  remedy() {
    return 'Give each default tenant a name of its own; names can change at any time, ids cannot:';
  },
  sample() {
    return 'name: …';
  },
});

/** The name with the alias behind it, unless that is taken, too. What comes from a variable is not copied into the file. */
function toldApart(entry: EngineEntry, file: ConfigurationFile): readonly Edit[] {
  const pointer = pointerToLabel(entry);
  const label = nodeAt(file.root, keysOf(pointer));
  if (label?.kind !== 'scalar' || substitutionAt(file, pointer) !== undefined) return [];
  const name = `${writtenText(label)} (${entry.alias})`;
  if (file.engines.some((other) => labelOf(other) === name)) return [];
  return [{ kind: 'set', file: entry.file, pointer: `${entry.pointer}/defaultTenant/name`, value: name }];
}

function pointerToLabel({ pointer, defaultTenant }: EngineEntry): string {
  return `${pointer}/defaultTenant/${defaultTenant?.name == null ? 'id' : 'name'}`;
}

/** What users see of a default tenant: its name, or the id where it has none. */
function labelOf(entry: EngineEntry | undefined): string | null {
  const id = entry?.defaultTenant?.id ?? null;
  return id === null ? null : (entry?.defaultTenant?.name ?? id);
}
