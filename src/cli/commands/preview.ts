import { UsageError } from '../../core/errors.js';
import { inSteps } from '../../core/steps.js';
import { partsOfList } from '../../core/text/text.js';
import { readModels } from '../../load/models/read.js';
import { preview } from '../../run/preview/preview.js';
import { runLive } from '../live-run.js';
import type { RawOptions } from '../options/options.js';
import { refuseSecret } from '../options/refuse-secret.js';
import { outputsOf, wantsColor, wantsInventory, writeReports } from '../output/output.js';
import type { PreviewOptions as OwnOptions } from '../options/own-options.js';
import { runFactsOf } from '../output/run-facts.js';
import { requestOf } from '../request.js';
import { interruptionOfRun } from '../signals.js';

export type PreviewOptions = OwnOptions & RawOptions;

/** `preview`: which clashes would deploying these models cause? */
export async function previewCommand(
  models: readonly string[],
  options: PreviewOptions,
  version: string,
): Promise<number> {
  refuseConfigurations(models);
  const to = targetsOf(options);
  const outputs = outputsOf(options.format);
  wantsColor(options.color);
  // Before the run, so that a file that is no model is told before anything is asked or recorded.
  const interruption = interruptionOfRun();
  const read = await inSteps(readModels(models), { interruptedBy: () => interruption.by });
  return runLive(options, options.quiet ?? false, {
    files: options.config ?? [],
    ask: ({ live, options: completed, files, interruptedBy }) => {
      const wanted = { ...live, deploymentTimes: wantsInventory(outputs) };
      const check = { ...requestOf('doctor', files, completed, wanted), live: wanted };
      const request = { check, models: read, to, tenant: options.tenant ?? null };
      return preview(request, { version, interruptedBy, run: runFactsOf(options) });
    },
    answer: async (report) => {
      await writeReports(report, outputs, options);
      return report.exitCode;
    },
  });
}

/** A configuration is an option here, because models are the arguments. */
function refuseConfigurations(models: readonly string[]): void {
  const file = models.find((model) => /\.(?:ya?ml|json)$/i.test(model));
  if (file === undefined) return;
  const model = models.find((each) => each !== file) ?? 'MODEL';
  throw new UsageError(
    `"${file}" is a configuration, and preview takes BPMN and DMN files`,
    `name it by an option: multi-engine preview ${model} --to ALIAS --config ${file}`,
  );
}

/** Null is every engine. */
function targetsOf({ to, all = false, tenant }: PreviewOptions): readonly string[] | null {
  const aliases = (to ?? []).flatMap(partsOfList);
  if (all === aliases.length > 0) {
    throw new UsageError(
      all ? '--to and --all exclude each other' : 'missing target: use --to ALIAS or --all',
    );
  }
  if (tenant === '') throw new UsageError('--tenant names no tenant', 'leave it out to deploy without one');
  refuseSecret(tenant ?? '', 'the id of a tenant');
  return all ? null : aliases;
}
