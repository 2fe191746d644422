import { readFileSync } from 'node:fs';
import path from 'node:path';
import { reportFailure } from '../cli/failure.js';
import { Interruption } from '../cli/signals.js';
import { toStandardOutput } from '../cli/output/standard-output.js';
import { chunkLoader } from './chunks.js';
import type * as Inside from './inside.js';
import { INTERRUPTIBLE } from './interruptible.js';
import { loadUsual } from './kept-code.js';

const VERSION = process.env['MULTI_ENGINE_VERSION'] ?? '0.0.0';

/** Runs the command line and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  // Before anything is loaded: also who interrupts early wants to know what can be known.
  const interruption = INTERRUPTIBLE.has(argv[0] ?? '') ? new Interruption() : null;
  try {
    return await start(argv, interruption);
  } catch (error) {
    return reportFailure(error, VERSION);
  } finally {
    interruption?.release();
  }
}

/** What the build wrote down needs no program. Everything else runs inside, and leaves what was compiled to the next run. */
async function start(argv: readonly string[], interruption: Interruption | null): Promise<number> {
  const known = knownAnswer(argv);
  if (known !== null) {
    await toStandardOutput(known);
    return 0;
  }
  const usual = loadUsual(path.join(FOLDER, 'usual.cjs'));
  const load = chunkLoader(FOLDER, usual.chunks);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the build puts this module into the chunk of its name
  const { runCommandLine, rehearse } = load('./inside.js') as typeof Inside;
  const exitCode = await runCommandLine(argv, VERSION, interruption);
  // Who interrupts does not wait for the next run.
  if (interruption === null || interruption.by === null)
    await usual.keep(() => rehearse(path.join(FOLDER, 'rehearsal.yaml')));
  return exitCode;
}

const FOLDER = import.meta.dirname;

function knownAnswer(argv: readonly string[]): string | Uint8Array | null {
  const [option] = argv.length === 1 ? argv : [];
  if (option === '--version' || option === '-V') return `multi-engine ${VERSION}\n`;
  if (option === '--help' || option === '-h') return readFileSync(path.join(FOLDER, 'help.txt'));
  return null;
}
