import type { CheckRequest, LiveRequest, RunContext } from '../run/request/request.js';
import { UsageError } from '../core/errors.js';
import { inSteps } from '../core/steps.js';
import type { Report as FullReport } from '../core/report/report.js';
import type { RawOptions } from '../cli/options/options.js';
import { liveRequestOf } from '../cli/live-request.js';
import { requestOf } from '../cli/request.js';
import type * as Public from './types.js';

/** The functions of the library, as types.ts declares them. Each loads its part of the program when it is called. */
export interface Library {
  readonly validate: typeof Public.validate;
  readonly diagnose: typeof Public.diagnose;
  readonly access: typeof Public.access;
  readonly balancer: typeof Public.balancer;
  readonly preview: typeof Public.preview;
}

export function libraryOf(version: string): Library {
  const context = (signal?: AbortSignal): RunContext => ({
    version,
    interruptedBy: () => (signal?.aborted === true ? 'SIGINT' : null),
  });
  return {
    validate: async (options = {}) => {
      const { check } = await import('../run/check.js');
      return asJson(await check(checkOf('validate', options), context()));
    },
    diagnose: async (options = {}) => {
      const { check } = await import('../run/check.js');
      return asJson(await check(await liveCheckOf(options), context(options.signal)));
    },
    preview: async (options) => {
      const { preview } = await import('../run/preview/preview.js');
      const { readModels } = await import('../load/models/read.js');
      const check = await liveCheckOf(options);
      const { models, to = null, tenant = null } = options;
      const run = context(options.signal);
      const read = await inSteps(readModels(models), run);
      return asJson(await preview({ check, models: read, to, tenant }, run));
    },
    access: async (options) => {
      const { access } = await import('../run/access/access.js');
      const { renderAccess } = await import('../report/access/index.js');
      const { users = [], definition = null } = options;
      const all = users.length === 0;
      const question = { users, all, definition, explain: false, names: false };
      const report = await access(
        { check: await liveCheckOf(options), ...question },
        context(options.signal),
      );
      const parsed: Public.AccessReport = JSON.parse(await renderAccess('json', report, PLAIN));
      return parsed;
    },
    balancer: async (options) => {
      const { adviceFor } = await import('./balancer.js');
      const { groups = [] } = options;
      const check = groups.length > 0 ? checkOf('doctor', options, null) : await liveCheckOf(options);
      return adviceFor(check, options, version);
    },
  };
}

const PLAIN = { color: false, quiet: false, verbose: false, timings: false, width: 100 };

/** What the text of `--format json` says: whatever leaves here has been through the same door. */
async function asJson(report: FullReport): Promise<Public.Report> {
  const { renderJson } = await import('../report/json.js');
  const parsed: Public.Report = JSON.parse(renderJson(report));
  return parsed;
}

type AnyOptions = Public.JudgingOptions & Public.LiveOptions & { readonly separate?: boolean };

async function liveCheckOf(options: AnyOptions): Promise<CheckRequest & { readonly live: LiveRequest }> {
  const own = liveOf(options);
  if (own.recordTo === null && own.replayFrom === null)
    return { ...checkOf('doctor', options, own), live: own };
  const { withRecording } = await import('../cli/recorded-run.js');
  const input = { live: own, options: rawOf(options), files: namedIn(options) };
  const { live, options: all, files } = withRecording(input);
  const request = requestOf('doctor', files, all, live);
  return { ...request, defines: { ...request.defines, ...options.variables }, live };
}

function checkOf(
  command: CheckRequest['command'],
  options: AnyOptions,
  live: LiveRequest | null = null,
): CheckRequest {
  const { variables = {} } = options;
  const request = requestOf(command, namedIn(options), rawOf(options), live);
  return { ...request, defines: variables };
}

function namedIn({ files = [] }: AnyOptions): readonly string[] {
  if (files.includes('-')) throw new UsageError('the library reads files, not standard input');
  return files;
}

function liveOf(options: AnyOptions): LiveRequest {
  const signal = options.signal ?? new AbortController().signal;
  return liveRequestOf(rawOf(options), signal, options.onProgress ?? (() => undefined));
}

/** The options as the command line has them, where all of them are checked. */
function rawOf(options: AnyOptions): RawOptions {
  const raw = {
    base: options.base,
    part: options.parts,
    engine: options.engines,
    variables: options.variablesFiles,
    env: options.environment,
    optimize: options.optimize,
    only: options.only,
    skip: options.skip,
    minSeverity: options.minSeverity,
    failOn: options.failOn,
    maxWarnings: options.maxWarnings?.toString(),
    allowInconclusive: options.allowInconclusive,
    separate: options.separate,
    timeout: options.timeout?.toString(),
    deadline: options.deadline?.toString(),
    record: options.record,
    replay: options.replay,
    ca: options.ca,
  };
  const given = Object.entries(raw).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}
