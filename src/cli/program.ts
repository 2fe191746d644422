import { Command, CommanderError, Option } from 'commander';
import { asTyped } from '../core/text/as-typed.js';
import { escapeText } from '../core/text/text.js';
import type { AnyCommand } from './command-types.js';
import { COMMANDS } from './commands.js';
import { reportFailure } from './failure.js';
import { commandHelp, programHelp, type HelpSize } from './help/help.js';
import { mistakeLines } from './help/mistakes.js';
import { withOwnNames } from './help/synonyms.js';
import { wantsVersion, versionText } from './help/version.js';
import { addOptionSynonyms, readOptions } from './options/option-synonyms.js';
import type { OptionDefinition } from './options/option-types.js';
import { safeUsage } from './options/safe-usage.js';
import { invocation } from './output/invocation.js';
import { say } from './output/standard-error.js';
import { runWithSettings } from './settings/with-settings.js';
import { columnsOf, terminal, toStandardOutput } from './output/standard-output.js';

/** Columns of help that goes to no terminal, and the most that are easy to read. */
const HELP_WIDTH = 80;
const WIDEST_HELP = 120;

/** Runs one command and answers the exit code. */
export async function runProgram(given: readonly string[], version: string): Promise<number> {
  let exitCode = 0;
  let help = '';
  let command: string | null = null;
  try {
    if (wantsVersion(given)) {
      await toStandardOutput(await versionText(given, version));
      return 0;
    }
    const argv = withOwnNames(given, FOR_PEOPLE);
    const tree = commandTree(version, meantBy(argv), {
      writeHelp: (text) => (help += text),
      writeMistake: (text) => sayMistake(text, argv),
      run: async (definition, parsed) => {
        command = definition.name;
        exitCode = await run(definition, parsed, version);
      },
      helpSize: { all: argv.includes('--all'), width: helpWidth() },
    });
    const exitAsked = await tree.parseAsync([...argv], { from: 'user' }).then(() => null, exitOf);
    await toStandardOutput(help);
    return exitAsked ?? exitCode;
  } catch (error) {
    const { withHelp } = await import('./help/input-help.js');
    return reportFailure(withHelp(error, command), version);
  }
}

const FOR_PEOPLE = COMMANDS.filter(({ internal }) => internal !== true);

interface Doing {
  readonly writeHelp: (text: string) => void;
  readonly writeMistake: (text: string) => void;
  readonly run: (definition: AnyCommand, command: Command) => Promise<void>;
  readonly helpSize?: HelpSize;
}

/** The command line as commander knows it: what is not defined here, nobody can type. */
export function commandTree(
  version: string,
  definitions: readonly AnyCommand[],
  { writeHelp, writeMistake, run: act, helpSize = { all: false, width: HELP_WIDTH } }: Doing,
): Command {
  const program = new Command('multi-engine')
    .version(`multi-engine ${version}`, '-V, --version')
    .helpOption('-h, --help')
    .enablePositionalOptions()
    .configureHelp({ formatHelp: (command) => helpFor(command.name(), helpSize) })
    .configureOutput({
      writeOut: writeHelp,
      writeErr: writeMistake,
      outputError: (text, write) => write(safeUsage(text)),
    })
    .exitOverride();
  for (const definition of definitions.filter(({ internal }) => internal !== true)) {
    const command = program.command(definition.name);
    describe(command, definition).action(() => act(definition, command));
  }
  return program;
}

function helpFor(name: string, size: HelpSize): string {
  const command = FOR_PEOPLE.find((each) => each.name === name);
  return command === undefined ? programHelp(FOR_PEOPLE, size) : commandHelp(command, size);
}

function helpWidth(): number {
  return Math.min(columnsOf(terminal()) ?? HELP_WIDTH, WIDEST_HELP);
}

/** Only help and mistakes need all commands: defining the one that is meant is quicker. */
function meantBy([name]: readonly string[]): readonly AnyCommand[] {
  const meant = COMMANDS.filter((command) => command.name === name);
  return meant.length > 0 ? meant : COMMANDS;
}

function describe(command: Command, definition: AnyCommand): Command {
  const { argument, options } = definition;
  if (argument !== undefined) command.argument(argument.syntax, argument.help, argument.default);
  for (const { options: group } of options) {
    for (const option of group) command.addOption(optionOf(option));
    for (const { flags } of group.filter(isSwitchInSettings))
      command.addOption(new Option(flags.replace(/^--/, '--no-')).hideHelp());
  }
  addOptionSynonyms(command, definition);
  return command;
}

/** What settings switch on, a command line can switch off. */
function isSwitchInSettings({ flags, inSettings }: OptionDefinition): boolean {
  return inSettings !== undefined && !flags.includes(' ');
}

/** `--only A,B --only C` is `--only A,B,C`. */
function optionOf({ flags, short, help, repeat = false, default: usual }: OptionDefinition): Option {
  const option = new Option(short === undefined ? flags : `${short}, ${flags}`, help);
  if (usual !== undefined) option.default(usual);
  if (repeat) option.argParser((value, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

async function run(definition: AnyCommand, command: Command, version: string): Promise<number> {
  const { options, files } = readOptions(command, definition);
  const args: readonly string[] = [...files, ...command.processedArgs.flat()];
  return runWithSettings(definition, args, options, version);
}

/** What commander says of a mistake quotes the arguments as they are: a line break in one of them is none of the message. */
function sayMistake(text: string, argv: readonly string[]): void {
  const quoted = argv.flatMap((argument) => [argument, argument.split('=', 1)[0] ?? '']);
  const message = quoted
    .filter((part) => part.includes('\n'))
    .reduce((all, part) => all.replaceAll(part, () => escapeText(part)), text);
  const [said = '', ...help] = mistakeLines(
    message.replace(/\n$/, ''),
    FOR_PEOPLE.find(({ name }) => name === argv[0]) ?? null,
  );
  say(said, ...help.map((line) => asTyped(line, invocation())));
}

/** What commander ends with: after help and the version all is well, after anything else the usage was wrong. */
function exitOf(error: unknown): number {
  if (!(error instanceof CommanderError)) throw error;
  return error.exitCode === 0 ? 0 : 2;
}
