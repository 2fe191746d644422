/** Every option of the checking commands, in the order of `--help`. The one source of parsing, help and completion. */
export const CHECK_OPTIONS = [
  {
    flags: '--format <name[=file]>',
    help: 'how to report; repeatable, at most one without a file',
    repeat: true,
    live: false,
  },
  { flags: '--optimize <version|none>', help: 'the Optimize version to judge for, e.g. 3.15', live: false },
  { flags: '--engine <alias,…>', help: 'only these engines', repeat: true, live: false },
  { flags: '--only <rule,…>', help: 'only these rules, by code or by name', repeat: true, live: false },
  { flags: '--skip <rule,…>', help: 'all rules but these', repeat: true, live: false },
  {
    flags: '--fail-on <severity>',
    help: 'exit 1 from this severity on: error, warning, info or never (default: error)',
    live: false,
  },
  {
    flags: '--min-severity <severity>',
    help: 'show findings from this severity on (default: info)',
    live: false,
  },
  { flags: '--baseline <file>', help: 'findings that were accepted: leave them out', live: false },
  { flags: '--update-baseline', help: 'accept what is found now: write it to that file', live: false },
  { flags: '--exit-zero', help: 'exit 0 whatever is found', live: false },
  { flags: '--allow-inconclusive', help: 'exit 0 where something could not be decided', live: true },
  {
    flags: '--base <file>',
    help: 'a configuration below each file, merged as Optimize does, e.g. its service-config.yaml',
    live: false,
  },
  {
    flags: '--variables <file>',
    help: 'values for placeholders, NAME=VALUE per line',
    repeat: true,
    live: false,
  },
  {
    flags: '--define <name=value>',
    help: 'a value for a placeholder, before all others (a Java system property)',
    repeat: true,
    live: false,
  },
  { flags: '--no-env', help: 'do not look up placeholders in the environment', live: false },
  { flags: '--stdin-filename <name>', help: 'what to call standard input (FILE -)', live: false },
  { flags: '--timeout <seconds>', help: 'per request (default: 10)', live: true },
  { flags: '--deadline <seconds>', help: 'for the whole run (default: 60)', live: true },
  { flags: '--concurrency <n>', help: 'engines probed at a time (default: 32)', live: true },
  { flags: '--ca <file>', help: 'additional certificate authorities, PEM', live: true },
  { flags: '--record <dir>', help: 'keep the redacted answers', live: true },
  { flags: '--replay <dir>', help: 'judge a recording instead of live engines', live: true },
  {
    flags: '--watch [minutes]',
    help: 'stay and read again until "shared or copied?" is decided (default: 40 minutes)',
    live: true,
  },
  {
    flags: '--canary',
    help: 'decide it now: create and delete one temporary task filter, the only write there is',
    live: true,
  },
  { flags: '--canary-clean', help: 'only delete what a killed --canary left behind', live: true },
  { flags: '--color <when>', help: 'auto, always or never (default: auto)', live: false },
  { flags: '--quiet', help: 'one line per finding', live: false },
  { flags: '--verbose', help: 'all evidence, and what ran', live: false },
  { flags: '--timings', help: 'where the time went', live: false },
] as const satisfies readonly CheckOption[];

interface CheckOption {
  readonly flags: string;
  readonly help: string;
  readonly repeat?: boolean;
  /** Only for commands that talk to engines. */
  readonly live: boolean;
}

/** The options as commander hands them over: text, not yet checked. */
export interface RawOptions {
  readonly format?: readonly string[];
  readonly optimize?: string;
  readonly engine?: readonly string[];
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly failOn?: string;
  readonly minSeverity?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly exitZero?: boolean;
  readonly allowInconclusive?: boolean;
  readonly base?: string;
  readonly printEffective?: boolean;
  readonly variables?: readonly string[];
  readonly define?: readonly string[];
  readonly env?: boolean;
  readonly stdinFilename?: string;
  readonly timeout?: string;
  readonly deadline?: string;
  readonly concurrency?: string;
  readonly ca?: string;
  readonly record?: string;
  readonly replay?: string;
  readonly watch?: string | true;
  readonly canary?: boolean;
  readonly canaryClean?: boolean;
  readonly color?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly timings?: boolean;
}
