import type { CheckRequest } from '../request/request.js';

interface Selectable {
  readonly code: string;
  readonly needsOptimize?: boolean;
}

/** The rules that were asked for. */
export function selectRules<R extends Selectable>(
  rules: readonly R[],
  { only, skip, target }: Pick<CheckRequest, 'only' | 'skip' | 'target'>,
): readonly R[] {
  return rules.filter(
    ({ code, needsOptimize }) =>
      (only.length === 0 || only.includes(code)) &&
      !skip.includes(code) &&
      !(target === 'none' && needsOptimize === true),
  );
}
