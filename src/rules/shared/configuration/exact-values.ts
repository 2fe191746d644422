import { oncePer } from '../../../core/memoize.js';
import { engineSettings } from '../../../optimize/engine-settings.js';
import { fileSettingsWith } from '../../../optimize/file-settings.js';
import type { NamedSetting } from '../../../optimize/settings.js';
import type { ConfigurationFile } from '../../../configuration/types.js';
import type { SourceNode } from '../../../load/types.js';

/** A value that is wanted letter by letter. `node` may hold a secret. */
export interface ExactValue {
  readonly pointer: string;
  readonly node: SourceNode;
  readonly secret: boolean;
  /** A single value in place of a list, which Optimize accepts. */
  readonly insteadOfList: boolean;
}

/** Every value of a file that is wanted letter by letter, items of lists one by one. */
export const exactValuesOf = oncePer(({ entries, root }: ConfigurationFile): readonly ExactValue[] => {
  const values: ExactValue[] = [];
  const engines = nodeAt(root, ['engines']);
  const wanted = wantedBelow(engineSettings().filter(isExact));
  for (const { builtIn, entry } of entries) {
    const node = builtIn ? null : nodeAt(engines, [entry.alias]);
    if (node !== null) collect(node, wanted, entry.pointer, values);
  }
  for (const named of fileSettingsWith('exact')) {
    const path = named.name.split('.');
    const node = nodeAt(root, path);
    if (node !== null) add(named, `/${path.join('/')}`, node, values);
  }
  return values;
});

/** The exact settings of an engine by the keys that lead to them: an entry has fewer keys than there are settings. */
interface Wanted {
  named: NamedSetting | null;
  readonly below: Map<string, Wanted>;
}

function wantedBelow(settings: readonly NamedSetting[]): Wanted {
  const top: Wanted = { named: null, below: new Map() };
  for (const named of settings) {
    let place = top;
    for (const key of named.name.split('.')) {
      const next = place.below.get(key) ?? { named: null, below: new Map() };
      place.below.set(key, next);
      place = next;
    }
    place.named = named;
  }
  return top;
}

/** Adds what is wanted below a node. */
function collect(node: SourceNode, { named, below }: Wanted, pointer: string, values: ExactValue[]): void {
  if (named !== null) add(named, pointer, node, values);
  if (node.kind !== 'mapping' || below.size === 0) return;
  for (const { key, value } of node.entries) {
    const next = below.get(key);
    if (next !== undefined) collect(value, next, `${pointer}/${key}`, values);
  }
}

function isExact({ setting }: NamedSetting): boolean {
  return setting.exact === true;
}

function add({ setting }: NamedSetting, pointer: string, node: SourceNode, values: ExactValue[]): void {
  const secret = setting.secret === true;
  if (node.kind === 'scalar') values.push({ pointer, node, secret, insteadOfList: setting.kind === 'list' });
  if (node.kind !== 'sequence') return;
  node.items.forEach((item, index) => {
    values.push({ pointer: `${pointer}/${index}`, node: item, secret, insteadOfList: false });
  });
}

/** The value below a node at a path of keys. */
export function nodeAt(root: SourceNode | null, path: readonly string[]): SourceNode | null {
  let node = root;
  for (const key of path) {
    if (node?.kind !== 'mapping') return null;
    node = node.byKey.get(key)?.value ?? null;
  }
  return node;
}
