import { Command, CommanderError, Option } from 'commander';
import { escapeText } from '../core/text/text.js';
import type { AnyCommand } from './command-types.js';
import { COMMANDS } from './commands.js';
import { reportFailure } from './failure.js';
import type { OptionDefinition } from './options/option-types.js';
import { safeUsage } from './options/safe-usage.js';
import { say, standardError } from './output/standard-error.js';
import { columnsOf, terminal, toStandardOutput } from './output/standard-output.js';

/** Columns of help that goes to no terminal. */
const HELP_WIDTH = 80;

/** Runs one command and answers the exit code. */
export async function runProgram(argv: readonly string[], version: string): Promise<number> {
  let exitCode = 0;
  let help = '';
  const tree = commandTree(version, meantBy(argv), {
    writeHelp: (text) => (help += text),
    writeMistake: (text) => sayMistake(text, argv),
    run: async (definition, command) => {
      exitCode = await run(definition, command, version);
    },
  });
  try {
    const exitAsked = await tree.parseAsync([...argv], { from: 'user' }).then(() => null, exitOf);
    await toStandardOutput(help);
    return exitAsked ?? exitCode;
  } catch (error) {
    return reportFailure(error, version);
  }
}

interface Doing {
  readonly writeHelp: (text: string) => void;
  readonly writeMistake: (text: string) => void;
  readonly run: (definition: AnyCommand, command: Command) => Promise<void>;
}

/** The command line as commander knows it: what is not defined here, nobody can type. */
export function commandTree(
  version: string,
  definitions: readonly AnyCommand[],
  { writeHelp, writeMistake, run: act }: Doing,
): Command {
  const program = new Command('multi-engine')
    .description('Validates the engines of a Camunda Optimize configuration and examines them live.')
    .version(`multi-engine ${version}`, '-V, --version')
    .helpOption('-h, --help')
    .showHelpAfterError('(multi-engine --help shows what there is)')
    .enablePositionalOptions()
    .configureOutput({
      writeOut: writeHelp,
      writeErr: writeMistake,
      outputError: (text, write) => write(safeUsage(text)),
      getOutHelpWidth: () => columnsOf(terminal()) ?? HELP_WIDTH,
      getErrHelpWidth: () => columnsOf(standardError()) ?? HELP_WIDTH,
    })
    .exitOverride();
  for (const definition of definitions.filter(({ internal }) => internal !== true)) {
    const command = program.command(definition.name);
    describe(command, definition).action(() => act(definition, command));
  }
  return program;
}

/** Only help and mistakes need all commands: defining the one that is meant is quicker. */
function meantBy([name]: readonly string[]): readonly AnyCommand[] {
  const meant = COMMANDS.filter((command) => command.name === name);
  return meant.length > 0 ? meant : COMMANDS;
}

function describe(command: Command, { summary, argument, options, live }: AnyCommand): Command {
  command.description(live ? `${summary} (GET only)` : summary);
  if (argument !== undefined) command.argument(argument.syntax, argument.help, argument.default);
  for (const { heading, options: group } of options) {
    for (const option of group) command.addOption(optionOf(option).helpGroup(heading));
  }
  return command;
}

/** `--only A,B --only C` is `--only A,B,C`. */
function optionOf({ flags, help, repeat = false, default: usual }: OptionDefinition): Option {
  const option = new Option(flags, help);
  if (usual !== undefined) option.default(usual);
  if (repeat) option.argParser((value, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

async function run(definition: AnyCommand, command: Command, version: string): Promise<number> {
  const handler = await definition.load();
  const args: readonly string[] = command.processedArgs.flat();
  // What the flags of this definition give: see OptionsOf.
  return handler(args, command.opts<never>(), version);
}

/** What commander says of a mistake quotes the arguments as they are: a line break in one of them is none of the message. */
function sayMistake(text: string, argv: readonly string[]): void {
  const quoted = argv.flatMap((argument) => [argument, argument.split('=', 1)[0] ?? '']);
  const message = quoted
    .filter((part) => part.includes('\n'))
    .reduce((all, part) => all.replaceAll(part, () => escapeText(part)), text);
  say(...message.replace(/\n$/, '').split('\n'));
}

/** What commander ends with: after help and the version all is well, after anything else the usage was wrong. */
function exitOf(error: unknown): number {
  if (!(error instanceof CommanderError)) throw error;
  return error.exitCode === 0 ? 0 : 2;
}
