import type { Judging, Policy } from './types.js';

const AS_FOUND: Judging = {
  adjust: (finding) => finding,
  isOff: () => false,
  silence: (findings) => ({ findings, suppressions: [], open: false }),
  source: null,
};

interface Asked {
  readonly policy?: Policy;
  readonly only: readonly string[];
}

/** Loads what applies settings, where there are any. */
export async function judgingOf({ policy, only }: Asked): Promise<Judging> {
  if (policy === undefined) return AS_FOUND;
  const { judgingBy } = await import('./policy.js');
  // Who asks for a rule by its code gets it.
  const levels = policy.levels.filter(({ rule, level }) => level !== 'off' || !only.includes(rule));
  return judgingBy({ ...policy, levels });
}
