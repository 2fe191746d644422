import { UsageError } from '../../core/errors.js';
import { diff } from '../../run/diff/diff.js';
import type { RawOptions } from '../options/options.js';
import { offlineOutputsOf, wantsColor, writeReports } from '../output/output.js';
import { runFactsOf } from '../output/run-facts.js';
import { requestOf } from '../request.js';

/** `diff BEFORE AFTER`: what changed between two configurations or two recordings, and what it costs. */
export async function diffCommand(
  inputs: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  const outputs = offlineOutputsOf(options.format);
  wantsColor(options.color);
  const [before, after, ...others] = inputs;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError('diff compares two', 'multi-engine diff BEFORE AFTER');
  }
  for (const name of ['base', 'nodes'] as const) {
    if (options[name] !== undefined)
      throw new UsageError(`--${name} says nothing of a difference: leave it out`);
  }
  const context = { version, interruptedBy: () => null, run: runFactsOf(options) };
  const report = await diff([before, after], requestOf('validate', [], options, null), context);
  await writeReports(report, outputs, options);
  return report.exitCode;
}
