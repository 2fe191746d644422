import type { Setting } from './settings.js';

/** The target Optimize version, or `none` for people without Optimize. */
export type OptimizeTarget =
  | { readonly major: number; readonly minor: number; readonly patch: number | null; readonly text: string }
  | 'none'
  | null;

/** A version of Optimize that was named. */
export type NamedTarget = Exclude<OptimizeTarget, 'none' | null>;

export function isNamed(target: OptimizeTarget): target is NamedTarget {
  return target !== null && target !== 'none';
}

/** Whether a target was named that no longer looks at engines. */
export function ignoresEngines(target: OptimizeTarget): boolean {
  return isNamed(target) && target.major > 3;
}

/** Whether a target was named that is a release of the Camunda 7 line from the given minor on, e.g. `3.1`. Optimize 8 ignores engines. */
export function isFrom(target: OptimizeTarget, minor: string): target is NamedTarget {
  return isNamed(target) && !ignoresEngines(target) && compareMinor(target, minor) >= 0;
}

/** Whether a target was named that is older than the given minor. */
export function isBefore(target: OptimizeTarget, minor: string): target is NamedTarget {
  return isNamed(target) && compareMinor(target, minor) < 0;
}

/** Whether a target was named that is not newer than the given minor. */
export function isUpTo(target: OptimizeTarget, minor: string): target is NamedTarget {
  return isNamed(target) && compareMinor(target, minor) <= 0;
}

/** Whether a release lacks a setting: surely, probably, or (null) not. */
export function lacks(
  { first, last, surelyMissingIn }: Setting,
  target: NamedTarget,
): 'surely' | 'probably' | null {
  if (last !== undefined && !isUpTo(target, last)) return 'surely';
  if (first === undefined || !isBefore(target, first)) return null;
  return surelyMissingIn === undefined || isUpTo(target, surelyMissingIn) ? 'surely' : 'probably';
}

/** `1.x` has no minor: it is older than every release that the tables know. */
function compareMinor(target: NamedTarget, text: string): number {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  if (target.major !== major) return target.major - major;
  return target.minor === minor ? 0 : target.minor - minor;
}
