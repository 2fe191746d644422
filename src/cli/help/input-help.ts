import { readdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../core/errors.js';
import { closest } from '../../core/text/did-you-mean.js';
import { withoutSecrets } from '../options/safe-usage.js';

/** An error about an input with what to type next, where whoever threw it had no better idea. */
export function withHelp(error: unknown, command: string | null = null): unknown {
  if (!(error instanceof InputError) || error.help.length > 0) return error;
  return new InputError(error.message, { cause: error, help: inputHelp(error.message, command) });
}

/** More entries of a folder are not compared: it is a list of what somebody mistyped, not a search. */
const MOST_ENTRIES = 1_000;

/** What to type after a message that an input cannot be read; for a file that is not there, its neighbour of a similar name. */
function inputHelp(message: string, command: string | null): readonly string[] {
  const missing = /^(.+): no such file$/su.exec(message)?.[1];
  const near = missing === undefined ? null : neighbourOf(missing);
  if (near !== null) return [`did you mean ${near}?`];
  if (missing !== undefined && isConfiguration(missing, command))
    return [`multi-engine init ${missing} writes a configuration to start from`];
  return command === null ? [] : [`multi-engine ${command} --help shows what it reads`];
}

/** A name that holds a secret, or one that reads a file by another extension, leads nowhere. */
function neighbourOf(file: string): string | null {
  const folder = path.dirname(file);
  const near = closest(path.basename(file), entriesOf(folder));
  if (near === null || withoutSecrets(file) !== file) return null;
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
  return (
    (command === 'validate' || command === 'doctor') &&
    /\.ya?ml$/iu.test(file) &&
    withoutSecrets(file) === file
  );
}
