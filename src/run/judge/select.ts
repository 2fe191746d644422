import type { CheckRequest } from '../request/request.js';
import type { Policy } from '../settings/types.js';

interface Selectable {
  readonly code: string;
  readonly needsOptimize?: boolean;
}

/** The rules that were asked for. */
export function selectRules<R extends Selectable>(
  rules: readonly R[],
  { only, skip, target, policy }: Pick<CheckRequest, 'only' | 'skip' | 'target' | 'policy'>,
): readonly R[] {
  const off = policy === undefined ? [] : offIn(policy, only);
  return rules.filter(
    ({ code, needsOptimize }) =>
      (only.length === 0 || only.includes(code)) &&
      !skip.includes(code) &&
      !off.includes(code) &&
      !(target === 'none' && needsOptimize === true),
  );
}

/** Rules that the settings switch off, and for no file or engine on again. Who asks for a rule by its code gets it. */
export function offIn({ levels }: Policy, only: readonly string[]): readonly string[] {
  const off = new Set<string>();
  for (const { rule, level, scope } of levels) {
    const everywhere = scope.files.length + scope.engines.length === 0;
    if (everywhere && level === 'off') off.add(rule);
    else if (level !== 'off') off.delete(rule);
  }
  return [...off].filter((rule) => !only.includes(rule)).toSorted();
}
