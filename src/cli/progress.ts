import { quotedList } from '../core/text.js';
import type { ProbeProgress } from '../run/request.js';

export interface Progress {
  readonly update: (progress: ProbeProgress) => void;
  readonly stop: () => void;
}

/**
 * Shows how far the probes are, on standard error. The spinner needs a terminal; elsewhere only a wait is told, when it
 * begins and when other engines are waited for, because it takes minutes.
 */
export async function progressOf(quiet: boolean): Promise<Progress> {
  if (quiet) return { update: () => undefined, stop: () => undefined };
  if (!process.stderr.isTTY || process.env['TERM'] === 'dumb') return lines();
  const { spinner } = await import('./spinner.js');
  return spinner();
}

function lines(): Progress {
  let told = '';
  const update = (progress: ProbeProgress): void => {
    const engines = progress.waiting?.engines.join('\n') ?? '';
    if (engines === '' || engines === told) return;
    told = engines;
    process.stderr.write(`${progressInWords(progress)}\n`);
  };
  return { update, stop: () => undefined };
}

export function progressInWords({ done, total, waiting }: ProbeProgress): string {
  if (waiting === undefined) return `asking the engines: ${done} of ${total} done`;
  const minutes = Math.ceil(waiting.milliseconds / 60_000);
  return `waiting for what tells ${quotedList(waiting.engines)} apart, ${minutes} min at most`;
}
