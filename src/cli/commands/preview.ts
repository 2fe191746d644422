import { UsageError } from '../../core/errors.js';
import type { Report } from '../../core/report.js';
import { readModels } from '../../load/models/read.js';
import type { Model } from '../../core/model.js';
import type { PreviewTarget } from '../../core/preview.js';
import { preview } from '../../run/preview/preview.js';
import { render } from '../../report/index.js';
import { runLive } from '../live-run.js';
import type { RawOptions } from '../options.js';
import { outputsOf, wantsColor, writeReports } from '../output.js';
import type { PreviewOptions as OwnOptions } from '../own-options.js';
import { requestOf } from '../request.js';
import { toStandardOutput } from '../standard-output.js';
import { deploymentsForPrograms, deploymentsText } from '../../report/preview.js';

export type PreviewOptions = OwnOptions & RawOptions;

/** `preview`: which clashes would deploying these models cause? */
export async function previewCommand(
  models: readonly string[],
  options: PreviewOptions,
  version: string,
): Promise<number> {
  const to = targetsOf(options);
  const outputs = outputsOf(options.format);
  wantsColor(options.color);
  const read = readModels(models);
  return runLive(options, options.quiet ?? false, {
    ask: ({ live, interruptedBy }) => {
      const check = { ...requestOf('doctor', options.config ?? [], options, live), live };
      const request = { check, models: read, to, tenant: options.tenant ?? null };
      return preview(request, { version, interruptedBy });
    },
    answer: async ({ report, targets }) => {
      await write(report, read, targets, outputs, options);
      return report.exitCode;
    },
  });
}

/** Null is every engine. */
function targetsOf({ to, all = false, tenant }: PreviewOptions): readonly string[] | null {
  const aliases = (to ?? []).flatMap((text) => text.split(',')).flatMap((alias) => alias.trim() || []);
  if (all === aliases.length > 0) {
    throw new UsageError(
      all ? '--to and --all exclude each other' : 'where to? --to ALIAS, or --all for every engine',
    );
  }
  if (tenant === '') throw new UsageError('--tenant names no tenant', 'leave it out to deploy without one');
  return all ? null : aliases;
}

/** The people's format begins with what would be deployed, JSON has it under `deployments`. */
async function write(
  report: Report,
  models: readonly Model[],
  targets: readonly PreviewTarget[],
  outputs: ReturnType<typeof outputsOf>,
  options: PreviewOptions,
): Promise<void> {
  const toScreen = outputs.find(({ file }) => file === null);
  if (toScreen?.format === 'pretty')
    await toStandardOutput(deploymentsText(models, targets, report.summary.skipped === 0));
  if (toScreen?.format === 'json') {
    await toStandardOutput(await jsonOf(report, models, targets));
    await writeReports(
      report,
      outputs.filter((output) => output !== toScreen),
      options,
    );
  } else await writeReports(report, outputs, options);
}

async function jsonOf(
  report: Report,
  models: readonly Model[],
  targets: readonly PreviewTarget[],
): Promise<string> {
  const options = { color: false, quiet: false, verbose: false, timings: false, width: 100 };
  const document: unknown = JSON.parse(await render('json', report, options));
  const deployments = deploymentsForPrograms(models, targets);
  return `${JSON.stringify(Object.assign({}, document, { deployments }), null, 2)}\n`;
}
