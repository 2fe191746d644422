import type { LiveRequest } from '../run/request/request.js';
import type { RawOptions } from './options.js';
import { progressOf } from './progress.js';
import { liveRequestOf } from './request.js';
import { Interruption } from './signals.js';

/** What a command that talks to engines is handed. */
export interface LiveRun {
  readonly live: LiveRequest;
  readonly interruptedBy: () => Interruption['by'];
}

/** A command's two steps: first the engines are asked, then the answer is written. */
export interface LiveSteps<Found> {
  readonly ask: (run: LiveRun) => Promise<Found>;
  readonly answer: (found: Found, run: LiveRun) => Promise<number>;
}

/**
 * The one place that runs a command which talks to engines: Ctrl-C and SIGTERM end the asking early, progress is shown
 * meanwhile and gone before anything is written, and nothing of both is left on any way out.
 */
export async function runLive<Found>(
  options: RawOptions,
  quiet: boolean,
  { ask, answer }: LiveSteps<Found>,
): Promise<number> {
  const interruption = new Interruption();
  const progress = await progressOf(quiet);
  try {
    const live = liveRequestOf(options, interruption.signal, progress.update);
    const run: LiveRun = { live, interruptedBy: () => interruption.by };
    const found = await ask(run);
    progress.stop();
    return await answer(found, run);
  } finally {
    progress.stop();
    interruption.release();
  }
}
