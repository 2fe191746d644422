import type { Evidence } from '../../core/finding.js';
import type { Hit } from '../../core/rule.js';
import {
  accepts,
  compatibilityOf,
  COMPATIBILITY,
  parseEngineVersion,
  refusedFrom,
  wanted,
  type CompatibilityRow,
} from '../../optimize/supported-engines.js';
import { VERSIONS_AS_OF } from '../../optimize/releases.js';
import type { OptimizeTarget } from '../../optimize/target.js';
import { engineRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly version: string;
  /** The version of Optimize that was named, or null. */
  readonly target: string | null;
  /** The line of Optimize that refuses it first. */
  readonly refusedFrom: string | null;
  /** The lowest release that this line accepts instead. */
  readonly wants: string | null;
  readonly alpha: boolean;
}

export default engineRule({
  code: 'P311',
  name: 'engine-version-unsupported',
  severity: 'warning',
  needsOptimize: true,
  needs: ['version'],
  severityOf: ({ target, alpha }: Data) => (target !== null && !alpha ? 'error' : 'warning'),
  *check({ entry, facts, configuration }) {
    const version = facts.version.value ?? '';
    const numbers = parseEngineVersion(version);
    // Forks below 7 have a rule of their own.
    if (numbers === null || numbers[0] < 7) return;
    const row = refusing(configuration.target, numbers);
    const alpha = /-alpha/i.test(version);
    if (row !== null) yield hit(entry.alias, version, row, configuration.target, facts.version.evidence);
    else if (alpha) yield hit(entry.alias, version, null, configuration.target, facts.version.evidence);
  },
  message({ engine, version, target, refusedFrom: from, wants, alpha }: Data) {
    if (from === null && alpha)
      return `"${engine}" runs ${version}, an alpha release: Optimize warns about it and does not support it.`;
    return target === null
      ? `"${engine}" runs Camunda ${version}. Optimize refuses it from ${from ?? ''} on, which requires ${wants ?? ''} or newer.`
      : `"${engine}" runs Camunda ${version}. Optimize ${target} requires ${wants ?? ''} or newer and does not import from it.`;
  },
  remedy({ alpha, refusedFrom: from, wants }: Data) {
    if (from === null && alpha) return 'Run a final release.';
    return [
      `Update the engine to ${wants ?? ''} or newer, or run an Optimize that supports it. Newest is ${newest()}.`,
      `The table of versions is as of ${VERSIONS_AS_OF}; the vendor changes it inside a minor release.`,
    ].join('\n');
  },
});

type Numbers = readonly [number, number, number];

function refusing(target: OptimizeTarget, numbers: Numbers): CompatibilityRow | null {
  if (target === null) return refusedFrom(numbers);
  const row = target === 'none' ? null : compatibilityOf(target);
  return row === null || accepts(row, numbers) ? null : row;
}

function hit(
  engine: string,
  version: string,
  row: CompatibilityRow | null,
  target: OptimizeTarget,
  evidence: readonly Evidence[],
): Hit<Data> {
  const numbers = parseEngineVersion(version);
  return {
    data: {
      engine,
      version,
      target: target === null || target === 'none' ? null : target.text,
      refusedFrom: row?.optimize ?? null,
      wants: row === null || numbers === null ? null : wanted(row, numbers),
      alpha: /-alpha/i.test(version),
    },
    engines: [engine],
    at: [{ engine, setting: 'rest' }],
    evidence,
    certainty: row === null || row.documented ? 'proven' : 'strong',
    subject: row === null ? 'alpha' : 'unsupported',
  };
}

/** What the newest line of Optimize wants, because people who update once would rather not do it twice. */
function newest(): string {
  const row = COMPATIBILITY.at(-1);
  return `Optimize ${row?.optimize ?? ''}, which requires ${row?.engines[0]?.join('.') ?? ''} or newer`;
}
