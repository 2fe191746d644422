import type { ScalarNode, SourceNode } from '../../load/types.js';
import { pointerOf } from '../../core/pointer.js';
import { eachScalar } from '../../load/walk.js';
import { hasPlaceholder, resolvePlaceholders, shapeOf, type Variables } from './placeholders.js';
import { maskText } from '../secrets/masked-source.js';
import type { Secrecy } from '../secrets/secrecy.js';
import { inWord } from '../secrets/secret-texts.js';
import type { Substitution } from '../types.js';
import { isListText } from './values.js';

/** What a walk over the whole file finds: every placeholder and every secret, in all sections. */
export interface Survey {
  readonly substitutions: readonly Substitution[];
  readonly secrets: readonly string[];
}

export function survey(root: SourceNode, variables: Variables, secrecy: Secrecy): Survey {
  const substitutions: Substitution[] = [];
  const secrets: string[] = [];
  eachScalar(root, (node, keys) => {
    const secret = secrecy.isSecret(node);
    const substitution = substitutionOf(node, keys, variables, secret);
    if (substitution !== null) substitutions.push(substitution);
    secrets.push(...(secret ? valuesOf(node, variables) : inAddress(node, variables)));
  });
  return { substitutions, secrets };
}

function substitutionOf(
  node: ScalarNode,
  keys: readonly (string | number)[],
  variables: Variables,
  secret: boolean,
): Substitution | null {
  const { value } = node;
  if (typeof value !== 'string' || node.style === 'alias') return null;
  const holds = hasPlaceholder(value);
  if (!holds && !isListText(value)) return null;
  const resolution = resolvePlaceholders(value, variables);
  return {
    pointer: pointerOf(keys),
    placeholders: resolution.placeholders,
    shape: holds ? shapeOf(value) : 'none',
    written: secret ? null : maskText(value),
    reads: secret || resolution.shown === null ? null : maskText(resolution.shown),
    secret,
    becomesList: isListText(resolution.value ?? ''),
  };
}

/** A secret as written and as resolved. */
function valuesOf({ text, raw }: ScalarNode, variables: Variables): readonly string[] {
  if (text === null) return [raw];
  if (!hasPlaceholder(text)) return [text, raw];
  const { value, used } = resolvePlaceholders(text, variables);
  return [...(value === null ? [] : [value]), ...used, ...defaultsOf(text)];
}

/** Logins and parameters of an address, as written and as resolved. */
function inAddress({ text }: ScalarNode, variables: Variables): readonly string[] {
  if (text === null || !/[@?;$]/u.test(text)) return [];
  const { value } = resolvePlaceholders(text, variables);
  return [text, ...(value === null || value === text ? [] : [value])].flatMap(partsOf);
}

function partsOf(address: string): readonly string[] {
  return inWord(address, 0).flatMap(({ start, end }) => {
    const part = address.slice(start, end);
    return [part, ...(address.startsWith('@', end) ? [part.slice(part.indexOf(':') + 1)] : [])];
  });
}

function defaultsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/\$\{[A-Za-z_][A-Za-z0-9_]*:([^}]*)\}/gu), (match) => match[1] ?? '');
}
