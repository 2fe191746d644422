import { writeSync } from 'node:fs';
import type { Interruption } from '../cli/signals.js';
import type * as Apart from './apart.js';
import { chunkLoader } from './chunks.js';
import type * as Inside from './inside.js';
import { isInterruptible } from './interruptible.js';
import { KeptTables } from './kept-code.js';

const VERSION = process.env['MULTI_ENGINE_VERSION'] ?? '0.0.0';
const FOLDER = import.meta.dirname;

/** Runs the command line and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let interruption: Interruption | null = null;
  try {
    // Before anything else is loaded: also who interrupts early wants to know what can be known.
    if (isInterruptible(argv)) interruption = apart().listen();
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
  const [option = ''] = argv;
  if (argv.length === 1 && KNOWN.has(option)) return apart().sayKnown(option, FOLDER, VERSION);
  const tables = new KeptTables(FOLDER);
  const inside = open(tables);
  const exitCode = await inside.runCommandLine(argv, VERSION, interruption);
  // Who interrupts does not wait for the next run.
  const isHurried = interruption !== null && interruption.by !== null;
  if (tables.unkept.length > 0 && !isHurried) await inside.keep(tables.unkept, FOLDER);
  isDone = interruption === null && inside.isDone();
  return exitCode;
}

const KNOWN: ReadonlySet<string> = new Set(['--version', '-V', '--help', '-h']);

function reported(error: unknown): number {
  try {
    return apart().report(error, () => open(new KeptTables(FOLDER)), VERSION);
  } catch {
    writeSync(2, `multi-engine ${VERSION} is not whole: install it again.\n`);
    return 4;
  }
}

/* oxlint-disable typescript/no-unsafe-type-assertion -- the build puts these modules where they are looked for */
function open(tables: KeptTables): typeof Inside {
  return chunkLoader(FOLDER, tables)('./inside.js') as typeof Inside;
}

function apart(): typeof Apart {
  return require('./apart.cjs') as typeof Apart;
}
/* oxlint-enable typescript/no-unsafe-type-assertion */
