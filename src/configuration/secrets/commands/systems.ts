import { commands, ONE, P, TWO, type Taken } from './taken.js';

/** Command lines that administer a machine, its users and what runs on it. */
export const SYSTEMS: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ['passwd', { ...TWO, valued: /^-[xniwSRr]$/ }],
  ...commands('salt salt-call', { runs: true }),
  ['shadow.set_password', TWO],
  ...commands('runas runas.exe', { ...ONE, given: '/savecred', skipped: /^\// }),
  ...commands('bitsadmin bitsadmin.exe', {
    commands: commands('/setcredentials /SetCredentials /SETCREDENTIALS', { words: [5, 5] }),
  }),
  ['vsql', { apart: ['-w'] }],
  ['dscl', { words: [3, 4], given: '-passwd' }],
  ['samba-tool', { commands: new Map([['user', { commands: commands('create add', TWO) }]]) }],
  ...commands('nssm nssm.exe', { commands: new Map([['set', { words: [4, 4] }]]) }),
  ['virsh', { commands: new Map([['secret-set-value', { ...TWO, apart: ['--base64'] }]]) }],
  ...commands('reg reg.exe', { commands: new Map([['add', { apart: ['/d', '/D'] }]]) }),
  ...commands('jboss-cli.sh jboss-cli.bat', { attached: ['-p='] }),
  ['drush', { commands: commands('user:password upwd', TWO) }],
  [
    'security',
    {
      commands: new Map<string, Taken>([
        ...commands('add-generic-password add-internet-password', { apart: ['-w'] }),
        ['unlock-keychain', P],
        ['import', { apart: ['-P'] }],
        ['set-key-partition-list', { apart: ['-k'] }],
      ]),
    },
  ],
  ...commands('op lpass', { commands: new Map([['unlock', ONE]]) }),
]);
