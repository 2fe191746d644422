import ora from 'ora';
import { progressInWords, type Progress } from './progress-text.js';
import { standardError } from './standard-error.js';
import { columnsOf } from './standard-output.js';

/** The only import of ora: loaded with the first spinner on a terminal. */
export function spinner(): Progress {
  const screen = standardError();
  const shown = ora({ text: 'asking the engines', stream: screen, discardStdin: false });
  let state: 'new' | 'started' | 'gone' = 'new';
  const stop = (): void => {
    state = 'gone';
    if (shown.isSpinning) shown.stop();
  };
  // A window can lose its size while the spinner turns: see progress.ts.
  const onResize = (): void => {
    if (columnsOf(screen) === null) stop();
  };
  screen.on('resize', onResize);
  return {
    // Not before: people may be typing the configuration.
    update: (progress) => {
      shown.text = progressInWords(progress);
      if (state !== 'new') return;
      state = 'started';
      shown.start();
    },
    stop: () => {
      screen.off('resize', onResize);
      stop();
    },
  };
}
