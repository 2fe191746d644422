import { existsSync } from 'node:fs';
import { UsageError } from '../../core/errors.js';
import {
  ACCESS_FORMAT_NAMES,
  accessFormatNamed,
  isAccessFormat,
  renderAccess,
} from '../../report/access/index.js';
import { access } from '../../run/access/access.js';
import { runLive } from '../live-run.js';
import type { RawOptions } from '../options/options.js';
import { refuseLogin, refuseNothing, refuseSecret } from '../options/refuse-secret.js';
import { outputsIn, wantsColor, writeOutputs } from '../output/output.js';
import type { AccessOptions } from '../options/own-options.js';
import { runFactsOf } from '../output/run-facts.js';
import { requestOf } from '../request.js';

const FORMATS = {
  names: ACCESS_FORMAT_NAMES,
  has: isAccessFormat,
  usual: 'pretty',
  row: accessFormatNamed,
} as const;

/** `access`: who may log in to Optimize and what they see there, by which authorization. */
export async function accessCommand(
  users: readonly string[],
  options: AccessOptions & RawOptions,
  version: string,
): Promise<number> {
  const outputs = outputsIn(options.format, FORMATS);
  wantsColor(options.color);
  refuseContradictions(users, options);
  refuseFiles(users);
  for (const user of users) {
    refuseNothing(user);
    refuseLogin(user);
  }
  refuseSecret(options.definition ?? '', 'the key of a definition');
  const { explain = false, names = false, all = false, definition = null } = options;
  const files = options.config === undefined ? [] : [options.config];
  return runLive(options, options.quiet ?? false, {
    files,
    ask: ({ live, options: completed, files: asked, interruptedBy }) => {
      const check = { ...requestOf('doctor', asked, completed, live), live };
      return access(
        { check, users, all, definition, explain, names },
        { version, interruptedBy, run: runFactsOf(options) },
      );
    },
    answer: async (report) => {
      await writeOutputs(outputs, options, FORMATS, (format, how) => renderAccess(format, report, how));
      return report.exitCode;
    },
  });
}

/** A configuration is an option here, because user ids are the arguments. */
function refuseFiles(users: readonly string[]): void {
  const file = users.find(
    (user) => /[^.]\.(?:ya?ml|json)$/i.test(user) || (/[/\\]/.test(user) && existsSync(user)),
  );
  if (file === undefined) return;
  const asked = users.find((user) => user !== file) ?? 'USER';
  throw new UsageError(
    `"${file}" is a file, and access takes user ids`,
    `name the file by an option: multi-engine access ${asked} --config ${file}`,
  );
}

function refuseContradictions(users: readonly string[], options: AccessOptions & RawOptions): void {
  if (users.length > 0 && options.all === true) throw new UsageError('name users or use --all, not both');
  if (options.names === true && options.record !== undefined) {
    throw new UsageError('--names and --record exclude each other: a recording holds no names');
  }
}
