import type { OptimizeTarget } from '../../topology/types.js';

/** Whether a target was named that is a release of the Camunda 7 line from the given one on. Optimize 8 ignores engines. */
export function isFrom(target: OptimizeTarget, major: number, minor: number): boolean {
  if (target === null || target === 'none' || target.major > 3) return false;
  return target.major > major || (target.major === major && target.minor >= minor);
}

/** Whether a target was named that is older than the given release. */
export function isBefore(target: OptimizeTarget, major: number, minor: number): boolean {
  if (target === null || target === 'none') return false;
  return target.major < major || (target.major === major && target.minor < minor);
}

/** Whether a target was named that no longer looks at engines. */
export function ignoresEngines(target: OptimizeTarget): boolean {
  return target !== null && target !== 'none' && target.major > 3;
}
