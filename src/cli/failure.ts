import { InputError, OutputError, UsageError } from '../core/errors.js';
import { safeFileName, withoutSecrets } from './options/safe-usage.js';
import { say } from './output/standard-error.js';

/** Where it happened, and what: but for what a parser says, which quotes what it read. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return withoutSecrets(String(error));
  const { name, message, stack = '' } = error;
  const places = stack.split('\n').filter((line) => line.startsWith('    at '));
  const said = error instanceof SyntaxError ? 'a text could not be parsed' : withoutSecrets(message);
  return [`${name}: ${said}`, ...places].join('\n');
}

/** Says on standard error what went wrong, whose fault it is, and what to type next. Answers the exit code. */
export function reportFailure(error: unknown, version: string): number {
  if (error instanceof UsageError || error instanceof InputError || error instanceof OutputError) {
    const message = withoutSecrets(safeFileName(error.message));
    say(`multi-engine: ${message}`, ...error.help.map(withoutSecrets));
    return 2;
  }
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') {
    say('multi-engine: the current folder is gone: change to another one');
    return 2;
  }
  say(
    `multi-engine: this is a defect of multi-engine ${version}, not of your configuration.`,
    'Please report it with the command line and these lines (they hold no secret):',
    ...detailOf(error).split('\n'),
  );
  return 4;
}
