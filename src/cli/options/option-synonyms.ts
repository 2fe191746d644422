import { Option, type Command } from 'commander';
import type { AnyCommand } from '../command-types.js';
import type { OptionDefinition } from './option-types.js';

/** Options that people know from other tools and that can only mean one thing: they work, and no help shows them. */
export function addOptionSynonyms(command: Command, definition: AnyCommand): void {
  const format = optionNamed(definition, '--format');
  if (format !== undefined) command.addOption(json(format));
  // Also where nothing has colours: who says so for every command of a script is right.
  command.addOption(new Option('--no-color').preset('never').hideHelp());
  if (optionNamed(definition, '--color')?.default === undefined) command.setOptionValue('color', undefined);
  if (takesFiles(definition)) command.addOption(configuration());
}

/** What the options of a parsed command are for its handler, and the files among them. */
export function readOptions(
  command: Command,
  definition: AnyCommand,
): { readonly options: Readonly<Record<string, unknown>>; readonly files: readonly string[] } {
  const { [FILES]: files, ...options } = command.opts<{ readonly [FILES]?: readonly string[] }>();
  return takesFiles(definition) ? { options, files: files ?? [] } : { options: command.opts(), files: [] };
}

/** `--json` is `--format json`. */
function json({ repeat = false }: OptionDefinition): Option {
  const option = new Option('--json').preset('json').hideHelp();
  option.attributeName = () => 'format';
  return repeat ? option.argParser(collected) : option;
}

const FILES = 'config';

/** Some commands name their configurations by an option, the others as arguments. */
function configuration(): Option {
  return new Option('--config <file>').argParser(collected).hideHelp();
}

function takesFiles({ argument }: AnyCommand): boolean {
  return argument?.syntax === '[files...]';
}

function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function optionNamed({ options }: AnyCommand, name: string): OptionDefinition | undefined {
  return options.flatMap((group) => group.options).find(({ flags }) => flags.split(' ')[0] === name);
}
