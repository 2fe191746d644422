import type { Change } from '../../core/edit.js';
import { shortened } from '../../core/text/text.js';
import { writtenText } from '../../core/text/written-text.js';
import type { Setting } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { placedEntries, type PlacedEntry } from '../shared/configuration/entries.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { isOnlyDefault, shownText, substitutionAt } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly fault: 'no id' | 'empty id' | 'no name';
  readonly id: string;
}

export default configurationRule({
  code: 'C144',
  name: 'default-tenant-incomplete',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ fault }) => (fault === 'no name' ? 'info' : 'warning'),
  *check({ configuration }) {
    for (const placed of placedEntries(configuration)) {
      const { file, fileName, each, alias } = placed;
      const id = each.setting('defaultTenant/id');
      const name = each.setting('defaultTenant/name');
      const fault = faultOf(id, name, isOnlyDefault(file, id.pointer));
      if (fault === null || each.partial) continue;
      const setting = fault === 'no name' ? 'name' : 'id';
      if (isMisspelled(file, alias, `defaultTenant.${setting}`)) continue;
      const read = id.state === 'unresolved' ? shownText(file, id) : (id.text ?? '');
      const data: Data = { engine: alias, fault, id: read };
      const pointer = fault === 'no id' ? name.pointer : id.pointer;
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer, part: 'entry' }],
        edits: changesFor(data, placed).map((change) => ({ ...change, file: fileName })),
        subject: setting,
      };
    }
  },
  message({ engine, fault, id }: Data) {
    const whose = `The default tenant of engine ${named(engine)}`;
    if (fault === 'no id') return `${whose} has a name but no id: it has no effect.`;
    return fault === 'empty id'
      ? `${whose} has an empty id: Optimize files all data under a tenant whose id is the empty text.`
      : `${whose} has no name: users see the id, "${shortened(id, 40)}".`;
  },
  remedy({ fault }: Data) {
    if (fault === 'no name') return 'Add the name that users should see; it can change at any time:';
    const give = 'ive it an id that no tenant of any engine has, before the first import';
    return fault === 'empty id' ? `G${give}:` : `Remove it, because it does nothing, or g${give}:`;
  },
  sample({ fault }: Data) {
    return `defaultTenant:\n  ${fault === 'no name' ? 'name' : 'id'}: …`;
  },
});

/** Neither changes what Optimize does. An id decides under what all data is filed: that is for people to say. */
function changesFor({ fault }: Data, { file, each }: PlacedEntry): readonly Change[] {
  const name = each.setting('defaultTenant/name').pointer;
  if (fault === 'no id') return [{ kind: 'remove', pointer: sectionOr(name, each) }];
  const id = each.node('defaultTenant/id');
  const literal = substitutionAt(file, each.setting('defaultTenant/id').pointer) === undefined;
  if (fault !== 'no name' || !literal || id?.kind !== 'scalar') return [];
  return [{ kind: 'set', pointer: name, value: writtenText(id) }];
}

/** The whole section where nothing but id and name stands in it. */
function sectionOr(name: string, each: PlacedEntry['each']): string {
  const section = each.node('defaultTenant');
  const others =
    section?.kind === 'mapping' && section.entries.some(({ key }) => !['id', 'name'].includes(key));
  return others ? name : name.slice(0, name.lastIndexOf('/'));
}

/** Neither id nor name is how Optimize's own entry has it. An empty default of a placeholder is no empty id. */
function faultOf(id: Setting, name: Setting, onlyDefault: boolean): Data['fault'] | null {
  if (isMissing(id)) return isMissing(name) ? null : 'no id';
  if (id.blank) return onlyDefault ? null : 'empty id';
  return isMissing(name) ? 'no name' : null;
}

function isMissing({ state }: Setting): boolean {
  return state === 'absent' || state === 'null';
}
