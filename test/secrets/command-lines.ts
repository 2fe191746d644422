import path from 'node:path';
import type { AnyCommand } from '../../src/cli/command-types.js';
import { proposalsFor } from '../../src/cli/completion/proposals.js';
import { COMMANDS } from '../../src/cli/commands.js';
import type { OptionDefinition } from '../../src/cli/options/option-types.js';
import { ROOT } from '../helpers/fixtures.js';

/** A command and the options that it is tried with. Where the file goes follows from its argument. */
export interface CommandLine {
  readonly command: AnyCommand;
  readonly format: string | null;
  readonly options: readonly string[];
}

/** A file that nothing is wrong with, to compare with. */
export const CLEAN = 'clean.yaml';
const MODEL = path.join(ROOT, 'fixtures/models/single.dmn');

/** How a command is handed a configuration, by its argument: a new kind of it has to be told here. */
const HANDED: Readonly<Record<string, (file: string) => readonly string[]>> = {
  '[files...]': (file) => [file],
  '[users...]': (file) => ['--all', '--config', file],
  '<models...>': (file) => [MODEL, '--all', '--config', file],
  '<inputs...>': (file) => [CLEAN, file],
  '<rules...>': () => ['C137'],
  '[file]': () => ['new.yaml'],
  '[what]': () => [],
  '<shell>': () => ['bash'],
  '': (file) => ['bash', 'doctor', file, '--engine', ''],
};

/** What a command needs besides, or it would stop before it read anything. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  balancer: ['--group', 'a,b', '--at', 'lb:1', '--for', 'nginx'],
};

/** What does not come back by itself: an editor ends the one, Ctrl-C or a decision the others. */
const STAYING = new Set(['lsp', '--keep', '--watch']);

/** What decides how a report is written. */
const WRITING = new Set(['name[=file]', 'program', 'pretty|json|markdown']);

/** The words of a command line about a file. */
export function wordsOf({ command, options }: CommandLine, file: string): readonly string[] {
  const handed = HANDED[command.argument?.syntax ?? ''];
  if (handed === undefined) throw new Error(`how is ${command.name} handed a configuration?`);
  const waiting = command.live ? ['--timeout', '2'] : [];
  return [
    command.name,
    ...(command.argument === undefined && command.internal !== true ? [] : handed(file)),
    ...(NEEDED[command.name] ?? []),
    ...waiting,
    ...options,
  ];
}

/** Every command with each format and each verbosity, and once with each of its other switches. */
export async function commandLines(): Promise<readonly CommandLine[]> {
  const commands = COMMANDS.filter(({ name }) => !STAYING.has(name));
  return (await Promise.all(commands.map(linesOf))).flat();
}

async function linesOf(command: AnyCommand): Promise<readonly CommandLine[]> {
  const formats = [null, ...(await formatsOf(command))];
  const verbosities = [[], ...switchesOf(command, true)];
  return [
    ...formats.flatMap((format) =>
      verbosities.map((verbosity) => ({
        command,
        format,
        options: [...(format === null ? [] : [format]), ...verbosity],
      })),
    ),
    ...switchesOf(command, false).map((options) => ({ command, format: null, options })),
  ];
}

/** As the completion in a shell proposes them. */
async function formatsOf(command: AnyCommand): Promise<readonly string[]> {
  const found = optionsOf(command).map(async ({ option }) => {
    const placeholder = placeholderOf(option);
    if (placeholder === null || !WRITING.has(placeholder)) return [];
    const name = option.flags.split(' ', 1)[0] ?? '';
    const known = { commands: COMMANDS, namesIn: () => Promise.resolve([]) };
    const proposals = await proposalsFor([command.name, `${name}=`], known);
    return proposals === 'files' ? [] : proposals.map(({ text }) => text);
  });
  return (await Promise.all(found)).flat();
}

/** Options that take no value, or need none. */
function switchesOf(command: AnyCommand, isOutput: boolean): readonly (readonly string[])[] {
  return optionsOf(command)
    .filter(({ option, heading }) => (heading === 'Output:') === isOutput && !option.flags.includes('<'))
    .flatMap(({ option }) => {
      const name = option.flags.split(' ', 1)[0] ?? '';
      // Says nothing by itself.
      if (name === '--dry-run') return [['--fix-all', name]];
      return STAYING.has(name) ? [] : [[name]];
    });
}

interface Headed {
  readonly option: OptionDefinition;
  readonly heading: string;
}

function optionsOf({ options }: AnyCommand): readonly Headed[] {
  return options.flatMap(({ heading, options: group }) => group.map((option) => ({ option, heading })));
}

function placeholderOf({ flags }: OptionDefinition): string | null {
  return /<(.*)>/.exec(flags)?.[1] ?? null;
}
