import { UsageError } from '../../core/errors.js';
import { counted } from '../../core/text/text.js';
import type { ChangedFile } from '../../run/changed-files.js';
import { diffOf } from '../../run/balancer/balancer.js';
import { writeCorrected } from '../../run/balancer/write.js';
import { fix, type Fixed } from '../../run/fix/fix.js';
import type { RawOptions } from '../options/options.js';
import { offlineOutputsOf, wantsColor, writeReports } from '../output/output.js';
import { say } from '../output/standard-error.js';
import { terminal, toStandardOutput } from '../output/standard-output.js';
import { requestOf } from '../request.js';
import { contextOf } from '../run-context.js';

/**
 * `validate --fix`: the edits are made, and the report is about the files as they are then. What changed is told on standard error; of
 * standard input the corrected text goes to standard output.
 */
export async function fixCommand(
  files: readonly string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  const { fixAll = false, dryRun = false } = options;
  if (options.fix !== true && !fixAll)
    throw new UsageError('--dry-run shows what --fix or --fix-all would change: add one of them');
  if (options.updateBaseline === true)
    throw new UsageError('--fix and --update-baseline exclude each other: accept what is left afterwards');
  const isPiped = files.includes('-');
  const outputs = offlineOutputsOf(options.format).filter(({ file }) => !isPiped || file !== null);
  wantsColor(options.color);
  const context = contextOf(version, options, () => null);
  const fixed = await fix(requestOf('validate', files, options, null), context, fixAll);
  for (const file of fixed.files) showDifference(fixed, file);
  if (!dryRun) for (const file of fixed.files) if (!isPipe(file, files, options)) await write(file);
  if (isPiped) await pass(fixed, files, options, dryRun);
  if (outputs.length > 0) await writeReports(fixed.report, outputs, options);
  say(`multi-engine: ${summaryOf(fixed, dryRun)}`);
  return fixed.report.exitCode;
}

function summaryOf({ files, gone, report: { findings } }: Fixed, dryRun: boolean): string {
  const left = `${counted(findings.length, 'finding')} left`;
  if (files.length === 0) return `nothing was corrected; ${left}`;
  const done = `${counted(gone, 'finding')} ${dryRun ? 'would be corrected' : 'corrected'}`;
  return `${done} in ${counted(files.length, 'file')}; ${left}`;
}

function showDifference({ masked }: Fixed, file: ChangedFile): void {
  const [before, after] = [masked(file, file.before), masked(file, file.after)];
  say(
    ...diffOf({ ...file, before, after })
      .trimEnd()
      .split('\n'),
  );
}

function isPipe({ name }: ChangedFile, files: readonly string[], { stdinFilename }: RawOptions): boolean {
  return files.includes('-') && name === (stdinFilename ?? '<stdin>');
}

async function write(file: ChangedFile): Promise<void> {
  const backup = await writeCorrected(file);
  say(`${file.name}: changed; the former file is ${backup}`);
}

/** The text that came in, corrected. On a screen secrets are masked; a pipe gets them, or they would be lost to whoever reads it. */
async function pass(
  { files: changed, masked, input }: Fixed,
  files: readonly string[],
  options: RawOptions,
  dryRun: boolean,
): Promise<void> {
  const file = changed.find((each) => isPipe(each, files, options)) ?? input;
  if (file === null || dryRun) return;
  const text = terminal() === null ? file.after : masked(file, file.after);
  await toStandardOutput(text, { exact: true });
}
