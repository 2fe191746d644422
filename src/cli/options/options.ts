import { FORMAT_NAMES } from '../../report/index.js';
import type { Policy } from '../../run/settings/types.js';
import type { OptionGroup, OptionsOf } from './option-types.js';

/** The options of the checking commands, group by group in the order of `--help`. The one source of parsing, help and types. */

/** What is known of a configuration besides its own text. */
export const VALUES = {
  heading: 'Input:',
  options: [
    {
      flags: '--base <file>',
      help: 'a configuration below each file, merged as Optimize does, e.g. its service-config.yaml',
      inSettings: 'path',
    },
    {
      flags: '--variables <file>',
      help: 'values for placeholders, NAME=VALUE per line',
      repeat: true,
      inSettings: 'path',
    },
    {
      flags: '--define <name=value>',
      help: 'a value for a placeholder, before all others (a Java system property)',
      repeat: true,
      inSettings: 'value',
    },
    { flags: '--no-env', help: 'do not look up placeholders in the environment' },
  ],
} as const satisfies OptionGroup;

const CHOSEN = [
  { flags: '--engine <alias,…>', help: 'only these engines', repeat: true },
  {
    flags: '--part <name,…>',
    help: 'only these configurations inside a manifest, Helm values or compose file',
    repeat: true,
  },
] as const;

const STDIN_FILENAME = {
  flags: '--stdin-filename <name>',
  help: 'what to call standard input (FILE -)',
} as const;

export const INPUT = {
  heading: VALUES.heading,
  options: [
    ...CHOSEN,
    {
      flags: '--nodes <n>',
      help: 'how many nodes of Optimize use the one file (default: 1)',
      inSettings: 'value',
    },
    ...VALUES.options,
    STDIN_FILENAME,
  ],
} as const satisfies OptionGroup;

/** For a command to which it makes no difference how many nodes there are. */
export const COMPARED = {
  heading: VALUES.heading,
  options: [...CHOSEN, ...VALUES.options, STDIN_FILENAME],
} as const satisfies OptionGroup;

/** For commands that can judge several installations in one run. */
export const SEPARATING = {
  heading: INPUT.heading,
  options: [
    {
      flags: '--separate',
      help: 'judge each file by itself: they are not nodes of one Optimize cluster',
      inSettings: 'value',
    },
  ],
} as const satisfies OptionGroup;

export const JUDGING = {
  heading: 'What to judge:',
  options: [
    { flags: '--optimize <version|none>', help: 'the Optimize version to judge for, e.g. 3.15' },
    { flags: '--only <rule,…>', help: 'only these rules, by code or by name', repeat: true },
    { flags: '--skip <rule,…>', help: 'all rules but these', repeat: true },
  ],
} as const satisfies OptionGroup;

/** For commands whose findings somebody can accept. */
export const ACCEPTING = {
  heading: JUDGING.heading,
  options: [
    { flags: '--baseline <file>', help: 'findings that were accepted: leave them out', inSettings: 'path' },
    { flags: '--update-baseline', help: 'accept what is found now: write it to that file' },
  ],
} as const satisfies OptionGroup;

const TIMEOUT = {
  flags: '--timeout <seconds>',
  help: 'per request (default: 10)',
  inSettings: 'value',
} as const;
const DEADLINE = {
  flags: '--deadline <seconds>',
  help: 'for the whole run (default: 60)',
  inSettings: 'value',
} as const;
const CREDENTIALS = {
  flags: '--credentials <file>',
  help: 'logins to ask with instead of those in the configuration: user and password, token or headers',
} as const;
const CERTIFICATES = [
  { flags: '--ca <file>', help: 'additional certificate authorities, PEM', inSettings: 'path' },
  {
    flags: '--cert <file>',
    help: 'a client certificate, PEM or PKCS#12; its pass phrase in MULTI_ENGINE_CERT_PASSWORD',
    inSettings: 'path',
  },
  { flags: '--key <file>', help: 'the private key of --cert, PEM', inSettings: 'path' },
] as const;

export const LIVE = {
  heading: 'Live engines:',
  options: [
    TIMEOUT,
    DEADLINE,
    { flags: '--concurrency <n>', help: 'engines probed at a time (default: 128)', inSettings: 'value' },
    { flags: '--polite', help: 'one request at a time to each engine, instead of four', inSettings: 'value' },
    CREDENTIALS,
    ...CERTIFICATES,
    { flags: '--record <dir>', help: 'keep the redacted answers' },
    { flags: '--replay <dir>', help: 'judge a recording instead of live engines' },
    {
      flags: '--watch [minutes]',
      help: 'stay and read again until "shared or copied?" is decided (default: 40 minutes)',
    },
    {
      flags: '--canary',
      help: 'decide it now: create and delete one temporary task filter, the only write there is',
    },
  ],
} as const satisfies OptionGroup;

const DATA = {
  flags: '--data [url]',
  help: 'look at what it has imported, in its Elasticsearch or OpenSearch (default: as in es.* or opensearch.*)',
} as const;

/** For the command that looks at Optimize itself. */
export const RUNNING = {
  heading: 'A running Optimize:',
  options: [
    {
      flags: '--running [url]',
      help: 'ask one node of Optimize, without a login (default: where container.* of the file says)',
    },
    DATA,
  ],
} as const satisfies OptionGroup;

/** For the command that compares configurations: what the change costs depends on what has been imported. */
export const STORED = {
  heading: 'The data of Optimize:',
  options: [DATA, TIMEOUT, DEADLINE, CREDENTIALS, ...CERTIFICATES],
} as const satisfies OptionGroup;

/** For the command that makes a canary for its own sake. */
export const CLEANING = {
  heading: LIVE.heading,
  options: [{ flags: '--canary-clean', help: 'only delete what a killed --canary left behind' }],
} as const satisfies OptionGroup;

export const OUTPUT = {
  heading: 'Output:',
  options: [
    {
      flags: '--format <name[=file]>',
      help: `${FORMAT_NAMES.join(', ')}; repeatable, at most one without a file`,
      repeat: true,
      inSettings: 'value',
    },
    {
      flags: '--min-severity <severity>',
      help: 'show findings from this severity on (default: info)',
      inSettings: 'value',
    },
    { flags: '--color <when>', help: 'auto, always or never (default: auto)', inSettings: 'value' },
    {
      flags: '--quiet',
      short: '-q',
      help: 'one line per finding; what repeats itself on one line',
      inSettings: 'value',
    },
    { flags: '--verbose', short: '-v', help: 'all evidence, and what ran', inSettings: 'value' },
    { flags: '--timings', help: 'where the time went', inSettings: 'value' },
  ],
} as const satisfies OptionGroup;

/** For the command that examines engines. */
export const STATUS = {
  heading: OUTPUT.heading,
  options: [{ flags: '--status', help: 'only one line per engine, and the verdict' }],
} as const satisfies OptionGroup;

/** For the command that only reads files. */
export const FIXING = {
  heading: 'Correct:',
  options: [
    { flags: '--fix', help: 'make the edits that cannot change what is imported; the former file is kept' },
    { flags: '--fix-all', help: 'make all edits: read what they change' },
    { flags: '--dry-run', help: 'with these, only show what would change' },
  ],
} as const satisfies OptionGroup;

/** For the same. */
export const PRINTING = {
  heading: OUTPUT.heading,
  options: [
    {
      flags: '--print-effective',
      help: 'show what Optimize reads, and where each value comes from, instead of findings',
    },
  ],
} as const satisfies OptionGroup;

export const FAILING = {
  heading: 'Exit code:',
  options: [
    {
      flags: '--fail-on <severity|never>',
      help: 'exit 1 from this severity on: error, warning, info or never (default: error)',
      inSettings: 'value',
    },
    {
      flags: '--max-warnings <n>',
      help: 'exit 1 where there are more warnings than this',
      inSettings: 'value',
    },
    { flags: '--exit-zero', help: 'exit 0 whatever is found' },
  ],
} as const satisfies OptionGroup;

export const INCONCLUSIVE = {
  heading: FAILING.heading,
  options: [
    {
      flags: '--allow-inconclusive',
      help: 'exit 0 where something could not be decided',
      inSettings: 'value',
    },
  ],
} as const satisfies OptionGroup;

/** For every command that takes its defaults and its policy from a file of the team. */
export const SETTINGS = {
  heading: 'Settings:',
  options: [
    {
      flags: '--settings <file|none>',
      help: 'the settings of your team (default: multi-engine.config.yaml beside the file or above it)',
    },
    { flags: '--print-config', help: 'show what is in effect, and where it comes from, instead of running' },
  ],
} as const satisfies OptionGroup;

/** What the checking commands share: each of them has some of these. */
export type RawOptions = OptionsOf<
  readonly [
    typeof INPUT,
    typeof SEPARATING,
    typeof JUDGING,
    typeof ACCEPTING,
    typeof LIVE,
    typeof RUNNING,
    typeof STORED,
    typeof CLEANING,
    typeof OUTPUT,
    typeof STATUS,
    typeof PRINTING,
    typeof FIXING,
    typeof FAILING,
    typeof INCONCLUSIVE,
    typeof SETTINGS,
  ]
> & {
  /** What the settings say of findings: no option, but read with these. */
  readonly policy?: Policy;
};
