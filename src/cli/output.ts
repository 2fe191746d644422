import { writeFileSync } from 'node:fs';
import { InputError, UsageError } from '../core/errors.js';
import type { Report, ReportOptions } from '../core/report.js';
import { FORMAT_NAMES, isFormatName, render, type FormatName } from '../report/index.js';
import type { RawOptions } from './options.js';

/** One report to write: `file` null is standard output. */
interface Output {
  readonly format: FormatName;
  readonly file: string | null;
}

/** Reads `--format NAME[=FILE]`. Without any that goes to standard output, `pretty` does. */
export function outputsOf(formats: readonly string[] | undefined): readonly Output[] {
  const outputs = (formats ?? []).map(outputOf);
  const direct = outputs.filter(({ file }) => file === null);
  if (direct.length > 1) {
    throw new UsageError(
      'only one format can go to standard output',
      `give the others a file, e.g. --format ${direct[1]?.format ?? 'json'}=report.${direct[1]?.format ?? 'json'}`,
    );
  }
  return direct.length === 1 ? outputs : [{ format: 'pretty', file: null }, ...outputs];
}

function outputOf(text: string): Output {
  const at = text.indexOf('=');
  const format = at < 0 ? text : text.slice(0, at);
  if (!isFormatName(format)) {
    throw new UsageError(`there is no format "${format}"`, `there are ${FORMAT_NAMES.join(', ')}`);
  }
  if (at === text.length - 1) throw new UsageError(`--format ${text} names no file`);
  return { format, file: at < 0 ? null : text.slice(at + 1) };
}

/** Writes every report. Nothing but a report goes to standard output. */
export async function writeReports(
  report: Report,
  outputs: readonly Output[],
  options: RawOptions,
): Promise<void> {
  for (const { format, file } of outputs) {
    const text = await render(format, report, reportOptions(options, file === null));
    if (file === null) await toStandardOutput(text);
    else toFile(file, text);
  }
}

function toFile(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new InputError(`${file}: cannot be written`, { cause });
  }
}

/** What a reporter has to know about where its text goes. */
export function reportOptions(options: RawOptions, toTerminal: boolean): ReportOptions {
  return {
    color: toTerminal && wantsColor(options.color),
    quiet: options.quiet ?? false,
    verbose: options.verbose ?? false,
    timings: options.timings ?? false,
    width: process.stdout.columns ?? 100,
  };
}

/** `--color` wins, then NO_COLOR and FORCE_COLOR, then whether somebody looks. */
export function wantsColor(when: string | undefined): boolean {
  const { env } = process;
  if (when === 'always') return true;
  if (when === 'never') return false;
  if (when !== undefined && when !== 'auto') {
    throw new UsageError(`--color "${when}" is none of auto, always, never`);
  }
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'] ?? env['CLICOLOR_FORCE'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return process.stdout.isTTY && env['TERM'] !== 'dumb';
}

/** Waits until the text is handed over, so that a long report is never cut at the end of the process. */
export async function toStandardOutput(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}
