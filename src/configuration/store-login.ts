import { nodeAt } from '../load/locate.js';
import type { ResolvedTree } from './resolved/types.js';
import type { Credentials } from './types.js';

/** The login under `es.security`, or `opensearch.security` where only that section is there; null where one of both is missing. */
export function storeLoginIn(tree: ResolvedTree): Credentials | null {
  const section = nodeAt(tree, '/es') === null && nodeAt(tree, '/opensearch') !== null ? 'opensearch' : 'es';
  const user = textAt(tree, `/${section}/security/username`);
  const password = textAt(tree, `/${section}/security/password`);
  return user === null || user === '' || password === null || password === '' ? null : { user, password };
}

function textAt(tree: ResolvedTree, pointer: string): string | null {
  const node = nodeAt(tree, pointer);
  if (node?.kind !== 'scalar' || node.style === 'alias') return null;
  const { text, unresolved } = tree.scalar(node);
  return unresolved.length > 0 ? null : text;
}
