import { targetOf } from '../optimize/target.js';
import { UsageError } from '../core/errors.js';
import { SEVERITIES, type Severity } from '../core/finding.js';
import { bareAddress, urlOf } from '../core/text/url.js';
import { ruleNamed } from './options/rule-names.js';
import type { CheckRequest, LiveRequest } from '../run/request/request.js';
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
    parts: split(options.part),
    ...(options.nodes !== undefined && { nodes: wholeNumber('--nodes', options.nodes) }),
    separate: options.separate ?? false,
    target: targetOf(options.optimize),
    environment: live?.replayed?.environment ?? (options.env === false ? {} : process.env),
    variablesFiles: options.variables ?? [],
    defines: { ...live?.replayed?.defines, ...Object.fromEntries((options.define ?? []).map(definition)) },
    engines: split(options.engine),
    only: split(options.only).map(ruleCode),
    skip: split(options.skip).map(ruleCode),
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

/** The part of the request that only live runs have. */
export function liveRequestOf(
  options: RawOptions,
  signal: AbortSignal,
  onProgress: LiveRequest['onProgress'],
): LiveRequest {
  if (options.record !== undefined && options.replay !== undefined) {
    throw new UsageError('--record and --replay exclude each other: a replay asks no engine');
  }
  if (options.replay !== undefined && (options.canary ?? options.canaryClean) === true) {
    throw new UsageError('--canary and --replay exclude each other: a replay asks no engine');
  }
  if (options.replay !== undefined && options.credentials !== undefined) {
    throw new UsageError('--credentials and --replay exclude each other: a replay asks no engine');
  }
  return {
    timeoutMs: 1000 * positive('--timeout', options.timeout ?? '10'),
    deadlineMs: 1000 * positive('--deadline', options.deadline ?? '60'),
    concurrency: wholeNumber('--concurrency', options.concurrency ?? '128'),
    ...(options.polite === true && { connections: 1 }),
    ...(options.credentials !== undefined && { credentialsFile: options.credentials }),
    caFile: options.ca ?? null,
    certFile: options.cert ?? null,
    keyFile: options.key ?? null,
    recordTo: options.record ?? null,
    replayFrom: options.replay ?? null,
    ...(options.watch !== undefined && { watchMs: 60_000 * minutes(options.watch) }),
    allowCanary: options.canary ?? false,
    ...(options.running !== undefined && {
      running: serviceOf('--running', options.running),
    }),
    ...(options.data !== undefined && { data: serviceOf('--data', options.data) }),
    signal,
    onProgress,
  };
}

/** A base as it is called: no slash at its end. What was typed is not repeated: it may hold a password. */
const serviceOf = (option: '--running' | '--data', given: string | true) => ({
  url: given === true ? null : serviceAddress(option, given),
});

function serviceAddress(option: string, text: string): string {
  const url = urlOf(text);
  if (url === null || !/^https?:$/u.test(url.protocol))
    throw new UsageError(
      `what follows ${option} must be an http or https address`,
      `use ${option}=URL, or put ${option} after the files`,
    );
  if (url.username !== '' || url.password !== '')
    throw new UsageError(`the address of ${option} must not hold a user or password`);
  return bareAddress(url);
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

function positive(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0 || value > 86_400) {
    throw new UsageError(`${option} "${text}" must be a positive number of seconds`);
  }
  return value;
}

/** The next two meter rows of each node are decided after about 35 minutes. */
function minutes(given: string | true): number {
  const text = given === true ? '40' : given;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0 || value > 1_440) {
    throw new UsageError(`--watch "${text}" must be a positive number of minutes`);
  }
  return value;
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new UsageError(`${option} "${text}" must be a whole number from 1 to 9999`);
  return Number(text);
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

function split(values: readonly string[] | undefined): readonly string[] {
  return (values ?? []).flatMap((value) => value.split(',')).flatMap((value) => value.trim() || []);
}
