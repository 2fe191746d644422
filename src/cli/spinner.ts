import ora from 'ora';
import { progressInWords, type Progress } from './progress-text.js';
import { standardError } from './standard-error.js';
import { columnsOf } from './standard-output.js';

/** The only import of ora: loaded with the first spinner on a terminal. */
export function spinner(): Progress {
  const screen = standardError();
  const shown = ora({ text: 'asking the engines', stream: screen, discardStdin: false }).start();
  // A window can lose its size while the spinner turns: see progress.ts.
  const onResize = (): void => {
    if (columnsOf(screen) === null) shown.stop();
  };
  screen.on('resize', onResize);
  return {
    update: (progress) => {
      shown.text = progressInWords(progress);
    },
    // Once only: stopping again would write to the screen, behind the report.
    stop: () => {
      screen.off('resize', onResize);
      if (shown.isSpinning) shown.stop();
    },
  };
}
