import type { ScalarNode, SourceNode } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { hasPlaceholder, resolvePlaceholders, type Variables } from './placeholders.js';

/** A value as Optimize binds it. Objects have no prototype, so that no key of a file can mean more than a key. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

/** What became of one scalar. */
export interface ResolvedScalar {
  readonly value: Value;
  /** What a text setting gets; null for null, and where the result is a list. */
  readonly text: string | null;
  readonly unresolved: readonly string[];
}

/** Resolves a scalar: only strings have placeholders, and what comes out of one is a string again. */
export function resolveScalar(node: ScalarNode, variables: Variables): ResolvedScalar {
  const { value } = node;
  if (typeof value === 'bigint') return { value: Number(value), text: node.text, unresolved: [] };
  if (typeof value !== 'string') return { value, text: node.text, unresolved: [] };
  if (!hasPlaceholder(value)) return listOr(value, variables);
  const resolution = resolvePlaceholders(value, variables);
  const unresolved = resolution.placeholders.filter(({ origin }) => origin === 'unresolved');
  // An unknown value is not a fault of the place where it is used: the text stays.
  if (unresolved.length > 0) return { value, text: null, unresolved: unresolved.map(({ name }) => name) };
  if (resolution.value === null) return { value: null, text: null, unresolved: [] };
  return listOr(resolution.value, variables);
}

/** A text in square brackets becomes a list: how one variable can hold several values. */
export function isListText(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']');
}

function listOr(text: string, variables: Variables): ResolvedScalar {
  if (!isListText(text)) return { value: text, text, unresolved: [] };
  const { root, faults } = parseYaml({ name: '', text });
  const broken = root?.kind !== 'sequence' || faults.some(({ kind }) => kind === 'syntax');
  if (broken) return { value: text, text, unresolved: [] };
  return { value: valueOf(root, variables), text: null, unresolved: [] };
}

/** A node as Optimize binds it, placeholders resolved. */
export function valueOf(node: SourceNode, variables: Variables): Value {
  if (node.kind === 'scalar') return resolveScalar(node, variables).value;
  if (node.kind === 'sequence') return node.items.map((item) => valueOf(item, variables));
  const object: { [key: string]: Value } = Object.create(null);
  for (const { key, value } of node.entries) object[key] = valueOf(value, variables);
  return object;
}

/** A text for a boolean setting: Optimize accepts few words. Null where it refuses. */
export function booleanOf(value: Value): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value === null || value === '') return false;
  return typeof value === 'string' ? (BOOLEANS.get(value) ?? null) : null;
}

const BOOLEANS = new Map([
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['false', false],
  ['False', false],
  ['FALSE', false],
]);
