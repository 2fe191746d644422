import type { Change } from '../../core/edit.js';
import { shortened } from '../../core/text.js';
import { deletedSettings } from '../../optimize/file-settings.js';
import { ignoresEngines, isFrom, isUpTo } from '../../optimize/target.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { nodeAt } from '../shared/configuration/exact-values.js';

interface Data {
  readonly key: string;
  readonly replacement: string | null;
  /** The target is a release that does not start with the key. */
  readonly affected: boolean;
}

export default configurationRule({
  code: 'C151',
  name: 'deleted-setting',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ affected }) => (affected ? 'error' : 'warning'),
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const { name: key, setting, refusedSince } of deletedSettings()) {
      const { last, replacement = null } = setting;
      if (last !== undefined && isUpTo(target, last)) continue;
      for (const file of files) {
        for (const pointer of pointersOf(key, file)) {
          // A key set to null, or to an empty list or mapping, counts as not there.
          if (file.setting(pointer).empty) continue;
          const data: Data = { key, replacement, affected: isFrom(target, refusedSince) };
          yield {
            data,
            engines: [],
            at: [{ file: file.document.file.name, pointer, part: 'key' }],
            edits: changesFor(data, pointer).map((change) => ({ ...change, file: file.document.file.name })),
            subject: pointer,
          };
        }
      }
    }
  },
  message({ key, affected }: Data) {
    return affected
      ? `"${key}" is on the list of deleted settings: Optimize does not start while it is there.`
      : `"${key}" is on the list of deleted settings of late Optimize 3.x, which does not start while it is there.`;
  },
  remedy({ key, replacement }: Data) {
    return replacement === null
      ? `Remove "${key}": nothing takes its place.`
      : `Remove "${key}" and use ${shortened(replacement, 120)}.`;
  },
});

/** A value moves where the new setting has the same name; others mean something else, which people have to translate. */
function changesFor({ key, replacement }: Data, pointer: string): readonly Change[] {
  if (replacement === null) return [{ kind: 'remove', pointer }];
  const same = /^[\w.-]+$/u.test(replacement) && lastOf(replacement) === lastOf(key);
  return same ? [{ kind: 'move', pointer, to: `/${replacement.replaceAll('.', '/')}` }] : [];
}

function lastOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** Where a key may stand: `[]` is every item of a list. */
function pointersOf(key: string, { root }: ConfigurationFile): readonly string[] {
  const [list = '', below] = key.split('[].');
  const pointer = `/${list.replaceAll('.', '/')}`;
  if (below === undefined) return [pointer];
  const node = nodeAt(root, list.split('.'));
  if (node?.kind !== 'sequence') return [];
  return node.items.map((_, index) => `${pointer}/${index}/${below.replaceAll('.', '/')}`);
}
