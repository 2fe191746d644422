import { nodeAt } from '../load/locate.js';
import { keysOf } from '../core/pointer.js';
import type { SourceDocument, SourceNode } from '../load/types.js';
import type { Variables } from './placeholders.js';
import { isSecretPath } from './secrets.js';
import type { OtherSetting } from './types.js';
import { resolveScalar } from './values.js';

/** A setting of any section, by its JSON Pointer, as Optimize would read it. */
export function otherSetting(
  tree: Pick<SourceDocument, 'root'>,
  pointer: string,
  variables: Variables,
): OtherSetting {
  const node = nodeAt(tree, pointer);
  if (node === null) return { state: 'absent', pointer, text: null, blank: false, empty: true };
  const { text, ...state } = stateOf(node, variables);
  const secret = isSecretPath(keysOf(pointer));
  return { ...state, pointer, text: secret ? null : text, blank: text !== null && text.trim() === '' };
}

function stateOf(node: SourceNode, variables: Variables): Pick<OtherSetting, 'state' | 'text' | 'empty'> {
  if (node.kind !== 'scalar') {
    const count = node.kind === 'mapping' ? node.entries.length : node.items.length;
    return { state: 'structure', text: null, empty: count === 0 };
  }
  if (node.style === 'alias') return { state: 'unusable', text: null, empty: false };
  const { value, text, unresolved } = resolveScalar(node, variables);
  if (unresolved.length > 0) return { state: 'unresolved', text: null, empty: false };
  if (Array.isArray(value)) return { state: 'structure', text: null, empty: value.length === 0 };
  return value === null ? { state: 'null', text, empty: true } : { state: 'text', text, empty: false };
}
