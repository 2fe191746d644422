import type { Edit } from '../../core/edit.js';
import { keysOf } from '../../core/text/pointer.js';
import { shortened } from '../../core/text/text.js';
import { writtenText } from '../../core/text/written-text.js';
import type { EntryView, Setting } from '../../configuration/types.js';
import { substitutionAt, writtenOrRead } from '../shared/configuration/substitutions.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import type { PlacedEntry } from '../shared/configuration/entries.js';
import { groupsInFiles } from '../shared/configuration/entry-groups.js';

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
  *check({ configuration }) {
    for (const group of groupsInFiles(configuration, labelOf)) {
      // Equal ids are C203.
      if (new Set(group.map(idOf)).size < 2) continue;
      const engines = group.map(({ alias }) => alias);
      const data: Data = { engines, label: labelOf(group[0]) ?? '' };
      yield {
        data,
        engines,
        at: group.map((placed) => ({
          file: placed.entry.file,
          pointer: labelIn(placed.each).pointer,
          part: 'entry',
        })),
        edits: group.slice(1).flatMap(toldApart),
        subject: data.label,
      };
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
function toldApart({ file, each, entry }: PlacedEntry): readonly Edit[] {
  const { pointer } = labelIn(each);
  const label = nodeAt(file.root, keysOf(pointer));
  if (label?.kind !== 'scalar' || substitutionAt(file, pointer) !== undefined) return [];
  const name = `${writtenText(label)} (${entry.alias})`;
  if (file.entries.some((other) => labelIn(other).text === name)) return [];
  return [{ kind: 'set', file: entry.file, pointer: `${entry.pointer}/defaultTenant/name`, value: name }];
}

/** What users see of a default tenant: its name, or the id where it has none. */
function labelIn(each: EntryView): Setting {
  const name = each.setting('defaultTenant/name');
  return name.state === 'absent' || name.state === 'null' ? each.setting('defaultTenant/id') : name;
}

function labelOf(placed: PlacedEntry): string | null {
  return idOf(placed) === null ? null : writtenOrRead(placed.file, labelIn(placed.each));
}

function idOf({ file, each }: PlacedEntry): string | null {
  return writtenOrRead(file, each.setting('defaultTenant/id'));
}
