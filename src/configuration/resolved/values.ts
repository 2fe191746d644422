import type { ScalarNode, SourceNode } from '../../load/types.js';
import { parseYaml } from '../../load/yaml/yaml.js';
import { isFilledIn, resolvePlaceholders, type Variables } from './placeholders.js';
import type { Room } from './room.js';
import type { ResolvedScalar, Value } from './types.js';

/** Whether a value can hold neither a placeholder nor a list: then it is what is written. Only strings have placeholders. */
export function isPlain({ value }: ScalarNode): boolean {
  return typeof value !== 'string' || !(value.includes('${') || isListText(value));
}

/** What a plain value is bound as, for who needs no more of it: nearly every value of a file is plain. */
export function valueOfPlain({ value }: ScalarNode): Exclude<Value, object> {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** What a text setting gets of a plain value. */
export function textOfPlain({ value, text }: ScalarNode): string | null {
  return typeof value === 'string' ? value : text;
}

export function resolvePlain(node: ScalarNode): ResolvedScalar {
  const written = typeof node.value === 'string' ? node.value : null;
  return asWritten(node, written, valueOfPlain(node), textOfPlain(node));
}

/** What the placeholders of a text are filled in with, and how. */
interface Filling {
  readonly variables: Variables;
  readonly room: Room;
}

/**
 * What comes out of a placeholder is a string again.
 * @param depth in how many lists that were texts it is
 */
export function resolveScalar(node: ScalarNode, filling: Filling, depth = 0): ResolvedScalar {
  const { value } = node;
  if (typeof value !== 'string' || isPlain(node)) return resolvePlain(node);
  const resolution = resolvePlaceholders(value, filling.variables, filling.room);
  const { placeholders, replaced } = resolution;
  if (placeholders.length === 0)
    return { ...asWritten(node, value, value), ...listOr(value, filling, depth) };
  const unresolved = placeholders.flatMap((each) => (isFilledIn(each) ? [] : [each.name]));
  const resolved = { ...resolution, node, unresolved };
  // An unknown value is not a fault of the place where it is used: the text stays.
  if (unresolved.length > 0) return { ...resolved, value, text: null };
  if (replaced === null) return { ...resolved, value: null, text: null };
  return { ...resolved, ...listOr(replaced, filling, depth) };
}

function asWritten(node: ScalarNode, written: string | null, value: Value, text = node.text): ResolvedScalar {
  return {
    node,
    value,
    text,
    replaced: written,
    shown: written,
    placeholders: NONE,
    used: NONE,
    unresolved: NONE,
  };
}

/** One for all: nearly every value has none of them. */
const NONE: readonly never[] = [];

/** A text in square brackets becomes a list: how one variable can hold several values. */
export function isListText(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']');
}

/** A text may hold lists in lists, but a variable that holds itself would make them without end. */
const MOST_LISTS = 5;

function listOr(text: string, filling: Filling, depth: number): Pick<ResolvedScalar, 'value' | 'text'> {
  if (!isListText(text) || depth === MOST_LISTS) return { value: text, text };
  const { root, faults } = parseYaml({ name: '', text });
  const broken = root?.kind !== 'sequence' || faults.some(({ kind }) => kind === 'syntax');
  if (broken) return { value: text, text };
  return { value: valueOf(root, (scalar) => resolveScalar(scalar, filling, depth + 1).value), text: null };
}

/** A node as Optimize binds it. */
export function valueOf(node: SourceNode, ofScalar: (node: ScalarNode) => Value): Value {
  if (node.kind === 'scalar') return ofScalar(node);
  if (node.kind === 'sequence') return node.items.map((item) => valueOf(item, ofScalar));
  const object = new Bare();
  for (const { key, value } of node.entries) object[key] = valueOf(value, ofScalar);
  return object;
}

/** An object that inherits nothing. Of one class, because V8 keeps what `Object.create(null)` makes as slow maps. */
class Bare {
  [key: string]: Value;
}
Object.setPrototypeOf(Bare.prototype, null);
Reflect.deleteProperty(Bare.prototype, 'constructor');

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
