import { targetOf } from '../optimize/target.js';
import { UsageError } from '../core/errors.js';
import { SEVERITIES, type Severity } from '../core/finding.js';
import { partsOfList } from '../core/text/text.js';
import { ruleNamed } from './options/rule-names.js';
import type { CheckRequest, LiveRequest } from '../run/request/request.js';
import { wholeNumber } from './options/numbers.js';
import type { RawOptions } from './options/options.js';

/** Checks the options of a checking command and turns them into a request. Throws UsageError. */
export function requestOf(
  command: CheckRequest['command'],
  files: readonly string[],
  options: RawOptions,
  live: LiveRequest | null,
): CheckRequest {
  return {
    command,
    files,
    stdinName: options.stdinFilename ?? '<stdin>',
    ...(options.base !== undefined && { base: options.base }),
    parts: split('--part', options.part),
    ...(options.nodes !== undefined && { nodes: wholeNumber('--nodes', options.nodes) }),
    separate: options.separate ?? false,
    target: targetOf(options.optimize),
    environment: live?.replayed?.environment ?? (options.env === false ? {} : process.env),
    variablesFiles: options.variables ?? [],
    defines: { ...live?.replayed?.defines, ...Object.fromEntries((options.define ?? []).map(definition)) },
    engines: split('--engine', options.engine),
    only: split('--only', options.only).map(ruleCode),
    skip: split('--skip', options.skip).map(ruleCode),
    failOn: options.failOn === 'never' ? 'never' : severity('--fail-on', options.failOn ?? 'error', true),
    ...(options.maxWarnings !== undefined && { maxWarnings: countOf('--max-warnings', options.maxWarnings) }),
    minSeverity: severity('--min-severity', options.minSeverity ?? 'info', false),
    // Only asked for where a comment has an end: a process's first date takes as long as reading a small file.
    today: () => live?.replayed?.today ?? new Date().toISOString().slice(0, 10),
    allowInconclusive: options.allowInconclusive ?? false,
    exitZero: options.exitZero ?? false,
    baseline: baselineOf(options),
    ...(options.policy && { policy: options.policy }),
    live,
  };
}

function baselineOf({ baseline, updateBaseline = false }: RawOptions): CheckRequest['baseline'] {
  if (baseline !== undefined) return { file: baseline, update: updateBaseline };
  if (!updateBaseline) return null;
  throw new UsageError('--update-baseline needs a file', 'add --baseline FILE');
}

function ruleCode(text: string): string {
  return ruleNamed(text).code;
}

function severity(option: string, text: string, never: boolean): Severity {
  const found = SEVERITIES.find((each) => each === text);
  const words = [...SEVERITIES, ...(never ? ['never'] : [])].join(', ');
  if (found === undefined) throw new UsageError(`${option} "${text}" is none of ${words}`);
  return found;
}

function countOf(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`${option} "${text}" must be a whole number from 0 on`);
  return Number(text);
}

function definition(text: string): [string, string] {
  const at = text.indexOf('=');
  // What was typed may be the value alone.
  if (at < 1) throw new UsageError('--define needs the form NAME=VALUE');
  return [text.slice(0, at), text.slice(at + 1)];
}

/** What names nothing, as a variable without a value does, must not be taken for everything. */
function split(option: string, values: readonly string[] = []): readonly string[] {
  return values.flatMap((value) => {
    const parts = partsOfList(value);
    if (parts.length === 0) throw new UsageError(`${option} is empty`, 'leave it out where all are wanted');
    return parts;
  });
}
