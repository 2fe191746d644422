import type { AnyCommand, Handler } from '../command-types.js';
import { manualPage } from '../manual.js';
import { toStandardOutput } from '../output/standard-output.js';

/** `manual`: the page that the build writes down for `man`. */
export function writingManual(commands: readonly AnyCommand[]): Handler<object> {
  return async (_args, _options, version) => {
    await toStandardOutput(manualPage(commands, version));
    return 0;
  };
}
