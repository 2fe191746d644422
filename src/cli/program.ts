import { Command, CommanderError, Option } from 'commander';
import { reportFailure } from './failure.js';
import type { RawAccessOptions } from './commands/access.js';
import { CHECK_OPTIONS, type RawOptions } from './options.js';

/** Builds the command tree, runs one command and answers the exit code. */
export async function runProgram(argv: readonly string[], version: string): Promise<number> {
  let exitCode = 0;
  const program = new Command('multi-engine')
    .description('Validates the engines of a Camunda Optimize configuration and examines them live.')
    .version(`multi-engine ${version}`, '-V, --version')
    .helpOption('-h, --help')
    .showHelpAfterError('(multi-engine --help shows what there is)')
    .enablePositionalOptions()
    .exitOverride();

  const run = (action: () => Promise<number>) => async (): Promise<void> => {
    exitCode = await action();
  };

  checkCommand(program, 'validate', 'check configuration files, without a network', false).action(
    (files: string[], options: RawOptions) =>
      run(async () =>
        (await import('./commands/check.js')).checkCommand('validate', files, options, version),
      )(),
  );
  checkCommand(
    program,
    'doctor',
    'check configuration files and the engines they name (GET only)',
    true,
  ).action((files: string[], options: RawOptions) =>
    run(async () => (await import('./commands/check.js')).checkCommand('doctor', files, options, version))(),
  );
  const access = program
    .command('access')
    .description('who may log in to Optimize and what they see, by which authorization (GET only)')
    .argument('[users...]', 'user ids')
    .option('--config <file>', 'a configuration, or a file that describes engines, users and rights')
    .option('--all', 'everybody whom the engines know')
    .option('--definition <key>', 'who sees the definition of this key?')
    .option('--explain', 'every step of the resolution')
    .option('--names', 'show names, not only user ids');
  addCheckOptions(access, true).action((users: string[], options: RawAccessOptions) =>
    run(async () => (await import('./commands/access.js')).accessCommand(users, options, version))(),
  );
  program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('--format <name>', 'pretty or json').default('pretty'))
    .action((options: { format: string }) =>
      run(async () => (await import('./commands/catalogue.js')).rulesCommand(options))(),
    );
  program
    .command('explain')
    .description('one rule: cause, example, fix')
    .argument('<rule>', 'code or name')
    .addOption(new Option('--color <when>', 'auto, always or never').default('auto'))
    .action((rule: string, options: { color: string }) =>
      run(async () => (await import('./commands/catalogue.js')).explainCommand(rule, options))(),
    );
  program
    .command('init')
    .description('write a commented configuration to start from')
    .argument('[file]', 'where to', 'environment-config.yaml')
    .action((file: string) => run(async () => (await import('./commands/init.js')).initCommand(file))());
  program
    .command('schema')
    .description('print the JSON Schema of the configuration, for editors')
    .action(() => run(async () => (await import('./commands/schema.js')).schemaCommand())());
  program
    .command('demo')
    .description('show a whole landscape: recordings of real engines, served on this machine')
    .option('--keep', 'leave the engines running until Ctrl-C')
    .addOption(new Option('--color <when>', 'auto, always or never').default('auto'))
    .action((options: { keep?: boolean; color: string }) =>
      run(async () => (await import('./commands/demo.js')).demoCommand(options, version))(),
    );

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error, version);
  }
  return exitCode;
}

function checkCommand(program: Command, name: string, description: string, live: boolean): Command {
  const command = program.command(name).description(description);
  command.argument('[files...]', 'configuration files; "-" is standard input');
  return addCheckOptions(command, live);
}

function addCheckOptions(command: Command, live: boolean): Command {
  for (const option of CHECK_OPTIONS.filter((each) => live || !each.live)) {
    const made = new Option(option.flags, option.help);
    if ('repeat' in option) made.argParser(collect);
    command.addOption(made);
  }
  return command;
}

/** `--only A,B --only C` is `--only A,B,C`; whether commas separate is for the option to say. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
