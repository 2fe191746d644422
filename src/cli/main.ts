import { readFileSync } from 'node:fs';
import { InputError, UsageError } from '../core/errors.js';

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
  try {
    const { runProgram } = await half(argv);
    return await runProgram(argv, VERSION);
  } catch (error) {
    return reportFailure(error);
  }
}

const LIVE_COMMANDS = new Set(['doctor', 'access', 'balancer', 'preview', 'demo', 'rules', 'explain']);

/**
 * The program is built twice from one source (scripts/build.mjs): once without anything that talks to engines, as a single
 * file that loads fast, and once complete. Which one is needed can be told from the command alone.
 */
function half(argv: readonly string[]): Promise<typeof import('./program.js')> {
  const command = argv.find((argument) => !argument.startsWith('-')) ?? '';
  const file = LIVE_COMMANDS.has(command) ? './live.js' : './offline.js';
  return import(file) as Promise<typeof import('./program.js')>;
}

/** `multi-engine … | head` closes our output: that is no fault of ours. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}

function reportFailure(error: unknown): number {
  if (error instanceof UsageError) {
    const help = error.help === null ? '' : `${error.help}\n`;
    process.stderr.write(`multi-engine: ${error.message}\n${help}`);
    return 2;
  }
  if (error instanceof InputError) {
    process.stderr.write(`multi-engine: ${error.message}\n`);
    return 2;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `multi-engine: this is a defect of multi-engine ${VERSION}, not of your configuration.\n` +
      `Please report it with the command line and these lines (they hold no secret):\n${detail}\n`,
  );
  return 4;
}
