import { SERVICES } from './services.js';
import { SYSTEMS } from './systems.js';
import { commands, KEYED, ONE, P, TWO, type Taken } from './taken.js';

const CAPITAL_P: Taken = { apart: ['-P'] };
const EITHER_P: Taken = { apart: ['-p'], attached: ['-p'] };
const EITHER_CAPITAL_P: Taken = { apart: ['-P'], attached: ['-P'] };
const MYSQL: Taken = { attached: ['-p'] };
const LDAP: Taken = { apart: ['-w'], attached: ['-w'] };
const SECRET: Taken = { pairs: ['--from-literal'] };
const CONTAINERS: Taken = { commands: new Map([['login', EITHER_P]]), runs: true };
const HEADERS: Taken = { headers: ['-H', '--header'] };
const REGISTRY: Taken = { commands: new Map([['login', EITHER_P]]) };
const KUBERNETES: Taken = { commands: new Map([...commands('secret', SECRET), ['login', P]]), runs: true };
const REDIS: Taken = {
  apart: ['-a'],
  commands: new Map([
    ...commands('auth AUTH', { words: [1, 2] }),
    ...commands('config CONFIG', KEYED),
    ...commands('acl ACL', { commands: commands('setuser SETUSER', { attached: ['>', '<', '#'] }) }),
  ]),
};
const HTTPIE: Taken = { logins: 'a', named: ['--auth'] };
const ORACLE: Taken = { slashed: true };
const SAMBA: Taken = { logins: 'U', named: ['--user'], sign: '%' };
const MINIO_ALIAS: Taken = { words: [4, 4], valued: /^--(?:api|path)$/ };
const MINIO_USER: Taken = { commands: new Map([['add', { words: [3, 3] }]]) };
const SETTINGS: Taken = { commands: commands('config configure', KEYED) };
const SNMP: Taken = { apart: ['-A', '-X', '-c'] };
const KEYS: Taken = { commands: commands('set import', { assigns: true }) };

/** As their manuals say. Options with a name, such as `--password`, are known without the program. */
export const PROGRAMS: ReadonlyMap<string, Taken> = new Map<string, Taken>([
  ...commands('redis-cli valkey-cli keydb-cli', REDIS),
  ...commands(
    'mysql mysqladmin mysqldump mysqlsh mysqlpump mysqlimport mysqlcheck mysqlshow mysqlslap',
    MYSQL,
  ),
  ...commands('mariadb mariadb-admin mariadb-dump mariadb-check mariadb-import mariadb-show', MYSQL),
  ['sshpass', { ...EITHER_P, runs: true }],
  ...commands('docker podman nerdctl', CONTAINERS),
  ...commands('oras crane helm skopeo buildah cosign', REGISTRY),
  ['regctl', { commands: new Map([['registry', REGISTRY]]) }],
  ...commands('kubectl oc', KUBERNETES),
  ['kustomize', { commands: commands('secret', SECRET) }],
  ['cf', { commands: new Map([...commands('login', P), ['auth', TWO]]) }],
  ...commands('zip unzip', EITHER_CAPITAL_P),
  ...commands('7z 7za', MYSQL),
  ...commands('rar unrar', { attached: ['-p', '-hp'] }),
  ...commands('ldapsearch ldapwhoami ldapadd ldapmodify ldapdelete ldapcompare ldapmodrdn ldapexop', LDAP),
  ['ldappasswd', { apart: ['-w', '-s', '-a'], attached: ['-w'] }],
  ['slappasswd', { apart: ['-s'] }],
  ...commands('sqlcmd bcp', EITHER_CAPITAL_P),
  ...commands(
    'mongo mongosh mongodump mongorestore mongoexport mongoimport mongostat mongotop mongofiles',
    EITHER_P,
  ),
  ...commands('mycli cqlsh beeline cypher-shell rabbitmqadmin twine psexec PsExec add-user.sh', P),
  ...commands('add-user-keycloak.sh hdbsql certutil certutil.exe', P),
  ...commands('tsql', EITHER_CAPITAL_P),
  ['isql', { apart: ['-P'], words: [3, 3], first: /^\w+$/, valued: /^-[dxlUSDP]$/ }],
  ['db2', { apart: ['using', 'USING'] }],
  ...commands('ncftp ncftpput ncftpget rdesktop useradd usermod', P),
  ...commands('mosquitto_pub mosquitto_sub mosquitto_rr ipmitool p4', CAPITAL_P),
  ...commands('snmpget snmpset snmpwalk snmpbulkwalk', SNMP),
  ...commands('xfreerdp xfreerdp3', { attached: ['/p:'] }),
  ['schtasks', { apart: ['/rp', '/RP', '/p', '/P'] }],
  ['swaks', { apart: ['-ap'] }],
  ...commands('sendemail sendEmail', { apart: ['-xp'] }),
  ['influx', { commands: new Map([['setup', { apart: ['-p', '-t'] }]]) }],
  ['gitlab-runner', { commands: new Map([['register', { apart: ['-r'] }]]) }],
  ['doctl', { commands: new Map([['auth', { apart: ['-t'] }]]) }],
  ['curl', { ...HEADERS, logins: 'uUE' }],
  ...commands('wget hey wrk grpcurl', HEADERS),
  ['ab', { ...HEADERS, logins: 'AP' }],
  ...commands('http https xh', HTTPIE),
  ...commands('sqlplus expdp impdp sqlldr rman', ORACLE),
  ...commands('htpasswd htdigest mosquitto_passwd', { last: 'b' }),
  ...SYSTEMS,
  ['smbclient', { ...SAMBA, words: [2, 2], first: /^\/\//, valued: /^-[cDIpAtmnWsldTRLMO]$/ }],
  ...commands('rpcclient smbget smbcacls smbcquotas winexe', SAMBA),
  ...commands('net net.exe', {
    ...SAMBA,
    commands: new Map([
      ['use', { words: [2, 2], first: /^\\\\|^\/\//, skipped: /^(?:\/(?!\/)|\*$|[A-Za-z]:$)/ }],
      ['user', { ...SAMBA, words: [2, 2], skipped: /^[/*]/ }],
    ]),
  }),
  ...commands('lftp', { logins: 'u', named: ['--user'], sign: ',' }),
  ...commands('mc mcli', {
    commands: new Map([
      ['alias', { commands: new Map([['set', MINIO_ALIAS]]) }],
      ['host', { commands: new Map([['add', MINIO_ALIAS]]) }],
      ['user', MINIO_USER],
    ]),
  }),
  ...commands('vault bao', {
    commands: new Map([
      [
        'login',
        { ...ONE, skipped: /^\w+=/, valued: /^--?(?:method|path|address|namespace|ns|field|format)$/ },
      ],
      ['kv', { commands: commands('put patch', { assigns: true }) }],
      ...commands('unseal rekey generate-root', ONE),
      ['token', { commands: commands('revoke lookup renew', ONE) }],
      ['operator', { commands: commands('unseal rekey generate-root', ONE) }],
    ]),
  }),
  [
    'openssl',
    {
      attached: ['pass:'],
      commands: new Map<string, Taken>([
        ['enc', { apart: ['-k'], attached: ['pass:'] }],
        ['passwd', { ...ONE, valued: /^-(?:salt|in)$/ }],
      ]),
    },
  ],
  ['rabbitmqctl', { commands: commands('add_user change_password authenticate_user', TWO) }],
  [
    'etcdctl',
    { ...KEYED, named: ['--user'], commands: new Map([['user', { commands: new Map([['add', ONE]]) }]]) },
  ],
  [
    'rclone',
    {
      commands: new Map([
        ['obscure', ONE],
        ['config', KEYED],
      ]),
    },
  ],
  ['ansible-vault', { commands: new Map([['encrypt_string', { ...ONE, valued: /^-/ }]]) }],
  ['wpa_passphrase', TWO],
  ...commands('neo4j-admin setx setenv nmcli pdftk crudini wg ENV', KEYED),
  ['zkCli.sh', { ...KEYED, apart: ['digest'] }],
  ['mkpasswd', { ...ONE, valued: /^(?:-[mSR]|--method|--salt|--rounds)$/ }],
  ['ecryptfs-add-passphrase', ONE],
  ['eyaml', { apart: ['-s', '--string'] }],
  ['iwconfig', { apart: ['key'] }],
  ['jq', { keyed: true, behind: /^--arg(?:json)?$/ }],
  ['qpdf', { commands: new Map([['--encrypt', { words: [1, 2], every: true }]]) }],
  ['ssh-keygen', { apart: ['-N', '-P'], attached: ['-N', '-P'] }],
  ['iscsiadm', { apart: ['-v', '--value'] }],
  ...commands('signtool signtool.exe', { apart: ['/p', '-p'] }),
  ...commands('ConvertTo-SecureString convertto-securestring', { ...ONE, apart: ['-String', '-string'] }),
  ...commands('npm pnpm yarn git', {
    commands: new Map([...(SETTINGS.commands ?? []), ['login', { apart: ['--auth'] }]]),
  }),
  ['gh', { commands: new Map([['secret', { apart: ['-b', '--body'], attached: ['-b'] }]]) }],
  ...commands('fly flyctl doppler', { commands: new Map([['secrets', KEYS]]) }),
  ...SERVICES,
]);

/** Most texts name none of them. */
export const NAMED = new RegExp(
  `(?:^|[\\s"'\`/[(,=])(?:${[...PROGRAMS.keys()].join('|')})(?=["',\\]\\s]|$)`,
  'u',
);
