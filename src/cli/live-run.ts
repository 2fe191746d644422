import { tellBeforeWaiting } from '../load/text/waiting.js';
import type { LiveRequest } from '../run/request/request.js';
import type { RawOptions } from './options/options.js';
import type { GivenTexts, LiveInput } from './recorded-run.js';
import { progressOf } from './output/progress.js';
import { liveRequestOf } from './live-request.js';
import { interruptionOfRun, type Interruption } from './signals.js';

/** What a command that talks to engines is handed. */
export interface LiveRun {
  readonly live: LiveRequest;
  /** Those of the command line, completed by those of a recording that is replayed. */
  readonly options: RawOptions;
  /** The configuration files: those named, or those of the recording. */
  readonly files: readonly string[];
  readonly interruptedBy: () => Interruption['by'];
}

/** A command's two steps: first the engines are asked, then the answer is written. */
export interface LiveSteps<Found> {
  readonly ask: (run: LiveRun) => Promise<Found>;
  readonly answer: (found: Found, run: LiveRun) => Promise<number>;
  /** The configuration files that were named. */
  readonly files?: readonly string[];
  /** Texts in place of some of them. */
  readonly texts?: GivenTexts;
}

/**
 * The one place that runs a command which talks to engines: a signal ends the asking early, progress is shown meanwhile and
 * gone before anything is written, and nothing of both is left on any way out. Who started early listens for signals already.
 */
export async function runLive<Found>(
  options: RawOptions,
  quiet: boolean,
  { ask, answer, files = [], texts }: LiveSteps<Found>,
): Promise<number> {
  const interruption = interruptionOfRun();
  const progress = await progressOf(quiet);
  const hide = once(progress.stop);
  interruption.signal.addEventListener('abort', hide, { once: true });
  try {
    const live = liveRequestOf(options, interruption.signal, progress.update);
    const input = await inputOf({ live, options, files }, texts);
    const run: LiveRun = { ...input, interruptedBy: () => interruption.by };
    tellBeforeWaiting(interruption);
    await turn();
    const found = await ask(run);
    hide();
    await release(interruption);
    return await answer(found, run);
  } finally {
    tellBeforeWaiting(null);
    hide();
    interruption.release();
  }
}

/** Recordings are loaded where one is made or read. */
async function inputOf(input: LiveInput, texts: GivenTexts | undefined): Promise<LiveInput> {
  const { recordTo, replayFrom } = input.live;
  if (recordTo === null && replayFrom === null && texts === undefined) return input;
  const { withRecording } = await import('./recorded-run.js');
  return withRecording(input, texts);
}

/**
 * Whoever reads the answer may let us wait: from here on a signal has to end the process. One that came during the last computation is heard
 * only now, too late for the answer.
 */
async function release(interruption: Interruption): Promise<void> {
  const { by } = interruption;
  await turn();
  interruption.release();
  if (by === null && interruption.by !== null) process.kill(process.pid, interruption.by);
}

/** Lets the process hear what has come meanwhile: a signal, which came before there was anything to interrupt. */
function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
