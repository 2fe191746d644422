import type { SourceNode } from './types.js';

/** Whether nothing stands behind a key, or a word for it. */
export function isNothing(node: SourceNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
