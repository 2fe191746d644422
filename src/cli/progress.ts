import type { ProbeProgress } from '../run/request.js';

export interface Progress {
  readonly update: (progress: ProbeProgress) => void;
  readonly stop: () => void;
}

/** Shows how far the probes are, on standard error and only on a terminal: nothing is written elsewhere. */
export async function progressOf(quiet: boolean): Promise<Progress> {
  if (quiet || !process.stderr.isTTY || process.env['TERM'] === 'dumb') {
    return { update: () => undefined, stop: () => undefined };
  }
  const { spinner } = await import('./spinner.js');
  return spinner();
}
