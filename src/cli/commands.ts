import type { AnyCommand, CommandDefinition } from './command-types.js';
import type { OptionGroup } from './options/option-types.js';
import * as own from './options/own-options.js';
import {
  ACCEPTING,
  CLEANING,
  FAILING,
  FIXING,
  INCONCLUSIVE,
  INPUT,
  JUDGING,
  LIVE,
  OUTPUT,
  PRINTING,
  RUNNING,
  SEPARATING,
  STATUS,
} from './options/options.js';

/** Every command, in the order of `--help`. The one source of the program, its help, and what the build makes of both. */
export const COMMANDS: readonly AnyCommand[] = [
  command({
    name: 'validate',
    summary: 'check configuration files, without a network',
    argument: { syntax: '[files...]', help: 'configuration files; "-" is standard input' },
    options: [INPUT, SEPARATING, JUDGING, ACCEPTING, FIXING, OUTPUT, PRINTING, FAILING, INCONCLUSIVE],
    live: false,
    load: () => import('./commands/check.js').then(({ validateCommand }) => validateCommand),
  }),
  command({
    name: 'doctor',
    summary: 'check configuration files and the engines they name',
    argument: { syntax: '[files...]', help: 'configuration files; "-" is standard input' },
    options: [
      INPUT,
      SEPARATING,
      JUDGING,
      ACCEPTING,
      LIVE,
      RUNNING,
      CLEANING,
      OUTPUT,
      STATUS,
      FAILING,
      INCONCLUSIVE,
    ],
    live: true,
    load: () => import('./commands/check.js').then(({ doctorCommand }) => doctorCommand),
  }),
  command({
    name: 'access',
    summary: 'who may log in to Optimize and what they see, by which authorization',
    argument: { syntax: '[users...]', help: 'user ids' },
    options: [own.ACCESS, INPUT, JUDGING, LIVE, OUTPUT, FAILING, INCONCLUSIVE],
    live: true,
    load: () => import('./commands/access.js').then(({ accessCommand }) => accessCommand),
  }),
  command({
    name: 'balancer',
    summary: 'the load balancer for engines on one database, and the corrected configuration',
    argument: { syntax: '[files...]', help: 'configuration files; "-" is standard input' },
    options: [own.BALANCER, INPUT, LIVE, own.QUIET, INCONCLUSIVE],
    live: true,
    load: () => import('./commands/balancer.js').then(({ balancerCommand }) => balancerCommand),
  }),
  command({
    name: 'preview',
    summary: 'would deploying these models cause a clash?',
    argument: { syntax: '<models...>', help: 'BPMN and DMN files' },
    options: [own.PREVIEW, INPUT, JUDGING, LIVE, OUTPUT, FAILING, INCONCLUSIVE],
    live: true,
    load: () => import('./commands/preview.js').then(({ previewCommand }) => previewCommand),
  }),
  command({
    name: 'diff',
    summary: 'what changed between two configurations or recordings, and what it costs',
    argument: {
      syntax: '<inputs...>',
      help: 'before and after: a file, a recording, git:REV or git:REV:FILE',
    },
    options: [INPUT, JUDGING, OUTPUT, FAILING, INCONCLUSIVE],
    live: false,
    load: () => import('./commands/diff.js').then(({ diffCommand }) => diffCommand),
  }),
  command({
    name: 'rules',
    summary: 'list every rule, by family',
    options: [own.RULES],
    live: false,
    load: () => import('./commands/catalogue.js').then(({ rulesCommand }) => rulesCommand),
  }),
  command({
    name: 'explain',
    summary: 'rules one by one: cause, example, fix',
    argument: { syntax: '<rules...>', help: 'codes or names' },
    options: [own.COLOR],
    live: false,
    load: () => import('./commands/catalogue.js').then(({ explainCommand }) => explainCommand),
  }),
  command({
    name: 'init',
    summary: 'write a commented configuration to start from',
    argument: {
      syntax: '[file]',
      help: 'where to; "-" is standard output',
      default: 'environment-config.yaml',
    },
    options: [own.INIT],
    live: false,
    load: () => import('./commands/init.js').then(({ initCommand }) => initCommand),
  }),
  command({
    name: 'schema',
    summary: 'print the JSON Schema of the configuration, for editors',
    options: [],
    live: false,
    load: () => import('./commands/schema.js').then(({ schemaCommand }) => schemaCommand),
  }),
  command({
    name: 'demo',
    summary: 'show a whole landscape: recordings of real engines, served on this machine',
    options: [own.DEMO, own.COLOR],
    live: false,
    load: () => import('./commands/demo.js').then(({ demoCommand }) => demoCommand),
  }),
  command({
    name: 'completion',
    summary: 'print the script that completes command lines in a shell',
    argument: { syntax: '<shell>', help: 'bash, zsh, fish or powershell' },
    options: [],
    live: false,
    load: () => import('./commands/completion.js').then(({ completionCommand }) => completionCommand),
  }),
  command({
    name: 'complete',
    summary: 'what could stand at the cursor of an unfinished command line',
    internal: true,
    options: [],
    live: false,
    load: () => import('./commands/completion.js').then(({ completing }) => completing(COMMANDS)),
  }),
  command({
    name: 'manual',
    summary: 'print the page for man, which the build ships',
    internal: true,
    options: [],
    live: false,
    load: () => import('./commands/manual.js').then(({ writingManual }) => writingManual(COMMANDS)),
  }),
];

/** Lets a handler be only what takes the options of its own row. */
function command<const Groups extends readonly OptionGroup[]>(
  definition: CommandDefinition<Groups>,
): AnyCommand {
  return definition;
}
