import { CERTAINTIES, type Certainty, type Evidence } from '../core/finding.js';
import { grouped } from '../core/grouped.js';
import { oncePer } from '../core/memoize.js';
import { inheritanceOf, joinedInheritance } from './inheritance.js';
import { isOneDatabase, pairKey, pairsAmong } from './pairs.js';
import type { DatabaseGroup, Databases, PairVerdict } from './types.js';
import { Pair, type Candidate } from './verdict/pair.js';
import { apartFromRepeats, nearPairs } from './verdict/near-pairs.js';
import { judgePair } from './verdict/verdict.js';

/** Judges the pairs that may have anything in common, and all pairs of those that it finds together, and merges them into groups. */
export function judgeDatabases(candidates: readonly Candidate[]): Databases {
  const { compared, repeats } = apartFromRepeats(candidates);
  const near = nearPairs(compared).map(judged);
  const candidateOf = new Map(compared.map((candidate) => [candidate.entry.alias, candidate]));
  const inside = missingInside(aliasesOf(compared), near).flatMap(([a, b]) => {
    const [first, second] = [candidateOf.get(a), candidateOf.get(b)];
    return first === undefined || second === undefined ? [] : [judged(new Pair(first, second))];
  });
  const aliases = aliasesOf(candidates);
  return groupPairs(aliases, [...near, ...inside, ...repeats.map(judged)].toSorted(inOrderOf(aliases)));
}

function aliasesOf(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(({ entry }) => entry.alias);
}

/** A pair inside a group counts also where the two have nothing in common: it contradicts those that join them. */
function missingInside(
  aliases: readonly string[],
  near: readonly PairVerdict[],
): readonly (readonly [string, string])[] {
  const seen = new Set(near.map(({ engines }) => pairKey(...engines)));
  const inside = JOINS.flatMap((joins) => joinedBy(aliases, near, joins)).flatMap(({ engines }) =>
    pairsAmong(engines),
  );
  return inside.filter(([a, b]) => {
    const key = pairKey(a, b);
    const isMissing = !seen.has(key);
    seen.add(key);
    return isMissing;
  });
}

function inOrderOf(aliases: readonly string[]): (one: PairVerdict, other: PairVerdict) => number {
  const places = new Map(aliases.map((alias, place) => [alias, place]));
  const placeOf = (alias: string): number => places.get(alias) ?? 0;
  return ({ engines: [a, b] }, { engines: [c, d] }) => placeOf(a) - placeOf(c) || placeOf(b) - placeOf(d);
}

/** What a copy inherited changes no verdict: it says what the verdict means for Optimize. */
function judged(pair: Pair): PairVerdict {
  const verdict = judgePair(pair);
  return verdict.verdict === 'cloned' ? { ...verdict, inherited: inheritanceOf(pair) } : verdict;
}

/** What joins two engines: one database, a copy, one origin of which nobody knows more. */
const JOINS: readonly ((pair: PairVerdict) => boolean)[] = [
  ({ verdict }) => isOneDatabase(verdict),
  ({ verdict }) => verdict === 'cloned',
  ({ verdict, sameOrigin }) => verdict === 'unknown' && sameOrigin,
];

/** Merges pair verdicts into groups, in the order of `aliases`. */
export function groupPairs(aliases: readonly string[], verdicts: readonly PairVerdict[]): Databases {
  const pairs = new Map(verdicts.map((verdict) => [pairKey(...verdict.engines), verdict]));
  const [together = [], copies = [], open = []] = JOINS.map((joins) => joinedBy(aliases, verdicts, joins));
  const databaseOf = numbersOf(together);
  // What holds between engines of one group is said by that group, a contradiction included.
  const beyond = ({ engines: [first = '', ...others] }: Joined): boolean => {
    const database = databaseOf.get(first);
    return database === undefined || others.some((alias) => databaseOf.get(alias) !== database);
  };
  const groups = [
    ...together.map(oneDatabase),
    ...copies.filter(beyond).map((joined) => groupOf('cloned', joined)),
    ...open.filter(beyond).map((joined) => groupOf('unknown', joined)),
  ];
  return { groups, pairs };
}

/** The first engine of each database among the given ones. */
export function oneForEachDatabase(aliases: readonly string[], databases: Databases): readonly string[] {
  const databaseOf = sharedDatabaseOf(databases);
  const seen = new Set<number>();
  return aliases.filter((alias) => {
    const database = databaseOf.get(alias);
    if (database === undefined) return true;
    const isFirst = !seen.has(database);
    seen.add(database);
    return isFirst;
  });
}

const sharedDatabaseOf = oncePer(({ groups }: Databases) =>
  numbersOf(groups.filter(({ verdict }) => isOneDatabase(verdict))),
);

/** "One database" is transitive: a pair inside the group that is proven apart makes the whole group unknown. */
function oneDatabase(joined: Joined): DatabaseGroup {
  const { engines, inside } = joined;
  const contradiction = inside.find(({ verdict }) => verdict === 'distinct' || verdict === 'cloned');
  if (contradiction !== undefined) {
    const [a, b] = contradiction.engines;
    return {
      verdict: 'unknown',
      certainty: 'weak',
      engines,
      rows: rowsOf(inside),
      evidence: evidenceOf(inside, [...joined.joining, contradiction]),
      undecidedBecause: `"${a}" and "${b}" are ${contradiction.verdict}, although both share a database with others of the group`,
    };
  }
  const same = inside.every(({ verdict }) => verdict !== 'shared');
  return groupOf(same ? 'same-node' : 'shared', joined);
}

function groupOf(verdict: DatabaseGroup['verdict'], { engines, inside, joining }: Joined): DatabaseGroup {
  const deciding = inside.filter((pair) =>
    verdict === 'shared' ? isOneDatabase(pair.verdict) : pair.verdict === verdict,
  );
  return {
    verdict,
    certainty: leastSure(deciding.map(({ certainty }) => certainty)),
    engines,
    rows: rowsOf(deciding),
    evidence: evidenceOf(deciding, joining),
    undecidedBecause:
      deciding.find(({ undecidedBecause }) => undecidedBecause !== null)?.undecidedBecause ?? null,
    ...(verdict === 'cloned' && inheritedIn(deciding)),
  };
}

/** All pairs of ten engines. */
const PAIRS_TOLD = 45;

/** Two hundred engines have twenty thousand pairs: of many, what joined the engines to one group is told. */
function evidenceOf(pairs: readonly PairVerdict[], joining: readonly PairVerdict[]): readonly Evidence[] {
  return (pairs.length > PAIRS_TOLD ? joining : pairs).flatMap(({ evidence }) => evidence);
}

/** Nothing where one of the pairs was not looked at. */
function inheritedIn(pairs: readonly PairVerdict[]): Pick<DatabaseGroup, 'inherited'> {
  const parts = pairs.flatMap(({ inherited }) => inherited ?? []);
  return parts.length < pairs.length ? {} : { inherited: joinedInheritance(parts) };
}

function rowsOf(pairs: readonly PairVerdict[]): readonly string[] {
  return [...new Set(pairs.flatMap(({ rows }) => rows))];
}

function leastSure(certainties: readonly Certainty[]): Certainty {
  return CERTAINTIES.findLast((certainty) => certainties.includes(certainty)) ?? 'proven';
}

/** Two or more engines that pairs join to one group. */
interface Joined {
  /** In the order of the configuration. */
  readonly engines: readonly string[];
  /** All pairs of them. */
  readonly inside: readonly PairVerdict[];
  /** As many of those that join them as it takes to reach every engine. */
  readonly joining: readonly PairVerdict[];
}

/** The connected components of two or more engines over the pairs that `joins` accepts. */
function joinedBy(
  aliases: readonly string[],
  verdicts: readonly PairVerdict[],
  joins: (pair: PairVerdict) => boolean,
): readonly Joined[] {
  const leaders = new Map<string, string>();
  const leaderOf = (alias: string): string => {
    let leader = alias;
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) leader = next;
    if (leader !== alias) leaders.set(alias, leader);
    return leader;
  };
  const joining = verdicts.filter((pair) => {
    if (!joins(pair)) return false;
    const [a, b] = [leaderOf(pair.engines[0]), leaderOf(pair.engines[1])];
    if (a !== b) leaders.set(b, a);
    return a !== b;
  });
  const members = grouped(aliases, leaderOf);
  const joiningOf = grouped(joining, ({ engines: [first] }) => leaderOf(first));
  const insideOf = grouped(verdicts, ({ engines: [first, second] }) => {
    const leader = leaderOf(first);
    return leaderOf(second) === leader ? leader : null;
  });
  return [...members].flatMap(([leader, engines]) => {
    const own = joiningOf.get(leader);
    return own === undefined ? [] : [{ engines, inside: insideOf.get(leader) ?? [], joining: own }];
  });
}

/** The number of the group that holds each engine. */
function numbersOf(all: readonly Pick<Joined, 'engines'>[]): ReadonlyMap<string, number> {
  return new Map(all.flatMap(({ engines }, index) => engines.map((alias) => [alias, index] as const)));
}
