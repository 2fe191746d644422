import { UsageError } from '../../core/errors.js';
import { counted } from '../../core/text/text.js';
import { diffOf, type ChangedFile } from '../../run/changed-files.js';
import { writeCorrected } from '../../run/write-corrected.js';
import { fix, type Fixed } from '../../run/fix/fix.js';
import { nameAsked } from '../../run/request/inputs.js';
import type { RawOptions } from '../options/options.js';
import { offlineOutputsOf, wantsColor, writeReports } from '../output/output.js';
import { say, sayDifference } from '../output/standard-error.js';
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
  const request = requestOf('validate', files, options, null);
  const fixed = await fix(request, context, fixAll);
  const isPipe = ({ name }: ChangedFile): boolean => nameAsked(name, request) === '-';
  for (const file of fixed.files) showDifference(fixed, file);
  if (!dryRun) {
    for (const file of fixed.files) if (!isPipe(file)) await write(file);
    const piped = fixed.files.find(isPipe) ?? fixed.input;
    if (piped !== null) await pass(piped, fixed);
  }
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
  if (before === after) say(`${file.name}: what changes is not shown: its lines hold secrets`);
  else sayDifference(diffOf({ ...file, before, after }));
}

async function write(file: ChangedFile): Promise<void> {
  const backup = await writeCorrected(file);
  say(`${file.name}: changed; the former file is ${backup}`);
}

/** The text that came in, corrected. On a screen secrets are masked; a pipe gets them, or they would be lost to whoever reads it. */
async function pass(file: ChangedFile, { masked }: Fixed): Promise<void> {
  const text = terminal() === null ? file.after : masked(file, file.after);
  await toStandardOutput(text, { exact: true });
}
