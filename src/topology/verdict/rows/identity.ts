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
  if (mayBeChance && wereCountedApart(pair)) return null;
  return { certainty: 'proven', evidence: [pair.evidence('start-date', detail)], mayBeChance };
}

function startsSeen({ dataCollectionStart, startsSeen: seen = [] }: Telemetry): readonly number[] {
  return dataCollectionStart === null ? seen : [dataCollectionStart, ...seen];
}

/**
 * One node has counted all questions that were answered in the name of either engine, once it is asked again after that; the
 * address whose first answer told less was asked first, and counts them all. Two nodes have counted their own only. Nobody else has
 * a reason to ask; whoever does makes two look like one, never one like two.
 */
function wereCountedApart(pair: Pair): boolean {
  const first = pair.both('telemetry')?.flatMap(({ asked }) => asked ?? []) ?? [];
  const counted = [pair.first, pair.second].flatMap(({ again }, index) => {
    const later = again?.telemetry?.known === true ? again.telemetry.value.asked : null;
    const before = first[index];
    return first.length === 2 && before !== undefined && later != null ? [later.least - before.least] : [];
  });
  // Who did not even count what was asked at its own address counts something else.
  if (counted.length < 2 || counted.some((count, index) => count < (first[index]?.answers ?? 0)))
    return false;
  return Math.max(...counted) < first.reduce((all, { answers }) => all + answers, 0);
}

function installationIdsContradict(pair: Pair): boolean {
  const [first, second] = pair.both('telemetry')?.map((data) => data.installation) ?? [];
  return first != null && second != null && first !== second;
}
