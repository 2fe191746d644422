import type { ProbeProgress } from '../../run/request/request.js';
import { progressInWords, type Progress } from './progress-text.js';
import { say, standardError } from './standard-error.js';
import { columnsOf } from './standard-output.js';

/**
 * Shows how far the probes are, on standard error. The spinner needs a terminal that knows its columns; elsewhere only a
 * wait is told, when it begins and when other engines are waited for, because it takes minutes.
 */
export async function progressOf(quiet: boolean): Promise<Progress> {
  if (quiet) return { update: () => undefined, stop: () => undefined };
  if (!hasRoomForSpinner()) return lines();
  const { spinner } = await import('./spinner.js');
  return spinner();
}

/** ora divides by the columns: with 0 of them it clears lines without end. */
function hasRoomForSpinner(): boolean {
  const screen = standardError();
  return screen.isTTY && process.env['TERM'] !== 'dumb' && columnsOf(screen) !== null;
}

function lines(): Progress {
  let told = '';
  const update = (progress: ProbeProgress): void => {
    const engines = progress.waiting?.engines.join('\n') ?? '';
    if (engines === '' || engines === told) return;
    told = engines;
    say(progressInWords(progress));
  };
  return { update, stop: () => undefined };
}
