import { grouped } from '../../core/grouped.js';
import { nameWithin } from '../request/nodes.js';
import type { SideCluster } from './sides.js';

/** One Optimize before and after. Null where a side does not have it. */
export interface Pair {
  readonly before: SideCluster | null;
  readonly after: SideCluster | null;
}

/**
 * Which clusters of one side are those of the other: by the names of what they read, then by the engines that they have in common. Where each
 * side has one, these are compared, whatever they are called and have.
 */
export function pairsOf(before: readonly SideCluster[], after: readonly SideCluster[]): readonly Pair[] {
  const [first, ...others] = before;
  const [only] = after;
  if (first !== undefined && only !== undefined && others.length === 0 && after.length === 1)
    return [{ before: first, after: only }];
  const partners = partnersByName(before, after);
  const taken = new Set(partners.values());
  const likest = likestOf(after);
  for (const cluster of before) {
    const partner = partners.has(cluster) ? undefined : likest(cluster, taken);
    if (partner === undefined) continue;
    partners.set(cluster, partner);
    taken.add(partner);
  }
  return [
    ...before.map((cluster) => ({ before: cluster, after: partners.get(cluster) ?? null })),
    ...after.filter((cluster) => !taken.has(cluster)).map((cluster) => ({ before: null, after: cluster })),
  ];
}

function partnersByName(
  before: readonly SideCluster[],
  after: readonly SideCluster[],
): Map<SideCluster, SideCluster> {
  const named = grouped(after, namesOf);
  const partners = new Map<SideCluster, SideCluster>();
  for (const [name, clusters] of grouped(before, namesOf))
    clusters.forEach((cluster, index) => {
      const partner = named.get(name)?.[index];
      if (partner !== undefined) partners.set(cluster, partner);
    });
  return partners;
}

function namesOf({ nodes }: SideCluster): string {
  return JSON.stringify(nodes.map((node) => [node.carried?.namespace ?? null, nameWithin(node)]));
}

/** An engine of the same address counts more than one of the same alias. */
const [SAME_ADDRESS, SAME_ALIAS] = [2, 1];

/** Finds, of those that are not taken, the one with which a cluster has most in common; undefined where it has nothing. */
function likestOf(
  clusters: readonly SideCluster[],
): (cluster: SideCluster, taken: ReadonlySet<SideCluster>) => SideCluster | undefined {
  const marked = clusters.flatMap((cluster) =>
    [...marksOf(cluster).keys()].map((mark) => ({ mark, cluster })),
  );
  const holders = grouped(marked, ({ mark }) => mark);
  return (cluster, taken) => {
    const scores = new Map<SideCluster, number>();
    for (const [mark, score] of marksOf(cluster))
      for (const { cluster: holder } of holders.get(mark) ?? [])
        if (!taken.has(holder)) scores.set(holder, (scores.get(holder) ?? 0) + score);
    let [best, most]: readonly [SideCluster | undefined, number] = [undefined, 0];
    for (const [holder, score] of scores) if (score > most) [best, most] = [holder, score];
    return best;
  };
}

/** What its engines can be known by, once each. */
function marksOf({ engines }: SideCluster): ReadonlyMap<string, number> {
  return new Map(
    engines.flatMap(({ entry: { alias }, identity }): readonly (readonly [string, number])[] => [
      [`alias ${alias}`, SAME_ALIAS],
      ...(identity === null ? [] : [[`address ${identity}`, SAME_ADDRESS] as const]),
    ]),
  );
}
