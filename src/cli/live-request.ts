import { UsageError } from '../core/errors.js';
import { bareAddress, urlOf } from '../core/text/url.js';
import type { LiveRequest } from '../run/request/request.js';
import { wholeNumber } from './options/numbers.js';
import type { RawOptions } from './options/options.js';

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
