import { pointerOf } from '../../core/text/pointer.js';
import { eachScalar } from '../../load/walk.js';
import { maskText } from '../secrets/masked-source.js';
import type { Lookalike } from '../types.js';
import type { ResolvedScalar, ResolvedTree } from './types.js';

/** Braces around anything but a name, and a bare name in capitals as shells write it. */
const BRACES = /\$\{[^{}\n]*\}/u;
const BARE = /(?<![\w$])\$[A-Z][A-Z0-9_]+(?!\w)/u;
/** Passwords may hold anything: there, only a text that is nothing else looks like a placeholder. */
const WHOLE = /^(?:\$\{[^{}\n]*\}|\$[A-Z][A-Z0-9_]+)$/u;

/** What Optimize does not resolve in the value of a variable: a placeholder, and what Kubernetes leaves where the variable is not known. */
const INSIDE = /\$\{[^{}\n]*\}|\$\([A-Za-z_][\w.-]*\)/u;
const ALL_OF_IT = /^(?:\$\{[^{}\n]*\}|\$\([A-Za-z_][\w.-]*\))$/u;

/** Texts that look like placeholders and are none. A text that also holds a real one is judged with that one. */
export function lookalikesOf(tree: ResolvedTree): readonly Lookalike[] {
  const found: Lookalike[] = [];
  if (tree.root === null) return found;
  eachScalar(tree.root, (node, keys) => {
    if (node.style === 'alias' || typeof node.value !== 'string' || !node.value.includes('$')) return;
    const lookalike = lookalikeOf(node.value, tree.scalar(node), keys, tree.isSecret(node));
    if (lookalike !== null) found.push(lookalike);
  });
  return found;
}

function lookalikeOf(
  value: string,
  resolved: ResolvedScalar,
  keys: readonly (string | number)[],
  secret: boolean,
): Lookalike | null {
  if (resolved.placeholders.length > 0) return insideVariable(resolved, keys, secret);
  if (secret && !WHOLE.test(value)) return null;
  const written = (BRACES.exec(value) ?? BARE.exec(value))?.[0];
  if (written === undefined) return null;
  const pointer = pointerOf(keys);
  return secret
    ? { pointer, written: null, text: null, variable: null }
    : { pointer, written: maskText(written), text: maskText(value), variable: null };
}

/** Optimize resolves a text once. What becomes a list is another matter: its items are resolved again. */
function insideVariable(
  { placeholders, used, text }: ResolvedScalar,
  keys: readonly (string | number)[],
  secret: boolean,
): Lookalike | null {
  const [placeholder, ...more] = placeholders;
  const [value] = used;
  if (placeholder === undefined || more.length > 0 || value === undefined || text === null) return null;
  if (!(secret ? ALL_OF_IT : INSIDE).test(value)) return null;
  return { pointer: pointerOf(keys), written: null, text: null, variable: placeholder.name };
}
