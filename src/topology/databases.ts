import { CERTAINTIES, type Certainty } from '../core/finding.js';
import { inheritanceOf, joinedInheritance } from './inheritance.js';
import { isOneDatabase, pairKey } from './pairs.js';
import type { DatabaseGroup, Databases, PairVerdict } from './types.js';
import { Pair, type Candidate } from './verdict/pair.js';
import { judgePair } from './verdict/verdict.js';

/** Judges every pair and merges the pairs into groups. */
export function judgeDatabases(candidates: readonly Candidate[]): Databases {
  const verdicts = candidates.flatMap((first, index) =>
    candidates.slice(index + 1).map((second) => judged(new Pair(first, second))),
  );
  return groupPairs(
    candidates.map(({ entry }) => entry.alias),
    verdicts,
  );
}

/** What a copy inherited changes no verdict: it says what the verdict means for Optimize. */
function judged(pair: Pair): PairVerdict {
  const verdict = judgePair(pair);
  return verdict.verdict === 'cloned' ? { ...verdict, inherited: inheritanceOf(pair) } : verdict;
}

/** Merges pair verdicts into groups, in the order of `aliases`. */
export function groupPairs(aliases: readonly string[], verdicts: readonly PairVerdict[]): Databases {
  const pairs = new Map(verdicts.map((verdict) => [pairKey(...verdict.engines), verdict]));
  const together = components(aliases, verdicts, ({ verdict }) => isOneDatabase(verdict));
  const copies = components(aliases, verdicts, ({ verdict }) => verdict === 'cloned');
  const open = components(
    aliases,
    verdicts,
    ({ verdict, sameOrigin }) => verdict === 'unknown' && sameOrigin,
  );
  // What holds between engines of one group is said by that group, a contradiction included.
  const beyond = (engines: readonly string[]): boolean =>
    !together.some((group) => engines.every((alias) => group.includes(alias)));
  const groups = [
    ...together.map((engines) => oneDatabase(engines, verdicts)),
    ...copies.filter(beyond).map((engines) => groupOf('cloned', engines, verdicts)),
    ...open.filter(beyond).map((engines) => groupOf('unknown', engines, verdicts)),
  ];
  return { groups, pairs };
}

/** The first engine of each database among the given ones. */
export function oneForEachDatabase(aliases: readonly string[], { groups }: Databases): readonly string[] {
  const together = groups.filter(({ verdict }) => isOneDatabase(verdict)).map(({ engines }) => engines);
  return aliases.filter((alias, index) => {
    const group = together.find((engines) => engines.includes(alias)) ?? [];
    return !aliases.slice(0, index).some((earlier) => group.includes(earlier));
  });
}

/** "One database" is transitive: a pair inside the group that is proven apart makes the whole group unknown. */
function oneDatabase(engines: readonly string[], verdicts: readonly PairVerdict[]): DatabaseGroup {
  const inside = within(engines, verdicts);
  const contradiction = inside.find(({ verdict }) => verdict === 'distinct' || verdict === 'cloned');
  if (contradiction !== undefined) {
    const [a, b] = contradiction.engines;
    return {
      verdict: 'unknown',
      certainty: 'weak',
      engines,
      rows: rowsOf(inside),
      evidence: inside.flatMap((pair) => pair.evidence),
      undecidedBecause: `"${a}" and "${b}" are ${contradiction.verdict}, although both share a database with others of the group`,
    };
  }
  const same = inside.every(({ verdict }) => verdict !== 'shared');
  return groupOf(same ? 'same-node' : 'shared', engines, verdicts);
}

function groupOf(
  verdict: DatabaseGroup['verdict'],
  engines: readonly string[],
  verdicts: readonly PairVerdict[],
): DatabaseGroup {
  const deciding = within(engines, verdicts).filter((pair) =>
    verdict === 'shared' ? isOneDatabase(pair.verdict) : pair.verdict === verdict,
  );
  return {
    verdict,
    certainty: leastSure(deciding.map(({ certainty }) => certainty)),
    engines,
    rows: rowsOf(deciding),
    evidence: deciding.flatMap(({ evidence }) => evidence),
    undecidedBecause:
      deciding.find(({ undecidedBecause }) => undecidedBecause !== null)?.undecidedBecause ?? null,
    ...(verdict === 'cloned' && inheritedIn(deciding)),
  };
}

/** Nothing where one of the pairs was not looked at. */
function inheritedIn(pairs: readonly PairVerdict[]): Pick<DatabaseGroup, 'inherited'> {
  const parts = pairs.flatMap(({ inherited }) => inherited ?? []);
  return parts.length < pairs.length ? {} : { inherited: joinedInheritance(parts) };
}

function rowsOf(pairs: readonly PairVerdict[]): readonly string[] {
  return [...new Set(pairs.flatMap(({ rows }) => rows))];
}

function within(engines: readonly string[], verdicts: readonly PairVerdict[]): readonly PairVerdict[] {
  return verdicts.filter((pair) => pair.engines.every((alias) => engines.includes(alias)));
}

function leastSure(certainties: readonly Certainty[]): Certainty {
  return (
    CERTAINTIES[Math.max(0, ...certainties.map((certainty) => CERTAINTIES.indexOf(certainty)))] ?? 'weak'
  );
}

/** Connected components of two or more aliases over the pairs that `joins` accepts. */
function components(
  aliases: readonly string[],
  verdicts: readonly PairVerdict[],
  joins: (pair: PairVerdict) => boolean,
): readonly (readonly string[])[] {
  const leaders = new Map(aliases.map((alias) => [alias, alias]));
  const leaderOf = (alias: string): string => {
    const leader = leaders.get(alias) ?? alias;
    return leader === alias ? alias : leaderOf(leader);
  };
  for (const pair of verdicts.filter(joins)) {
    const [a, b] = pair.engines;
    leaders.set(leaderOf(b), leaderOf(a));
  }
  const groups = new Map<string, string[]>();
  for (const alias of aliases) {
    const leader = leaderOf(alias);
    groups.set(leader, [...(groups.get(leader) ?? []), alias]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
