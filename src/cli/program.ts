import { Command, CommanderError } from 'commander';
import type { RawAccessOptions } from './commands/access.js';
import type { BalancerOptions } from './commands/balancer.js';
import type { PreviewOptions } from './commands/preview.js';
import * as define from './definitions.js';
import { reportFailure } from './failure.js';
import type { RawOptions } from './options.js';

/** Builds the command tree, runs one command and answers the exit code. A command's code is loaded when it runs. */
export async function runProgram(argv: readonly string[], version: string): Promise<number> {
  let exitCode = 0;
  const run = async (action: Promise<number>): Promise<void> => {
    exitCode = await action;
  };
  const program = new Command('multi-engine')
    .description('Validates the engines of a Camunda Optimize configuration and examines them live.')
    .version(`multi-engine ${version}`, '-V, --version')
    .helpOption('-h, --help')
    .showHelpAfterError('(multi-engine --help shows what there is)')
    .enablePositionalOptions()
    .exitOverride();
  define
    .validate(program)
    .action((files: string[], options: RawOptions) => run(check('validate', files, options, version)));
  define
    .doctor(program)
    .action((files: string[], options: RawOptions) => run(check('doctor', files, options, version)));
  define
    .access(program)
    .action((users: string[], options: RawAccessOptions) =>
      run(import('./commands/access.js').then(({ accessCommand }) => accessCommand(users, options, version))),
    );
  define
    .balancer(program)
    .action((files: string[], options: BalancerOptions) =>
      run(
        import('./commands/balancer.js').then(({ balancerCommand }) =>
          balancerCommand(files, options, version),
        ),
      ),
    );
  define
    .preview(program)
    .action((models: string[], options: PreviewOptions) =>
      run(
        import('./commands/preview.js').then(({ previewCommand }) =>
          previewCommand(models, options, version),
        ),
      ),
    );
  define
    .rules(program)
    .action((options: { format: string }) =>
      run(import('./commands/catalogue.js').then(({ rulesCommand }) => rulesCommand(options))),
    );
  define
    .explain(program)
    .action((rule: string, options: { color: string }) =>
      run(import('./commands/catalogue.js').then(({ explainCommand }) => explainCommand(rule, options))),
    );
  define
    .init(program)
    .action((file: string) => run(import('./commands/init.js').then(({ initCommand }) => initCommand(file))));
  define
    .schema(program)
    .action(() => run(import('./commands/schema.js').then(({ schemaCommand }) => schemaCommand())));
  define
    .demo(program)
    .action((options: { keep?: boolean; color: string }) =>
      run(import('./commands/demo.js').then(({ demoCommand }) => demoCommand(options, version))),
    );
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error, version);
  }
  return exitCode;
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
