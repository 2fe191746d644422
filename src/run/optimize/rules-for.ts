import type { ServiceName } from '../../probe/http/transport.js';
import { optimizeRules } from '../../rules/optimize.js';
import type { AnyRule } from '../../rules/rule.js';
import { FACTS_OF, type OptimizeSubject } from '../../topology/optimize/types.js';

/** The rules about what was asked: those that need something else would only say that nobody asked for it. */
export function optimizeRulesFor({ asked }: Pick<OptimizeSubject, 'asked'>): readonly AnyRule[] {
  const facts = new Set<string>(asked.flatMap((service) => FACTS_OF[service]));
  return optimizeRules.filter(({ needs }) => needs.every((need) => facts.has(need)));
}

const OPTIONS: Readonly<Record<ServiceName, string>> = { optimize: '--running', store: '--data' };

/** A rule that was asked for by its code although what it looks at was not; null where there is none. */
export function unaskable(
  only: readonly string[],
  asked: Readonly<Record<ServiceName, boolean>>,
): { readonly rule: AnyRule; readonly option: string } | null {
  const rule = optimizeRules.find(
    ({ code, needs }) => only.includes(code) && servicesOf(needs).some((service) => !asked[service]),
  );
  if (rule === undefined) return null;
  const missing = servicesOf(rule.needs).filter((service) => !asked[service]);
  return { rule, option: missing.map((service) => OPTIONS[service]).join(' ') };
}

function servicesOf(needs: readonly string[]): readonly ServiceName[] {
  const services: readonly ServiceName[] = ['optimize', 'store'];
  return services.filter((service) => {
    const facts: readonly string[] = FACTS_OF[service];
    return needs.some((need) => facts.includes(need));
  });
}
