import { pointerOf } from '../../core/pointer.js';
import { eachScalar } from '../../load/walk.js';
import type { ScalarNode, SourceNode } from '../../load/types.js';
import { hasPlaceholder } from './placeholders.js';
import { maskText } from '../secrets/masked-source.js';
import type { Secrecy } from '../secrets/secrecy.js';
import type { Lookalike } from '../types.js';

/** Braces around anything but a name, and a bare name in capitals as shells write it. */
const BRACES = /\$\{[^{}\n]*\}/u;
const BARE = /(?<![\w$])\$[A-Z][A-Z0-9_]+(?!\w)/u;
/** Passwords may hold anything: there, only a text that is nothing else looks like a placeholder. */
const WHOLE = /^(?:\$\{[^{}\n]*\}|\$[A-Z][A-Z0-9_]+)$/u;

/** Texts that look like placeholders and are none. A text that also holds a real one is judged with that one. */
export function lookalikesOf(root: SourceNode, secrecy: Secrecy): readonly Lookalike[] {
  const found: Lookalike[] = [];
  eachScalar(root, (node, keys) => {
    const lookalike = lookalikeOf(node, keys, secrecy.isSecret(node));
    if (lookalike !== null && node.style !== 'alias') found.push(lookalike);
  });
  return found;
}

function lookalikeOf(
  { value }: ScalarNode,
  keys: readonly (string | number)[],
  secret: boolean,
): Lookalike | null {
  if (typeof value !== 'string' || !value.includes('$') || hasPlaceholder(value)) return null;
  if (secret && !WHOLE.test(value)) return null;
  const written = (BRACES.exec(value) ?? BARE.exec(value))?.[0];
  if (written === undefined) return null;
  const pointer = pointerOf(keys);
  return secret
    ? { pointer, written: null, text: null }
    : { pointer, written: maskText(written), text: maskText(value) };
}
