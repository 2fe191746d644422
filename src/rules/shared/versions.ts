import type { FieldEra } from '../../topology/optimize-versions.js';
import type { OptimizeTarget } from '../../configuration/types.js';

/** A version of Optimize that was named. */
export type NamedTarget = Exclude<OptimizeTarget, 'none' | null>;

/** Whether a target was named that is a release of the Camunda 7 line from the given minor on, e.g. `3.1`. Optimize 8 ignores engines. */
export function isFrom(target: OptimizeTarget, minor: string): target is NamedTarget {
  return isNamed(target) && !ignoresEngines(target) && compareMinor(target, minor) >= 0;
}

/** Whether a target was named that is older than the given minor. */
export function isBefore(target: OptimizeTarget, minor: string): target is NamedTarget {
  return isNamed(target) && compareMinor(target, minor) < 0;
}

/** Whether a target was named that no longer looks at engines. */
export function ignoresEngines(target: OptimizeTarget): boolean {
  return isNamed(target) && target.major > 3;
}

export function isNamed(target: OptimizeTarget): target is NamedTarget {
  return target !== null && target !== 'none';
}

/** Whether a release lacks a setting: surely, probably, or (null) not. */
export function lacks(
  { from, until, surelyMissingIn }: FieldEra,
  target: NamedTarget,
): 'surely' | 'probably' | null {
  if (until !== null && !isBefore(target, until)) return 'surely';
  if (from === null || !isBefore(target, from)) return null;
  return surelyMissingIn === null || compareMinor(target, surelyMissingIn) <= 0 ? 'surely' : 'probably';
}

/** `1.x` has no minor: it is older than every release that the tables know. */
function compareMinor(target: NamedTarget, text: string): number {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  if (target.major !== major) return target.major - major;
  return target.minor === minor ? 0 : target.minor - minor;
}
