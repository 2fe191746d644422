import { readFileSync } from 'node:fs';

const VERSION = process.env['MULTI_ENGINE_VERSION'] ?? '0.0.0';

/**
 * Runs the command line and answers the exit code. Loads as little as the command needs: `--version` nothing, a command
 * its own chunk.
 */
export async function main(argv: readonly string[]): Promise<number> {
  endQuietlyWhenNobodyReads();
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    process.stdout.write(`multi-engine ${VERSION}\n`);
    return 0;
  }
  if (argv.length === 1 && (argv[0] === '--help' || argv[0] === '-h')) {
    // Written by the build with `help`, so that the most asked question loads no command line parser.
    process.stdout.write(readFileSync(new URL('help.txt', import.meta.url)));
    return 0;
  }
  const { runProgram } = await half(argv);
  return runProgram(argv, VERSION);
}

/** What both builds of program.ts export. */
interface Half {
  readonly runProgram: (argv: readonly string[], version: string) => Promise<number>;
}

const LIVE_COMMANDS = new Set(['doctor', 'access', 'balancer', 'preview', 'demo', 'rules', 'explain']);

/**
 * The program is built twice from one source (scripts/build.mjs): once without anything that talks to engines, as a single
 * file that loads fast, and once complete. Which one is needed can be told from the command alone.
 */
async function half(argv: readonly string[]): Promise<Half> {
  const command = argv.find((argument) => !argument.startsWith('-')) ?? '';
  const file = LIVE_COMMANDS.has(command) ? './live.js' : './offline.js';
  const loaded: Half = await import(file);
  return loaded;
}

/** `multi-engine … | head` closes our output: that is no fault of ours. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}
