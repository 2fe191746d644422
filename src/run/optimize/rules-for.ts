import { optimizeRules } from '../../rules/optimize.js';
import type { AnyRule } from '../../rules/rule.js';
import { FACTS_OF, type OptimizeSubject } from '../../topology/optimize/types.js';

/** The rules about what was asked: those that need something else would only say that nobody asked for it. */
export function optimizeRulesFor({ asked }: OptimizeSubject): readonly AnyRule[] {
  const facts = new Set<string>(asked.flatMap((service) => FACTS_OF[service]));
  return optimizeRules.filter(({ needs }) => needs.every((need) => facts.has(need)));
}
