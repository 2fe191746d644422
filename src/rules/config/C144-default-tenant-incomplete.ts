import { shortened } from '../../core/text.js';
import type { Setting } from '../../topology/types.js';
import { configurationRule } from '../rule.js';
import { placedEntries } from './entries.js';
import { isMisspelled } from './misspelled.js';
import { isOnlyDefault } from './substitutions.js';
import { named } from './words.js';

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
    for (const { file, fileName, each, alias } of placedEntries(configuration)) {
      const id = each.setting('defaultTenant/id');
      const name = each.setting('defaultTenant/name');
      const fault = faultOf(id, name, isOnlyDefault(file, id.pointer));
      if (fault === null || each.partial) continue;
      const setting = fault === 'no name' ? 'name' : 'id';
      if (isMisspelled(file, alias, `defaultTenant.${setting}`)) continue;
      const data: Data = { engine: alias, fault, id: id.text ?? '' };
      const pointer = fault === 'no id' ? name.pointer : id.pointer;
      yield { data, engines: [alias], at: [{ file: fileName, pointer, part: 'entry' }], subject: setting };
    }
  },
  message({ engine, fault, id }: Data) {
    const whose = `The default tenant of engine ${named(engine)}`;
    if (fault === 'no id') return `${whose} has a name and no id: it has no effect.`;
    return fault === 'empty id'
      ? `${whose} has an empty id: Optimize files all data under a tenant whose id is the empty text.`
      : `${whose} has no name: users see the id, "${shortened(id, 40)}".`;
  },
  remedy({ fault }: Data) {
    return fault === 'no name'
      ? 'Add the name that users shall see:\n  defaultTenant:\n    name: …'
      : 'Give it an id that no tenant of any engine has, before the first import:\n  defaultTenant:\n    id: …';
  },
});

/** Neither id nor name is how Optimize's own entry has it. An empty default of a placeholder is no empty id. */
function faultOf(id: Setting, name: Setting, onlyDefault: boolean): Data['fault'] | null {
  if (isMissing(id)) return isMissing(name) ? null : 'no id';
  if (id.blank) return onlyDefault ? null : 'empty id';
  return isMissing(name) ? 'no name' : null;
}

function isMissing({ state }: Setting): boolean {
  return state === 'absent' || state === 'null';
}
