import { readdirSync } from 'node:fs';
import path from 'node:path';
import { InputError, OutputError, UsageError } from '../../core/errors.js';
import { asTyped } from '../../core/text/as-typed.js';
import { closest } from '../../core/text/did-you-mean.js';
import { safeValue } from '../options/safe-usage.js';
import { invocation } from '../output/invocation.js';

/** An error with what to type next, where whoever threw it had no better idea; spelt as the program was started. */
export function withHelp(error: unknown, command: string | null = null): unknown {
  const help = helpFor(error, command).map((line) => asTyped(line, invocation()));
  if (error instanceof UsageError) return new UsageError(error.message, ...help);
  if (error instanceof InputError) return new InputError(error.message, { cause: error, help });
  if (error instanceof OutputError) return new OutputError(error.message, { cause: error, help });
  return error;
}

function helpFor(error: unknown, command: string | null): readonly string[] {
  if (error instanceof UsageError) return usageHelp(error, command);
  if (error instanceof OutputError) return outputHelp(error.message);
  if (!(error instanceof InputError)) return [];
  return error.help.length > 0 ? error.help : inputHelp(error.message, command);
}

/** A line that can be typed, or a part of one. A list of what there is needs one as well. */
const TYPED = /multi-engine |--[a-z]|^did you mean /;

function usageHelp({ help }: UsageError, command: string | null): readonly string[] {
  if (command === null || help.some((line) => TYPED.test(line))) return help;
  return [...help, `multi-engine ${command} --help --all shows every option`];
}

function outputHelp(message: string): readonly string[] {
  const [, file = ''] = /^(.+): cannot be written: no such folder$/su.exec(message) ?? [];
  const folder = path.dirname(file);
  return file === '' || safeValue(folder) !== folder ? [] : [`make the folder first: mkdir -p ${folder}`];
}

/** More entries of a folder are not compared: it is a list of what somebody mistyped, not a search. */
const MOST_ENTRIES = 1_000;

/** What to type after a message that an input cannot be read; for a file that is not there, its neighbour of a similar name. */
function inputHelp(message: string, command: string | null): readonly string[] {
  const missing = /^(.+): no such file$/su.exec(message)?.[1];
  const near = missing === undefined ? null : neighbourOf(missing);
  if (near !== null && near !== path.normalize(missing ?? '')) return [`did you mean ${near}?`];
  if (near !== null) return ['it is a link to what is not there: ls -l shows where it leads'];
  if (missing !== undefined && /^https?:\/\//i.test(missing))
    return ['get the file, and pipe it: curl … | multi-engine validate -'];
  if (missing !== undefined && isConfiguration(missing, command))
    return [`multi-engine init ${missing} writes a configuration to start from`];
  return command === null ? [] : [`multi-engine ${command} --help shows what it reads`];
}

/** A name that holds a secret, or one that reads a file by another extension, leads nowhere. */
function neighbourOf(file: string): string | null {
  const folder = path.dirname(file);
  const near = closest(path.basename(file), entriesOf(folder));
  if (near === null || safeValue(file) !== file) return null;
  return path.join(folder, near);
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).slice(0, MOST_ENTRIES);
  } catch {
    return [];
  }
}

function isConfiguration(file: string, command: string | null): boolean {
  if (command !== 'validate' && command !== 'doctor') return false;
  return /\.ya?ml$/iu.test(file) && safeValue(file) === file && isArgument(file);
}

/** Not of an option, which names something else. */
function isArgument(file: string): boolean {
  return process.argv.some(
    (word, at, words) => word === file && !/^--(?:base|settings)$/u.test(words[at - 1] ?? ''),
  );
}
