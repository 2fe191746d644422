import type { AskedCount, Telemetry } from '../../../probe/types.js';
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

/** Every start that was seen behind the address, milliseconds since 1970. */
export function startsSeen({ dataCollectionStart, startsSeen: seen = [] }: Telemetry): readonly number[] {
  return dataCollectionStart === null ? seen : [dataCollectionStart, ...seen];
}

/**
 * A process counts how often it was asked. Asked at both addresses in turn, one process tells more with every answer, whoever else asks
 * meanwhile; where it once tells no more than before, there are two. Others may hide that there are two, and never make two of one.
 */
function wereCountedApart({ first, second }: Pair): boolean {
  const counts = [first, second].map(({ again }) => again?.counts ?? []);
  // Who does not even count what was asked at its own address counts something else.
  if (!counts.every((own) => own.length > 1 && isGrowing(own))) return false;
  return !isGrowing(counts.flat().toSorted((a, b) => a.turn - b.turn));
}

function isGrowing(counts: readonly AskedCount[]): boolean {
  return counts.every(({ asked }, index) => asked > (counts[index - 1]?.asked ?? -1));
}

function installationIdsContradict(pair: Pair): boolean {
  const [first, second] = pair.both('telemetry')?.map((data) => data.installation) ?? [];
  return first != null && second != null && first !== second;
}
