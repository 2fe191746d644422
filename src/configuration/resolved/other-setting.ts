import { nodeAt } from '../../load/locate.js';
import type { SourceNode } from '../../load/types.js';
import { maskText } from '../secrets/masked-source.js';
import type { OtherSetting } from '../types.js';
import type { ResolvedTree } from './types.js';

/** A setting of any section, by its JSON Pointer, as Optimize would read it. */
export function otherSetting(tree: ResolvedTree, pointer: string): OtherSetting {
  const node = nodeAt(tree, pointer);
  if (node === null) return { state: 'absent', pointer, text: null, blank: false, empty: true };
  const { text, ...state } = stateOf(tree, node);
  const blank = text !== null && text.trim() === '';
  const named = node.kind === 'scalar' ? tree.named(node) : null;
  const shown = text === null || tree.isSecret(node) ? null : maskText(named ?? text);
  return { ...state, pointer, text: shown, blank };
}

function stateOf(tree: ResolvedTree, node: SourceNode): Pick<OtherSetting, 'state' | 'text' | 'empty'> {
  if (node.kind !== 'scalar') {
    const count = node.kind === 'mapping' ? node.entries.length : node.items.length;
    return { state: 'structure', text: null, empty: count === 0 };
  }
  if (node.style === 'alias') return { state: 'unusable', text: null, empty: false };
  const { value, text, unresolved } = tree.scalar(node);
  if (unresolved.length > 0) return { state: 'unresolved', text: null, empty: false };
  if (Array.isArray(value)) return { state: 'structure', text: null, empty: value.length === 0 };
  return value === null ? { state: 'null', text, empty: true } : { state: 'text', text, empty: false };
}
