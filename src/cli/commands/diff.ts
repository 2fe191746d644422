import { UsageError } from '../../core/errors.js';
import type { Report } from '../../core/report/report.js';
import { diff } from '../../run/diff/diff.js';
import type { RawOptions } from '../options/options.js';
import { offlineOutputsOf, wantsColor, writeReports } from '../output/output.js';
import { runLive } from '../live-run.js';
import { requestOf } from '../request.js';
import { contextOf } from '../run-context.js';

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
    throw new UsageError('diff needs two inputs to compare', 'multi-engine diff BEFORE AFTER');
  }
  if (options.credentials !== undefined && options.data === undefined)
    throw new UsageError('--credentials is for the data of Optimize, which is not read', 'add --data');
  if (options.data === undefined) {
    const request = requestOf('validate', [], options, null);
    return answered(
      await diff(
        [before, after],
        request,
        contextOf(version, options, () => null),
      ),
    );
  }
  return runLive(options, options.quiet ?? false, {
    ask: ({ live, interruptedBy }) =>
      diff(
        [before, after],
        requestOf('validate', [], options, live),
        contextOf(version, options, interruptedBy),
      ),
    answer: answered,
  });

  async function answered(report: Report): Promise<number> {
    await writeReports(report, outputs, options);
    return report.exitCode;
  }
}
