/** Wrong usage: an option, an argument or a name that the tool does not have. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** A second line that says what to type instead, or nothing. */
  readonly help: string | null;

  constructor(message: string, help: string | null = null) {
    super(message);
    this.help = help;
  }
}

/** An input that cannot be read: a missing file, a directory, a recording that is none. Exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** A second line that says what would be read, or nothing. */
  readonly help: string | null;

  constructor(message: string, { cause, help = null }: { cause?: unknown; help?: string | null } = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.help = help;
  }
}
