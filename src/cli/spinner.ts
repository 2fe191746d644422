import ora from 'ora';
import { progressInWords, type Progress } from './progress.js';

/** The only import of ora: loaded with the first spinner on a terminal. */
export function spinner(): Progress {
  const shown = ora({ text: 'asking the engines', stream: process.stderr, discardStdin: false }).start();
  return {
    update: (progress) => {
      shown.text = progressInWords(progress);
    },
    stop: () => {
      shown.stop();
    },
  };
}
