import type { Change } from '../../core/edit.js';
import { shortened } from '../../core/text/text.js';
import { deletedSettings } from '../../optimize/file-settings.js';
import { ignoresEngines, isBefore, isFrom, isUpTo, type OptimizeTarget } from '../../optimize/target.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { bySection, moveOf } from '../shared/configuration/moved-settings.js';

interface Data {
  readonly key: string;
  readonly replacement: string | null;
  /** Whether the target surely starts with the key, surely does not, or nobody knows. */
  readonly target: 'refuses' | 'may-read-it' | 'unnamed';
}

/** One deleted key that is there. */
interface Deleted {
  readonly data: Data;
  readonly pointer: string;
  readonly change: Change | null;
}

export default configurationRule({
  code: 'C151',
  name: 'deleted-setting',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ target }) => (target === 'refuses' ? 'error' : 'warning'),
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      const name = file.document.file.name;
      const all = [...deletedIn(file, target)];
      const changesWith = bySection(all.map(({ change }) => change));
      for (const each of all) {
        yield {
          data: each.data,
          engines: [],
          at: [{ file: name, pointer: each.pointer, part: 'key' }],
          edits: changesWith(each.change).map((change) => ({ ...change, file: name })),
          subject: each.pointer,
        };
      }
    }
  },
  message({ key, target }: Data) {
    return target === 'refuses'
      ? `"${key}" is on the list of deleted settings: Optimize does not start while it is present.`
      : `"${key}" is on the list of deleted settings of late Optimize 3.x, which does not start while it is present.`;
  },
  remedy({ key, replacement, target }: Data) {
    const cure =
      replacement === null
        ? `Remove "${key}": nothing takes its place.`
        : `Remove "${key}" and use ${shortened(replacement, 120)}.`;
    return target === 'may-read-it' ? `Before an upgrade: ${cure}` : cure;
  },
});

function* deletedIn(file: ConfigurationFile, target: OptimizeTarget): Iterable<Deleted> {
  for (const deleted of deletedSettings()) {
    const { name: key } = deleted;
    // A key set to null, or to an empty list or mapping, counts as not there.
    const pointers = pointersOf(key, file).filter((pointer) => !file.setting(pointer).empty);
    if (pointers.length === 0) continue;
    const { setting, refusedSince } = deleted;
    const { last, replacement = null } = setting;
    // Releases before 3.0 have nothing that could take its place.
    if (isBefore(target, '3.0') || (last !== undefined && isUpTo(target, last))) continue;
    const reading = isBefore(target, refusedSince) ? 'may-read-it' : 'unnamed';
    const data: Data = { key, replacement, target: isFrom(target, refusedSince) ? 'refuses' : reading };
    for (const pointer of pointers) yield { data, pointer, change: changeFor(data, pointer) };
  }
}

function changeFor({ key, replacement, target }: Data, pointer: string): Change | null {
  // A release that may still read it would lose it.
  if (target === 'may-read-it') return null;
  if (replacement === null) return { kind: 'remove', pointer };
  return moveOf(key, pointer, replacement);
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
