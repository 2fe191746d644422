import type { AccessOutcome } from '../../src/run/access/access.js';
import type { AccessRequest } from '../../src/run/access/types.js';
import { access } from '../../src/run/access/access.js';
import { liveRequest, requestFor } from '../helpers/fixtures.js';

type Check = AccessRequest['check'];

/** How the command line asks without options. */
export function checkOf(config: string, live: Partial<Check['live']> = {}): Check {
  return { ...requestFor([config]), command: 'doctor', live: { ...liveRequest(), concurrency: 4, ...live } };
}

/** Runs `access` as the command line does. */
export function ask(
  config: string,
  request: Partial<AccessRequest> = {},
  live: Partial<Check['live']> = {},
): Promise<AccessOutcome> {
  const nobody = { users: [], all: false, definition: null, explain: false, names: false };
  return access(
    { check: checkOf(config, live), ...nobody, ...request },
    { version: 'test', interruptedBy: () => null },
  );
}
