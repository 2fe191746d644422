import { Command, CommanderError } from 'commander';
import type { RawAccessOptions } from './commands/access.js';
import type { BalancerOptions } from './commands/balancer.js';
import type { PreviewOptions } from './commands/preview.js';
import * as define from './definitions.js';
import { reportFailure } from './failure.js';
import type { RawOptions } from './options.js';
import { columnsOf, terminal, toStandardOutput } from './standard-output.js';

/** Columns of help that goes to no terminal. */
const HELP_WIDTH = 80;

/** Runs a command's action and keeps its exit code. */
type Run = (action: Promise<number>) => Promise<void>;

/** What each command does. Its code is loaded when it runs. */
const COMMANDS: Readonly<Record<string, (program: Command, run: Run, version: string) => void>> = {
  validate: (program, run, version) =>
    define
      .validate(program)
      .action((files: string[], options: RawOptions) => run(check('validate', files, options, version))),
  doctor: (program, run, version) =>
    define
      .doctor(program)
      .action((files: string[], options: RawOptions) => run(check('doctor', files, options, version))),
  access: (program, run, version) =>
    define
      .access(program)
      .action((users: string[], options: RawAccessOptions) =>
        run(
          import('./commands/access.js').then(({ accessCommand }) => accessCommand(users, options, version)),
        ),
      ),
  balancer: (program, run, version) =>
    define
      .balancer(program)
      .action((files: string[], options: BalancerOptions) =>
        run(
          import('./commands/balancer.js').then(({ balancerCommand }) =>
            balancerCommand(files, options, version),
          ),
        ),
      ),
  preview: (program, run, version) =>
    define
      .preview(program)
      .action((models: string[], options: PreviewOptions) =>
        run(
          import('./commands/preview.js').then(({ previewCommand }) =>
            previewCommand(models, options, version),
          ),
        ),
      ),
  rules: (program, run) =>
    define
      .rules(program)
      .action((options: { format: string }) =>
        run(import('./commands/catalogue.js').then(({ rulesCommand }) => rulesCommand(options))),
      ),
  explain: (program, run) =>
    define
      .explain(program)
      .action((rule: string, options: { color: string }) =>
        run(import('./commands/catalogue.js').then(({ explainCommand }) => explainCommand(rule, options))),
      ),
  init: (program, run) =>
    define
      .init(program)
      .action((file: string) =>
        run(import('./commands/init.js').then(({ initCommand }) => initCommand(file))),
      ),
  schema: (program, run) =>
    define
      .schema(program)
      .action(() => run(import('./commands/schema.js').then(({ schemaCommand }) => schemaCommand()))),
  demo: (program, run, version) =>
    define
      .demo(program)
      .action((options: { keep?: boolean; color: string }) =>
        run(import('./commands/demo.js').then(({ demoCommand }) => demoCommand(options, version))),
      ),
};

/** Builds the command tree, runs one command and answers the exit code. */
export async function runProgram(argv: readonly string[], version: string): Promise<number> {
  let exitCode = 0;
  let help = '';
  const run: Run = async (action) => {
    exitCode = await action;
  };
  const program = new Command('multi-engine')
    .description('Validates the engines of a Camunda Optimize configuration and examines them live.')
    .version(`multi-engine ${version}`, '-V, --version')
    .helpOption('-h, --help')
    .showHelpAfterError('(multi-engine --help shows what there is)')
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => (help += text),
      getOutHelpWidth: () => columnsOf(terminal()) ?? HELP_WIDTH,
      getErrHelpWidth: () => columnsOf(process.stderr) ?? HELP_WIDTH,
    })
    .exitOverride();
  // Only help and mistakes need all commands: defining the one that is meant is quicker.
  const [meant = ''] = argv;
  const names = Object.hasOwn(COMMANDS, meant) ? [meant] : Object.keys(COMMANDS);
  for (const name of names) COMMANDS[name]?.(program, run, version);
  try {
    const exitAsked = await program.parseAsync([...argv], { from: 'user' }).then(() => null, exitOf);
    await toStandardOutput(help);
    return exitAsked ?? exitCode;
  } catch (error) {
    return reportFailure(error, version);
  }
}

/** See rehearsal.ts. */
export async function rehearse(file: string): Promise<void> {
  const rehearsal = await import('./rehearsal.js');
  await rehearsal.rehearse(file);
}

/** What commander ends with: after help and the version all is well, after anything else the usage was wrong. */
function exitOf(error: unknown): number {
  if (!(error instanceof CommanderError)) throw error;
  return error.exitCode === 0 ? 0 : 2;
}

async function check(
  command: 'validate' | 'doctor',
  files: string[],
  options: RawOptions,
  version: string,
): Promise<number> {
  const { checkCommand } = await import('./commands/check.js');
  return checkCommand(command, files, options, version);
}
