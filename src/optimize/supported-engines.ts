import type { NamedTarget } from './target.js';

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

export const COMPATIBILITY: readonly CompatibilityRow[] = [
  support('2.0', ['7.7.0']),
  support('2.1', ['7.8.7', '7.9.1', '7.10.0']),
  support('2.3', ['7.8.13', '7.9.7', '7.10.0']),
  support('2.5', ['7.9.12', '7.10.6', '7.11.0']),
  support('2.7', ['7.10.6', '7.11.0', '7.12.0']),
  support('3.1', ['7.11.13']),
  support('3.2', ['7.12.11', '7.13.5', '7.14.0']),
  support('3.4', ['7.13.5', '7.14.0', '7.15.0']),
  support('3.6', ['7.14.0', '7.15.0', '7.16.0']),
  support('3.8', ['7.15.0', '7.16.0', '7.17.0']),
  support('3.9', ['7.16.0', '7.17.0', '7.18.0']),
  support('3.10', ['7.17.0', '7.18.0', '7.19.0'], false),
  support('3.11', ['7.18.0', '7.19.0', '7.20.0'], false),
  support('3.13', ['7.19.0', '7.20.0', '7.21.0']),
  support('3.14', ['7.20.0', '7.21.0', '7.22.0']),
  support('3.15', ['7.21.0', '7.22.0', '7.23.0']),
  support('3.15.12', ['7.22.0', '7.23.0', '7.24.0']),
];

function support(optimize: string, engines: readonly string[], documented = true): CompatibilityRow {
  return { optimize, from: versionOf(optimize), engines: engines.map(versionOf), documented };
}

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
export function compatibilityOf(target: NamedTarget): CompatibilityRow | null {
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
