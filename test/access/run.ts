import type { AccessOutcome, AccessRequest } from '../../src/run/access.js';
import { access } from '../../src/run/access.js';

type Check = AccessRequest['check'];

/** How the command line asks without options. */
export function checkOf(config: string, live: Partial<Check['live']> = {}): Check {
  return {
    command: 'doctor',
    files: [config],
    stdinName: '<stdin>',
    target: null,
    environment: {},
    envFiles: [],
    defines: {},
    engines: [],
    only: [],
    skip: [],
    failOn: 'error',
    minSeverity: 'info',
    today: '2026-01-01',
    allowInconclusive: false,
    exitZero: false,
    live: {
      timeoutMs: 10_000,
      deadlineMs: 60_000,
      concurrency: 4,
      caFile: null,
      recordTo: null,
      replayFrom: null,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...live,
    },
  };
}

/** Runs `access` as the command line does. */
export function ask(config: string, request: Partial<AccessRequest> = {}): Promise<AccessOutcome> {
  const nobody = { users: [], all: false, definition: null, explain: false, names: false };
  return access(
    { check: checkOf(config), ...nobody, ...request },
    { version: 'test', interruptedBy: () => null },
  );
}
