import type { Pair } from './pair.js';
import type { Signal } from './table.js';

/** 0a: one address and one engine name: the same engine is listed twice. */
export function sameAddress(pair: Pair): Signal | null {
  const { first, second } = pair;
  if (first.entry.base === null || first.entry.base !== second.entry.base) return null;
  if (first.entry.name === null || first.entry.name !== second.entry.name) return null;
  const detail = `both entries say ${first.entry.base}, engine name "${first.entry.name}"`;
  return { certainty: 'proven', evidence: [pair.evidence('address', detail)] };
}

/** 0b: a node's start is kept in its memory; equal to the millisecond under one engine name, it is one node. */
export function sameStart(pair: Pair): Signal | null {
  if (pair.starts === null || pair.first.entry.name !== pair.second.entry.name) return null;
  const [first, second] = pair.starts;
  if (first !== second || installationIdsContradict(pair)) return null;
  const detail = `both answers come from a node that started at ${new Date(first).toISOString()}`;
  return { certainty: 'proven', evidence: [pair.evidence('start-date', detail)] };
}

function installationIdsContradict(pair: Pair): boolean {
  const [first, second] = pair.both('telemetry')?.map((data) => data.installation) ?? [];
  return first != null && second != null && first !== second;
}
