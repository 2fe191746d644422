import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Interruption } from '../cli/signals.js';
import { say } from '../cli/output/standard-error.js';
import { toStandardOutput } from '../cli/output/standard-output.js';
import { OutputError } from '../core/errors.js';
import { chunkLoader, type ChunkTable } from './chunks.js';
import type * as Inside from './inside.js';
import { isInterruptible } from './interruptible.js';
import { loadUsual } from './kept-code.js';

const VERSION = process.env['MULTI_ENGINE_VERSION'] ?? '0.0.0';

/** Runs the command line and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  // Before anything is loaded: also who interrupts early wants to know what can be known.
  const interruption = isInterruptible(argv) ? new Interruption() : null;
  try {
    return await start(argv, interruption);
  } catch (error) {
    return reported(error);
  } finally {
    interruption?.release();
  }
}

let isDone = false;

/** Ends the process. A short run does not wait for what only tidies up: that takes as long as to judge three engines. */
export function leave(exitCode: number): void {
  process.exitCode = exitCode;
  if (isDone) process.exit();
}

/** What the build wrote down needs no program. Everything else runs inside, and leaves what was compiled to the next run. */
async function start(argv: readonly string[], interruption: Interruption | null): Promise<number> {
  const known = knownAnswer(argv);
  if (known !== null) {
    await toStandardOutput(known);
    return 0;
  }
  const usual = loadUsual(FOLDER);
  const { runCommandLine, rehearse, isDone: isAllOut } = inside(usual.chunks);
  const exitCode = await runCommandLine(argv, VERSION, interruption);
  // Who interrupts does not wait for the next run.
  if (interruption === null || interruption.by === null)
    await usual.keep(() => rehearse(path.join(FOLDER, 'rehearsal.yaml')));
  isDone = interruption === null && isAllOut();
  return exitCode;
}

/** What ended the process outside of any command. The words for it, and what keeps secrets out of them, are the program's own. */
function reported(error: unknown): number {
  if (error instanceof OutputError) {
    say(`multi-engine: ${error.message}`);
    return 2;
  }
  try {
    return inside(loadUsual(FOLDER).chunks).reportOutside(error, VERSION);
  } catch {
    say(`multi-engine ${VERSION} is not whole: install it again.`);
    return 4;
  }
}

function inside(usual: ChunkTable): typeof Inside {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build puts this module into the chunk of its name
  return chunkLoader(FOLDER, usual)('./inside.js') as typeof Inside;
}

const FOLDER = import.meta.dirname;

function knownAnswer(argv: readonly string[]): string | Uint8Array | null {
  const [option] = argv.length === 1 ? argv : [];
  if (option === '--version' || option === '-V') return `multi-engine ${VERSION}\n`;
  if (option === '--help' || option === '-h') return readFileSync(path.join(FOLDER, 'help.txt'));
  return null;
}
