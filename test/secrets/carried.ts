import { FORMS, KEYS } from './placements.js';

/** A file that holds a configuration, a secret somewhere in it, and what lies beside it. */
export interface CarriedPlacement {
  readonly name: string;
  readonly file: string;
  readonly files: Readonly<Record<string, string>>;
}

/** A null character stands for a line that is not indented at all. */
function indented(lines: string, by: number): string {
  return lines
    .split('\n')
    .map((line) => (line === '' ? '' : line.startsWith('\u0000') ? line.slice(1) : ' '.repeat(by) + line))
    .join('\n');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A configuration with two entries of one engine, so that there are findings and edits, and with these lines in the first. */
function configuration(lines: string): string {
  return `engines:
  a:
    name: default
    rest: http://localhost:1/engine-rest
    importEnabled: true
    authentication:
      enabled: true
      user: u
${indented(lines, 6)}
    webapps: {endpoint: http://localhost:1/camunda, enabled: true}
  b:
    name: default
    rest: http://localhost:1/engine-rest/
    importEnabled: true
    authentication: {enabled: false, user: '', password: ''}
    webapps: {endpoint: http://localhost:1/camunda, enabled: true}
`.replaceAll('\u0000', '');
}

const HEAD = 'apiVersion: v1\nkind:';
const CONFIG_MAP = `${HEAD} ConfigMap\nmetadata: {name: optimize}\n`;
const SECRET = `${HEAD} Secret\nmetadata: {name: login}\n`;

/** A Deployment that mounts the ConfigMap, with further lines of its container and of its metadata. */
function deployment(container: string, metadata = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: optimize
${indented(metadata, 2)}
spec:
  replicas: 2
  template:
    spec:
      containers:
        - name: optimize
          image: camunda/optimize:3.15.4
${indented(container, 10)}
          volumeMounts: [{name: config, mountPath: /optimize/config/environment-config.yaml, subPath: environment-config.yaml}]
      volumes: [{name: config, configMap: {name: optimize}}]
`;
}

/** Every file that may hold a configuration, by the text of that. */
export const HOLDERS: Readonly<Record<string, (text: string) => Readonly<Record<string, string>>>> = {
  ConfigMap: (text) => ({
    'a.yaml': `${CONFIG_MAP}data:\n  environment-config.yaml: |\n${indented(text, 4)}`,
  }),
  'ConfigMap, quoted': (text) => ({
    'a.yaml': `${CONFIG_MAP}data:\n  environment-config.yaml: ${JSON.stringify(text)}\n`,
  }),
  'ConfigMap, folded': (text) => ({
    'a.yaml': `${CONFIG_MAP}data:\n  environment-config.yaml: >\n${indented(text.replaceAll('\n', '\n\n'), 4)}`,
  }),
  'ConfigMap, JSON': (text) => ({
    'a.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'optimize' },
      data: { 'environment-config.yaml': text },
    }),
  }),
  'ConfigMap, binary': (text) => ({
    'a.yaml': `${CONFIG_MAP}binaryData:\n  environment-config.yaml: ${base64(text)}\n`,
  }),
  'ConfigMap, applied': (text) => ({
    'a.yaml': `apiVersion: v1\ndata:\n  environment-config.yaml: |\n${indented(text, 4)}kind: ConfigMap\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: |\n      ${JSON.stringify({ apiVersion: 'v1', data: { 'environment-config.yaml': text }, kind: 'ConfigMap' })}\n  name: optimize\n`,
  }),
  'Secret, text': (text) => ({
    'a.yaml': `${SECRET}stringData:\n  environment-config.yaml: |\n${indented(text, 4)}`,
  }),
  'Secret, Base64': (text) => ({
    'a.yaml': `${SECRET}data:\n  environment-config.yaml: ${base64(text)}\n`,
  }),
  'Secret, Base64 over lines': (text) => ({
    'a.yaml': `${SECRET}data:\n  environment-config.yaml: |\n${indented(base64(text).replaceAll(/.{1,76}/gu, '$&\n'), 4)}`,
  }),
  List: (text) => ({
    'a.yaml': `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: optimize}\n  data:\n    environment-config.yaml: |\n${indented(text, 6)}- apiVersion: v1\n  kind: Service\n  metadata: {name: optimize}\n`,
  }),
  'rendered chart': (text) => ({
    'a.yaml': `---\n# Source: a/b.yaml\n${CONFIG_MAP}data:\n  environment-config.yaml: |\n${indented(text, 4)}---\n# Source: a/c.yaml\n${deployment('env: []')}`,
  }),
  'Helm values': (text) => ({
    'a.yaml': `optimize:\n  replicas: 2\n  configuration: |\n${indented(text, 4)}  tag: 3.15.4\n`,
  }),
  HelmChart: (text) => ({
    'a.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: optimize}\nspec:\n  valuesContent: |-\n    optimize:\n      configuration: |\n${indented(text, 8)}      tag: 3.15.4\n`,
  }),
  'compose, configs': (text) => ({
    'a.yaml': `services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    configs: [{source: optimize, target: /optimize/config/environment-config.yaml}]\nconfigs:\n  optimize:\n    content: |\n${indented(text.replaceAll('$', '$$$$'), 6)}`,
  }),
  'beside a compose file': (text) => ({
    'a.yaml':
      'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    volumes: ["./environment-config.yaml:/optimize/config/environment-config.yaml"]\n',
    'environment-config.yaml': text,
  }),
};

/** Each way to write a setting, in several files. */
export function inConfigurations(secret: string, perForm: number): readonly CarriedPlacement[] {
  const holders = Object.entries(HOLDERS);
  return Object.entries(FORMS).flatMap(([form, write], number) =>
    Array.from({ length: perForm }, (_, round): CarriedPlacement => {
      const [holder, around] = at(holders, number * 3 + round * 5);
      const key = at(KEYS, number * 5 + round * 11);
      return placed(`${form}, "${key}", ${holder}`, around(configuration(write(key, secret))));
    }),
  );
}

const QUIET = configuration('password: "${ENGINE_PASSWORD}"');
const MAP = `${CONFIG_MAP}data:\n  environment-config.yaml: |\n${indented(QUIET, 4)}`;

/** Where `kubectl apply` keeps what it was given. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function manifest(kind: string, more: object): string {
  return JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'optimize' }, ...more });
}

/** An object with a text in an annotation. */
function annotated(object: string, annotation: string, text: string): string {
  const annotations = `annotations:\n    ${annotation}: |\n${indented(text, 6)}\n`;
  return object.replace(/metadata:(?: \{name: (\w+)\})?\n/u, (_, name?: string) =>
    name === undefined ? `metadata:\n  ${annotations}` : `metadata:\n  name: ${name}\n  ${annotations}`,
  );
}

/** Everywhere else in such a file. */
export function besideConfigurations(secret: string): readonly CarriedPlacement[] {
  const loud = configuration(`password: ${secret}`);
  const pair = (name: string): string => `env: [{name: ${name}, value: "${secret}"}]`;
  const compose = (lines: string): string =>
    `services:\n  optimize:\n    image: camunda/optimize:3.15.4\n${indented(lines, 4)}\n    configs: [{source: c, target: /optimize/config/environment-config.yaml}]\nconfigs:\n  c:\n    content: |\n${indented(QUIET.replaceAll('$', '$$$$'), 6)}`;
  const values = (lines: string): string =>
    `optimize:\n${indented(lines, 2)}\n  configuration: |\n${indented(QUIET, 4)}`;
  const files: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'variable of the container': { 'a.yaml': `${MAP}---\n${deployment(pair('ENGINE_PASSWORD'))}` },
    'variable of an ordinary name, used as a password': {
      'a.yaml': `${MAP.replace('ENGINE_PASSWORD', 'PLAIN_NAME')}---\n${deployment(pair('PLAIN_NAME'))}`,
    },
    'address of the built-in engine': {
      'a.yaml': deployment(
        `env: [{name: OPTIMIZE_CAMUNDABPM_REST_URL, value: "http://u:${secret}@h/engine-rest"}]`,
      ).replace(/ *volume.*\n/gu, ''),
    },
    'variable referred to': {
      'a.yaml': `${MAP}---\n${deployment(`env: [{name: A_SECRET, value: ${secret}}, {name: ENGINE_PASSWORD, value: "x$(A_SECRET)"}]`)}`,
    },
    'Secret for a variable': {
      'a.yaml': `${MAP}---\n${SECRET}data: {key: ${base64(secret)}}\n---\n${deployment('env: [{name: ENGINE_PASSWORD, valueFrom: {secretKeyRef: {name: login, key: key}}}]')}`,
    },
    'Secret for all variables': {
      'a.yaml': `${MAP}---\n${SECRET}stringData: {ENGINE_PASSWORD: ${secret}}\n---\n${deployment('envFrom: [{secretRef: {name: login}}]')}`,
    },
    'another key of a Secret': {
      'a.yaml': `${SECRET}stringData:\n  whatever: ${secret}\n  environment-config.yaml: |\n${indented(QUIET, 4)}`,
    },
    'another Secret': { 'a.yaml': `${MAP}---\n${SECRET}data:\n  tls.key: ${base64(secret)}\n` },
    'Secret in JSON': {
      'a.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'optimize' },
            data: { 'environment-config.yaml': QUIET },
          },
          { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: base64(secret) } },
        ],
      }),
    },
    'another key of the ConfigMap': {
      'a.yaml': MAP.replace('data:\n', `data:\n  application.properties: |\n    db.password=${secret}\n`),
    },
    'argument of the container': {
      'a.yaml': `${MAP}---\n${deployment(`args: ["--password=${secret}"]`)}`,
    },
    annotation: { 'a.yaml': `${MAP}---\n${deployment('env: []', `annotations: {password: ${secret}}`)}` },
    'comment in the manifest': { 'a.yaml': `# password: ${secret}\n${MAP}# token=${secret}\n` },
    'broken manifest': { 'a.yaml': `${MAP}  password: [${secret}\n` },
    'Helm value': { 'a.yaml': values(`adminPassword: ${secret}`) },
    'variable in Helm values': { 'a.yaml': values(`env: [{name: ENGINE_PASSWORD, value: ${secret}}]`) },
    'variable in a mapping of Helm values': { 'a.yaml': values(`env: {ENGINE_PASSWORD: ${secret}}`) },
    'variable of a service': { 'a.yaml': compose(`environment: {ENGINE_PASSWORD: ${secret}}`) },
    'variable of a service in a list': { 'a.yaml': compose(`environment: ["ENGINE_PASSWORD=${secret}"]`) },
    'variable of a service with a default': {
      'a.yaml': compose(`environment: {ENGINE_PASSWORD: "\${OTHER:-${secret}}"}`),
    },
    'file of variables': { 'a.yaml': compose('env_file: a.env'), 'a.env': `ENGINE_PASSWORD=${secret}\n` },
    'file of variables of ordinary names': {
      'a.yaml': compose('env_file: a.env').replace('ENGINE_PASSWORD', 'PLAIN_NAME'),
      'a.env': `PLAIN_NAME=${secret}\n`,
    },
    '.env': { 'a.yaml': compose('environment: [ENGINE_PASSWORD]'), '.env': `ENGINE_PASSWORD=${secret}\n` },
    'default of compose in the configuration': {
      'a.yaml': compose('tty: true').replace('$${ENGINE_PASSWORD}', `\${ENGINE_PASSWORD:-${secret}}`),
    },
    'compose secret': { 'a.yaml': `${compose('secrets: [s]')}secrets:\n  s:\n    content: ${secret}\n` },
    'base below it': {
      'a.yaml': `${CONFIG_MAP}data:\n  environment-config.yaml: |\n${indented(QUIET, 4)}  service-config.yaml: |\n    security: {auth: {token: {secret: ${secret}}}}\n---\n${deployment(
        'env: []',
      ).replace(
        'mountPath: /optimize/config/environment-config.yaml, subPath: environment-config.yaml',
        'mountPath: /optimize/config',
      )}`,
    },
    'no configuration at all': { 'a.yaml': `${SECRET}stringData: {password: ${secret}}\n` },
    'applied Secret': {
      'a.yaml': `${MAP}---\n${annotated(SECRET, APPLIED, manifest('Secret', { data: { pin: base64(secret) } }))}`,
    },
    'applied Secret, text': {
      'a.yaml': `${MAP}---\n${annotated(SECRET, APPLIED, manifest('Secret', { stringData: { user: secret } }))}`,
    },
    'applied Secret, as kubectl shows it': {
      'a.yaml': annotated(
        `apiVersion: v1\ndata:\n  environment-config.yaml: ${base64(loud)}\nkind: Secret\nmetadata:\n  name: login\n`,
        APPLIED,
        manifest('Secret', { data: { 'environment-config.yaml': base64(loud), pin: base64(secret) } }),
      ),
    },
    'applied Secret, as kubectl shows it in JSON': {
      'a.json': manifest('Secret', {
        metadata: {
          annotations: {
            [APPLIED]: manifest('Secret', {
              data: { 'environment-config.yaml': base64(loud) },
              stringData: { pin: secret },
            }),
          },
        },
        data: { 'environment-config.yaml': base64(loud) },
      }),
    },
    'applied ConfigMap in JSON': {
      'a.json': manifest('ConfigMap', {
        metadata: {
          annotations: { [APPLIED]: manifest('ConfigMap', { data: { 'environment-config.yaml': loud } }) },
        },
        data: { 'environment-config.yaml': loud },
      }),
    },
    'applied ConfigMap, binary': {
      'a.yaml': annotated(
        MAP,
        APPLIED,
        manifest('ConfigMap', { binaryData: { a: base64(`password: ${secret}`) } }),
      ),
    },
    'applied List': {
      'a.yaml': annotated(
        MAP,
        APPLIED,
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'List',
          items: [JSON.parse(manifest('Secret', { stringData: { pin: secret } })) as unknown],
        }),
      ),
    },
    'applied Deployment': {
      'a.yaml': annotated(
        MAP,
        APPLIED,
        manifest('Deployment', { spec: { env: [{ name: 'DB_PASSWORD', value: secret }] } }),
      ),
    },
    'applied object in an applied object': {
      'a.yaml': annotated(
        MAP,
        APPLIED,
        manifest('ConfigMap', {
          metadata: {
            annotations: { [APPLIED]: manifest('Secret', { stringData: { pin: secret } }) },
          },
        }),
      ),
    },
    'annotation of YAML': {
      'a.yaml': annotated(MAP, 'example.org/copy', `${SECRET}stringData:\n  pin: ${secret}`),
    },
    'XML in JSON, as kubectl writes it': {
      'a.json': manifest('ConfigMap', {
        data: {
          'environment-config.yaml': QUIET,
          'bpm-platform.xml': `<x><password>${secret}</password><property name="password" value="${secret}"/></x>`,
        },
      })
        .replaceAll('<', String.raw`\u003c`)
        .replaceAll('>', String.raw`\u003e`),
    },
    'XML in XML': {
      'a.yaml': MAP.replace(
        'data:\n',
        `data:\n  a.xml: |\n    <x>&lt;password&gt;${secret}&lt;/password&gt;</x>\n    &#60;property name=&quot;password&quot; value=&quot;${secret}&quot;/&#x3e;\n`,
      ),
    },
    'login in Base64': { 'a.yaml': MAP.replace('data:\n', `data:\n  blob: ${base64(`u:${secret}`)}\n`) },
    'login in Base64, in a comment': { 'a.yaml': `# x ${base64(`u:${secret}`)} y\n${MAP}` },
    'login of a registry': {
      'a.yaml': MAP.replace(
        'data:\n',
        `data:\n  .dockerconfigjson: '{"auths":{"r":{"auth":"${base64(`u:${secret}`)}"}}}'\n`,
      ),
    },
    'login of a registry, in Base64': {
      'a.yaml': MAP.replace(
        'data:\n',
        `data:\n  x: ${base64(`{"auths":{"r":{"auth":"${base64(`u:${secret}`)}"}}}`)}\n`,
      ),
    },
    'login of npm': {
      'a.yaml': MAP.replace('data:\n', `data:\n  .npmrc: |\n    _auth=${base64(`u:${secret}`)}\n`),
    },
    'name of an object': { 'a.yaml': MAP.replace('name: optimize', `name: "token=${secret}"`) },
  };
  return Object.entries(files).map(([name, each]) => placed(name, each));
}

function placed(name: string, files: Readonly<Record<string, string>>): CarriedPlacement {
  const [file = ''] = Object.keys(files);
  return { name, file, files };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('there is nothing to choose from');
  return found;
}
