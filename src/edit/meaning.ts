import type { Change, EditValue } from '../core/edit.js';
import { keysOf, pointerOf } from '../core/text/pointer.js';
import { nodeAt } from '../load/locate.js';
import type { SourceDocument, SourceNode } from '../load/types.js';
import { anchored } from './change.js';
import { itemsWith, removalTarget, vacated } from './place.js';
import { isList } from './scalars.js';

/** What a file says, without how it is written: `type text` of a scalar, lists, mappings. */
export type Meaning = string | Meaning[] | Map<string, Meaning>;

export function meaningOf(node: SourceNode): Meaning {
  if (node.kind === 'scalar') return meaningOfScalar(node.value);
  if (node.kind === 'sequence') return node.items.map(meaningOf);
  return new Map(node.entries.map(({ key, value }) => [key, meaningOf(value)]));
}

/**
 * What the file has to say after a change, or null where the change makes no sense in it. `before` is what it says, or would say after
 * other changes that are made beside this one; it is used up, since a copy for each of thousands of changes would take the square of their number.
 */
export function meaningAfter(
  document: SourceDocument,
  change: Change,
  before: Meaning | null = document.root && meaningOf(document.root),
): Meaning | null {
  if (before === null) return null;
  if (change.kind === 'drop' || change.kind === 'text') return before;
  if (change.kind === 'remove') return without(document, before, targetsOf(document, change));
  const keys = keysOf(change.pointer);
  if (change.kind === 'set') return put(before, keys, meaningOfValue(change.value));
  if (change.kind === 'split') return put(before, keys, divided(at(before, keys), change));
  const here = nodeAt(document, change.pointer);
  if (change.kind === 'quote')
    return here?.kind === 'scalar' ? put(before, keys, meaningOfScalar(here.raw)) : null;
  if (change.kind === 'copy') {
    const source = anchored(document, change.anchor);
    return source && put(before, keys, meaningOf(source));
  }
  if (here === null) return null;
  if (change.kind === 'wrap') return put(take(before, keys), [...keys, change.key], meaningOf(here));
  const to = change.kind === 'rename' ? [...keys.slice(0, -1), change.key] : keysOf(change.to);
  // Within one section a move is a new name: the section does not become empty.
  const stays = pointerOf(to.slice(0, -1)) === pointerOf(keys.slice(0, -1));
  const source = stays ? change.pointer : vacated(document, change.pointer, pointerOf(to));
  return source === null ? null : put(take(before, keysOf(source)), to, meaningOf(here));
}

/** Two meanings are the same whatever the order of their keys. */
export function isSame(a: Meaning, b: Meaning): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_: string, value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  return { entries: [...value].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))) };
}

function meaningOfScalar(value: string | number | bigint | boolean | null): Meaning {
  return `${typeof value} ${String(value)}`;
}

function meaningOfValue(value: EditValue): Meaning {
  if (typeof value !== 'object') return meaningOfScalar(value);
  if (isList(value)) return value.map(meaningOfValue);
  return new Map(Object.entries(value).map(([key, each]) => [key, meaningOfValue(each)]));
}

function targetsOf(
  document: SourceDocument,
  { pointer, item }: Extract<Change, { kind: 'remove' }>,
): readonly string[] {
  if (item === undefined) return [pointer];
  const found = itemsWith(document, pointer, item);
  const list = nodeAt(document, pointer);
  return list?.kind === 'sequence' && found.length === list.items.length ? [pointer] : found;
}

/** From the last to the first, so that places in lists stay right. */
function without(document: SourceDocument, meaning: Meaning, pointers: readonly string[]): Meaning {
  const targets = pointers.flatMap((pointer) => removalTarget(document, pointer) ?? []);
  return targets.toReversed().reduce((rest: Meaning, target) => take(rest, keysOf(target)), meaning);
}

/** Sections that are missing or empty on the way are made. */
function put(meaning: Meaning, keys: readonly string[], value: Meaning): Meaning {
  const [key, ...below] = keys;
  if (key === undefined) return value;
  if (isItems(meaning)) {
    meaning[Number(key)] = put(meaning[Number(key)] ?? '', below, value);
    return meaning;
  }
  const entries = typeof meaning === 'string' ? new Map<string, Meaning>() : meaning;
  return entries.set(key, put(entries.get(key) ?? '', below, value));
}

function take(meaning: Meaning, keys: readonly string[]): Meaning {
  const parent = at(meaning, keys.slice(0, -1));
  const key = keys.at(-1) ?? '';
  if (isItems(parent)) parent.splice(Number(key), 1);
  else if (typeof parent !== 'string') parent.delete(key);
  return meaning;
}

function at(meaning: Meaning, keys: readonly string[]): Meaning {
  return keys.reduce((inner: Meaning, key) => {
    if (typeof inner === 'string') return '';
    return (isItems(inner) ? inner[Number(key)] : inner.get(key)) ?? '';
  }, meaning);
}

function divided(list: Meaning, { item, into }: Extract<Change, { kind: 'split' }>): Meaning {
  const whole = meaningOfScalar(item);
  const parts = into.map(meaningOfScalar);
  return (isItems(list) ? list : [list]).flatMap((each) => (each === whole ? parts : [each]));
}

function isItems(meaning: Meaning): meaning is Meaning[] {
  return Array.isArray(meaning);
}
