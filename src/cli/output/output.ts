import path from 'node:path';
import { OutputError, UsageError } from '../../core/errors.js';
import type { Report, ReportOptions } from '../../core/report/report.js';
import {
  FORMAT_NAMES,
  formatNamed,
  isFormatName,
  render as renderReport,
  type FormatName,
  type FormatRow,
} from '../../report/index.js';
import type { RawOptions } from '../options/options.js';
import { invocation } from './invocation.js';
import { say } from './standard-error.js';
import { columnsOf, terminal, toStandardOutput } from './standard-output.js';

/** One report to write: `file` null is standard output. */
export interface Output<F extends string = FormatName> {
  readonly format: F;
  readonly file: string | null;
}

/** The formats that a command can write. */
export interface Formats<F extends string> {
  readonly names: readonly F[];
  readonly has: (name: string) => name is F;
  /** What is written where nothing else goes to standard output. */
  readonly usual: F;
  readonly row: (name: F) => FormatRow;
}

const REPORTS: Formats<FormatName> = {
  names: FORMAT_NAMES,
  has: isFormatName,
  usual: 'pretty',
  row: formatNamed,
};

/** Reads the options `--format NAME[=FILE]` of a command that writes reports. */
export function outputsOf(formats: readonly string[] | undefined): readonly Output[] {
  return outputsIn(formats, REPORTS);
}

/** Whether one of them lists what engines have. */
export function wantsInventory(outputs: readonly Output[]): boolean {
  return outputs.some(({ format }) => formatNamed(format).needsEngines === true);
}

/** The same for a command that asks no engine. */
export function offlineOutputsOf(formats: readonly string[] | undefined): readonly Output[] {
  const outputs = outputsOf(formats);
  const live = outputs.find(({ format }) => formatNamed(format).needsEngines === true);
  if (live === undefined) return outputs;
  throw new UsageError(
    `--format ${live.format} lists what engines have, and none is asked here`,
    'use doctor',
  );
}

/** Reads `--format NAME[=FILE]`. At most one format goes to standard output; without any, the usual one does. */
export function outputsIn<F extends string>(
  formats: readonly string[] = [],
  known: Formats<F>,
): readonly Output<F>[] {
  const outputs = formats.map((text) => outputOf(text, known));
  const direct = outputs.filter(({ file }) => file === null);
  if (direct.length > 1) {
    throw new UsageError(
      'only one format can go to standard output',
      `give the others a file, e.g. --format ${direct[1]?.format ?? 'json'}=report.${direct[1]?.format ?? 'json'}`,
    );
  }
  // What is no file, such as a pipe of the shell, takes both.
  const files = outputs.flatMap(({ file }) =>
    file === null || /^\/(?:dev|proc)\//.test(file) ? [] : path.resolve(file),
  );
  if (new Set(files).size < files.length) throw new UsageError('--format names one file twice');
  return direct.length === 1 ? outputs : [{ format: known.usual, file: null }, ...outputs];
}

function outputOf<F extends string>(text: string, known: Formats<F>): Output<F> {
  const at = text.indexOf('=');
  const format = at < 0 ? text : text.slice(0, at);
  if (!known.has(format)) {
    throw new UsageError(`there is no format "${format}" here`, `there are ${known.names.join(', ')}`);
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
  await writeOutputs(outputs, options, REPORTS, (format, how) => renderReport(format, report, how));
}

/** Writes one text per output, as `render` makes it. Throws OutputError where one cannot be written, when all others are. */
export async function writeOutputs<F extends string>(
  outputs: readonly Output<F>[],
  options: RawOptions,
  { row, has }: Formats<F>,
  render: (format: F, how: ReportOptions) => Promise<string>,
): Promise<void> {
  const rows = outputs.map(({ format }) => row(format));
  const further = await furtherOptions(rows);
  const how = (direct: boolean): ReportOptions => ({ ...reportOptions(options, direct), ...further });
  const pages = await pagesFor(how(true));
  const write = async ({ format, file }: Output<F>): Promise<void> => {
    const own = file === null ? { ...how(true), ...pages } : how(false);
    const text = await render(format, own);
    if (file === null) await toStandardOutput(text, { painted: own.color });
    else await (await import('./files.js')).toFile(file, text);
  };
  const summaries = rows.flatMap(({ summary }) =>
    summary !== undefined && has(summary.format) ? [{ ...summary, format: summary.format }] : [],
  );
  await writeEach([
    ...outputs.map((output) => () => write(output)),
    ...summaries.map(({ variable, format }) => async () => {
      const file = process.env[variable] ?? '';
      if (file !== '') await (await import('./files.js')).addTo(file, await render(format, how(false)));
    }),
  ]);
}

/** Where the pages of the rules are, for a terminal with colours: only there something is shown that is no text. */
async function pagesFor({ color }: ReportOptions): Promise<Pick<ReportOptions, 'pages'>> {
  if (!color || terminal() === null) return {};
  const { linkedPages } = await import('./links.js');
  const pages = linkedPages();
  return pages === undefined ? {} : { pages };
}

/** What only some formats ask for. */
async function furtherOptions(rows: readonly FormatRow[]): Promise<Partial<ReportOptions>> {
  if (!rows.some(({ places, explains }) => places === true || explains === true)) return {};
  const { placesHere } = await import('./repository.js');
  const further = placesHere();
  if (!rows.some(({ explains }) => explains === true)) return further;
  const { rulePages } = await import('./rule-pages.js');
  return { ...further, rules: await rulePages() };
}

/** Writes one after the other. What fails keeps nothing from being written; it is told, and the last of it thrown. */
export async function writeEach(writes: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const write of writes) await write().catch((error: unknown) => failures.push(error));
  if (failures.length === 0) return;
  // A defect of ours outweighs a full disk.
  const worst = failures.find((error) => !(error instanceof OutputError)) ?? failures.at(-1);
  for (const error of failures) {
    if (error !== worst) say(`multi-engine: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw worst;
}

/** What a reporter has to know about where its text goes. */
function reportOptions(options: RawOptions, toTerminal: boolean): ReportOptions {
  const columns = columnsOf(terminal());
  return {
    color: toTerminal && wantsColor(options.color),
    quiet: options.quiet ?? false,
    verbose: options.verbose ?? false,
    timings: options.timings ?? false,
    ...(options.status === true && { status: true }),
    width: columns ?? 100,
    ...(columns !== null && { onTerminal: true }),
    invocation,
  };
}

/** `--color` wins, then NO_COLOR and FORCE_COLOR, then whether somebody looks. */
export function wantsColor(when: string | undefined): boolean {
  const { env } = process;
  if (when === 'always') return true;
  if (when === 'never') return false;
  if (when !== undefined && when !== 'auto') {
    throw new UsageError(`--color "${when}" must be auto, always or never`);
  }
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'] ?? env['CLICOLOR_FORCE'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return terminal() !== null && env['TERM'] !== 'dumb';
}
