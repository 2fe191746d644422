import { InputError } from '../../../src/core/errors.js';
import type { Report } from '../../../src/core/report/report.js';
import { render } from '../../../src/report/index.js';
import { check } from '../../../src/run/check.js';
import { plainRequest } from '../../../src/run/request/plain-request.js';
import type { CheckRequest, LiveRequest, RunContext } from '../../../src/run/request/request.js';

export const CONTEXT: RunContext = { version: '0.0.0-test', interruptedBy: () => null };
export const PRETTY = { color: false, width: 80, verbose: false, quiet: false, timings: false };

/** Reads, judges and writes files as `validate` does, or with a recording `doctor`. What is refused counts as read. */
export async function checked(files: readonly string[], more: Partial<CheckRequest> = {}): Promise<void> {
  await shown(() => check({ ...plainRequest(files), ...more }, CONTEXT));
}

export async function shown(judged: () => Promise<Report>): Promise<void> {
  try {
    await render('pretty', await judged(), PRETTY);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
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
