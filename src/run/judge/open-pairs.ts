import type { Coverage } from '../../core/report.js';
import type { AnyRule } from '../../rules/rule.js';
import type { Databases, PairVerdict } from '../../topology/types.js';

/** Pairs of engines that no verdict could settle, as coverage of the rules that would have judged them. */
export function openPairs(rules: readonly AnyRule[], databases: Databases | null): readonly Coverage[] {
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
    }));
    return [{ rule: code, name, ran: [], skipped }];
  });
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
