// What a usual run does without, in a file of its own: the entry is compiled again in every run.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { say } from '../cli/output/standard-error.js';
import { toStandardOutput } from '../cli/output/standard-output.js';
import { Interruption } from '../cli/signals.js';
import { OutputError } from '../core/errors.js';
import type * as Inside from './inside.js';

/** Hears signals from now on. */
export function listen(): Interruption {
  return new Interruption();
}

/** Says what the build wrote down. Answers the exit code. */
export async function sayKnown(option: string, folder: string, version: string): Promise<number> {
  const isVersion = option === '--version' || option === '-V';
  await toStandardOutput(
    isVersion ? `multi-engine ${version}\n` : readFileSync(path.join(folder, 'help.txt')),
  );
  return 0;
}

/** What ended the process outside of any command. The words for it, and what keeps secrets out of them, are the program's own. */
export function report(error: unknown, open: () => typeof Inside, version: string): number {
  if (!(error instanceof OutputError)) return open().reportOutside(error, version);
  say(`multi-engine: ${error.message}`);
  return 2;
}
