import { append } from '../../core/many.js';
import type { SourceNode } from '../../load/types.js';
import { pointerOf } from '../../core/text/pointer.js';
import { eachScalar } from '../../load/walk.js';
import { maskText } from '../secrets/masked-source.js';
import { inWord } from '../secrets/secret-texts.js';
import type { Substitution } from '../types.js';
import { shapeOf } from './placeholders.js';
import type { ResolvedScalar, ResolvedTree } from './types.js';
import { isListText, isPlain } from './values.js';

/** Every placeholder, in all sections. */
export function substitutionsIn(tree: ResolvedTree): readonly Substitution[] {
  const found: Substitution[] = [];
  if (tree.root === null) return found;
  eachScalar(tree.root, (node, keys) => {
    const { value, style } = node;
    if (typeof value !== 'string' || style === 'alias' || isPlain(node)) return;
    const substitution = substitutionOf(value, tree.scalar(node), keys, tree.isSecret(node));
    if (substitution !== null) found.push(substitution);
  });
  return found;
}

/** Every secret below a node, as written and as resolved. */
export function secretsBelow(root: SourceNode | null, tree: ResolvedTree): readonly string[] {
  const secrets: string[] = [];
  if (root === null) return secrets;
  eachScalar(root, (node) => {
    if (tree.isSecret(node)) append(secrets, valuesOf(tree.scalar(node)));
    else if (node.text !== null && /[@?;$]/u.test(node.text))
      append(secrets, inAddress(node.text, tree.scalar(node)));
  });
  return secrets;
}

function substitutionOf(
  value: string,
  { replaced, shown, placeholders }: ResolvedScalar,
  keys: readonly (string | number)[],
  secret: boolean,
): Substitution | null {
  const holds = placeholders.length > 0;
  if (!holds && !isListText(value)) return null;
  return {
    pointer: pointerOf(keys),
    placeholders,
    shape: holds ? shapeOf(value) : 'none',
    // Few are ever shown.
    get written() {
      return secret ? null : maskText(value);
    },
    get reads() {
      return secret || shown === null ? null : maskText(shown);
    },
    secret,
    becomesList: isListText(replaced ?? ''),
  };
}

/** A secret as written and as resolved. */
function valuesOf({ node: { text, raw }, placeholders, replaced, used }: ResolvedScalar): readonly string[] {
  if (text === null) return [raw];
  if (placeholders.length === 0) return [text, raw];
  return [...(replaced === null ? [] : [replaced]), ...used, ...defaultsOf(text)];
}

/** Logins and parameters of an address, as written and as resolved. */
function inAddress(text: string, { replaced }: ResolvedScalar): readonly string[] {
  return [text, ...(replaced === null || replaced === text ? [] : [replaced])].flatMap(partsOf);
}

function partsOf(address: string): readonly string[] {
  return inWord(address, 0).flatMap(({ start, end }) => {
    const part = address.slice(start, end);
    return [part, ...(address.startsWith('@', end) ? [part.slice(part.indexOf(':') + 1)] : [])];
  });
}

function defaultsOf(text: string): readonly string[] {
  // Behind the last brace none ends, and each would be looked for to the end.
  const closed = text.slice(0, text.lastIndexOf('}') + 1);
  return Array.from(closed.matchAll(/\$\{[A-Za-z_][A-Za-z0-9_]*:([^}]*)\}/gu), (match) => match[1] ?? '');
}
