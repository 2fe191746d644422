import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/errors.js';
import { namedFiles } from '../../run/request/inputs.js';
import { findSettings } from '../../run/settings/find.js';
import type { AnyCommand } from '../command-types.js';
import { COMMANDS } from '../commands.js';
import { flagOf } from '../options/flag.js';
import { SETTINGS, type RawOptions } from '../options/options.js';
import type { AccessOptions, PreviewOptions } from '../options/own-options.js';

/** What of the options says where to look. */
export type LookedAt = Pick<RawOptions, 'settings' | 'stdinFilename' | 'record' | 'replay'> & {
  readonly config?: AccessOptions['config'] | PreviewOptions['config'];
  readonly out?: string;
};

/** What names no file that would be read. */
const PLACES = ['stdinFilename', 'record', 'replay', 'out'] as const;

/** Runs a command with what the settings of a team add to its options. Without such a file this costs a look for it. */
export async function runWithSettings(
  command: AnyCommand,
  args: readonly string[],
  options: LookedAt & Pick<RawOptions, 'printConfig'>,
  version: string,
): Promise<number> {
  const empty = PLACES.find((option) => options[option] === '');
  if (empty !== undefined) throw new UsageError(`--${flagOf(empty)} is empty`);
  if (options.stdinFilename !== undefined) {
    const { refuseSecret } = await import('../options/refuse-secret.js');
    refuseSecret(options.stdinFilename, 'the name of a file');
  }
  const handler = await command.load();
  const hasSettings = command.options.some(({ heading }) => heading === SETTINGS.heading);
  const isOwn =
    options.replay !== undefined && (await bringsSettings(options.replay, command, args, options));
  const file = hasSettings && !isOwn ? settingsFor(command, args, options) : null;
  if (options.printConfig === true) {
    const { printConfig } = await import('./print-config.js');
    return printConfig(command, checkedFiles(command, args, options), { file, options, commands: COMMANDS });
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options of this very command
  const { completed } = file === null ? { completed: null } : await import('./complete.js');
  const all =
    file === null || completed === null
      ? options
      : completed(command, checkedFiles(command, args, options), { file, options, commands: COMMANDS });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options of this very command, and defaults that it knows
  return handler(args, all as never, version);
}

/** A recording that is judged with its own configuration is judged with its own settings, unless others are named. */
async function bringsSettings(
  folder: string,
  command: AnyCommand,
  args: readonly string[],
  options: LookedAt,
): Promise<boolean> {
  if (options.settings !== undefined || namedInputs(command, args, options).length > 0) return false;
  const { readRecordedRun } = await import('../../probe/recording/recorded-run.js');
  return readRecordedRun(folder) !== null;
}

/** The settings file of a run, or null. Throws UsageError where the checked files have different ones. */
function settingsFor(command: AnyCommand, args: readonly string[], options: LookedAt): string | null {
  if (options.settings === 'none') return null;
  if (options.settings !== undefined) return options.settings;
  const folders = new Set(checkedFiles(command, args, options).map(folderOf));
  const found = [...new Set([...(folders.size === 0 ? ['.'] : folders)].map((each) => findSettings(each)))];
  if (found.length > 1) {
    throw new UsageError(
      `the files have different settings: ${found.map((file) => (file === null ? 'none' : path.relative('', file))).join(', ')}`,
      'name one with --settings FILE, or use --settings none',
    );
  }
  return found[0] ?? null;
}

/** The files that a command judges, by their names; what is in a folder or at a revision by where it would be. */
export function checkedFiles(
  command: AnyCommand,
  args: readonly string[],
  options: LookedAt,
): readonly string[] {
  const inputs = namedInputs(command, args, options);
  const files = command.argument?.syntax === '<inputs...>' ? afterOf(inputs) : inputs;
  if (files.length === 0) return namedFiles([]);
  return files.map((file) => (file === '-' ? (options.stdinFilename ?? file) : file));
}

function namedInputs(
  { argument }: Pick<AnyCommand, 'argument'>,
  args: readonly string[],
  { config }: Pick<LookedAt, 'config'>,
): readonly string[] {
  const syntax = argument?.syntax;
  return syntax === '[files...]' || syntax === '<inputs...>' ? args : [config ?? []].flat();
}

/** Of a comparison, the settings of what comes after count; a revision alone means the file of the other side. */
function afterOf([before = '', after = '']: readonly string[]): readonly string[] {
  const files = [after, before].map((side) =>
    side.startsWith('git:') ? side.split(':').slice(2).join(':') : side,
  );
  return files.filter((file) => file !== '').slice(0, 1);
}

/** What is not there yet, such as a name for standard input, is looked for beside as well. */
function folderOf(file: string): string {
  if (file === '-') return '.';
  // It may bring its configuration along.
  if (existsSync(path.join(file, 'recording.json'))) return file;
  return path.dirname(namedFiles([file])[0] ?? file);
}
