import { nodeAt } from '../load/locate.js';
import type { ResolvedTree } from './resolved/types.js';
import type { Credentials } from './logins.js';

/** Decides which store Optimize uses, for those releases that can use either. */
export const STORE_VARIABLE = 'CAMUNDA_OPTIMIZE_DATABASE';

/** What the variable says. Without it that of Elasticsearch, which is the default, unless only the other one is in the file: the variable is often set elsewhere. */
export function storeSectionIn(tree: ResolvedTree, variable: string | null): 'es' | 'opensearch' {
  const said = variable?.trim().toLowerCase();
  if (said === 'opensearch') return 'opensearch';
  if (said === 'elasticsearch') return 'es';
  return nodeAt(tree, '/es') === null && nodeAt(tree, '/opensearch') !== null ? 'opensearch' : 'es';
}

/** The login of that store; null where one of both is missing. */
export function storeLoginIn(tree: ResolvedTree, section: 'es' | 'opensearch'): Credentials | null {
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
