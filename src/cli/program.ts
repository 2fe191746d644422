import { Command, CommanderError, Option } from 'commander';
import { reportFailure } from './failure.js';
import type { BalancerOptions } from './commands/balancer.js';
import type { PreviewOptions } from './commands/preview.js';
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
  balancerOptions(
    liveCommand(
      program,
      'balancer',
      'the load balancer for engines on one database, and the corrected configuration',
    ),
  ).action((files: string[], options: BalancerOptions) =>
    run(async () => (await import('./commands/balancer.js')).balancerCommand(files, options, version))(),
  );
  previewCommand(program).action((models: string[], options: PreviewOptions) =>
    run(async () => (await import('./commands/preview.js')).previewCommand(models, options, version))(),
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

/** The options of live commands that end with a text of their own instead of a report. */
const NOT_FOR_TEXT =
  /^--(?:format|optimize|only|skip|fail-on|min-severity|exit-zero|color|verbose|timings)\b/;

function liveCommand(program: Command, name: string, description: string): Command {
  const command = program.command(name).description(description);
  command.argument('[files...]', 'configuration files; "-" is standard input');
  return addOptions(
    command,
    CHECK_OPTIONS.filter(({ flags }) => !NOT_FOR_TEXT.test(flags)),
  );
}

function balancerOptions(command: Command): Command {
  return command
    .addOption(new Option('--for <program>', 'nginx, haproxy, kubernetes or traefik'))
    .addOption(new Option('--at <host[:port]>', 'where Optimize reaches the balancer'))
    .addOption(
      new Option('--group <alias,…>', 'these engines read one database: ask nobody; repeatable').argParser(
        collect,
      ),
    )
    .option('--yaml', 'print the corrected configuration instead')
    .option('--diff', 'print the difference instead')
    .option('--write', 'change the file, after a backup')
    .option('--out <dir>', 'write all of it into a folder');
}

function previewCommand(program: Command): Command {
  const command = program
    .command('preview')
    .description('would deploying these models cause a clash? (GET only)');
  command.argument('<models...>', 'BPMN and DMN files');
  command
    .addOption(new Option('--to <alias,…>', 'the engine to deploy to').argParser(collect))
    .option('--all', 'every engine, each by itself')
    .option('--tenant <id>', 'the tenant of the deployment')
    .addOption(
      new Option('--config <file>', 'the configuration that names the engines; repeatable').argParser(
        collect,
      ),
    );
  return addOptions(command, CHECK_OPTIONS);
}

function addOptions(command: Command, options: readonly (typeof CHECK_OPTIONS)[number][]): Command {
  for (const option of options) {
    const made = new Option(option.flags, option.help);
    if ('repeat' in option) made.argParser(collect);
    command.addOption(made);
  }
  return command;
}

function checkCommand(program: Command, name: string, description: string, live: boolean): Command {
  const command = program.command(name).description(description);
  command.argument('[files...]', 'configuration files; "-" is standard input');
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
