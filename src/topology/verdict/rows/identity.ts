import type { Telemetry } from '../../../probe/types.js';
import type { Pair } from '../pair.js';
import type { Signal } from './signal.js';

/** One address and one engine name: the same engine is listed twice. */
export function sameAddress(pair: Pair): Signal | null {
  const { first, second } = pair;
  if (first.entry.base === null || first.entry.base !== second.entry.base) return null;
  if (first.entry.name === null || first.entry.name !== second.entry.name) return null;
  const detail = `both entries say ${first.entry.base}, engine name "${first.entry.name}"`;
  return { certainty: 'proven', evidence: [pair.evidence('address', detail)] };
}

/**
 * A node's start is kept in its memory; equal to the millisecond under one engine name, it is one node. Behind a
 * balancer each request may reach another node, so every start that was seen counts. Two engines that one script
 * starts together may share the millisecond: where nothing but that one start was seen, it may be chance.
 */
export function sameStart(pair: Pair): Signal | null {
  if (pair.first.entry.name !== pair.second.entry.name || installationIdsContradict(pair)) return null;
  const [first, second] = pair.both('telemetry')?.map(startsSeen) ?? [];
  const common = first?.find((start) => second?.includes(start));
  if (common === undefined) return null;
  const detail = `both answers come from a node that started at ${new Date(common).toISOString()}`;
  const mayBeChance = [first, second].every((starts) => new Set(starts).size === 1);
  return { certainty: 'proven', evidence: [pair.evidence('start-date', detail)], mayBeChance };
}

function startsSeen({ dataCollectionStart, startsSeen: seen = [] }: Telemetry): readonly number[] {
  return dataCollectionStart === null ? seen : [dataCollectionStart, ...seen];
}

function installationIdsContradict(pair: Pair): boolean {
  const [first, second] = pair.both('telemetry')?.map((data) => data.installation) ?? [];
  return first != null && second != null && first !== second;
}
