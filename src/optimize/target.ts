import { UsageError } from '../core/errors.js';
import { escapeText, shortened } from '../core/text/text.js';
import { KNOWN_VERSIONS } from './releases.js';
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

/** `3.15`, `3.15.12`, `8.x`, `none`; null where nothing was said. Throws UsageError for a release that is not known. */
export function targetOf(text: string | undefined): OptimizeTarget {
  if (text === undefined) return null;
  if (text === 'none') return 'none';
  const [, major = '', minor = '', patch] = /^(\d{1,3})\.(\d{1,3}|x)(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  if (![`${major}.${minor}`, `${major}.x`].some((version) => KNOWN_VERSIONS.includes(version))) {
    throw new UsageError(
      `"${shortened(escapeText(text), 40)}" is not an Optimize version that this tool knows`,
      `known are ${KNOWN_VERSIONS.join(', ')} and none; a patch may follow, as in 3.15.12`,
    );
  }
  return {
    major: Number(major),
    minor: minor === 'x' ? Number.POSITIVE_INFINITY : Number(minor),
    patch: patch === undefined ? null : Number(patch),
    text,
  };
}
