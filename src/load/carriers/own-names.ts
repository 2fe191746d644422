import { grouped } from '../../core/grouped.js';
import type { CarriedConfiguration, CarriedNode } from './types.js';

/** A configuration, and the namespace of what holds it. */
interface Held {
  readonly name: string;
  readonly namespace: string | null;
  /** Where its text begins in the file: what several nodes read is one configuration. */
  readonly start: number;
}

/**
 * The same nodes, with a name of its own for each configuration: objects of one name may stand in several namespaces, and findings, edits and
 * `--part` go by names. Those of one name get their namespace; what is still alike, a number.
 */
export function withOwnNames(nodes: readonly CarriedNode[]): readonly CarriedNode[] {
  const held = nodes.flatMap(({ configuration, base, namespace }) =>
    [configuration, base].flatMap((each) => (each === null ? [] : [heldBy(each, namespace)])),
  );
  const alike = [...grouped(held, ({ name }) => name).values()].filter(areSeveral);
  if (alike.length === 0) return nodes;
  const names = new Map(alike.flatMap(ownNames));
  const renamed = (each: CarriedConfiguration | null): CarriedConfiguration | null =>
    each && { ...each, name: names.get(startOf(each)) ?? each.name };
  return nodes.map((node) => ({
    ...node,
    configuration: renamed(node.configuration),
    base: renamed(node.base),
  }));
}

function heldBy(configuration: CarriedConfiguration, namespace: string | null): Held {
  return { name: configuration.name, namespace, start: startOf(configuration) };
}

function startOf({ embedded }: CarriedConfiguration): number {
  return embedded.places.at(0);
}

function areSeveral([first, ...others]: readonly Held[]): boolean {
  return others.some(({ start }) => start !== first?.start);
}

function ownNames(held: readonly Held[]): readonly (readonly [start: number, name: string])[] {
  const counts = new Map<string, number>();
  const each = new Map(held.map((one) => [one.start, one]));
  return [...each.values()].map(({ name, namespace, start }) => {
    const own = namespace === null ? name : `${namespace}/${name}`;
    const count = (counts.get(own) ?? 0) + 1;
    counts.set(own, count);
    return [start, count === 1 ? own : `${own} (${count})`];
  });
}
