import type { ScalarNode, SourceNode } from '../load/types.js';
import { pointerOf } from '../core/pointer.js';
import { eachScalar } from '../load/walk.js';
import { maskUserInfo, userInfoOf } from './address.js';
import { hasPlaceholder, resolvePlaceholders, shapeOf, type Variables } from './placeholders.js';
import { isSecretPath, longestFirst } from './secrets.js';
import type { Substitution } from './types.js';
import { isListText } from './values.js';

/** What a walk over the whole file finds: every placeholder and every secret, in all sections. */
export interface Survey {
  readonly substitutions: readonly Substitution[];
  readonly secrets: readonly string[];
}

export function survey(root: SourceNode, variables: Variables): Survey {
  const substitutions: Substitution[] = [];
  const secrets: string[] = [];
  eachScalar(root, (node, keys) => {
    const substitution = substitutionOf(node, keys, variables);
    if (substitution !== null) substitutions.push(substitution);
    secrets.push(...secretsOf(node, keys, variables));
  });
  return { substitutions, secrets: longestFirst(secrets) };
}

function substitutionOf(
  node: ScalarNode,
  keys: readonly (string | number)[],
  variables: Variables,
): Substitution | null {
  const { value } = node;
  if (typeof value !== 'string' || node.style === 'alias') return null;
  const holds = hasPlaceholder(value);
  if (!holds && !isListText(value)) return null;
  const resolution = resolvePlaceholders(value, variables);
  const secret = isSecretPath(keys);
  return {
    pointer: pointerOf(keys),
    placeholders: resolution.placeholders,
    shape: holds ? shapeOf(value) : 'none',
    written: secret ? null : maskUserInfo(value),
    reads: secret || resolution.shown === null ? null : maskUserInfo(resolution.shown),
    secret,
    becomesList: isListText(resolution.value ?? ''),
  };
}

/** The values of secret settings, as written and as resolved, and the user info of addresses. */
function secretsOf(
  node: ScalarNode,
  keys: readonly (string | number)[],
  variables: Variables,
): readonly string[] {
  if (node.text === null) return [];
  if (!isSecretPath(keys))
    return node.text.includes('@') || node.text.includes('${') ? inAddress(node.text, variables) : [];
  if (!hasPlaceholder(node.text)) return [node.text, node.raw];
  const { value, used } = resolvePlaceholders(node.text, variables);
  return [...(value === null ? [] : [value]), ...used, ...defaultsOf(node.text)];
}

function inAddress(text: string, variables: Variables): readonly string[] {
  const { value } = resolvePlaceholders(text, variables);
  return [...userInfoOf(text), ...(value === null ? [] : userInfoOf(value))];
}

function defaultsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(/\$\{[A-Za-z_][A-Za-z0-9_]*:([^}]*)\}/gu), (match) => match[1] ?? '');
}
