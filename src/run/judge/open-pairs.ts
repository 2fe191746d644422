import type { Coverage, Skip } from '../../core/report/report.js';
import { userOf } from './gaps.js';
import type { AnyRule } from '../../rules/rule.js';
import type { Databases, EngineSubject, PairVerdict } from '../../topology/types.js';

/** Pairs of engines that no verdict could settle, as coverage of the rules that would have judged them. */
export function openPairs(
  rules: readonly AnyRule[],
  databases: Databases | null,
  subjects: readonly EngineSubject[] = [],
): readonly Coverage[] {
  if (databases === null) return [];
  return rules.flatMap(({ code, name, decides }) => {
    if (decides === undefined) return [];
    const { question, open } = QUESTIONS[decides];
    const pairs = open(databases);
    if (pairs.length === 0) return [];
    const skipped = pairs.map(({ engines, undecidedBecause }) => ({
      engines,
      because: `${question} ${undecidedBecause ?? ''}`,
      open: true,
      ...missingAt(engines, subjects),
    }));
    return [{ rule: code, name, ran: [], skipped }];
  });
}

/** The right that would let a pair be compared, where one of the two lacks it. */
function missingAt(engines: readonly string[], subjects: readonly EngineSubject[]): Pick<Skip, 'missing'> {
  for (const { entry, facts } of subjects) {
    if (!engines.includes(entry.alias)) continue;
    const hidden = [facts.telemetry, facts.schemaLog].find(
      (fact) => !fact.known && fact.missing !== undefined,
    );
    if (hidden === undefined || hidden.known || hidden.missing === undefined) continue;
    return { missing: { ...hidden.missing, user: userOf(facts.caller, entry) } };
  }
  return {};
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
  return [...pairs.values()].filter(
    ({ verdict, engines }) =>
      verdict === 'unknown' &&
      !groups.some((group) => engines.every((alias) => group.engines.includes(alias))),
  );
}

/** Certainly two databases, while nobody could see whether one is a copy. */
function pairsOfUnseenOrigin({ pairs }: Databases): readonly PairVerdict[] {
  return [...pairs.values()].filter(
    ({ verdict, undecidedBecause }) => verdict === 'distinct' && undecidedBecause !== null,
  );
}
