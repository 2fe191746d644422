import { grouped } from '../../../core/grouped.js';
import type { KubernetesObject } from './objects.js';

/** How objects name each other; without a namespace, any may be meant. */
export type ObjectName = Pick<KubernetesObject, 'kind' | 'name' | 'namespace'>;

interface Placed<Item> {
  readonly item: Item;
  /** What the item belongs to. */
  readonly object: ObjectName;
  /** In the stream. */
  readonly place: number;
}

/** What has one kind and one name. */
interface Namesakes<Item> {
  readonly all: readonly Placed<Item>[];
  readonly byNamespace: ReadonlyMap<string | null, readonly Placed<Item>[]>;
}

/** What belongs to the objects of a stream, looked up by their names: thousands may name thousands. */
export class NamedObjects<Item> {
  readonly #namesakes = new Map<string, Namesakes<Item>>();

  constructor(items: readonly Item[], nameOf: (item: Item) => ObjectName) {
    const placed = items.map((item, place) => ({ item, place, object: nameOf(item) }));
    for (const [key, all] of grouped(placed, ({ object }) => keyOf(object)))
      this.#namesakes.set(key, { all, byNamespace: grouped(all, ({ object }) => object.namespace) });
  }

  /** Of all that may be meant, the first in the stream. */
  first(wanted: ObjectName): Item | null {
    const first = this.#listsFor(wanted).flatMap((list) => list.slice(0, 1));
    return first.toSorted(byPlace)[0]?.item ?? null;
  }

  /** All that may be meant, in the order of the stream: of several objects of one name, what belongs to the first. */
  all(wanted: ObjectName): readonly Item[] {
    const all = this.#listsFor(wanted).flatMap(ofFirst);
    return all.toSorted(byPlace).map(({ item }) => item);
  }

  #listsFor(wanted: ObjectName): readonly (readonly Placed<Item>[])[] {
    const namesakes = this.#namesakes.get(keyOf(wanted));
    if (namesakes === undefined) return [];
    const { all, byNamespace } = namesakes;
    if (wanted.namespace === null) return [all];
    return [byNamespace.get(null) ?? [], byNamespace.get(wanted.namespace) ?? []];
  }
}

/** Up to where another object begins: thousands may have the name that thousands look for. */
function ofFirst<Item>(list: readonly Placed<Item>[]): readonly Placed<Item>[] {
  const end = list.findIndex(({ object }) => object !== list[0]?.object);
  return end < 0 ? list : list.slice(0, end);
}

function keyOf({ kind, name }: ObjectName): string {
  return `${kind}/${name}`;
}

function byPlace(a: Placed<unknown>, b: Placed<unknown>): number {
  return a.place - b.place;
}
