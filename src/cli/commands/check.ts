import { check } from '../../run/check.js';
import type { RawOptions } from '../options/options.js';
import { offlineOutputsOf, wantsColor, writeReports } from '../output/output.js';
import { requestOf } from '../request.js';
import { contextOf } from '../run-context.js';

/** `validate`: the pipeline without a network. */
export async function validateCommand(
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  if (options.printEffective === true) {
    const { effectiveCommand } = await import('./effective.js');
    return effectiveCommand(files, options, version);
  }
  if (wantsFix(options)) {
    const { fixCommand } = await import('./fix.js');
    return fixCommand(files, options, version);
  }
  const outputs = offlineOutputsOf(options.format);
  wantsColor(options.color);
  const report = await check(
    requestOf('validate', files, options, null),
    contextOf(version, options, () => null),
  );
  await writeReports(report, outputs, options);
  return report.exitCode;
}

function wantsFix({ fix, fixAll, dryRun }: RawOptions): boolean {
  return fix === true || fixAll === true || dryRun === true;
}
