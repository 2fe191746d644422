import { commands, KEYED, ONE, P, TWO, type Taken } from './taken.js';

const VALUE: Taken = { apart: ['--value'] };
const PUSH: Taken = { words: [2, 2], apart: ['-k'], valued: /^--?(?:[sS]ource|[tT]imeout)$|^-[stn]$/ };
const KEY: Taken = { apart: ['-k', '--key'] };
const NUGET: Taken = {
  apart: ['-p'],
  keyed: true,
  commands: commands('push delete', PUSH),
};
const PULUMI_SET: Taken = { words: [2, 2], given: '--secret', valued: /^(?:-s|-C|--stack|--cwd)$/ };
/** `bundle config host user:password` */
const FOR_HOST: Taken = { words: [2, 2], first: /[.:]/ };
/** `http-basic.host user password`, `bearer.host token`. */
const COMPOSER_CONFIG: Taken = {
  words: [3, 3],
  first: /^http-basic\./,
  otherwise: { words: [2, 2], first: /(?:oauth|token|bearer|key)[\w-]*\./ },
};

/** Command lines of services, of clouds and of registries for packages. */
export const SERVICES: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ...commands('composer composer.phar poetry', {
    commands: new Map([
      ['config', COMPOSER_CONFIG],
      ['publish', P],
    ]),
  }),
  ['java', { named: ['-auth'], runs: true }],
  ['splunk', { named: ['-auth'] }],
  ...commands(
    'encrypt.sh decrypt.sh encrypt.bat decrypt.bat org.jasypt.intf.cli.JasyptPBEStringEncryptionCLI',
    { attached: ['input='] },
  ),
  ...commands('sqlpackage sqlpackage.exe SqlPackage.exe', { attached: ['/sp:', '/tp:'] }),
  ['websocat', { named: ['--basic-auth'] }],
  ['gem', { commands: commands('push yank', KEY) }],
  ...commands('choco choco.exe', { commands: commands('push apikey', KEY) }),
  ...commands('mvn mvnw', { apart: ['-ep', '-emp', '--encrypt-password', '--encrypt-master-password'] }),
  ['nomad', { commands: new Map([['acl', { commands: new Map([['bootstrap', ONE]]) }]]) }],
  ...commands('pro ua', { commands: new Map([['attach', ONE]]) }),
  ['caddy', { commands: new Map([['hash-password', { apart: ['-p', '--plaintext'] }]]) }],
  ...commands('nuget nuget.exe', NUGET),
  ['dotnet', { commands: new Map([['nuget', NUGET]]) }],
  ['conan', P],
  [
    'cargo',
    { commands: new Map([['login', { ...ONE, skipped: /^\+/, valued: /^--(?:registry|index|config)$/ }]]) },
  ],
  [
    'pulumi',
    {
      commands: new Map([
        ['config', { commands: new Map([['set', PULUMI_SET]]) }],
        ['login', {}],
      ]),
    },
  ],
  ['consul', { ...KEYED, commands: new Map([['acl', { commands: new Map([['set-agent-token', TWO]]) }]]) }],
  [
    'bw',
    {
      commands: new Map([
        ['login', TWO],
        ['unlock', ONE],
      ]),
    },
  ],
  ['bundle', { commands: new Map([['config', { ...FOR_HOST, commands: new Map([['set', FOR_HOST]]) }]]) }],
  ['ibmcloud', { commands: new Map([['login', P]]) }],
  ['railway', { commands: new Map([['variables', { commands: new Map([['set', { assigns: true }]]) }]]) }],
  ['vercel', { apart: ['-t'] }],
  ['snyk', { commands: new Map([['auth', ONE]]) }],
  ['ngrok', KEYED],
  ['cloudflared', { commands: new Map([['service', { commands: new Map([['install', ONE]]) }]]) }],
  ['netlify', { apart: ['--auth'], commands: new Map([['env:set', TWO]]) }],
  ['heroku', { commands: commands('config:set config:add', { assigns: true, valued: /^(?:-[ar]|--app)$/ }) }],
  [
    'az',
    {
      commands: new Map<string, Taken>([
        ['acr', { apart: ['-p'] }],
        ['login', { apart: ['-p'], attached: ['-p'] }],
        ['keyvault', { commands: new Map([['secret', VALUE]]) }],
      ]),
    },
  ],
  ['aws', { commands: new Map<string, Taken>([...commands('config configure', KEYED), ['ssm', VALUE]]) }],
  ['gcloud', { commands: new Map([['sql', { commands: new Map([['users', P]]) }]]) }],
]);
