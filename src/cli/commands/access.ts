import { writeFile } from 'node:fs/promises';
import { UsageError } from '../../core/errors.js';
import {
  ACCESS_FORMAT_NAMES,
  isAccessFormat,
  renderAccess,
  type AccessFormat,
} from '../../report/access/index.js';
import { access } from '../../run/access.js';
import type { RawOptions } from '../options.js';
import { reportOptions, toStandardOutput, wantsColor } from '../output.js';
import { progressOf } from '../progress.js';
import { liveRequestOf, requestOf } from '../request.js';
import { Interruption } from '../signals.js';

/** The options of `access` as commander hands them over, besides those of all checking commands. */
export interface RawAccessOptions extends RawOptions {
  readonly config?: string;
  readonly all?: boolean;
  readonly definition?: string;
  readonly explain?: boolean;
  readonly names?: boolean;
}

/** `access`: who may log in to Optimize and what they see there, by which authorization. */
export async function accessCommand(
  users: readonly string[],
  options: RawAccessOptions,
  version: string,
): Promise<number> {
  const outputs = outputsOf(options.format);
  wantsColor(options.color);
  refuseContradictions(users, options);
  const interruption = new Interruption();
  const progress = await progressOf(options.quiet ?? false);
  try {
    const live = liveRequestOf(options, interruption.signal, progress.update);
    const files = options.config === undefined ? [] : [options.config];
    const request = {
      check: { ...requestOf('doctor', files, options, live), live },
      users,
      all: options.all ?? false,
      definition: options.definition ?? null,
      explain: options.explain ?? false,
      names: options.names ?? false,
    };
    const report = await access(request, { version, interruptedBy: () => interruption.by });
    progress.stop();
    for (const { format, file } of outputs) {
      const text = await renderAccess(format, report, reportOptions(options, file === null));
      if (file === null) await toStandardOutput(text);
      else await writeFile(file, text);
    }
    return report.exitCode;
  } finally {
    progress.stop();
    interruption.release();
  }
}

function refuseContradictions(users: readonly string[], options: RawAccessOptions): void {
  if (users.length > 0 && options.all === true) throw new UsageError('name users or say --all, not both');
  if (options.names === true && options.record !== undefined) {
    throw new UsageError('--names and --record exclude each other: a recording holds no names');
  }
}

interface Output {
  readonly format: AccessFormat;
  readonly file: string | null;
}

/** Reads `--format NAME[=FILE]`. Without any that goes to standard output, `pretty` does. */
function outputsOf(formats: readonly string[] = []): readonly Output[] {
  const outputs = formats.map(outputOf);
  const direct = outputs.filter(({ file }) => file === null);
  if (direct.length > 1) throw new UsageError('only one format can go to standard output');
  return direct.length === 1 ? outputs : [{ format: 'pretty', file: null }, ...outputs];
}

function outputOf(text: string): Output {
  const [format = '', ...file] = text.split('=');
  if (!isAccessFormat(format)) {
    throw new UsageError(
      `there is no format "${format}" here`,
      `there are ${ACCESS_FORMAT_NAMES.join(', ')}`,
    );
  }
  if (text.endsWith('=')) throw new UsageError(`--format ${text} names no file`);
  return { format, file: file.length === 0 ? null : file.join('=') };
}
