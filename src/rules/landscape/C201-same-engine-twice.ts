import type { Edit } from '../../core/edit.js';
import { shortened } from '../../core/text/text.js';
import { withoutTrailingSlash } from '../../core/text/url.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import type { PlacedEntry } from '../shared/configuration/entries.js';
import { groupsInFiles, identityIn } from '../shared/configuration/entry-groups.js';
import { writtenOrRead } from '../shared/configuration/substitutions.js';

interface Data {
  readonly engines: readonly string[];
  /** The normalised address, or what asks for it. */
  readonly base: string;
  readonly name: string;
  /** The entry to keep: the first that imports. */
  readonly keep: string;
  /** How many of the entries may import: where it is not set, that depends on the release. */
  readonly imports: number;
}

export default configurationRule({
  code: 'C201',
  name: 'same-engine-twice',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const group of groupsInFiles(configuration, ({ file, each }) => identityIn(file, each))) {
      const [first] = group;
      const engines = group.map(({ alias }) => alias);
      const keep = group.find(({ entry }) => entry.importEnabled === true) ?? first;
      const base = first.entry.base ?? withoutTrailingSlash(writtenIn(first, 'rest'));
      const name = first.entry.name ?? writtenIn(first, 'name');
      const imports = group.filter(({ entry }) => entry.importEnabled !== false).length;
      yield {
        data: { engines, base, name, keep: keep.alias, imports },
        engines,
        at: group.map(({ entry: { file, pointer } }) => ({
          file,
          pointer: `${pointer}/rest`,
          part: 'entry',
        })),
        edits: removalOf(group, keep),
        subject: `${base} ${name}`,
      };
    }
  },
  message({ engines, base, name, ...data }: Data) {
    const what = `${someNames(engines)} are the same engine: ${shortened(base, 50)}, engine name "${shortened(name, 20)}".`;
    return `${what} ${consequence(engines, data)}`;
  },
  remedy({ engines, keep }: Data) {
    const others = engines.filter((alias) => alias !== keep);
    return `Keep "${keep}" and remove ${someNames(others)}, or correct the address or engine name of the others.`;
  },
});

/** Under which default tenant an engine is to be known is for people to say. */
function removalOf(group: readonly PlacedEntry[], keep: PlacedEntry): readonly Edit[] {
  const others = group.filter((placed) => placed !== keep);
  const tenant = writtenIn(keep, 'defaultTenant/id');
  if (others.some((placed) => writtenIn(placed, 'defaultTenant/id') !== tenant)) return [];
  return others.map(({ entry: { file, pointer } }) => ({ kind: 'remove', file, pointer }));
}

function writtenIn({ file, each }: PlacedEntry, path: string): string {
  return writtenOrRead(file, each.setting(path)) ?? '';
}

function consequence(engines: readonly string[], { keep, imports }: Pick<Data, 'keep' | 'imports'>): string {
  if (imports > 1) return `Optimize imports its data ${times(imports)}.`;
  const who = imports === 1 ? `Only ${someNames([keep])}` : engines.length === 2 ? 'Neither' : 'None';
  return `${who} imports its data, and one entry is enough.`;
}

function times(count: number): string {
  return count === 2 ? 'twice' : `${count} times`;
}
