import { existsSync } from 'node:fs';
import { check } from '../../run/check.js';
import type { NamedEngines } from '../engine-addresses.js';
import { runLive } from '../live-run.js';
import type { RawOptions } from '../options/options.js';
import { outputsOf, wantsColor, wantsInventory, writeReports } from '../output/output.js';
import { requestOf } from '../request.js';
import { contextOf } from '../run-context.js';

/** `doctor`: the same pipeline with its live part. */
export async function doctorCommand(
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  const outputs = outputsOf(options.format);
  wantsColor(options.color);
  if (options.canaryClean === true) {
    const { canaryCleanCommand } = await import('./canary-clean.js');
    return canaryCleanCommand(files, options, version);
  }
  const named = await namedEngines(files);
  return runLive(options, options.quiet ?? false, {
    files: named.files,
    ...(named.texts && { texts: named.texts }),
    ask: ({ live, options: all, files: asked, interruptedBy }) =>
      check(
        requestOf('doctor', asked, all, { ...live, deploymentTimes: wantsInventory(outputs) }),
        contextOf(version, options, interruptedBy),
      ),
    answer: async (report) => {
      await writeReports(report, outputs, options);
      return report.exitCode;
    },
  });
}

/** `eu=https://host/engine-rest` is an engine without a file. */
async function namedEngines(files: readonly string[]): Promise<NamedEngines> {
  if (!files.some(namesEngine)) return { files };
  const { enginesOf } = await import('../engine-addresses.js');
  return enginesOf(files);
}

/** `NAME=word` is the name of a file where there is one. */
function namesEngine(argument: string): boolean {
  if (/^[^=/\\]*=\s*[a-z][a-z+.-]*:\/\//iu.test(argument)) return true;
  return /^[\w.-]+=[^=]*$/u.test(argument) && !existsSync(argument);
}
