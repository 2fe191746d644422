import { effectiveOf } from '../../configuration/resolved/effective.js';
import { UsageError } from '../../core/errors.js';
import { effectiveText } from '../../report/effective.js';
import { summaryLines } from '../../report/pretty/summary-line.js';
import { check } from '../../run/check.js';
import { loadClusters, variablesOf } from '../../run/request/configure.js';
import type { RawOptions } from '../options/options.js';
import { offlineOutputsOf, writeEach, writeReports } from '../output/output.js';
import { runFactsOf } from '../output/run-facts.js';
import { toStandardOutput } from '../output/standard-output.js';
import { requestOf } from '../request.js';
import { sayAll } from '../output/standard-error.js';

/**
 * `validate --print-effective`: what Optimize reads takes the place of the findings on standard output. Everything else is as ever: the
 * rules run, formats with a file are written, and the exit code means what it always means.
 */
export async function effectiveCommand(
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  const outputs = offlineOutputsOf(options.format).filter(({ file }) => file !== null);
  const direct = (options.format ?? []).find((format) => !format.includes('='));
  if (direct !== undefined)
    throw new UsageError(
      `--print-effective and --format ${direct} both go to standard output`,
      `give the format a file, e.g. --format ${direct}=report.${direct === 'json' ? 'json' : 'txt'}`,
    );
  const request = requestOf('validate', files, options, null);
  const variables = variablesOf(request);
  const loaded = await loadClusters(request, variables);
  const report = await check(
    request,
    { version, interruptedBy: () => null, run: runFactsOf(options) },
    loaded,
  );
  const { variablesFiles, engines } = request;
  const { configuration, vault, variablesOf: ofFile } = loaded.whole;
  const effective = configuration.files.map((file) =>
    effectiveOf(file, { variables: ofFile(file), variablesFiles, engines, vault }),
  );
  await writeEach([
    () => toStandardOutput(effectiveText(effective)),
    () => writeReports(report, outputs, options),
  ]);
  if (options.quiet !== true) {
    sayAll(summaryLines({ paint: (_, text) => text, width: 100, verbose: false }, report));
  }
  return report.exitCode;
}
