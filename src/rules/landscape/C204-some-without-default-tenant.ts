import type { EntryView } from '../../configuration/types.js';
import { ignoresEngines } from '../../optimize/target.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { countEngines } from '../shared/configuration/entry-groups.js';

interface Data {
  readonly without: readonly string[];
  readonly having: readonly string[];
}

export default configurationRule({
  code: 'C204',
  name: 'some-without-default-tenant',
  severity: 'warning',
  needsOptimize: true,
  goesWithOneEntry: () => true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      const { document, entries } = file;
      // What a syntax error hides may be a default tenant.
      if (entries.some(({ partial }) => partial)) continue;
      const having = entries.filter(hasDefaultTenant);
      const without = entries.filter((each) => !hasDefaultTenant(each));
      if (having.length === 0 || countEngines(file, without) < 2) continue;
      const data: Data = { without: aliasesOf(without), having: aliasesOf(having) };
      yield {
        data,
        engines: data.without,
        at: without.map(({ entry }) => ({
          file: document.file.name,
          pointer: entry.pointer,
          part: 'key',
        })),
        subject: 'defaultTenant',
      };
    }
  },
  message({ without, having }: Data) {
    const others = having.length === 1 ? 'another one has' : `${having.length} others have`;
    return `${someNames(without)} have no default tenant, while ${others}: their definitions still clash with each other.`;
  },
  remedy() {
    return 'Give all of them but one a tenant, before the first import:';
  },
  sample({ without: [first = 'payment'] }: Data) {
    return `defaultTenant:\n  id: ${first}\n  name: ${first}`;
  },
});

/** A tenant whose id comes from a variable is one, too. */
function hasDefaultTenant(each: EntryView): boolean {
  return !['absent', 'null'].includes(each.setting('defaultTenant/id').state);
}

function aliasesOf(entries: readonly EntryView[]): readonly string[] {
  return entries.map(({ entry }) => entry.alias);
}
