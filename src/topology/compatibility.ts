import type { OptimizeTarget } from '../configuration/types.js';
import { ENGINE_SUPPORT } from './optimize-versions.js';

export { VERSIONS_AS_OF as COMPATIBILITY_AS_OF } from './optimize-versions.js';

type Version = readonly [major: number, minor: number, patch: number];

/** Which Camunda 7 releases a line of Optimize accepts. */
export interface CompatibilityRow {
  /** First release of the line, as people write it. */
  readonly optimize: string;
  readonly from: Version;
  /** The lowest accepted patch of each listed minor, ascending. */
  readonly engines: readonly Version[];
  /** False where the vendor's announcements only imply it. */
  readonly documented: boolean;
}

export const COMPATIBILITY: readonly CompatibilityRow[] = ENGINE_SUPPORT.map(
  ({ optimize, engines, documented }) => ({
    optimize,
    from: versionOf(optimize),
    engines: engines.map(versionOf),
    documented,
  }),
);

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return [major, minor, patch];
}

/** The numbers of an engine's version, without qualifiers such as `-ee` or `-alpha1`; null where there are none. */
export function parseEngineVersion(text: string): Version | null {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?(?:$|[^\d.])/.exec(text);
  return parts === null ? null : [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
}

/** The row that speaks of a version of Optimize; without a patch the first of its minor. Null before the first row. */
export function compatibilityOf(target: Exclude<OptimizeTarget, 'none' | null>): CompatibilityRow | null {
  const version: Version = [target.major, target.minor, target.patch ?? 0];
  return COMPATIBILITY.findLast(({ from }) => compare(from, version) <= 0) ?? null;
}

/**
 * Optimize's own rule: a minor on the list needs the listed patch; any other needs to be newer than the oldest listed one.
 * So every newer minor passes.
 */
export function accepts({ engines }: CompatibilityRow, engine: Version): boolean {
  const listed = engines.find(([major, minor]) => major === engine[0] && minor === engine[1]);
  if (listed !== undefined) return engine[2] >= listed[2];
  const [oldest] = engines;
  return oldest !== undefined && compare(engine, oldest) > 0;
}

/** The lowest release that a line of Optimize accepts in place of an engine: of its own minor where that is listed. */
export function wanted({ engines }: CompatibilityRow, engine: Version): string {
  const listed = engines.find(([major, minor]) => major === engine[0] && minor === engine[1]);
  return (listed ?? engines[0] ?? []).join('.');
}

/** The first line of Optimize that accepts an engine no more, or null where none refuses it. */
export function refusedFrom(engine: Version): CompatibilityRow | null {
  const accepting = COMPATIBILITY.findLastIndex((each) => accepts(each, engine));
  return COMPATIBILITY[accepting + 1] ?? null;
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
