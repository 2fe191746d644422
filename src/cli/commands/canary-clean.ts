import { counted } from '../../core/text.js';
import { cleanCanaries } from '../../run/canary-clean.js';
import type { RawOptions } from '../options.js';
import { liveRequestOf, requestOf } from '../request.js';

/** `doctor --canary-clean`: deletes what a killed `--canary` left behind, and reports nothing else. */
export async function canaryCleanCommand(
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  const live = liveRequestOf(options, new AbortController().signal, () => undefined);
  const cleaned = await cleanCanaries(requestOf('doctor', files, options, live), version);
  for (const { alias, deleted, failed } of cleaned) {
    const said = failed === null ? `${counted(deleted, 'task filter')} deleted` : `not cleaned: ${failed}`;
    process.stderr.write(`${alias}: ${said}\n`);
  }
  return cleaned.some(({ failed }) => failed !== null) ? 3 : 0;
}
