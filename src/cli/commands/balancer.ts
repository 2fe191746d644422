import { makeFolder } from '../../load/text/make-folder.js';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { FILE_NAMES } from '../../advice/balancer.js';
import { BALANCERS, type BalancerKind, type BalancerSettings } from '../../advice/types.js';
import { OutputError, UsageError } from '../../core/errors.js';
import { writeProblem } from '../../core/system-errors.js';
import { partsOfList } from '../../core/text/text.js';
import { cure, needsHost, type Cure, type Unread } from '../../run/balancer/balancer.js';
import { diffOf, type ChangedFile } from '../../run/changed-files.js';
import { writeCorrected } from '../../run/write-corrected.js';
import { createFile } from '../../run/replace-file.js';
import { exitCodeOfSignal } from '../../run/result/exit.js';
import { runLive } from '../live-run.js';
import type { RawOptions } from '../options/options.js';
import { kindOf, placeOf } from '../options/balancer-place.js';
import type { BalancerOptions as OwnOptions } from '../options/own-options.js';
import { requestOf } from '../request.js';
import { say, sayAll } from '../output/standard-error.js';
import { toStandardOutput } from '../output/standard-output.js';
import {
  inconclusiveLines,
  nothingText,
  refusalLines,
  reimportNote,
  unreadLines,
} from '../../report/balancer.js';

export type BalancerOptions = OwnOptions & RawOptions;

/** `balancer`: the load balancer for each group of engines on one database, and the corrected configuration. */
export async function balancerCommand(
  files: readonly string[],
  options: BalancerOptions,
  version: string,
): Promise<number> {
  const wanted = wantedOf(options, files);
  const { groups, settings } = wanted;
  const asksNobody = groups.length > 0;
  return runLive(options, (options.quiet ?? false) || asksNobody, {
    files,
    ask: ({ live, options: completed, files: asked }) => {
      if (wanted.write && live.replayed !== undefined) throw recordedFile();
      const check = requestOf('doctor', asked, completed, asksNobody ? null : live);
      return cure({ check, groups, settings }, version);
    },
    answer: async (result, { interruptedBy }) => {
      const by = interruptedBy();
      if (by !== null) {
        say(
          'Interrupted before it was known which engines share a database: there is no advice, and nothing was written.',
        );
        return exitCodeOfSignal(by);
      }
      return 'unread' in result ? refuse(result) : answer(result, wanted, options.allowInconclusive ?? false);
    },
  });
}

function recordedFile(): UsageError {
  return new UsageError(
    '--write cannot change the configuration of a recording',
    'name the file to change: multi-engine balancer FILE --write',
  );
}

/** What was asked for, every option checked. */
interface Wanted {
  readonly kind: BalancerKind | null;
  readonly groups: readonly (readonly string[])[];
  readonly settings: BalancerSettings;
  readonly show: 'balancer' | 'yaml' | 'diff' | 'nothing';
  readonly write: boolean;
  readonly out: string | null;
}

function wantedOf(options: BalancerOptions, files: readonly string[]): Wanted {
  const kind = options.for === undefined ? null : kindOf(options.for);
  const { yaml = false, diff = false, write = false, out = null } = options;
  if (yaml && diff)
    throw new UsageError('--yaml and --diff exclude each other: one text goes to standard output');
  if (kind === null && !yaml && !diff && !write && out === null) {
    throw new UsageError('missing load balancer: use --for NAME', `there are ${BALANCERS.join(', ')}`);
  }
  if (yaml && files.length > 1) throw new UsageError('--yaml prints one file', 'use --diff or --out DIR');
  if (write && files.includes('-')) throw new UsageError('--write cannot change standard input');
  const groups = groupsIn(options.group ?? []);
  if (groups.length > 0 && (options.record ?? options.replay) !== undefined) {
    throw new UsageError('--group asks no engine: leave out --record and --replay, or --group');
  }
  const shown = kind === null || out !== null ? 'nothing' : 'balancer';
  return {
    kind,
    groups,
    settings: {
      ...placeOf(options.at, kind),
      caFile: options.ca === undefined ? null : path.resolve(options.ca),
    },
    show: yaml ? 'yaml' : diff ? 'diff' : shown,
    write,
    out,
  };
}

/** That engines share a database holds for all of them: who is in two groups makes one group of both. */
function groupsIn(texts: readonly string[]): readonly (readonly string[])[] {
  const groups = texts.map((text) => [...new Set(partsOfList(text))]);
  if (groups.some((group) => group.length === 0)) throw new UsageError('--group names no engine');
  const all = groups.flat();
  const twice = all.find((alias, index) => all.indexOf(alias) !== index);
  if (twice !== undefined)
    throw new UsageError(
      `--group: "${twice}" is in two groups`,
      'name all engines of one database in one --group',
    );
  return groups;
}

function refuse({ unread }: Unread): number {
  sayAll(unreadLines(unread));
  return 1;
}

async function answer(result: Cure, wanted: Wanted, allowInconclusive: boolean): Promise<number> {
  const { plans, open } = result;
  const refused = plans.flatMap((plan) => (plan.kind === 'refused' ? [plan] : []));
  const sound = plans.filter((plan) => plan.kind !== 'refused');
  for (const plan of refused) sayAll(refusalLines(plan));
  if (open.length > 0) sayAll(inconclusiveLines(open));
  if (plans.length === 0) say(nothingText(open));
  if (sound.length > 0) await deliver(result, wanted, refused.length > 0);
  if (refused.length > 0) return 1;
  return open.length > 0 && !allowInconclusive ? 3 : 0;
}

/** Files change only when every group is decided: half a correction would have to be done again. */
async function deliver(result: Cure, wanted: Wanted, someRefused: boolean): Promise<void> {
  const { kind, settings, out, write } = wanted;
  if (someRefused && (write || out !== null)) {
    say('Nothing was written: decide first, or choose engines with --engine.');
    return;
  }
  if (write && needsHost(result.plans, kind, settings)) {
    throw new UsageError('--write needs --at HOST[:PORT]: where Optimize reaches the balancer');
  }
  await show(result, wanted);
  if (out !== null) await writeAll(result, kind, out);
  if (write) await writeBack(result, kind);
  say(reimportNote);
}

async function show(result: Cure, { kind, show: what }: Wanted): Promise<void> {
  if (what === 'nothing') return;
  if (what === 'balancer') {
    if (kind !== null) await toStandardOutput(result.textFor(kind));
    return;
  }
  const files = result.correctedFor(kind);
  const texts = files.map((file) => printable(result, file, what));
  // Byte by byte into a file or a patch; on a screen nobody should be led astray by it.
  await toStandardOutput(texts.map(({ text }) => text).join(''), { exact: true });
  if (texts.some(({ masked }) => masked)) {
    say('Secrets are shown as ***. --write and --out DIR keep them.');
  }
}

/** Nothing that prints may show a secret; what goes into a file has them. */
function printable(
  result: Cure,
  file: ChangedFile,
  what: 'yaml' | 'diff',
): { readonly text: string; readonly masked: boolean } {
  const before = result.masked(file, file.before);
  const after = result.masked(file, file.after);
  const text = what === 'yaml' ? after : diffOf({ ...file, before, after });
  const open = what === 'yaml' ? file.after : diffOf(file);
  return { text, masked: text !== open };
}

/** The balancer's file (of all four kinds where none was chosen), the corrected files and the differences: all of them or none. */
async function writeAll(result: Cure, kind: BalancerKind | null, folder: string): Promise<void> {
  const files = filesFor(result, kind, folder);
  folderFor(folder);
  const written: string[] = [];
  try {
    for (const file of files) {
      await writeNew(file);
      written.push(file.name);
    }
  } catch (error) {
    for (const name of written) await rm(name, { force: true });
    throw error;
  }
  for (const name of written) say(`${name}: written`);
}

interface NewFile {
  readonly name: string;
  readonly text: string;
  readonly mode: number;
}

function filesFor(result: Cure, kind: BalancerKind | null, folder: string): readonly NewFile[] {
  const inFolder = (name: string, text: string, mode: number): NewFile => ({
    name: path.join(folder, name),
    text,
    mode,
  });
  const kinds = kind === null ? BALANCERS : [kind];
  return [
    ...kinds.map((each) => inFolder(FILE_NAMES[each], result.textFor(each), 0o644)),
    ...result.correctedFor(kind).flatMap((file) => {
      const name = path.basename(file.name.replaceAll(/[<>]/g, ''));
      return [inFolder(name, file.after, 0o600), inFolder(`${name}.diff`, diffOf(file), 0o600)];
    }),
  ];
}

function folderFor(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new OutputError(`${folder}: ${writeProblem(error)}`, { cause: error });
  }
}

/** Never overwrites: `--out .` must not take the place of the file it was made from. */
async function writeNew({ name, text, mode }: NewFile): Promise<void> {
  try {
    await createFile(name, text, mode);
  } catch (error) {
    throw new OutputError(`${name}: ${writeProblem(error)}`, { cause: error });
  }
}

async function writeBack(result: Cure, kind: BalancerKind | null): Promise<void> {
  for (const file of result.correctedFor(kind)) {
    if (file.before === file.after) continue;
    const backup = await writeCorrected(file);
    say(`${file.name}: changed; the former file is ${backup}`);
  }
}
