import { grouped } from '../../core/grouped.js';
import type { Coverage, Skip } from '../../core/report/report.js';
import { userOf } from './gaps.js';
import type { AnyRule } from '../../rules/rule.js';
import type { Databases, EngineSubject, PairVerdict } from '../../topology/types.js';

/** Pairs of engines that no verdict could settle, as coverage of the rules that would have judged them. */
export function openPairs(
  rules: readonly AnyRule[],
  databases: Databases,
  subjects: readonly EngineSubject[] = [],
): readonly Coverage[] {
  const missing = missingOf(subjects);
  return rules.flatMap(({ code, name, decides }) => {
    if (decides === undefined) return [];
    const { question, open } = QUESTIONS[decides];
    const pairs = open(databases);
    if (pairs.length === 0) return [];
    const skipped = [...pairs.slice(0, PAIRS_TOLD), ...byEngine(pairs.slice(PAIRS_TOLD))];
    return [{ rule: code, name, ran: [], skipped: skipped.map((each) => skipOf(each, question, missing)) }];
  });
}

/** All pairs of ten engines. */
const PAIRS_TOLD = 45;

type Told = Pick<PairVerdict, 'undecidedBecause'> & { readonly engines: readonly string[] };

/** Four hundred engines have eighty thousand pairs: of many, each engine is told once, with the first of its pairs. */
function byEngine(pairs: readonly PairVerdict[]): readonly Told[] {
  const halves = pairs.flatMap((pair) => pair.engines.map((engine) => ({ engine, pair })));
  return Array.from(
    grouped(halves, ({ engine }) => engine),
    ([engine, [{ pair }, ...others]]) => {
      const other = pair.engines.find((alias) => alias !== engine) ?? engine;
      const more = others.length === 0 ? '' : ` and ${others.length} more`;
      const because = `"${engine}" beside "${other}"${more}: ${pair.undecidedBecause ?? ''}`;
      return { engines: [engine], undecidedBecause: because };
    },
  );
}

function skipOf({ engines, undecidedBecause }: Told, question: string, missing: MissingByAlias): Skip {
  const [lacking] = engines
    .flatMap((alias) => missing.get(alias) ?? [])
    .toSorted((a, b) => a.place - b.place);
  const because = `${question} ${undecidedBecause ?? ''}`;
  return { engines, because, open: true, ...(lacking !== undefined && { missing: lacking.missing }) };
}

type MissingByAlias = ReadonlyMap<
  string,
  { readonly place: number; readonly missing: NonNullable<Skip['missing']> }
>;

/** The rights that would let engines be compared, where they lack them. */
function missingOf(subjects: readonly EngineSubject[]): MissingByAlias {
  const found = subjects.flatMap(({ entry, facts }, place) => {
    const hidden = [facts.telemetry, facts.schemaLog].find(
      (fact) => !fact.known && fact.missing !== undefined,
    );
    if (hidden === undefined || hidden.known || hidden.missing === undefined) return [];
    const missing = { ...hidden.missing, user: userOf(facts.caller, entry) };
    return [[entry.alias, { place, missing }] as const];
  });
  // Of two entries with one alias, the first.
  return new Map(found.toReversed());
}

const QUESTIONS = {
  'shared-databases': { question: 'one database or two?', open: undecidedPairs },
  'copied-databases': {
    question: 'two databases, perhaps one copied from the other:',
    open: pairsOfUnseenOrigin,
  },
} as const;

/** Pairs without any common fact: neither shared nor distinct may be claimed. */
export function undecidedPairs({ groups, pairs }: Databases): readonly PairVerdict[] {
  const members = groups.flatMap((group) => group.engines.map((alias) => ({ group, alias })));
  const groupsOf = grouped(members, ({ alias }) => alias);
  return [...pairs.values()].filter(({ verdict, engines: [first, second] }) => {
    if (verdict !== 'unknown') return false;
    const others = groupsOf.get(second) ?? [];
    return !(groupsOf.get(first) ?? []).some(({ group }) => others.some((other) => other.group === group));
  });
}

/** Certainly two databases, while nobody could see whether one is a copy. */
function pairsOfUnseenOrigin({ pairs }: Databases): readonly PairVerdict[] {
  return [...pairs.values()].filter(
    ({ verdict, undecidedBecause }) => verdict === 'distinct' && undecidedBecause !== null,
  );
}
