import { MASK } from '../../core/text/secret-text.js';
import type { RunFacts } from '../../core/report/report.js';
import { flagOf } from '../options/flag.js';
import { safeValue } from '../options/safe-usage.js';

/**
 * When and how this process was started. `SOURCE_DATE_EPOCH` sets the time, for reports that must be the same bytes twice.
 * Nothing is made before somebody asks: a process's first date takes as long as reading a small file.
 */
export function runFactsOf(options: Readonly<Record<string, unknown>>): RunFacts {
  const started = Date.now();
  return {
    get startedAt() {
      const epoch = process.env['SOURCE_DATE_EPOCH'] ?? '';
      return new Date(/^\d{1,12}$/.test(epoch) ? Number(epoch) * 1000 : started).toISOString();
    },
    node: process.version,
    get options() {
      return Object.entries(options).flatMap(([name, value]) =>
        [value].flat().flatMap((each) => optionText(name, each)),
      );
    },
  };
}

/** As it could be typed: `--fail-on=error`, `--no-env`, `--define=NAME=***`. */
function optionText(name: string, value: unknown): string | readonly string[] {
  const flag = flagOf(name);
  if (value === true) return name === 'env' ? [] : `--${flag}`;
  if (value === false) return `--no-${flag}`;
  if (typeof value !== 'string') return [];
  return `--${flag}=${name === 'define' ? value.replace(/=.*$/s, `=${MASK}`) : safeValue(value)}`;
}
