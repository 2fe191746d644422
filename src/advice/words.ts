import { quotedList } from '../core/text/text.js';
import { authority } from './address.js';
import type { MergedGroup, PlacedGroup } from './types.js';

/** What stands above a group in every format: which engines, and what to write into Optimize's configuration. */
export function headingOf(group: PlacedGroup): readonly string[] {
  const { keep, gone, backends, rest, notes } = group;
  return [
    `${quotedList(backends.map(({ alias }) => alias))} share a database. Optimize must import it once: it talks to this balancer only.`,
    `In Optimize: the entry "${keep}" gets rest: ${rest}; remove ${quotedList(gone)}.`,
    ...notes,
  ];
}

/** What the health path can and cannot tell. */
export function healthReason({ path }: PlacedGroup): string {
  return `${path}/engine is the one path that needs no login; ${path}/version would answer 401 and take all nodes out.`;
}

export const NO_STICKINESS =
  'No stickiness: the REST API keeps no session. Cockpit and Tasklist do: give them a route of their own.';
export const READ_ONLY_NOTE =
  'Reading through a balancer is safe. Deploying is not: a deployment is registered with the one node that took it.';

/** A group that is one node needs no balancer; the file says so instead of leaving it out. */
export function mergedNote({ keep, gone }: MergedGroup): string {
  return `"${keep}" and ${quotedList(gone)} reach one and the same engine: no balancer is needed. Keep "${keep}" and remove ${quotedList(gone)}.`;
}

export function addressesOf({ scheme, backends }: PlacedGroup): readonly string[] {
  return backends.map((backend) => `${scheme}://${authority(backend)}`);
}
