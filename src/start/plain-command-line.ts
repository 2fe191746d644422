import type { AnyCommand } from '../cli/command-types.js';
import { COMMANDS } from '../cli/commands.js';
import type { OptionDefinition } from '../cli/options/option-types.js';

/** A command line that was read without a parser: what commander would hand to the same command. */
export interface PlainCommandLine {
  readonly command: AnyCommand;
  readonly args: readonly string[];
  /** For the handler of this command alone, whose options these are. */
  readonly options: never;
}

/**
 * Reads a command line that leaves no question: a command by its name, options by their whole names, values that are none
 * themselves. Everything else (help, mistakes, what can be understood in two ways) is null, and for commander to read: to
 * load and run that takes as long as to read and judge a configuration.
 */
export function readPlain([name, ...rest]: readonly string[]): PlainCommandLine | null {
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this command has no options
  if (command.internal === true) return { command, args: rest, options: {} as never };
  const options: Record<string, unknown> = {};
  for (const option of optionsOf(command)) Object.assign(options, usualValue(option));
  const args: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    if (!isOption(word)) args.push(word);
    else {
      const used = takeOption(command, word, rest[at + 1], options);
      if (used === null) return null;
      at += used;
    }
  }
  const complete = completed(command, args);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the options are those that this command defines
  return complete && { command, args: complete, options: options as never };
}

function optionsOf({ options }: AnyCommand): readonly OptionDefinition[] {
  return options.flatMap((group) => group.options);
}

function isOption(word: string): boolean {
  return word.length > 1 && word.startsWith('-');
}

function usualValue(option: OptionDefinition): Record<string, unknown> {
  if (option.flags.startsWith('--no-')) return { [keyOf(option)]: true };
  return option.default === undefined ? {} : { [keyOf(option)]: option.default };
}

/** Notes an option. Answers how many more words it took, or null where it is not plain. */
function takeOption(
  command: AnyCommand,
  word: string,
  next: string | undefined,
  options: Record<string, unknown>,
): 0 | 1 | null {
  const equals = word.indexOf('=');
  const name = equals < 0 ? word : word.slice(0, equals);
  const option = optionsOf(command).find(({ flags }) => flags === name || flags.startsWith(`${name} `));
  if (option === undefined) return null;
  const key = keyOf(option);
  if (option.flags === name) {
    options[key] = !name.startsWith('--no-');
    return equals < 0 ? 0 : null;
  }
  const value = equals < 0 ? next : word.slice(equals + 1);
  if (value === undefined || value === '' || isOption(value) || option.flags.endsWith(']')) return null;
  options[key] = option.repeat === true ? [...valuesIn(options[key]), value] : value;
  return equals < 0 ? 1 : 0;
}

function valuesIn(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [];
}

/** `--fail-on <severity>` is `failOn`, `--no-env` is `env`. */
function keyOf({ flags }: OptionDefinition): string {
  const [name = ''] = flags.slice(flags.startsWith('--no-') ? '--no-'.length : '--'.length).split(' ');
  const [first = '', ...others] = name.split('-');
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** The arguments where there are as many as the command wants: `[file]`, `<rule>`, `[files...]`, `<models...>`. */
function completed({ argument }: AnyCommand, args: readonly string[]): readonly string[] | null {
  if (argument === undefined) return args.length === 0 ? args : null;
  const { syntax, default: usual } = argument;
  if (args.length === 0) {
    if (syntax.startsWith('<')) return null;
    return usual === undefined ? args : [usual];
  }
  return args.length === 1 || syntax.includes('...') ? args : null;
}
