import { InputError, OutputError, UsageError } from '../core/errors.js';
import { say } from './standard-error.js';

/** Says on standard error what went wrong, and whose fault it is. Answers the exit code. */
export function reportFailure(error: unknown, version: string): number {
  if (error instanceof UsageError || error instanceof InputError) {
    say(`multi-engine: ${error.message}`, ...error.help);
    return 2;
  }
  if (error instanceof OutputError) {
    say(`multi-engine: ${error.message}`);
    return 2;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(
    `multi-engine: this is a defect of multi-engine ${version}, not of your configuration.`,
    'Please report it with the command line and these lines (they hold no secret):',
    ...detail.split('\n'),
  );
  return 4;
}
