import type { ScalarNode, SourceNode } from './types.js';

/** Calls `visit` for every scalar below a node, in file order, with the keys that lead to it. The list of keys is one and the same. */
export function eachScalar(
  root: SourceNode,
  visit: (node: ScalarNode, keys: readonly (string | number)[]) => void,
): void {
  const keys: (string | number)[] = [];
  const descend = (node: SourceNode): void => {
    if (node.kind === 'scalar') return visit(node, keys);
    const depth = keys.length;
    if (node.kind === 'mapping')
      for (const { key, value } of node.entries) {
        keys[depth] = key;
        descend(value);
      }
    else
      for (const [index, item] of node.items.entries()) {
        keys[depth] = index;
        descend(item);
      }
    keys.length = depth;
  };
  descend(root);
}
