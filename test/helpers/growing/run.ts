import { InputError } from '../../../src/core/errors.js';
import type { Report } from '../../../src/core/report/report.js';
import { render } from '../../../src/report/index.js';
import { check } from '../../../src/run/check.js';
import { plainRequest } from '../../../src/run/request/plain-request.js';
import type { CheckRequest, LiveRequest, RunContext } from '../../../src/run/request/request.js';

export const CONTEXT: RunContext = { version: '0.0.0-test', interruptedBy: () => null };
export const PRETTY = { color: false, width: 80, verbose: false, quiet: false, timings: false };

/** Reads, judges and writes files as `validate` does, or with a recording `doctor`. What is refused counts as read. */
export async function checked(
  files: readonly string[],
  more: Partial<CheckRequest> = {},
): Promise<Report | null> {
  return shown(() => check({ ...plainRequest(files), ...more }, CONTEXT));
}

export async function shown(judged: () => Promise<Report>): Promise<Report | null> {
  try {
    const report = await judged();
    await render('pretty', report, PRETTY);
    return report;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return null;
  }
}

export function replayed(recording: string): LiveRequest {
  return {
    timeoutMs: 10_000,
    deadlineMs: 600_000,
    concurrency: 32,
    caFile: null,
    recordTo: null,
    replayFrom: recording,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
}
