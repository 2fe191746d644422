/** Wrong usage: an option, an argument or a name that the tool does not have. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Further lines: what to type instead. */
  readonly help: readonly string[];

  constructor(message: string, ...help: readonly (string | null)[]) {
    super(message);
    this.help = help.filter((line) => line !== null);
  }
}

/**
 * An input that cannot be read: a missing file, a directory, or content that is not what it should be, such as a damaged
 * recording. Exit code 2.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Further lines: what would be read. */
  readonly help: readonly string[];

  constructor(
    message: string,
    { cause, help = [] }: { readonly cause?: unknown; readonly help?: string | readonly string[] } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.help = [help].flat();
  }
}

/** A result that cannot be written to where it was asked for. Exit code 2. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** Further lines: what to type first. */
  readonly help: readonly string[];

  constructor(
    message: string,
    { cause, help = [] }: { readonly cause?: unknown; readonly help?: readonly string[] } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.help = help;
  }
}
