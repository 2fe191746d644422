import { render } from '../report/index.js';
import { check } from '../run/check.js';
import { requestOf } from './request.js';

/**
 * Validates a file for nobody, so that Node has compiled what a usual run needs: a first run that ends with a wrong option
 * compiles little, and what is kept of it would serve no other.
 */
export async function rehearse(file: string): Promise<void> {
  const context = { version: '', interruptedBy: () => null };
  const report = await check(requestOf('validate', [file], {}, null), context);
  await render('pretty', report, { color: false, quiet: false, verbose: false, timings: false, width: 100 });
}
