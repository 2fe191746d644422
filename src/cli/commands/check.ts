import { check } from '../../run/check.js';
import type { RawOptions } from '../options.js';
import { outputsOf, wantsColor, writeReports } from '../output.js';
import { progressOf } from '../progress.js';
import { liveRequestOf, requestOf } from '../request.js';
import { Interruption } from '../signals.js';

/** `validate` and `doctor`: one pipeline, with and without the live part. */
export async function checkCommand(
  command: 'validate' | 'doctor',
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  if (options.printEffective === true) {
    const { effectiveCommand } = await import('./effective.js');
    return effectiveCommand(files, options, version);
  }
  const outputs = outputsOf(options.format);
  wantsColor(options.color);
  if (command === 'doctor' && options.canaryClean === true) {
    const { canaryCleanCommand } = await import('./canary-clean.js');
    return canaryCleanCommand(files, options, version);
  }
  const interruption = command === 'doctor' ? new Interruption() : null;
  const progress = command === 'doctor' ? await progressOf(options.quiet ?? false) : null;
  try {
    const live =
      progress === null || interruption === null
        ? null
        : liveRequestOf(options, interruption.signal, progress.update);
    const request = requestOf(command, files, options, live);
    const report = await check(request, {
      version,
      interruptedBy: () => interruption?.by ?? null,
      say: (line) => process.stderr.write(`multi-engine: ${line}\n`),
    });
    progress?.stop();
    await writeReports(report, outputs, options);
    return report.exitCode;
  } finally {
    progress?.stop();
    interruption?.release();
  }
}
