import type { OptionGroup, OptionsOf } from './option-types.js';

/** The options that a single command has, besides those of options.ts. */

export const ACCESS = {
  heading: 'Users:',
  options: [
    { flags: '--config <file>', help: 'a configuration, or a file that describes engines, users and rights' },
    { flags: '--all', help: 'everybody whom the engines know' },
    { flags: '--definition <key>', help: 'who sees the definition of this key?' },
    { flags: '--explain', help: 'every step of the resolution' },
    { flags: '--names', help: 'show names, not only user ids' },
  ],
} as const satisfies OptionGroup;

export const BALANCER = {
  heading: 'Balancer:',
  options: [
    { flags: '--for <program>', help: 'nginx, haproxy, kubernetes or traefik' },
    { flags: '--at <host[:port]>', help: 'where Optimize reaches the balancer' },
    {
      flags: '--group <alias,…>',
      help: 'these engines share a database: no engine is asked; repeatable',
      repeat: true,
    },
    { flags: '--yaml', help: 'print the corrected configuration instead' },
    { flags: '--diff', help: 'print the difference instead' },
    { flags: '--write', help: 'change the file, after a backup' },
    { flags: '--out <dir>', help: 'write all of it into a folder' },
  ],
} as const satisfies OptionGroup;

export const PREVIEW = {
  heading: 'Deployment:',
  options: [
    { flags: '--to <alias,…>', help: 'the engine to deploy to', repeat: true },
    { flags: '--all', help: 'every engine, each by itself' },
    { flags: '--tenant <id>', help: 'the tenant of the deployment' },
    {
      flags: '--config <file>',
      help: 'the configuration that names the engines; repeatable',
      repeat: true,
    },
  ],
} as const satisfies OptionGroup;

export const SERVING = {
  heading: 'Editor:',
  options: [
    { flags: '--stdio', help: 'talk on standard input and output, the only way there is: editors add it' },
  ],
} as const satisfies OptionGroup;

export const RULES = {
  heading: 'Output:',
  options: [{ flags: '--format <pretty|json|markdown>', help: 'how to list them', default: 'pretty' }],
} as const satisfies OptionGroup;

export const INIT = {
  heading: 'Engines:',
  options: [
    {
      flags: '--engines <alias,…>',
      help: 'the aliases to begin with (default: payment,inventory)',
      repeat: true,
    },
    {
      flags: '--from <alias=address>',
      help: 'begin with a running engine: asks it for its name, without a login; repeatable',
      repeat: true,
    },
  ],
} as const satisfies OptionGroup;

export const DEMO = {
  heading: 'Demo:',
  options: [{ flags: '--keep', help: 'leave the engines running until Ctrl-C' }],
} as const satisfies OptionGroup;

export const COLOR = {
  heading: 'Output:',
  options: [{ flags: '--color <when>', help: 'auto, always or never', default: 'auto' }],
} as const satisfies OptionGroup;

/** For commands that print a text of their own instead of a report. */
export const QUIET = {
  heading: 'Output:',
  options: [{ flags: '--quiet', short: '-q', help: 'show no progress' }],
} as const satisfies OptionGroup;

export type AccessOptions = OptionsOf<readonly [typeof ACCESS]>;
export type BalancerOptions = OptionsOf<readonly [typeof BALANCER]>;
export type PreviewOptions = OptionsOf<readonly [typeof PREVIEW]>;
export type InitOptions = OptionsOf<readonly [typeof INIT]>;
export type DemoOptions = OptionsOf<readonly [typeof DEMO, typeof COLOR]>;
