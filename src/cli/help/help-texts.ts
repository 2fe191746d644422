/** What the help says of a command besides what the table of commands has. Loaded with the parser, which a plain run does without. */
export interface HelpText {
  /** One or two sentences: what it does, and what it needs. */
  readonly about: string;
  /** Command lines to start from, each with what it is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
  /** Options that most people need, by their names: all others are shown by `--help --all`. */
  readonly common: readonly string[];
  /** The exit codes that the command can end with, besides 4 and those of signals. */
  readonly exits: readonly ('0' | '1' | '2' | '3')[];
}

/** Commands as the general help groups them, in the order of the table. */
export const COMMAND_GROUPS: readonly { readonly heading: string; readonly names: readonly string[] }[] = [
  { heading: 'Check:', names: ['validate', 'doctor', 'access'] },
  { heading: 'Change:', names: ['balancer', 'preview', 'diff'] },
  { heading: 'Look up:', names: ['rules', 'explain'] },
  { heading: 'Set up:', names: ['init', 'schema', 'lsp', 'demo', 'completion'] },
];

export const HELP_TEXTS: Readonly<Record<string, HelpText>> = {
  validate: {
    about:
      'Checks an environment-config.yaml, or a ConfigMap, Helm values or compose file that holds one. Uses no network. Several files are the nodes of one Optimize cluster.',
    examples: [
      ['multi-engine validate', 'the file here'],
      ['multi-engine validate values.yaml --optimize 3.15', 'one release'],
      ['kubectl get configmap -o yaml | multi-engine validate -', 'what is deployed'],
    ],
    common: ['--optimize', '--variables', '--format', '--quiet', '--fix', '--fail-on', '--max-warnings'],
    exits: ['0', '1', '2'],
  },
  doctor: {
    about:
      'Does what validate does, then asks every engine that the configuration names. Sends GET requests only.',
    examples: [
      ['multi-engine doctor', 'the file in this folder and its engines'],
      ['multi-engine doctor --engine eu', 'one engine'],
      ['multi-engine doctor --record evidence', 'keep the answers ...'],
      ['multi-engine doctor --replay evidence', '... and judge them again'],
    ],
    common: [
      '--engine',
      '--optimize',
      '--running',
      '--deadline',
      '--record',
      '--replay',
      '--format',
      '--quiet',
      '--fail-on',
    ],
    exits: ['0', '1', '2', '3'],
  },
  access: {
    about:
      'Tells who may log in to Optimize and which definitions they see, from the authorizations of the engines. Needs no password of these users. Sends GET requests only.',
    examples: [
      ['multi-engine access scooter', 'one user'],
      ['multi-engine access --all --format csv', 'everybody, as a table'],
      ['multi-engine access --definition order', 'who sees this process?'],
    ],
    common: ['--config', '--all', '--definition', '--explain', '--engine', '--format', '--replay'],
    exits: ['0', '1', '2', '3'],
  },
  balancer: {
    about:
      'Prints the load balancer for each group of engines that share a database, or the corrected configuration. Sends GET requests only; with --group none.',
    examples: [
      ['multi-engine balancer --for nginx', 'ask the engines'],
      ['multi-engine balancer --group eu,us --for haproxy', 'you know: ask no engine'],
      ['multi-engine balancer --diff --at engines:8080', 'the change of the file'],
    ],
    common: ['--for', '--at', '--group', '--diff', '--write', '--out', '--replay'],
    exits: ['0', '1', '2', '3'],
  },
  preview: {
    about:
      'Tells which clashes the deployment of BPMN or DMN files would cause. Sends GET requests only, and deploys nothing.',
    examples: [
      ['multi-engine preview order.bpmn --to eu', 'one engine'],
      ['multi-engine preview order.bpmn rules.dmn --all', 'each engine'],
    ],
    common: ['--to', '--all', '--tenant', '--config', '--format', '--replay'],
    exits: ['0', '1', '2', '3'],
  },
  diff: {
    about:
      'Compares two configurations or two recordings, and says what the change costs: a renamed alias means a full re-import. Uses no network without --data.',
    examples: [
      ['multi-engine diff before.yaml after.yaml', 'two files'],
      ['multi-engine diff git:main environment-config.yaml', 'a branch'],
      ['multi-engine diff monday friday', 'two recordings'],
    ],
    common: ['--data', '--engine', '--optimize', '--format', '--fail-on'],
    exits: ['0', '1', '2', '3'],
  },
  rules: {
    about: 'Lists every rule by family: its code, its name and its usual severity.',
    examples: [
      ['multi-engine rules', 'all of them'],
      ['multi-engine rules --format json', 'for a program'],
    ],
    common: ['--format'],
    exits: ['0', '2'],
  },
  explain: {
    about:
      'Shows the pages of rules: cause, example and fix. Finds the rules behind a message of a log, or behind what you see.',
    examples: [
      ['multi-engine explain T401', 'one rule'],
      ['multi-engine explain T401 duplicate-tenant', 'several'],
      ['multi-engine explain "Could not log you in"', 'what may be behind it?'],
    ],
    common: ['--color'],
    exits: ['0', '2'],
  },
  init: {
    about:
      'Writes a commented configuration for two engines, and beside it the schema that editors check it with. Asks nothing and overwrites nothing.',
    examples: [
      ['multi-engine init', 'environment-config.yaml'],
      ['multi-engine init --engines eu,us', 'with your own aliases'],
      ['multi-engine init - --engines eu,us', 'to standard output'],
      ['multi-engine init --from eu=https://eu.example.org/engine-rest', 'a running engine'],
    ],
    common: ['--engines'],
    exits: ['0', '2'],
  },
  schema: {
    about: 'Prints the JSON Schema of environment-config.yaml. Editors complete and check the file with it.',
    examples: [['multi-engine schema > environment-config.schema.json', 'keep it beside the file']],
    common: [],
    exits: ['0', '2'],
  },
  lsp: {
    about:
      'Serves an editor by the Language Server Protocol: findings of validate while you type, explanations, corrections and completion. Editors start it: see docs/guides/editors.md.',
    examples: [
      ['multi-engine lsp', 'the command line for an editor'],
      ['multi-engine lsp --optimize 3.15 --no-env', 'judge for one release'],
    ],
    common: ['--stdio', '--optimize', '--variables'],
    exits: ['0', '2'],
  },
  demo: {
    about:
      'Serves the recordings of three real engines on this machine and examines them. Needs nothing, and leaves nothing behind.',
    examples: [
      ['multi-engine demo', 'a report to look at'],
      ['multi-engine demo --keep', 'engines to ask yourself'],
    ],
    common: ['--keep', '--color'],
    exits: ['0', '2'],
  },
  completion: {
    about: 'Prints the script with which a shell completes commands, options, rules and aliases.',
    examples: [
      ['source <(multi-engine completion bash)', 'in ~/.bashrc'],
      ['multi-engine completion fish | source', 'in config.fish'],
    ],
    common: [],
    exits: ['0', '2'],
  },
};
