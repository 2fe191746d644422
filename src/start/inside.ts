import path from 'node:path';
import type { Library } from '../api/index.js';
import { reportFailure } from '../cli/failure.js';
import { hideFromOutput, mayHoldSecret } from '../cli/output/shown-text.js';
import { isAllSaid } from '../cli/output/standard-error.js';
import { runWithSettings } from '../cli/settings/with-settings.js';
import { listenSince, type Interruption } from '../cli/signals.js';
import type { Unkept } from './kept-code.js';
import { keepFor } from './own-cache-fill.js';
import { readPlain } from './plain-command-line.js';

/** Runs a command: one that is plainly written right away, any other by the parser that knows about help and mistakes. */
export async function runCommandLine(
  argv: readonly string[],
  version: string,
  interruption: Interruption | null,
): Promise<number> {
  if (interruption !== null) listenSince(interruption);
  if (argv.some(mayHoldSecret)) {
    const { withoutTyped } = await import('../cli/output/typed-secrets.js');
    hideFromOutput(withoutTyped(argv));
  }
  const plain = readPlain(argv);
  try {
    if (plain !== null) {
      return await runWithSettings(plain.command, plain.args, plain.options, version);
    }
    const { runProgram } = await import('../cli/program.js');
    return await runProgram(argv, version);
  } catch (error) {
    const { withHelp } = await import('../cli/help/input-help.js');
    return reportFailure(withHelp(error, plain?.command.name), version);
  }
}

/** For what ends the process outside of any command. Answers the exit code. */
export function reportOutside(error: unknown, version: string): number {
  return reportFailure(error, version);
}

/** Whether nothing is lost where the process ends now. */
export function isDone(): boolean {
  return isAllSaid();
}

/** What the package exports: see library.ts. */
export async function openLibrary(version: string): Promise<Library> {
  const { libraryOf } = await import('../api/index.js');
  return libraryOf(version);
}

/** See rehearsal.ts. */
export async function rehearse(file: string): Promise<void> {
  const rehearsal = await import('./rehearsal.js');
  await rehearsal.rehearse(file);
}

/** Keeps what was compiled during this run for the next one, and what its rehearsal compiles. */
export async function keep(unkept: readonly Unkept[], folder: string): Promise<void> {
  for (const { name, place, code } of unkept)
    await keepFor(place, async () => {
      await rehearse(path.join(folder, `${name}.yaml`));
      return code();
    });
}
