import type { CheckRequest } from './request.js';

/** How `validate` asks of some files without any option, and without the variables of this machine. */
export function plainRequest(files: readonly string[]): CheckRequest {
  return {
    command: 'validate',
    files,
    stdinName: '<stdin>',
    target: null,
    environment: {},
    variablesFiles: [],
    defines: {},
    engines: [],
    only: [],
    skip: [],
    failOn: 'error',
    minSeverity: 'info',
    today: () => new Date().toISOString().slice(0, 10),
    allowInconclusive: false,
    exitZero: false,
    baseline: null,
    live: null,
  };
}
