import type { AccessOutcome, AccessRequest } from '../../src/run/access.js';
import { access } from '../../src/run/access.js';

/** Asks as the command line does, without a network. */
export function ask(config: string, request: Partial<AccessRequest> = {}): Promise<AccessOutcome> {
  const live = {
    timeoutMs: 1_000,
    deadlineMs: 5_000,
    concurrency: 4,
    caFile: null,
    recordTo: null,
    replayFrom: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  const check: AccessRequest['check'] = {
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
    allowInconclusive: false,
    exitZero: false,
    live,
  };
  const nobody = { users: [], all: false, definition: null, explain: false, names: false };
  return access({ check, ...nobody, ...request }, { version: 'test', interruptedBy: () => null });
}
