import { UsageError } from '../../core/errors.js';
import { ACCESS_FORMAT_NAMES, isAccessFormat, renderAccess } from '../../report/access/index.js';
import { access } from '../../run/access.js';
import type { RawOptions } from '../options.js';
import { outputsIn, wantsColor, writeOutputs } from '../output.js';
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

const FORMATS = { names: ACCESS_FORMAT_NAMES, has: isAccessFormat, usual: 'pretty' } as const;

/** `access`: who may log in to Optimize and what they see there, by which authorization. */
export async function accessCommand(
  users: readonly string[],
  options: RawAccessOptions,
  version: string,
): Promise<number> {
  const outputs = outputsIn(options.format, FORMATS);
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
    await writeOutputs(outputs, options, (format, how) => renderAccess(format, report, how));
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
