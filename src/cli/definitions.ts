import { Option, type Command } from 'commander';
import { CHECK_OPTIONS } from './options.js';

/** The commands with their arguments and options, as `--help` shows them; program.ts says what each of them does. */

const OFFLINE_OPTIONS = CHECK_OPTIONS.filter(({ live }) => !live);
/** What makes no sense for commands that print a text of their own instead of a report. */
const NOT_FOR_TEXT =
  /^--(?:baseline|update-baseline|format|optimize|only|skip|fail-on|min-severity|exit-zero|color|verbose|timings)\b/;
/** The answers of these commands are no findings that somebody could accept. */
const ANSWER_OPTIONS = CHECK_OPTIONS.filter(({ flags }) => !/^--(?:update-)?baseline\b/.test(flags));
const TEXT_OPTIONS = CHECK_OPTIONS.filter(({ flags }) => !NOT_FOR_TEXT.test(flags));

export function validate(program: Command): Command {
  const command = program
    .command('validate')
    .description('check configuration files, without a network')
    .option(
      '--print-effective',
      'show what Optimize reads, and where each value comes from, instead of findings',
    );
  return addOptions(files(command), OFFLINE_OPTIONS);
}

export function doctor(program: Command): Command {
  const command = program
    .command('doctor')
    .description('check configuration files and the engines they name (GET only)');
  return addOptions(files(command), CHECK_OPTIONS);
}

export function access(program: Command): Command {
  const command = program
    .command('access')
    .description('who may log in to Optimize and what they see, by which authorization (GET only)')
    .argument('[users...]', 'user ids')
    .option('--config <file>', 'a configuration, or a file that describes engines, users and rights')
    .option('--all', 'everybody whom the engines know')
    .option('--definition <key>', 'who sees the definition of this key?')
    .option('--explain', 'every step of the resolution')
    .option('--names', 'show names, not only user ids');
  return addOptions(command, ANSWER_OPTIONS);
}

export function balancer(program: Command): Command {
  const command = files(program.command('balancer'))
    .description('the load balancer for engines on one database, and the corrected configuration')
    .option('--for <program>', 'nginx, haproxy, kubernetes or traefik')
    .option('--at <host[:port]>', 'where Optimize reaches the balancer')
    .addOption(repeatable('--group <alias,…>', 'these engines read one database: ask nobody; repeatable'))
    .option('--yaml', 'print the corrected configuration instead')
    .option('--diff', 'print the difference instead')
    .option('--write', 'change the file, after a backup')
    .option('--out <dir>', 'write all of it into a folder');
  return addOptions(command, TEXT_OPTIONS);
}

export function preview(program: Command): Command {
  const command = program
    .command('preview')
    .description('would deploying these models cause a clash? (GET only)')
    .argument('<models...>', 'BPMN and DMN files')
    .addOption(repeatable('--to <alias,…>', 'the engine to deploy to'))
    .option('--all', 'every engine, each by itself')
    .option('--tenant <id>', 'the tenant of the deployment')
    .addOption(repeatable('--config <file>', 'the configuration that names the engines; repeatable'));
  return addOptions(command, ANSWER_OPTIONS);
}

export function rules(program: Command): Command {
  return program
    .command('rules')
    .description('list every rule')
    .addOption(new Option('--format <name>', 'pretty or json').default('pretty'));
}

export function explain(program: Command): Command {
  return program
    .command('explain')
    .description('one rule: cause, example, fix')
    .argument('<rule>', 'code or name')
    .addOption(color());
}

export function init(program: Command): Command {
  return program
    .command('init')
    .description('write a commented configuration to start from')
    .argument('[file]', 'where to', 'environment-config.yaml');
}

export function schema(program: Command): Command {
  return program.command('schema').description('print the JSON Schema of the configuration, for editors');
}

export function demo(program: Command): Command {
  return program
    .command('demo')
    .description('show a whole landscape: recordings of real engines, served on this machine')
    .option('--keep', 'leave the engines running until Ctrl-C')
    .addOption(color());
}

function files(command: Command): Command {
  return command.argument('[files...]', 'configuration files; "-" is standard input');
}

function addOptions(command: Command, options: readonly (typeof CHECK_OPTIONS)[number][]): Command {
  for (const option of options) {
    const { flags, help } = option;
    command.addOption('repeat' in option ? repeatable(flags, help) : new Option(flags, help));
  }
  return command;
}

function color(): Option {
  return new Option('--color <when>', 'auto, always or never').default('auto');
}

/** `--only A,B --only C` is `--only A,B,C`; whether commas separate is for the option to say. */
function repeatable(flags: string, help: string): Option {
  return new Option(flags, help).argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}
