import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadCompiled, type Half } from './compiled.js';
import { reportFailure } from './failure.js';
import { toStandardOutput } from './standard-output.js';

const VERSION = process.env['MULTI_ENGINE_VERSION'] ?? '0.0.0';

/** Runs the command line and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  return run(argv).catch((error: unknown) => reportFailure(error, VERSION));
}

/** Loads as little as the command needs: `--version` nothing, a command its own chunk. */
async function run(argv: readonly string[]): Promise<number> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    await toStandardOutput(`multi-engine ${VERSION}\n`);
    return 0;
  }
  if (argv.length === 1 && (argv[0] === '--help' || argv[0] === '-h')) {
    // Written by the build with `help`, so that the most asked question loads no command line parser.
    await toStandardOutput(readFileSync(path.join(import.meta.dirname, 'help.txt')));
    return 0;
  }
  const command = argv.find((argument) => !argument.startsWith('-')) ?? '';
  if (LIVE_COMMANDS.has(command) || argv.includes('--print-effective')) {
    const live: Half = await import(LIVE_HALF);
    return live.runProgram(argv, VERSION);
  }
  const { half, keep } = loadCompiled(path.join(import.meta.dirname, 'offline.cjs'));
  const exitCode = await half.runProgram(argv, VERSION);
  // The command that compiles most of the file, so that what is kept serves the others too.
  if (command === 'validate') await keep();
  return exitCode;
}

const LIVE_COMMANDS = new Set(['doctor', 'access', 'balancer', 'preview', 'demo', 'rules', 'explain']);

/**
 * The program is built twice from one source (scripts/build.mjs): once without anything that talks to engines, as a single
 * file that loads fast, and once complete. Which one is needed can be told from the command alone.
 */
const LIVE_HALF: string = './live.js';
