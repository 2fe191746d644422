/** How a program takes a password. */
export interface Taken {
  /** Options behind which it stands as a word of its own. */
  readonly apart?: readonly string[];
  /** Options to which it is attached. */
  readonly attached?: readonly string[];
  /** Options behind which it stands behind a user and a sign: one letter each, alone or as the last of several. */
  readonly logins?: string;
  /** The long ones of these. */
  readonly named?: readonly string[];
  /** What stands between the user and the password; a colon where nothing is said. */
  readonly sign?: ',' | '%';
  /** Options behind which a name, an equals sign and a value stand that is secret whatever its name is. */
  readonly pairs?: readonly string[];
  /** Whether every word with a name and an equals sign is one of these. */
  readonly assigns?: true;
  /** Whether a word that names a secret has it behind it. */
  readonly keyed?: true;
  /** What its commands take, instead of what it takes itself. */
  readonly commands?: ReadonlyMap<string, Taken>;
  /** Whether it runs other programs, which have passwords of their own. */
  readonly runs?: true;
  /** Whether a login is a word of its own, with a slash before its password. */
  readonly slashed?: true;
  /** The letter of the option with which it is the last word. */
  readonly last?: string;
  /** How many words stand behind it at least and at most where the last of them is the password. */
  readonly words?: readonly [least: number, most: number];
  /** What is none of these words. */
  readonly skipped?: RegExp;
  /** Options that take a word which is none of these. */
  readonly valued?: RegExp;
  /** What the first of these words looks like. */
  readonly first?: RegExp;
}

const ONE: Taken = { words: [1, 1] };
const TWO: Taken = { words: [2, 2] };
const P: Taken = { apart: ['-p'] };
const CAPITAL_P: Taken = { apart: ['-P'] };
const EITHER_P: Taken = { apart: ['-p'], attached: ['-p'] };
const EITHER_CAPITAL_P: Taken = { apart: ['-P'], attached: ['-P'] };
const MYSQL: Taken = { attached: ['-p'] };
const LDAP: Taken = { apart: ['-w'], attached: ['-w'] };
const SECRET: Taken = { pairs: ['--from-literal'] };
const CONTAINERS: Taken = { commands: new Map([['login', EITHER_P]]), runs: true };
const REGISTRY: Taken = { commands: new Map([['login', EITHER_P]]) };
const KUBERNETES: Taken = { commands: new Map([...commands('secret', SECRET), ['login', P]]), runs: true };
const KEYED: Taken = { keyed: true };
const REDIS: Taken = {
  apart: ['-a'],
  commands: new Map([...commands('auth AUTH', { words: [1, 2] }), ...commands('config CONFIG', KEYED)]),
};
const HTTPIE: Taken = { logins: 'a' };
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
  ...commands('oras crane helm az skopeo buildah', REGISTRY),
  ...commands('kubectl oc', KUBERNETES),
  ['kustomize', { commands: commands('secret', SECRET) }],
  ['cf', { commands: new Map([...commands('login', P), ['auth', TWO]]) }],
  ...commands('zip unzip', CAPITAL_P),
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
  ...commands('ncftp ncftpput ncftpget rdesktop useradd usermod', P),
  ...commands('mosquitto_pub mosquitto_sub mosquitto_rr ipmitool p4', CAPITAL_P),
  ...commands('snmpget snmpset snmpwalk snmpbulkwalk', SNMP),
  ...commands('xfreerdp xfreerdp3', { attached: ['/p:'] }),
  ['schtasks', { apart: ['/rp', '/RP', '/p', '/P'] }],
  ['swaks', { apart: ['-ap'] }],
  ...commands('sendemail sendEmail', { apart: ['-xp'] }),
  ['dotnet', { commands: new Map([['nuget', P]]) }],
  ['influx', { commands: new Map([['setup', { apart: ['-p', '-t'] }]]) }],
  ['gitlab-runner', { commands: new Map([['register', { apart: ['-r'] }]]) }],
  ['doctl', { commands: new Map([['auth', { apart: ['-t'] }]]) }],
  ['curl', { logins: 'uUE' }],
  ...commands('http https xh', HTTPIE),
  ...commands('sqlplus expdp impdp sqlldr rman', ORACLE),
  ...commands('htpasswd mosquitto_passwd', { last: 'b' }),
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
  ['etcdctl', { named: ['--user'], commands: new Map([['user', { commands: new Map([['add', ONE]]) }]]) }],
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
  ...commands('neo4j-admin setx nmcli pdftk', KEYED),
  ...commands('npm pnpm yarn aws git', SETTINGS),
  ['gh', { commands: new Map([['secret', { apart: ['-b', '--body'] }]]) }],
  ...commands('fly flyctl doppler', { commands: new Map([['secrets', KEYS]]) }),
]);

/** The same for several names. */
function commands(names: string, taken: Taken): ReadonlyMap<string, Taken> {
  return new Map(names.split(' ').map((name) => [name, taken]));
}

/** Most texts name none of them. */
export const NAMED = new RegExp(
  `(?:^|[\\s"'\`/[(,])(?:${[...PROGRAMS.keys()].join('|')})(?=["',\\]\\s]|$)`,
  'u',
);
