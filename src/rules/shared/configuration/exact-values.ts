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
  for (const named of engineSettings().filter(isExact))
    for (const each of entries) {
      const path = named.name.replaceAll('.', '/');
      if (!each.builtIn) values.push(...at(named, each.setting(path).pointer, each.node(path)));
    }
  for (const named of fileSettingsWith('exact')) {
    const path = named.name.split('.');
    const node = nodeAt(root, path);
    if (node !== null) values.push(...at(named, `/${path.join('/')}`, node));
  }
  return values;
});

function isExact({ setting }: NamedSetting): boolean {
  return setting.exact === true;
}

function at({ setting }: NamedSetting, pointer: string, node: SourceNode | null): readonly ExactValue[] {
  const secret = setting.secret === true;
  if (node?.kind === 'scalar') return [{ pointer, node, secret, insteadOfList: setting.kind === 'list' }];
  if (node?.kind !== 'sequence') return [];
  return node.items.map((item, index) => ({
    pointer: `${pointer}/${index}`,
    node: item,
    secret,
    insteadOfList: false,
  }));
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
