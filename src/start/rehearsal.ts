import { COMMANDS } from '../cli/commands.js';
import { requestOf } from '../cli/request.js';
import { render } from '../report/index.js';
import { check } from '../run/check.js';

/**
 * Validates a file for nobody. What that loads is what a usual run needs: the build puts it into one file. And before code is
 * kept, it has Node compile the same: a run that ends with a wrong option compiles little, and what is kept of it would serve
 * no other.
 */
export async function rehearse(file: string): Promise<void> {
  await COMMANDS.find(({ name }) => name === 'validate')?.load();
  const context = { version: '', interruptedBy: () => null };
  const report = await check(requestOf('validate', [file], {}, null), context);
  await render('pretty', report, { color: false, quiet: false, verbose: false, timings: false, width: 100 });
}
