import type { Edit } from '../../core/edit.js';
import type { EngineEntry } from '../../configuration/types.js';
import { shortened } from '../../core/text/text.js';
import { ignoresEngines } from '../../optimize/target.js';
import { someNames } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { groupsBy, identityOf } from '../shared/configuration/entry-groups.js';

interface Data {
  readonly engines: readonly string[];
  /** The normalised address. */
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
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const { engines: entries } of files) {
      for (const group of groupsBy(entries, identityOf)) {
        const { base, name } = group[0] ?? { base: null, name: null };
        const engines = group.map(({ alias }) => alias);
        const keep = group.find(({ importEnabled }) => importEnabled === true) ?? group[0];
        const imports = group.filter(({ importEnabled }) => importEnabled !== false).length;
        const data: Data = { engines, base: base ?? '', name: name ?? '', keep: keep?.alias ?? '', imports };
        yield {
          data,
          engines,
          at: group.map(({ file, pointer }) => ({ file, pointer: `${pointer}/rest`, part: 'entry' })),
          edits: removalOf(group, keep),
          subject: `${base} ${name}`,
        };
      }
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
function removalOf(group: readonly EngineEntry[], keep: EngineEntry | undefined): readonly Edit[] {
  const others = group.filter((entry) => entry !== keep);
  const same = others.every(({ defaultTenant }) => defaultTenant?.id === keep?.defaultTenant?.id);
  return same ? others.map(({ file, pointer }) => ({ kind: 'remove', file, pointer })) : [];
}

function consequence(engines: readonly string[], { keep, imports }: Pick<Data, 'keep' | 'imports'>): string {
  if (imports > 1) return `Optimize imports its data ${times(imports)}.`;
  const who = imports === 1 ? `Only ${someNames([keep])}` : engines.length === 2 ? 'Neither' : 'None';
  return `${who} imports its data, and one entry is enough.`;
}

function times(count: number): string {
  return count === 2 ? 'twice' : `${count} times`;
}
