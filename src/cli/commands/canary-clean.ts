import { counted } from '../../core/text/text.js';
import { cleanCanaries } from '../../run/canary-clean.js';
import { exitCodeOfSignal } from '../../run/result/exit.js';
import { runLive } from '../live-run.js';
import type { RawOptions } from '../options/options.js';
import { requestOf } from '../request.js';
import { say, sayAll } from '../output/standard-error.js';

/** `doctor --canary-clean`: deletes what a killed `--canary` left behind, and reports nothing else. */
export async function canaryCleanCommand(
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  return runLive(options, true, {
    ask: ({ live }) => cleanCanaries(requestOf('doctor', files, options, live), live, version),
    answer: ({ cleaned, unread }, { interruptedBy }) => {
      for (const { alias, deleted, failed } of cleaned) {
        const said =
          failed === null ? `${counted(deleted, 'task filter')} deleted` : `not cleaned: ${failed}`;
        say(`${alias}: ${said}`);
      }
      sayAll(unread);
      const by = interruptedBy();
      if (by !== null) return Promise.resolve(exitCodeOfSignal(by));
      return Promise.resolve(unread.length > 0 || cleaned.some(({ failed }) => failed !== null) ? 3 : 0);
    },
  });
}
