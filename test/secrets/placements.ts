import { COMMANDS, HANDING } from './commands.js';
import { ELEMENTS, LONG_ELEMENTS } from './elements.js';
import { LONG_NOTATIONS, NOTATIONS } from './notations.js';
import { SERVICES } from './services.js';

/** A file with a secret somewhere in it. */
export interface Placement {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** What people call a secret, well spelled or not, decorated or not. */
export const KEYS = [
  'password',
  'Password',
  'PASSWORD',
  'passwort',
  'pasword',
  'passwrod',
  'pass-word',
  'pass',
  'pwd',
  'passwd',
  'pw',
  'kennwort',
  'contraseña',
  'mot de passe',
  'hasło',
  'пароль',
  'secret',
  'token',
  'accessToken',
  'api-key',
  'client_secret',
  'password (import user)',
  'ENGINE_PASSWORD',
  'db.password',
  'passphrase',
  'p@ssw0rd',
  'credentials',
  'Authorization',
  'clave',
  'creds',
  'paswd',
  'connectionString',
  'palavra-passe',
  'signature',
  'password[0]',
  'password?',
  'requirepass',
  'storepass',
  'mdp',
  'Paßwort',
] as const;

type Form = (key: string, secret: string) => string;

/** How a key and its value are written: sound YAML, and what people write instead. */
export const FORMS: Readonly<Record<string, Form>> = {
  plain: (key, secret) => `${key}: ${secret}`,
  'double quotes': (key, secret) => `${key}: "${secret}"`,
  'single quotes': (key, secret) => `${key}: '${secret}'`,
  'quoted key': (key, secret) => `"${key}": ${secret}`,
  'quote in the key': (key, secret) => `"${key.slice(0, 2)}\\"${key.slice(2)}": ${secret}`,
  'comment in the key': (key, secret) => `/* the old one */ ${key}: ${secret}`,
  'no space': (key, secret) => `${key}:${secret}`,
  'equals sign': (key, secret) => `${key}=${secret}`,
  'spaced equals sign': (key, secret) => `${key} = ${secret}`,
  'space before the colon': (key, secret) => `${key} : ${secret}`,
  'tab behind the colon': (key, secret) => `${key}:\t${secret}`,
  'tab before the colon': (key, secret) => `${key}\t: ${secret}`,
  'no-break space': (key, secret) => `${key}:\u00a0${secret}`,
  'fullwidth colon': (key, secret) => `${key}：${secret}`,
  arrow: (key, secret) => `${key} => ${secret}`,
  'no separator': (key, secret) => `${key} ${secret}`,
  'unclosed double quote': (key, secret) => `${key}: "${secret}`,
  'unclosed single quote': (key, secret) => `${key}: '${secret}`,
  'unclosed quote, next line': (key, secret) => `${key}: "a\n${secret}`,
  'text behind the quote': (key, secret) => `${key}: "a"${secret}`,
  'text behind the quote and a space': (key, secret) => `${key}: "a" ${secret}`,
  ampersand: (key, secret) => `${key}: &${secret}`,
  star: (key, secret) => `${key}: *${secret}`,
  'exclamation mark': (key, secret) => `${key}: !${secret}`,
  'at sign': (key, secret) => `${key}: @${secret}`,
  backtick: (key, secret) => `${key}: \`${secret}`,
  percent: (key, secret) => `${key}: %${secret}`,
  pipe: (key, secret) => `${key}: | ${secret}`,
  anchor: (key, secret) => `${key}: &a ${secret}`,
  tag: (key, secret) => `${key}: !!str ${secret}`,
  'tag and quotes': (key, secret) => `${key}: !!binary "${secret}"`,
  'own tag': (key, secret) => `${key}: !vault ${secret}`,
  'null tag': (key, secret) => `${key}: !!null ${secret}`,
  'behind a hash': (key, secret) => `${key}: a #${secret}`,
  'in the comment behind it': (key, secret) => `${key}: a # was ${secret}`,
  'only in the comment': (key, secret) => `${key}: # ${secret}`,
  'comment behind an empty item': (key, secret) => `${key}:\n  - # ${secret}`,
  'comment behind an empty value below it': (key, secret) => `${key}:\n  eu: # ${secret}`,
  'indented line': (key, secret) => `${key}:\n    ${secret}`,
  'line of the same indentation': (key, secret) => `${key}:\n${secret}`,
  'line of no indentation': (key, secret) => `${key}:\n\u0000${secret}`,
  'two lines': (key, secret) => `${key}: a\n    ${secret}`,
  'block of lines': (key, secret) => `${key}: |\n    a\n    ${secret}`,
  'folded block': (key, secret) => `${key}: >-\n    ${secret}`,
  'block in a comment': (key, secret) => `# ${key}: |\n#   ${secret}`,
  comment: (key, secret) => `# ${key}: ${secret}`,
  'tight comment': (key, secret) => `#${key}=${secret}`,
  'comment behind a setting': (key, secret) => `user: u # ${key}: ${secret}`,
  'comment behind another': (key, secret) => `${key}: a # ${key}: ${secret}`,
  'two settings on a line': (key, secret) => `user: u ${key}: ${secret}`,
  'flow list': (key, secret) => `${key}: [a, ${secret}]`,
  list: (key, secret) => `${key}:\n  - a\n  - ${secret}`,
  'list of the same indentation': (key, secret) => `${key}:\n- ${secret}`,
  'list of settings': (key, secret) => `${key}:\n  - value: ${secret}`,
  mapping: (key, secret) => `${key}:\n  eu: ${secret}`,
  'flow mapping': (key, secret) => `${key}: {value: "${secret}"}`,
  default: (key, secret) => `${key}: "\${X:${secret}}"`,
  'default without quotes': (key, secret) => `${key}: \${X:${secret}}`,
  'beside a placeholder': (key, secret) => `${key}: a\${X}${secret}`,
  'default with a brace': (key, secret) => `${key}: \${X:a}${secret}}`,
  comma: (key, secret) => `${key}: a,${secret}`,
  'in a flow mapping': (key, secret) => `x: {${key}: ${secret}, user: u}`,
  'in JSON': (key, secret) => `x: {"${key}":"${secret}"}`,
  'comma in a flow mapping': (key, secret) => `x: {${key}: a,${secret}}`,
  'no space in a flow mapping': (key, secret) => `x: {${key}:${secret}}`,
  'equals sign in a flow mapping': (key, secret) => `x: {${key}=${secret}, user: u}`,
  'unclosed flow mapping': (key, secret) => `x: {${key}: ${secret}`,
  'explicit key': (key, secret) => `? ${key}\n: ${secret}`,
  'a text': (key, secret) => `x: "${key}: ${secret}"`,
  'a text with an equals sign': (key, secret) => `x: ${key}=${secret}`,
  'list of assignments': (key, secret) => `x:\n  - ${key}=${secret}`,
  'pair, name first': (key, secret) => `x:\n  - name: ${key}\n    value: ${secret}`,
  'pair, value first': (key, secret) => `x:\n  - value: ${secret}\n    name: ${key}`,
  'pair in a flow mapping': (key, secret) => `x: [{name: ${key}, value: ${secret}}]`,
  'pair in a flow mapping, value first': (key, secret) => `x: [{value: ${secret}, name: ${key}}]`,
  'option of a command': (key, secret) => `x: run --${key.replaceAll(' ', '-')} ${secret}`,
  'option at the beginning': (key, secret) => `x: --${key.replaceAll(' ', '-')} ${secret}`,
  'option with an equals sign': (key, secret) => `x: run --${key.replaceAll(' ', '-')}=${secret}`,
  'XML element': (key, secret) => `x: <${key.replaceAll(' ', '-')}>${secret}</${key.replaceAll(' ', '-')}>`,
  'stand-alone key': (key, secret) => `x: a\n${key}: ${secret}\n  y: b`,
  'below the dash of an item': (key, secret) => `${key}:\n  -\n    ${secret}`,
};

/** Secrets in addresses and other texts, which no key tells. */
export const TEXTS: Readonly<Record<string, (secret: string) => string>> = {
  login: (secret) => `http://u:${secret}@host.example.org/engine-rest`,
  'login without password': (secret) => `http://${secret}@host.example.org/engine-rest`,
  'login with a slash': (secret) => `http://u:a/${secret}@host.example.org/engine-rest`,
  'login with an at sign': (secret) => `http://u:a@${secret}@host.example.org/engine-rest`,
  'login with a question mark': (secret) => `http://u:a?${secret}@host.example.org/engine-rest`,
  'login with a sign of tags': (secret) => `http://u:a<b${secret}@host.example.org/engine-rest`,
  'login with the other sign of tags': (secret) => `http://u:a>${secret}@host.example.org/engine-rest`,
  "login of a command's option": (secret) => `curl -u u:${secret} http://host.example.org`,
  "login of a command's long option": (secret) => `curl --user u:${secret}`,
  'login that begins with a quote': (secret) => `http://u:''${secret}@host.example.org/engine-rest`,
  'login that ends with quotes': (secret) => `u:${secret}''@host.example.org/engine-rest`,
  'login without a scheme': (secret) => `u:${secret}@host.example.org/engine-rest`,
  'login without a scheme, with a slash': (secret) => `u:a/${secret}@host.example.org`,
  'login in two slashes': (secret) => `//u:${secret}@host.example.org/engine-rest`,
  'login of another scheme': (secret) => `ldaps://cn=admin:${secret}@host.example.org`,
  query: (secret) => `http://host.example.org/engine-rest?x=${secret}`,
  'second parameter': (secret) => `http://host.example.org/engine-rest?a=b&x=${secret}`,
  'parameter without a name': (secret) => `http://host.example.org/engine-rest?${secret}`,
  'query without a scheme': (secret) => `host.example.org:8080/engine-rest?x=${secret}`,
  'query with a comma': (secret) => `http://host.example.org/engine-rest?x=a,${secret}`,
  'fragment without a name': (secret) => `http://host.example.org/engine-rest#${secret}`,
  fragment: (secret) => `http://host.example.org/engine-rest#access=${secret}`,
  'path parameter': (secret) => `http://host.example.org/engine-rest;jsessionid=${secret}`,
  'path parameter in the middle': (secret) => `http://host.example.org/a;v=${secret}/engine-rest`,
  'path parameter in capitals': (secret) => `http://host.example.org/engine-rest;JSESSIONID=${secret}?x=y`,
  jdbc: (secret) => `jdbc:postgresql://host/db?user=u&password=${secret}`,
  'jdbc with semicolons': (secret) => `jdbc:sqlserver://host;user=u;password=${secret};encrypt=true`,
  'jdbc of Oracle': (secret) => `jdbc:oracle:thin:u/${secret}@host:1521:db`,
  'default of a secret variable': (secret) => `\${API_TOKEN:${secret}}`,
  bearer: (secret) => `Bearer ${secret}`,
  basic: (secret) => `Basic ${secret}`,
  'web token': (secret) => `eyJhbGciOiJIUzI1NiJ9.${secret}`,
  'web token that is no address': (secret) => `eyJhbGciOiJIUzI1NiJ9.${secret}+/a=${secret}`,
  'parameter without a name, padded': (secret) => `http://host.example.org/engine-rest?${secret}==`,
  'parameter without a name, of Base64': (secret) => `http://host.example.org/engine-rest?a+${secret}/=a`,
  'login with a blank': (secret) => `http://u:a ${secret}@host.example.org/engine-rest`,
  'default with a brace, in a text': (secret) => `# \${API_TOKEN:a}${secret}}`,
  'webhook of a service, for Slack': (secret) => `https://hooks.slack.com/services/T0/B0/${secret}`,
  'webhook of Discord': (secret) => `https://discord.com/api/webhooks/1234/${secret}`,
  'webhook of Teams': (secret) => `https://x.webhook.office.com/webhookb2/a@b/IncomingWebhook/${secret}/c`,
  "webhook of a chat of one's own": (secret) => `http://host.example.org/hooks/${secret}`,
  'address of a bot': (secret) => `https://api.telegram.org/bot1234:${secret}/sendMessage`,
  'token of GitHub': (secret) => `ghp_${secret}aaaaaaaaaaaaaaaa`,
  'token of GitLab': (secret) => `glpat-${secret}aaaa`,
  'hash of a password': (secret) => `$apr1$${secret}$abcdefgh12345`,
  'token of Slack': (secret) => `xoxb-1234567890-${secret}`,
  'token of Vault': (secret) => `hvs.${secret}aaaaaaaaaa`,
  'key of a model': (secret) => `sk-${secret}aaaaaaaaaaaa`,
  'PGP key in one line': (secret) => `-----BEGIN PGP PRIVATE KEY BLOCK-----${secret}`,
  'element of XML in XML': (secret) => `&lt;password&gt;${secret}&lt;/password&gt;`,
  'login in Base64': (secret) => base64(`demo:${secret}`),
  'login in Base64 behind a name': (secret) => `_auth=${base64(`demo:${secret}`)}`,
  'form of a page': (secret) => `user%3Du%26password%3D${secret}`,
  'column of a table': (secret) => `password|${secret}`,
  arrow: (secret) => `password -> ${secret}`,
  'sentence with a password': (secret) => `the password is ${secret}`,
  'login of .netrc': (secret) => `login u password is ${secret}`,
  'option with a colon in its value': (secret) => `run --password ${secret}:${secret}`,
  'option in quotes': (secret) => `run --password "a ${secret}" x`,
  'option of keytool': (secret) => `keytool -storepass ${secret} -list`,
  'login of a proxy': (secret) => `curl --proxy-user u:${secret}`,
  'login of an option without a blank': (secret) => `curl -uu:${secret}`,
  'login in quotes': (secret) => `curl -u ''u:${secret}'' x`,
  'cookie of an option': (secret) => `curl -b session=${secret}`,
  'XML attribute': (secret) => `<login name=''u'' password=''${secret}''/>`,
  'XML property': (secret) => `<property name=''password'' value=''${secret}''/>`,
  'XML element with attributes': (secret) => `<password type=''text''>${secret}</password>`,
  'private key in one line': (secret) => `-----BEGIN PRIVATE KEY-----${secret}`,
  'login of the second address of a list': (secret) =>
    `http://h1.example.org/engine-rest,http://u:${secret}@h2.example.org/engine-rest`,
  'login of the third address of a list': (secret) =>
    `http://h1:1/x,http://u:p@h2:1/x,http://u:${secret}@h3:1/x`,
  'logins of a list, behind a semicolon': (secret) => `http://u:${secret}@h1/x;http://u:${secret}@h2/x`,
  'login of a list, behind an upright': (secret) => `http://h1/x|http://u:${secret}@h2/x`,
  'login of a list, behind an arrow': (secret) => `http://h1/x->http://u:${secret}@h2/x`,
  'login of a list, behind an encoded comma': (secret) => `http://h1/x%2Chttp://u:${secret}@h2/x`,
  'login behind a bracket': (secret) => `(http://h1/x)http://u:${secret}@h2/x`,
  "login of an address in another's path": (secret) => `http://proxy.example.org/http://u:${secret}@h2/x`,
  'login of another scheme in a list': (secret) => `http://h1/x,jdbc:postgresql://u:${secret}@h2/db`,
  'login without a scheme in a list': (secret) => `http://h1/x,u:${secret}@h2/x`,
  'login without a scheme before another address': (secret) => `u:${secret}@h1/x,http://h2/x`,
  'token in a path': (secret) => `https://host.example.org/api/token/${secret}/send`,
  'key of an integration in a path': (secret) =>
    `https://host.example.org/integration/${secret}aaaa1/enqueue`,
  'key in a path': (secret) => `https://host.example.org/v1/key/${secret}aaaa1`,
  'login of a database with a slash': (secret) => `u/${secret}@host.example.org:1521/db`,
  'login of a database with two slashes': (secret) => `u/${secret}@//host.example.org:1521/db`,
  'jdbc of Oracle in capitals': (secret) => `JDBC:Oracle:thin:u/${secret}@//host.example.org:1521/db`,
  'login of a program for databases': (secret) => `sqlplus -s u/${secret}@db @a.sql`,
  'login of a program for databases, without a host': (secret) => `expdp u/${secret} directory=x`,
  'login of a program for databases, with its name': (secret) => `impdp userid=u/${secret}@db`,
  'login of which a part looks like an address': (secret) => `http://u:a,http://${secret}@h2/x`,
};

/** Where lines of settings stand. */
const CARRIERS: Readonly<
  Record<string, { readonly file: string; readonly around: (lines: string) => string }>
> = {
  login: {
    file: 'environment-config.yaml',
    around: (lines) =>
      `engines:\n  a:\n    name: default\n    rest: http://localhost:1/engine-rest\n    authentication:\n      enabled: true\n      user: u\n${indented(lines, 6)}\n    webapps: {endpoint: http://localhost:1/camunda, enabled: true}\n`,
  },
  'unknown section': {
    file: 'environment-config.yaml',
    around: (lines) =>
      `engines:\n  a: {name: default, rest: "http://localhost:1/engine-rest"}\nsomething:\n${indented(lines, 2)}\nes:\n  connection: {timeout: 5}\n`,
  },
  'entry, before the others': {
    file: 'environment-config.yaml',
    around: (lines) =>
      `engines:\n  a:\n${indented(lines, 4)}\n    rest: "http://localhost:1/engine-rest"\n    nam: default\n    enabled: yes\n`,
  },
  'top level': {
    file: 'environment-config.yaml',
    around: (lines) => `${lines}\nengines:\n  a: {nam: default}\n`,
  },
  'second document': {
    file: 'environment-config.yaml',
    around: (lines) => `engines:\n  a: {name: default}\n---\n${lines}\n`,
  },
  ConfigMap: {
    file: 'configmap.yaml',
    around: (lines) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: optimize\ndata:\n  environment-config.yaml: |\n    engines:\n      a:\n        name: default\n        authentication:\n          user: u\n${indented(lines, 10)}\n`,
  },
  'ConfigMap in one line': {
    file: 'configmap.yaml',
    around: (lines) =>
      `apiVersion: v1\nkind: ConfigMap\ndata:\n  environment-config.yaml: ${JSON.stringify(`engines:\n  a:\n    authentication:\n      user: u\n${indented(lines, 6)}\n`)}\n`,
  },
  'Helm values': {
    file: 'values.yaml',
    around: (lines) =>
      `optimize:\n  replicas: 1\n  configuration: |\n    engines:\n      a:\n        authentication:\n          user: u\n${indented(lines, 10)}\n    es: {}\n`,
  },
  compose: {
    file: 'compose.yaml',
    around: (lines) =>
      `services:\n  optimize:\n    image: camunda/optimize:3.15\nconfigs:\n  optimize:\n    content: |\n      engines:\n        a:\n${indented(lines, 10)}\n`,
  },
};

/** A null character stands for a line that is not indented at all. */
function indented(lines: string, by: number): string {
  return lines
    .split('\n')
    .map((line) => (line.startsWith('\u0000') ? line.slice(1) : ' '.repeat(by) + line))
    .join('\n');
}

/** A way to write a setting, in a file of its own; which key and which carrier go with which form follows their numbers. */
export function placements(secret: string, shift = 0): readonly Placement[] {
  return [
    ...settings(secret, shift),
    ...texts(secret),
    ...json(secret),
    ...manifests(secret),
    ...headers(secret),
  ];
}

const PER_FORM = 4;

function settings(secret: string, shift: number): readonly Placement[] {
  const carriers = Object.entries(CARRIERS);
  return Object.entries(FORMS).flatMap(([form, write], number) =>
    Array.from({ length: PER_FORM }, (_, round): Placement => {
      const key = at(KEYS, number * PER_FORM + round * 7 + shift * 11);
      const [carrier, { file, around }] = at(carriers, number + round * 2 + shift * 5);
      const text = around(write(key, secret)).replaceAll('\u0000', '');
      return { name: `${form}, "${key}", ${carrier}`, file, text };
    }),
  );
}

function texts(secret: string): readonly Placement[] {
  const places: Readonly<Record<string, (text: string) => string>> = {
    rest: (text) =>
      `engines:\n  a:\n    name: default\n    rest: '${text}'\n    webapps: {endpoint: x, enabled: true}\n`,
    'rest in a flow mapping': (text) => `engines:\n  a: {rest: "${text}", nam: default}\n`,
    name: (text) => `engines:\n  a:\n    name: '${text}'\n    rest: ${text}\n`,
    tenants: (text) =>
      `engines:\n  a:\n    nam: x\n    excludedTenants: ['${text}', '']\n    defaultTenant: {id: '${text}', name: '${text}'}\n  b:\n    defaultTenant: {id: '${text}', nam: x}\n`,
    user: (text) => `engines:\n  a:\n    authentication: {enabled: true, user: '${text}', password: ''}\n`,
    alias: (text) => `engines:\n  '${text}':\n    nam: x\n    rest: y\n`,
    'another section': (text) =>
      `es:\n  connection:\n    nodes:\n      - host: '${text}'\n        httpPort: 9200\n    proxy: {enabled: yes, host: '${text}'}\nemail: {hostname: '${text}', port: '${text}'}\nimport: {data: {maxPageSize: '${text}'}}\nengines: {}\n`,
    suppression: (text) => `engines: {} # multi-engine-ignore ${text} until=${text} -- ${text}\n`,
    endpoint: (text) =>
      `engines:\n  a:\n    nam: x\n    webapps:\n      endpoint: ${text}\n      enabled: true\n`,
    'a comment': (text) => `engines:\n  # once ${text}\n  a:\n    nam: default\n`,
    'a broken file': (text) => `engines:\n  a: {name: default\n  b:\n    rest: ${text}\n`,
  };
  return Object.entries(TEXTS).flatMap(([name, write]) =>
    Object.entries(places).map(([place, around]) => ({
      name: `${name}, ${place}`,
      file: 'environment-config.yaml',
      text: around(write(secret)),
    })),
  );
}

function json(secret: string): readonly Placement[] {
  const files: Readonly<Record<string, string>> = {
    'a comment before the key': `{ "engines": { "a": { "authentication": { /* login */ "password": "${secret}" } } } }`,
    'a comment behind the key': `{ "engines": { "a": { "authentication": { "password" /* login */: "${secret}" } } } }`,
    'a comment before the value': `{ "engines": { "a": { "authentication": { "password": /* login */ "${secret}" } } } }`,
    'a comment behind the value': `{ "engines": { "a": { "authentication": { "password": "${secret}" /* login */ } } } }`,
    'a value in a comment': `{ "engines": { "a": { "name": "x" /* "password": "${secret}" */ } } }`,
    'a line comment': `{\n  // "password": "${secret}"\n  "engines": {}\n}`,
    'a line comment behind': `{\n  "engines": {}, // password: ${secret}\n  "a": 1\n}`,
    'a comment over lines': `{\n  /*\n   * password: ${secret}\n   */\n  "engines": {}\n}`,
    'lines with comments': `{\n  "engines": {\n    "a": { // first\n      "name": "default",\n      "authentication": {\n        "user": "u", /* who */\n        /* and how */ "password": "${secret}",\n      },\n    },\n  },\n}`,
    'a missing comma': `{\n  "engines": {\n    "a": {\n      "user": "u"\n      "password": "${secret}"\n    }\n  }\n}`,
    'a missing quote': `{\n  "engines": {\n    "a": {\n      "password": "${secret},\n      "user": "u"\n    }\n  }\n}`,
    'single quotes': `{ 'engines': { 'a': { 'password': '${secret}' } } }`,
    'a Secret in JSON': JSON.stringify({
      x: JSON.stringify({ apiVersion: 'v1', kind: 'Secret', stringData: { pin: secret } }),
    }),
    'JSON in JSON': JSON.stringify({ data: { config: JSON.stringify({ password: secret }) } }),
    'a ConfigMap': JSON.stringify({
      kind: 'ConfigMap',
      data: { 'environment-config.yaml': `engines:\n  a:\n    authentication:\n      password: ${secret}\n` },
    }),
  };
  return Object.entries(files).map(([name, text]) => ({ name: `JSON, ${name}`, file: 'config.json', text }));
}

function manifests(secret: string): readonly Placement[] {
  const config = `engines:\n  a:\n    authentication:\n      password: ${secret}\n`;
  const files: Readonly<Record<string, string>> = {
    'Secret, Base64': `kind: Secret\ndata:\n  environment-config.yaml: ${base64(config)}\n`,
    'Secret, one value': `kind: Secret\ndata:\n  anything: ${base64(secret)}\n`,
    'Secret, text': `kind: Secret\nstringData:\n  environment-config.yaml: |\n${indented(config, 4)}`,
    'ConfigMap, binary': `kind: ConfigMap\nbinaryData:\n  environment-config.yaml: ${base64(config)}\n`,
    'Base64 anywhere': `something:\n  config: ${base64(config)}\n`,
    'Deployment, env': `kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: optimize\n          env:\n            - name: ENGINE_PASSWORD\n              value: ${secret}\n`,
    'compose, environment': `services:\n  optimize:\n    environment:\n      ENGINE_PASSWORD: ${secret}\n`,
    'compose, list': `services:\n  optimize:\n    environment:\n      - ENGINE_PASSWORD=${secret}\n`,
    'compose, quoted list': `services:\n  optimize:\n    environment:\n      - "ENGINE_PASSWORD=${secret}"\n`,
    'values, env': `optimize:\n  env:\n    - {name: ENGINE_PASSWORD, value: "${secret}"}\n`,
    'Java options': `optimize:\n  env:\n    - {name: JAVA_OPTS, value: "-Xmx1g -Ddb.password=${secret}"}\n`,
    'private key': `x: |\n  -----BEGIN PRIVATE KEY-----\n  ${secret}\n  -----END PRIVATE KEY-----\n`,
    'anchor of another value': `x: &login ${secret}\nengines:\n  a:\n    authentication:\n      password: *login\n`,
    'anchor that says so': `x: &pw ${secret}\nengines: {}\n`,
    'anchor that says so in a broken file': `a: "unclosed\nx: &pw ${secret}\n`,
    'anchor, its alias in what a fault hides': `x: &login ${secret}\nengines\n  a:\n    authentication:\n      password: *login\n`,
    'anchor and alias in what a fault hides': `engines\n  x: &login ${secret}\n  password: *login\n`,
    'anchor of an item, alias of an item': `x:\n  - &login ${secret}\nbroken: [\ntokens:\n  - *login\n`,
    'anchor below its alias': `broken: ]\npassword: *login\nx: &login ${secret}\n`,
    'anchor of a block': `engines\n  x: &login |\n    a\n    ${secret}\n  password: *login\n`,
    'anchor on the line above': `x: &login\n  ${secret}\nengines\n  password: *login\n`,
    'anchor behind a tag': `engines\n  x: !!str &login ${secret}\n  password: *login\n`,
    'anchor with a tag': `engines\n  x: &login !!str ${secret}\n  password: *login\n`,
    'anchor of a flow mapping': `engines\n  x: {y: &login ${secret}, user: u}\n  password: *login\n`,
    'anchor of a list': `x: &login [a, ${secret}]\npassword: *login\n`,
    'anchor of a mapping': `x: &login\n  y: ${secret}\npassword: *login\n`,
    'anchor of a dropped duplicate': `x: &login ${secret}\ny:\n  password: *login\n  password: b\n`,
    'anchor, its alias in a second document': `x: &login ${secret}\n---\npassword: *login\n`,
    'anchor, its alias in a comment': `x: &login ${secret}\n# password: *login\n`,
    'anchor in a text': `x: |\n  y: &login ${secret}\n  password: *login\n`,
    'anchor, its alias in a pair': `x: &login ${secret}\nbroken: ]\nenv:\n  - name: DB_PASSWORD\n    value: *login\n`,
    'ConfigMap, a line of a merge below': `kind: ConfigMap\ndata:\n  environment-config.yaml: |\n    engines:\n      a:\n        authentication:\n          password: >-\n            ${secret}\n<<<<<<< HEAD\n`,
    'broken Secret, one value': `{{ include "x" . }}\nkind: Secret\ndata:\n  anything: ${base64(secret)}\n`,
    'broken ConfigMap, binary': `{{ include "x" . }}\nkind: ConfigMap\nbinaryData:\n  environment-config.yaml: ${base64(config)}\n`,
    'broken file, Base64 anywhere': `{{ include "x" . }}\nsomething:\n  config: ${base64(config)}\n`,
    'broken file, unknown header': `  - item\nwebhooks:\n  a:\n    headers:\n      X-Custom: ${secret}\n`,
    'broken file, unknown header in quotes': `{{ include "x" . }}\n"headers":\n  "X-Custom": "${secret}"\n`,
    'broken file, text for a login': `  - item\nengines:\n  a:\n    authentication: u:${secret}\n`,
    'slip in divided words': `x: {pss-word: ${secret}, user: u}\n`,
    'slip in a phrase': `"mo de passe":\n  ${secret}\n`,
    'slip in the last word': `user: u # accessToen: ${secret}\nengines\n`,
    'header for a purpose': `engines:\n  a:\n    Authorization-eu: ${secret}\n`,
    'option in a list, value in the next item': `args:\n  - --password\n  - ${secret}\n`,
    'option in a flow list': `args: ["-jar", "--storepass", "${secret}"]\n`,
    'login of an option in a list': `args: [curl, "-u", "u:${secret}"]\n`,
    'broken file, option in a list': `{{ include "x" . }}\nargs:\n  - --password\n  - ${secret}\n`,
    'broken file, option in a flow list': `{{ include "x" . }}\nargs: ["--password", "${secret}"]\n`,
    'broken file, login of an option in a list': `{{ include "x" . }}\nargs: [curl, "-u", "u:${secret}"]\n`,
    'broken file, list for a login': `{{ include "x" . }}\nauthentication: [u, ${secret}]\n`,
    'broken Secret in a line': `{{ include "x" . }}\nkind: Secret\ndata: {a: ${base64(secret)}, b: ${base64(secret)}}\n`,
    'broken file, headers in a line': `{{ include "x" . }}\nheaders: {Authorization: "Basic x", X-Custom: ${secret}}\n`,
    'broken file, explicit key of a block': `{{ include "x" . }}\n? |\n  password\n: ${secret}\n`,
    'default in a template': `engines: {}\npassword: {{ .Values.password | default "${secret}" }}\n`,
    'default in a template in quotes': `password: "{{ .Values.x | default "${secret}" }}"\nenv: [{name: PASSWORD, value: "{{ .Values.x | default "${secret}" }}"}]\n`,
    'default in a template of a pair': `env:\n  - name: PASSWORD\n    value: "{{ .Values.x | default "${secret}" }}"\n  - name: PASSWORD\n    value: {{ .Values.x | default "${secret}" | quote }}\n`,
    'default in a template that names a secret': `x: "{{ .Values.password | default "${secret}" }}"\ny: {{ default \`${secret}\` .Values.engine.password | b64enc }}\n{{- $x := .Values.password | default "${secret}" }}\n`,
    'default in a template of a playbook': `x: "{{ db_password | default('${secret}') }}"\ny: \${{ env.PASSWORD || '${secret}' }}\n`,
    'default of a shell': `x: \${DB_PASSWORD:-${secret}}\ny: "\${DB_PASSWORD-${secret}}"\nz: \${DB_PASSWORD=${secret}}\n# \${DB_PASSWORD:+${secret}}\n`,
    'default of a shell behind a secret': `password: \${X:-${secret}}\npasswd: "\${X-${secret}}"\nenvironment: ["PASSWORD=\${X:=${secret}}"]\n`,
    'broken JSON, a setting in a comment': `[{\n /* "password": "${secret}" */\n "x": 1\n`,
    'broken JSON, a setting in a comment before another': `[{\n /* "password": "${secret}" */ "x": 1\n`,
    'user with the password': `engines:\n  a:\n    authentication: {enabled: true, user: "u:${secret}"}\n`,
    'login of an annotation': `annotations:\n  example.org/basic-auth: u:${secret}\n`,
    'key cut off above': `tls:\n  key: |\n    MIIEpAIBAAKCAQEA${secret}\n    -----END RSA PRIVATE KEY-----\n`,
    'template of an ExternalSecret': `kind: ExternalSecret\nspec:\n  target:\n    template:\n      data:\n        level: "${secret}"\n`,
    'template of a SealedSecret': `kind: SealedSecret\nspec:\n  template:\n    data: {level: ${secret}}\n`,
    'option with an index and a remark': `x: run --password[0] (eu) ${secret}\n`,
    'list of secrets': `secrets:\n  - ${secret}\nengines: {}\n`,
    'list of tokens': `tokens: [${secret}]\nengines: {}\n`,
    'map of secrets': `secrets:\n  one: ${secret}\nengines: {}\n`,
    'text for a login': `engines:\n  a:\n    authentication: u:${secret}\n`,
    'key without a value': `engines:\n  a:\n    authentication: {enabled: true, password:${secret}}\n`,
    'dropped duplicate': `engines:\n  a:\n    authentication:\n      password: ${secret}\n      password: b\n`,
    tabs: `engines:\n\ta:\n\t\tpassword:\t${secret}\n`,
    'unknown key of a misspelled entry': `engine:\n  a:\n    credentials:\n      passwrd: ${secret}\n`,
    'default for a login': `engines:\n  a:\n    authentication: \${ENGINE_AUTH:demo:${secret}}\n`,
    'default for a login in another section': `auth: "\${GATEWAY:demo:${secret}}"\nengines: {}\n`,
    'default for a login without a user': `auth: "\${GATEWAY:${secret}}"\nengines: {}\n`,
    'default for a user with the password': `engines:\n  a:\n    authentication: {enabled: true, user: "\${U:demo:${secret}}"}\n`,
    'default for a login in a comment': `# authentication: \${GATEWAY:demo:${secret}}\n# \${IMPORT_USER:demo:${secret}}\nengines: {}\n`,
    'Secret with texts': `kind: Secret\nstringData: {pin: ${secret}}\n`,
    'Secret of another kind of writing': `{"kind": "Secret", "stringData": {"one": "${secret}", "two": "${secret}"}}\n`,
    'broken Secret with texts': `{{ include "x" . }}\nkind: Secret\nstringData: {pin: ${secret}}\n`,
    'broken Secret with texts on lines': `{{ include "x" . }}\nkind: Secret\nstringData:\n  pin: ${secret}\n`,
    'Secret in a second document': `engines: {}\n---\nkind: Secret\ndata: {k: ${base64(secret)}}\n---\nkind: ConfigMap\n`,
    'Secret with texts in a second document': `engines: {}\n---\nstringData:\n  k: ${secret}\nkind: Secret\n`,
    'headers in a comment': `engines: {}\n# headers:\n#   X-Gateway: ${secret}\n`,
    'headers in a comment, in one line': `engines: {}\n# headers: {X-Gateway: ${secret}, X-Other: ${secret}}\n`,
    'headers in a comment, inside': `engines:\n  a:\n    # headers:\n    #   X-Gateway: ${secret}\n    rest: x\n`,
    'headers in a second document': `engines: {}\n---\nheaders:\n  X-Gateway: ${secret}\n`,
    'user with the password in a comment': `engines: {}\n# user: demo:${secret}\n`,
    'login with blanks in a comment': `engines: {}\n# http://user:a b c ${secret}@host\n`,
    'login with a blank before the end in a comment': `engines: {}\n# http://user:${secret} b c@host\n`,
    'pair in capitals': `env: [{Name: DB_PASSWORD, Value: ${secret}}, {NAME: DB_PASSWORD, VALUE: ${secret}}]\n`,
    'pair of several values': `env: [{name: DB_PASSWORD, values: [${secret}]}]\n`,
    'pair of several values on lines': `env:\n  - name: DB_PASSWORD\n    values:\n      - ${secret}\n`,
    'pair with another word for the value': `env: [{name: DB_PASSWORD, defaultValue: ${secret}}, {name: DB_PASSWORD, literal: ${secret}}, {name: DB_PASSWORD, plain: ${secret}}]\n`,
    'pair with another word for the name': `x: [{var: password, value: ${secret}}, {field: password, value: ${secret}}, {label: password, value: ${secret}}]\n`,
    'pair with yet another word for the name': `x: [{setting: password, value: ${secret}}, {option: password, value: ${secret}}, {param: password, value: ${secret}}]\n`,
    'broken file, pair in capitals': `{{ include "x" . }}\nenv:\n  - Name: DB_PASSWORD\n    Value: ${secret}\n`,
    'broken file, pair with other words': `{{ include "x" . }}\nenv:\n  - param: DB_PASSWORD\n    defaultValue: ${secret}\n`,
    'broken file, pair of several values': `{{ include "x" . }}\nenv: [{name: DB_PASSWORD, values: [${secret}]}]\n`,
    'pair in a comment, in capitals': `engines: {}\n# {Name: DB_PASSWORD, Value: ${secret}}\n`,
    'pair of XML attributes': `x: <setting key="password" defaultValue="${secret}"/>\n`,
    'item behind its name': `x: [password, ${secret}]\n`,
    'item behind its name in quotes': `x: ["user", "demo", "password", "${secret}"]\n`,
    'item behind its name on lines': `x:\n  - password\n  - ${secret}\n`,
    'value behind its name and a tab': `x: "password\\t${secret}"\n`,
    'value in quotes behind its name': `x: password '${secret}'\n`,
    'value behind the name of a web token': `x: JWT ${secret}\n`,
    'value behind a short name': `x: PW ${secret}\n`,
    'text of a value and its name': `x: "log in with password ${secret} then"\n`,
    'key of credentials': `x: {credentials: {user: u, key: ${secret}}}\n`,
    'key of secrets': `secrets: {db: {key: ${secret}}}\ntokens: {key: ${secret}}\n`,
    'passwords by users': `users: {demo: ${secret}}\n`,
    'passwords by users on lines': `users:\n  demo: ${secret}\n  scooter: ${secret}\n`,
    'logins of a list': `users: ["demo:${secret}"]\n`,
    'login of another name': `x: {login: "demo:${secret}"}\ny: {basic: "demo:${secret}"}\nlogins: ["demo:${secret}"]\n`,
    'login of another name in a comment': `engines: {}\n# login: demo:${secret}\n# basic: demo:${secret}\n`,
    'headers that only look harmless': `headers: {x-forwarded-authorization: ${secret}, X-Request-Key: ${secret}}\n`,
    'headers in one text': `headers: "X-Custom: ${secret}"\n`,
    'headers in a list of texts': `headers: ["Accept: a/b", "X-Custom: ${secret}"]\n`,
    'header of any name': `header: {X-Custom: ${secret}}\n`,
    'broken file, key of credentials': `{{ include "x" . }}\ncredentials:\n  user: u\n  key: ${secret}\n`,
    'broken file, passwords by users': `{{ include "x" . }}\nusers:\n  demo: ${secret}\n`,
    'broken file, header of any name': `{{ include "x" . }}\nheader:\n  X-Custom: ${secret}\n`,
    'session of a kind': `x: {session: ${secret}, csrf: ${secret}, npmAuth: ${secret}, _auth: ${secret}}\n`,
    'session in a comment': `engines: {}\n# session: ${secret}\n`,
    'key that a word before it makes one': `x: {deployKey: ${secret}, GITLAB_PAT: ${secret}}\n# x-functions-key: ${secret}\n`,
    'remark in brackets': `password [old]: ${secret}\n# password [of the import user]: ${secret}\nx: "password [old]: ${secret}"\n`,
    'many words between': `engines: {}\n# password of the import user on eu in production: ${secret}\n`,
    'many words before a link': `engines: {}\n# the password of the import user on eu in production is ${secret}\n`,
    'dashes between': `engines: {}\n# password - ${secret}\n# password – ${secret}\n# password — ${secret}\n# password → ${secret}\n`,
    'columns of a table': `engines: {}\n# | eu | password | ${secret} |\n`,
    'words of another language': `engines: {}\n# Passwort ist jetzt ${secret}\n# das Passwort lautet nun ${secret}\n`,
    'a password that was set': `engines: {}\n# password set to ${secret}\n# password was changed to ${secret}\n`,
    'command, login in a bundle of options': `x: "curl -fsu demo:${secret} http://h"\n`,
    'command, login of a proxy': `x: "curl -U u:${secret} http://h"\ny: "curl --cert x.pem:${secret} http://h"\n`,
    'command, option without a blank': `x: "mysqladmin ping -p${secret}"\n`,
    'command, option of its own': `x: "redis-cli -a ${secret} ping"\ny: "ldapsearch -x -w ${secret}"\nz: "sqlcmd -S h -P ${secret}"\n`,
    'command, password of a login': `x: "docker login -u u -p ${secret} h"\ny: "sshpass -p ${secret} ssh h"\nz: "sshpass -p${secret} ssh h"\n`,
    'command, password in its place': `x: "htpasswd -b f u ${secret}"\n`,
    'command, login of another program': `x: "http -a u:${secret} h"\n`,
    'command, by its path': `x: "/usr/bin/redis-cli -a '${secret}' ping"\n`,
    'command, password in quotes': `x: "mysql -u u -p'${secret}' h"\ny: mysqldump -p"${secret}" h\n`,
    'command, password of several words': `x: "redis-cli -a 'a b;${secret}' ping"\ny: curl -u "u:a b,${secret}" h\n`,
    'command, password with signs': `x: "redis-cli -a a,b]${secret} ping"\ny: "sqlcmd -Pa(${secret}"\n`,
    'command, password in escaped quotes': `x: "redis-cli -a \\"a b;${secret}\\" ping"\ny: "mysql -p\\"a ${secret}\\" h"\n`,
    'command of a shell': `test: ["CMD-SHELL", "redis-cli -a ${secret} ping || exit 1"]\n`,
    'command in a comment': `engines: {}\n# redis-cli -a ${secret} ping\n# curl -fsu demo:${secret} http://h\n`,
    'command, login with a slash': `command:\n  - sqlplus\n  - u/${secret}@db\nx: rman target u/${secret}@db\n`,
    'login with a slash': `engines: {}\nx: {login: "u/${secret}@db", userid: u/${secret}@db}\n# user: u/${secret}@db\n`,
    'command, items on lines': `command:\n  - redis-cli\n  - -a\n  - ${secret}\n  - ping\n`,
    'command, items on lines, in quotes': `entrypoint:\n- "docker"\n- "login"\n- "-p"\n- "a b ${secret}"\n`,
    'command, items with an attached option': `args:\n  - mysqladmin\n  - ping\n  - -p${secret}\n`,
    'command, items with a login': `command:\n  - curl\n  - -fsu\n  - u:${secret}\n`,
    'command, last of the items': `command:\n  - htpasswd\n  - -nb\n  - u\n  - ${secret}\nother: x\n`,
    'command, items in a comment': `engines: {}\n# command:\n#   - redis-cli\n#   - -a\n#   - ${secret}\n`,
    'command, items in brackets on lines': `command: [\n  redis-cli,\n  "-a", # login\n  "${secret}",\n]\n`,
    'command, items with comments': `command:\n  - redis-cli # client\n  # login\n  - -a\n\n  - ${secret}\n`,
    'command, items with anchors': `command:\n  - &p redis-cli\n  - !!str -a\n  - &x ${secret}\n`,
    'command, item on lines of its own': `command:\n  - redis-cli\n  - -a\n  - >-\n    ${secret}\nx:\n  - redis-cli\n  - -a\n  -\n    ${secret}\n`,
    'command and its arguments': `command: ["redis-cli"]\nimage: x\nargs:\n  - -a\n  - ${secret}\n`,
    'command below its arguments': `containers:\n- args: ["-a", "${secret}"]\n  command:\n  - redis-cli\n`,
    'command and its arguments in words': `entrypoint: redis-cli\ncommand: -a ${secret} ping\n`,
    'command below its arguments in JSON': `x: '{"args":["-a","${secret}"],"command":["redis-cli"]}'\n`,
    'command, folded': `command: >\n  redis-cli\n  -a ${secret}\n  ping\nother: >-\n  redis-cli\n  -a\n  ${secret}\n`,
    'command over lines of a shell': `command:\n  - sh\n  - -c\n  - |\n    redis-cli \\\n      -a ${secret} ping\n`,
    'command, long option over lines of a shell': `script: |\n  run --password \\\n    ${secret} \\\n    --user u\n`,
    'command, long option, folded': `command: >\n  run\n  --password\n  ${secret}\n`,
    'command of another program': `x: "zip -P ${secret} a"\ny: "7z a -p${secret} b"\nz: "helm registry login -u u -p ${secret} h"\n`,
    'command that reads from another': `x: echo ${secret} | docker login -u u --password-stdin h\ny: printf '%s' "${secret}" | oras login --password-stdin h\n`,
    'option in a list in a comment': `engines: {}\n# args:\n#   - --password\n#   - ${secret}\n`,
    'broken file, command and its arguments': `{{ include "x" . }}\ncommand: [redis-cli]\nargs:\n  - -a\n  - ${secret}\n`,
    'broken file, command, items on lines': `{{ include "x" . }}\ncommand:\n  - redis-cli\n  - -a\n  - ${secret}\n`,
    'broken file, command in a list': `{{ include "x" . }}\ntest: ["CMD", "mysqladmin", "ping", "-p${secret}"]\n`,
  };
  const scripts = Object.entries({
    ...COMMANDS,
    ...SERVICES,
    ...HANDING,
    ...NOTATIONS,
    ...LONG_NOTATIONS,
    ...ELEMENTS,
    ...LONG_ELEMENTS,
  }).map(
    ([name, of]) =>
      [`lines, ${name}`, `script: |\n${indented(of(secret).join('\n'), 2)}\nengines: {}\n`] as const,
  );
  return [...Object.entries(files), ...scripts].map(([name, text]) => ({
    name,
    file: 'manifest.yaml',
    text,
  }));
}

function headers(secret: string): readonly Placement[] {
  const names = ['Authorization', 'X-Api-Key', 'X-Custom', 'Cookie', 'Set-Cookie', 'Proxy-Authorization'];
  return names.flatMap((name) => [
    {
      name: `header ${name}`,
      file: 'environment-config.yaml',
      text: `webhookAlerting:\n  webhooks:\n    a:\n      url: http://host.example.org\n      headers:\n        ${name}: ${secret}\nengines: {}\n`,
    },
    {
      name: `header ${name} of an engine`,
      file: 'environment-config.yaml',
      text: `engines:\n  a:\n    nam: x\n    headers: {${name}: "Bearer ${secret}"}\n`,
    },
  ]);
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('there is nothing to choose from');
  return found;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
