import { InputError, UsageError } from '../core/errors.js';

/** Says on standard error what went wrong, and whose fault it is. Answers the exit code. */
export function reportFailure(error: unknown, version: string): number {
  if (error instanceof UsageError || error instanceof InputError) {
    const help = error.help === null ? '' : `${error.help}\n`;
    process.stderr.write(`multi-engine: ${error.message}\n${help}`);
    return 2;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `multi-engine: this is a defect of multi-engine ${version}, not of your configuration.\n` +
      `Please report it with the command line and these lines (they hold no secret):\n${detail}\n`,
  );
  return 4;
}
