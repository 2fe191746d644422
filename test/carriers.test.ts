import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError, UsageError } from '../src/core/errors.js';
import type { Finding } from '../src/core/finding.js';
import type { Report } from '../src/core/report/report.js';
import { render } from '../src/report/index.js';
import { check } from '../src/run/check.js';
import { fix } from '../src/run/fix/fix.js';
import type { CheckRequest } from '../src/run/request/request.js';
import { requestFor, ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';

const CARRIERS = path.join(ROOT, 'fixtures/carriers');
const CONTEXT = { version: 'test', interruptedBy: () => null };

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-carriers-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function fixture(name: string): string {
  return readFileSync(path.join(CARRIERS, name), 'utf8');
}

/** What `validate` says about files of these texts, the first of which is named. */
function checked(
  files: Readonly<Record<string, string>>,
  options: Partial<CheckRequest> = {},
  named = Object.keys(files).slice(0, 1),
): Promise<Report> {
  const folder = folderWith(files);
  const paths = named.map((name) => path.join(folder, name));
  return check({ ...requestFor(paths), ...options }, CONTEXT);
}

/** `C201 configmap.yaml:12:9`. */
function places({ findings }: Report): readonly string[] {
  return findings.map((finding) => `${finding.rule} ${placeOf(finding)}`);
}

function placeOf({ locations: [at] }: Finding): string {
  return at === undefined ? '' : `${path.basename(at.file)}:${at.line}:${at.column}`;
}

function printed(report: Report, verbose = false): Promise<string> {
  return render('pretty', report, { color: false, quiet: false, verbose, timings: false, width: 120 });
}

const PLAIN = `engines:
  eu:
    name: default
    rest: http://eu.example.org/engine-rest
    importEnabled: true
    authentication:
      enabled: true
      user: optimize
      password: \${EU_PASSWORD}
    webapps:
      endpoint: https://eu.example.org/camunda
      enabled: true
`;

function indented(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gmu, ' '.repeat(spaces));
}

function configMap(text: string, name = 'optimize', key = 'environment-config.yaml'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  ${key}: |\n${indented(text, 4)}`;
}

interface Pod {
  readonly configMap?: string;
  readonly env?: string;
  readonly replicas?: number;
}

function deployment(
  name: string,
  { configMap: mounted = 'optimize', env = '[]', replicas = 1 }: Pod = {},
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
        - name: optimize
          image: registry.camunda.cloud/optimize-ee/optimize:3.15.4
          env: ${env}
          volumeMounts: [{name: config, mountPath: /optimize/config/environment-config.yaml, subPath: environment-config.yaml}]
      volumes: [{name: config, configMap: {name: ${mounted}}}]
`;
}

/** A Deployment without a configuration, and a comment above the address of its engine. */
function byVariables(host: string, comment: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      containers:
        - image: camunda/optimize:3.15.4
          env:
            - name: OPTIMIZE_CAMUNDABPM_REST_URL
              ${comment}
              value: http://${host}:8080/engine-rest
            - {name: OPTIMIZE_ELASTICSEARCH_HOST, value: elastic.${host}}
`;
}

/** What is said of two clusters of which one asks an engine on localhost, both below the same comment. */
async function toldOf(comment: string): Promise<readonly string[]> {
  const text = ['localhost', 'engine.example.org'].map((host) => byVariables(host, comment)).join('---\n');
  return places(await checked({ 'a.yaml': text })).filter((place) => /^(?:S90|C133)/.test(place));
}

function stream(...documents: readonly string[]): string {
  return documents.map((text) => `---\n# Source: optimize/templates/a.yaml\n${text}`).join('');
}

describe('a configuration is judged where it is carried, as it is by itself', () => {
  it.each([
    ['configmap.yaml', 'C201 configmap.yaml:12:9'],
    ['configmap.json', 'C201 configmap.json:8:81'],
    ['secret.yaml', 'C201 secret.yaml:7:28'],
    ['values.yaml', 'C201 values.yaml:10:9'],
    ['helmchart.yaml', 'C201 helmchart.yaml:18:13'],
    ['compose-configs.yaml', 'C201 compose-configs.yaml:15:11'],
    ['kustomize.yaml', 'C201 kustomize.yaml:7:9'],
    ['kustomize-quoted.yaml', 'C201 kustomize-quoted.yaml:3:75'],
  ])('%s', async (name, place) => {
    const report = await checked({ [name]: fixture(name) });
    expect(places(report)).toContain(place);
    expect(report.exitCode).toBe(1);
    expect(report.files.map((file) => path.basename(file))).toEqual([name]);
    expect(report.engines.map(({ alias, file }) => [alias, path.basename(file)])).toEqual([
      ['orders', name],
      ['billing', name],
    ]);
    expect(await printed(report)).not.toMatch(/C104|"---"/);
  });

  it('names the configuration and its own lines, for programs too', async () => {
    const report = await checked({ 'a.json': fixture('configmap.json') });
    const text = await render('json', report, {
      color: false,
      quiet: false,
      verbose: false,
      timings: false,
      width: 100,
    });
    const { findings } = JSON.parse(text) as { findings: { locations: unknown[] }[] };
    expect(findings[0]?.locations[0]).toMatchObject({
      line: 8,
      embedded: { configuration: 'configmap/environment-config:environment-config.yaml', line: 4, column: 5 },
    });
  });

  it('shows the lines of the file, or those of the configuration where the file has none of them', async () => {
    expect(await printed(await checked({ 'a.yaml': fixture('configmap.yaml') }))).toContain(
      '12 │         rest: http://orders-engine:8080/engine-rest',
    );
    const json = await printed(await checked({ 'a.json': fixture('configmap.json') }));
    expect(json).toMatch(/a\.json:8:81 \(configmap\/environment-config:environment-config\.yaml, line 4\)/);
    expect(json).toContain('  4 │     rest: http://orders-engine:8080/engine-rest');
    const secret = await printed(await checked({ 'a.yaml': fixture('secret.yaml') }));
    expect(secret).toContain('  4 │     rest: http://orders-engine:8080/engine-rest');
    expect(secret).not.toMatch(/not-a-real|ZW5naW5l|ZXMt/);
  });

  it('shows edits as the lines of the file that they change', async () => {
    const report = await checked({
      'a.yaml': configMap(PLAIN.replace('    importEnabled: true\n', '')),
    });
    const finding = report.findings.find(({ rule }) => rule === 'C140');
    expect(finding?.remedy.split('\n').slice(1)).toEqual([
      '@@ -17,1 +17,2 @@',
      '           enabled: true',
      '+        importEnabled: true',
    ]);
  });

  it('obeys comments in it, and tells those that silence nothing', async () => {
    const silenced = PLAIN.replace(
      '    rest:',
      '    # multi-engine-ignore C136 -- internal network\n    rest:',
    );
    expect(places(await checked({ 'a.yaml': configMap(PLAIN) }))).toContain('C136 a.yaml:10:15');
    const report = await checked({ 'a.yaml': configMap(silenced) });
    expect(places(report).filter((place) => /C136|S901/.test(place))).toEqual([]);
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { 'environment-config.yaml': silenced },
    });
    expect(places(await checked({ 'a.json': json })).filter((place) => /C136|S901/.test(place))).toEqual([]);
    const idle = silenced.replace('C136', 'C201');
    const told = places(await checked({ 'a.yaml': configMap(idle) }));
    expect(told.filter((place) => place.startsWith('S901'))).toEqual(['S901 a.yaml:10:9']);
  });

  it('finds no password in plain text where secrets belong', async () => {
    const literal = PLAIN.replace('${EU_PASSWORD}', 'not-a-real-password');
    const secret = configMap(literal).replace('ConfigMap', 'Secret').replace('\ndata:', '\nstringData:');
    const base64 = `apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {environment-config.yaml: ${Buffer.from(literal).toString('base64')}}\n`;
    const compose = `services: {}\nsecrets:\n  optimize:\n    content: |\n${indented(literal, 6)}`;
    const found = async (text: string): Promise<readonly string[]> =>
      places(await checked({ 'a.yaml': text })).filter((place) => place.startsWith('C137'));
    expect(await found(configMap(literal))).toEqual(['C137 a.yaml:15:11']);
    expect(await found(compose.replace('secrets', 'configs'))).toEqual(['C137 a.yaml:13:13']);
    for (const text of [secret, base64, compose]) expect(await found(text)).toEqual([]);
    const both = await checked({ 'a.yaml': stream(secret, configMap(literal, 'b')) });
    expect(places(both).filter((place) => place.startsWith('C137'))).toHaveLength(1);
  });

  it('says that what it shows of Base64 is the decoded text', async () => {
    const [finding] = (await checked({ 'a.yaml': fixture('secret.yaml') })).findings;
    expect(finding?.remedy.split('\n')[1]).toMatch(
      /^--- .*a\.yaml#secret\/optimize-config:environment-config\.yaml, decoded: encode it again$/,
    );
  });

  it.each([
    ['Latin-1', 'latin1', 'byte 26; it seems to be Latin-1'],
    ['UTF-16', 'utf16le', 'byte 0; it seems to be UTF-16'],
  ] as const)('finds that Base64 of %s is not UTF-8, as it does in a file', async (_, encoding, said) => {
    const bytes = Buffer.from(PLAIN.replace('default', 'zürich'), encoding).toString('base64');
    const binary = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\nbinaryData: {environment-config.yaml: ${bytes}}\n`;
    const secret = binary.replace('ConfigMap', 'Secret').replace('binaryData', 'data');
    for (const text of [binary, secret, stream(configMap(PLAIN), binary)]) {
      const report = await checked({ 'a.yaml': text });
      const found = report.findings.filter(({ rule }) => rule === 'C106');
      expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
      expect(report.exitCode).toBe(1);
    }
  });

  it('tells a broken configuration and a broken manifest with their places', async () => {
    expect(places(await checked({ 'a.yaml': configMap(`${PLAIN}  us: [\n`) }))).toContain(
      'C101 a.yaml:19:11',
    );
    const manifest = `${configMap(PLAIN)}  other: {\n`;
    const report = await checked({ 'a.yaml': manifest });
    expect(places(report)).toContain('C101 a.yaml:19:10');
    expect(report.exitCode).toBe(1);
  });
});

describe('a file that is too long for Optimize to read carries a configuration', () => {
  const notes = 'x'.repeat(3_200_000);
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'optimize' } };
  const data = { notes, 'environment-config.yaml': PLAIN };

  it.each([
    ['in JSON', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ ...object, data }] }, null, 1)],
    [
      'in YAML that says last what it is',
      `apiVersion: v1\nitems:\n- ${JSON.stringify({ ...object, data })}\nkind: List\n`,
    ],
    [
      'below comments',
      `# rendered\n---\napiVersion: v1\nitems:\n- ${JSON.stringify({ ...object, data })}\nkind: List\n`,
    ],
  ])('%s', async (_, text) => {
    const report = await checked({ 'a.yaml': text });
    expect(report.engines.map(({ alias }) => alias)).toEqual(['eu']);
    expect(report.findings.filter(({ rule }) => rule === 'C101')).toEqual([]);
  });
});

it.each([
  ['that is too long', `x: "${'y'.repeat(3_200_000)}`, 'C101 a.yaml:2:3145717'],
  ['of a file that is too long', `x: "y\n---\nz: ${'y'.repeat(3_200_000)}`, 'C101 a.yaml:2:4'],
])('a broken document %s is told as that, whatever follows it', async (_, rest, place) => {
  const report = await checked({ 'a.yaml': `engines: {}\n${rest}\n---\n${configMap(PLAIN)}` });
  expect(report.engines).toEqual([]);
  expect(places(report)).toContain(place);
});

describe('what the text around a configuration is not', () => {
  const COMMENT = '# multi-engine-ignore C133 until=soon';

  it('a comment, where it is a text: an annotation repeats what was applied', async () => {
    const applied = JSON.stringify({
      kind: 'ConfigMap',
      data: { 'environment-config.yaml': `${COMMENT}\n` },
    });
    const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
    const text = configMap(PLAIN).replace(
      '  name: optimize\n',
      `  name: optimize\n  annotations:\n    ${annotation}: |\n      ${applied}\n`,
    );
    expect(places(await checked({ 'a.yaml': text })).filter((place) => place.startsWith('S9'))).toEqual([]);
    const above = text.replace('\ndata:\n', `\n${COMMENT}\ndata:\n`);
    expect(places(await checked({ 'a.yaml': above }))).toContain('S904 a.yaml:8:1');
    const rightBelow = `${configMap(PLAIN)}${COMMENT}\n`;
    expect(places(await checked({ 'a.yaml': rightBelow }))).toContain('S904 a.yaml:19:1');
  });

  it('indentation: a file may begin with a byte order mark, and keeps it', async () => {
    const rest = 'http://eu.example.org/engine-rest//';
    const written = JSON.stringify(`\ufeff${PLAIN.replace(/rest: .*/, `rest: ${rest}`)}`);
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: optimize}\ndata:\n  environment-config.yaml: ${written}\n`;
    const file = path.join(folderWith({ 'a.yaml': text }), 'a.yaml');
    const { findings } = await check(requestFor([file]), CONTEXT);
    expect(findings.map(({ rule }) => rule)).not.toContain('C101');
    const { files } = await fix(requestFor([file]), CONTEXT, true);
    expect(files.map(({ after }) => after)).toEqual([text.replace(rest, rest.slice(0, -2))]);
  });

  it('a workload that is set up by variables alone: the configuration beside it is corrected', async () => {
    const rest = 'http://eu.example.org/engine-rest//';
    const text = `${configMap(PLAIN.replace(/rest: .*/, `rest: ${rest}`))}---\n${byVariables('us.example.org', '# ours')}`;
    const file = path.join(folderWith({ 'a.yaml': text }), 'a.yaml');
    const { files } = await fix(requestFor([file]), CONTEXT, true);
    expect(files.map(({ after }) => after)).toEqual([text.replace(rest, rest.slice(0, -2))]);
  });

  it('the configuration, where Kustomize makes a file of a text', async () => {
    const literal = JSON.stringify(`environment-config.yaml=# engines\n${PLAIN}`);
    const file = `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nconfigMapGenerator:\n- {name: optimize, literals: [${literal}]}\n`;
    await expect(checked({ 'kustomization.yaml': file })).rejects.toThrow(/kubectl kustomize/);
  });
});

function composeConfig(content: string): string {
  return `services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    configs: [{source: o, target: /optimize/config/environment-config.yaml}]\nconfigs:\n  o:\n    content: |\n${indented(content, 6)}`;
}

describe('a text that a compose service gets as the configuration', () => {
  it('is one whatever it says', async () => {
    const report = await checked({ 'a.yaml': composeConfig(PLAIN.replace('engines:', 'engine:')) });
    expect(places(report)).toContain('C120 a.yaml:8:7');
  });

  it('but for a text without any setting', async () => {
    await expect(checked({ 'a.yaml': composeConfig('to be filled in\n') })).rejects.toThrow(
      /the config "o", which holds none that can be read/,
    );
  });
});

function containerWith(name: string): string {
  return `    - name: ${name}\n      image: camunda/optimize:3.15.4\n      env: [{name: OPTIMIZE_CAMUNDABPM_REST_URL, value: "http://${name}/engine-rest"}]\n`;
}

describe('variables of the container that reads the configuration', () => {
  it('give placeholders their values, and one that is missing is an error', async () => {
    const env = '[{name: EU_PASSWORD, value: x}]';
    const given = await checked({ 'a.yaml': stream(configMap(PLAIN), deployment('web', { env })) });
    expect(places(given).filter((place) => place.startsWith('C111'))).toEqual([]);
    const missing = await checked({ 'a.yaml': stream(configMap(PLAIN), deployment('web')) });
    expect(
      missing.findings.filter(({ rule, severity }) => rule === 'C111' && severity === 'error'),
    ).toHaveLength(1);
    expect(missing.exitCode).toBe(1);
  });

  it.each([
    ['OPTIMIZE_JAVA_OPTS', '-Xmx1g -DEU_PASSWORD=hunter2-hunter2'],
    ['OPTIMIZE_JAVA_OPTS', '-DEU_PASSWORD=\\"hunter2 hunter2\\" -Xmx1g'],
    ['JAVA_TOOL_OPTIONS', "'-DEU_PASSWORD=hunter2 hunter2'"],
    ['JDK_JAVA_OPTIONS', '-DEU_PASSWORD=hunter2-hunter2'],
  ])('give a placeholder the system property in %s: %s', async (name, value) => {
    const env = `[{name: ${name}, value: "${value}"}]`;
    const report = await checked({
      'a.yaml': stream(configMap(PLAIN), deployment('web', { env, replicas: 2 })),
    });
    expect(places(report).filter((place) => place.startsWith('C111'))).toEqual([]);
    expect((await printed(report, true)) + JSON.stringify(report)).not.toContain('hunter2');
  });

  it('may give a placeholder a system property that is not at hand', async () => {
    const env = '[{name: OPTIMIZE_JAVA_OPTS, valueFrom: {secretKeyRef: {name: s, key: k}}}]';
    const report = await checked({ 'a.yaml': stream(configMap(PLAIN), deployment('web', { env })) });
    expect(places(report).filter((place) => place.startsWith('C111'))).toEqual([]);
  });

  it('count less than the system property of that name', async () => {
    const env =
      '[{name: EU_REST, value: http://no.example.org/engine-rest}, {name: OPTIMIZE_JAVA_OPTS, value: "-DEU_REST=http://yes.example.org/engine-rest"}]';
    const text = PLAIN.replace('http://eu.example.org/engine-rest', () => '${EU_REST}');
    const report = await checked({ 'a.yaml': stream(configMap(text), deployment('web', { env })) });
    expect(report.engines[0]?.rest).toBe('http://yes.example.org/engine-rest');
  });

  it('whose values are elsewhere are there all the same', async () => {
    const env = '[{name: EU_PASSWORD, valueFrom: {secretKeyRef: {name: elsewhere, key: a}}}]';
    const report = await checked({ 'a.yaml': stream(configMap(PLAIN), deployment('web', { env })) });
    expect(places(report).filter((place) => place.startsWith('C111'))).toEqual([]);
  });

  it('count more than the environment of this run, which is not that of the container', async () => {
    const text = stream(configMap(PLAIN), deployment('web'));
    const report = await checked({ 'a.yaml': text }, { environment: { EU_PASSWORD: 'here' } });
    expect(places(report).filter((place) => place.startsWith('C111'))).toHaveLength(1);
    const told = await checked({ 'a.yaml': text }, { defines: { EU_PASSWORD: 'told' } });
    expect(places(told).filter((place) => place.startsWith('C111'))).toEqual([]);
  });

  it('are the whole configuration of a Deployment', async () => {
    const report = await checked({ 'a.yaml': fixture('deployment-env.yaml') });
    expect(places(report)).toEqual(['C132 a.yaml:25:22', 'C133 a.yaml:25:22']);
    const remedies = report.findings.map(({ remedy }) => remedy).join('\n');
    expect(remedies).toContain('OPTIMIZE_CAMUNDABPM_REST_URL=http://localhost:8080/engine-rest');
    expect(remedies).toContain('OPTIMIZE_CAMUNDABPM_REST_URL=http://ENGINE-HOST:8080/');
    expect(remedies).not.toContain('rest:');
  });

  it('are those of each of several containers in one Pod', async () => {
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: o}\nspec:\n  containers:\n${containerWith('a')}${containerWith('b')}`;
    const report = await checked({ 'a.yaml': pod });
    const disagree = report.findings.find(({ rule }) => rule === 'C215');
    expect(disagree?.message).toMatch(/^The 2 nodes disagree about rest/);
    expect(disagree?.locations.map(({ line }) => line)).toEqual([8, 11]);
  });

  it('are the whole configuration of a service in a compose file, whose hosts are known', async () => {
    const report = await checked({ 'a.yaml': fixture('compose-environment.yaml') });
    expect(places(report)).toContain('C149 a.yaml:9:38');
    expect(await printed(report)).toContain('http://engine-server:8080/engine-rest');
    expect(places(report).filter((place) => place.startsWith('C107'))).toEqual([]);
  });

  it('are compared with the services of a compose file, unless there are hundreds', async () => {
    const others = Array.from({ length: 300 }, (_, n) => `  s${n}: {image: nginx}\n`);
    const report = await checked({ 'a.yaml': `${fixture('compose-environment.yaml')}${others.join('')}` });
    expect(places(report)).toContain('C149 a.yaml:9:38');
    expect(await printed(report)).not.toContain('http://engine-server:8080/engine-rest');
  });

  it('in a file beside the compose file', async () => {
    const compose =
      'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    env_file: optimize.env\n';
    const env = 'OPTIMIZE_CAMUNDABPM_REST_URL=http://engine:8080/engine-rest/\n';
    const report = await checked({ 'compose.yaml': compose, 'optimize.env': env });
    expect(report.engines[0]?.rest).toBe('http://engine:8080/engine-rest');
  });

  it('may be others in the file that compose puts over this one', async () => {
    const compose = fixture('compose-environment.yaml');
    const over = 'services:\n  optimize: {environment: [OPTIMIZE_CAMUNDABPM_REST_URL=http://b]}\n';
    const notesOf = async (name: string, beside: string): Promise<readonly string[]> =>
      (await checked({ [name]: compose, [beside]: over })).notes;
    for (const name of ['compose.yaml', 'docker-compose.yml'])
      expect(await notesOf(name, 'docker-compose.override.yml')).toEqual([
        `docker-compose.override.yml is put over ${name} by compose, and is not checked: docker compose config | multi-engine validate - judges what comes of both.`,
      ]);
    expect(await notesOf('other.yaml', 'docker-compose.override.yml')).toEqual([]);
    expect(await notesOf('compose.yaml', 'other.override.yml')).toEqual([]);
  });

  it('never show: neither a Secret nor a variable that holds one', async () => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {key: ${Buffer.from('hunter2-hunter2').toString('base64')}}\n`;
    const env = '[{name: EU_PASSWORD, valueFrom: {secretKeyRef: {name: s, key: key}}}]';
    const report = await checked({
      'a.yaml': stream(configMap(PLAIN), deployment('web', { env, replicas: 2 }), secret),
    });
    const all = (await printed(report, true)) + JSON.stringify(report);
    expect(all).not.toContain('hunter2');
    expect(all).not.toContain(Buffer.from('hunter2-hunter2').toString('base64').slice(0, 12));
  });
});

/** A service with a configuration below `content`, and what else is said of it. */
function composeWith(password: string, lines = ''): string {
  return `services:\n  optimize:\n    image: camunda/optimize:3.15.4\n${indented(lines, 4)}    configs: [{source: c, target: /optimize/config/environment-config.yaml}]\nconfigs:\n  c:\n    content: |\n${indented(PLAIN.replace('${EU_PASSWORD}', () => password).replace('http:', 'https:'), 6)}`;
}

describe('what compose replaces itself in a configuration', () => {
  const GIVEN = 'environment: {EU_PASSWORD: x1}\n';

  it.each(['${EU_PASSWORD}', '$EU_PASSWORD'])(
    'never has a value of the service: %s is empty there',
    async (written) => {
      const { findings } = await checked({ 'compose.yaml': composeWith(written, GIVEN) });
      expect(findings.map(({ rule, severity, certainty }) => [rule, severity, certainty])).toEqual([
        ['C111', 'error', 'strong'],
      ]);
      expect(findings[0]?.message).toContain('in the shell or ".env", not in "environment"');
      expect(findings[0]?.remedy).toContain('"$$"');
    },
  );

  it('is left to Optimize behind two dollar signs', async () => {
    expect(places(await checked({ 'compose.yaml': composeWith('$${EU_PASSWORD}', GIVEN) }))).toEqual([]);
  });

  it('has the value of the shell, of .env, or one that is given to the run', async () => {
    const text = composeWith('${EU_PASSWORD}', GIVEN);
    const values = { 'values.env': 'EU_PASSWORD=x1\n' };
    const shell = { environment: { EU_PASSWORD: 'x1' } };
    expect(places(await checked({ 'compose.yaml': text }, shell))).toEqual([]);
    expect(places(await checked({ 'compose.yaml': text }, { defines: { EU_PASSWORD: 'x1' } }))).toEqual([]);
    expect(places(await checked({ 'compose.yaml': text, '.env': values['values.env'] }))).toEqual([]);
  });

  it.each(['environment: {EU_PASSWORD: "${EU_PASSWORD}"}\n', 'environment: [EU_PASSWORD]\n', ''])(
    'may have a value of the shell that is not known here: %s',
    async (lines) => {
      const { findings } = await checked({ 'compose.yaml': composeWith('${EU_PASSWORD}', lines) });
      expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['C111', 'info']]);
    },
  );

  it('may have a value of a file that compose reads as well', async () => {
    const files = {
      'compose.yaml': composeWith('${EU_PASSWORD}', 'env_file: a.env\n'),
      'a.env': 'EU_PASSWORD=x1\n',
    };
    const { findings } = await checked(files);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['C111', 'info']]);
  });

  it('is not what is in .env for Optimize', async () => {
    const files = {
      'compose.yaml': composeWith('$${EU_PASSWORD}', 'tty: true\n'),
      '.env': 'EU_PASSWORD=x1\n',
    };
    const { findings } = await checked(files);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['C111', 'error']]);
  });

  it('has the default that compose writes', async () => {
    expect(places(await checked({ 'compose.yaml': composeWith('${EU_PASSWORD:-x1}', GIVEN) }))).toEqual([]);
  });

  it('is refused where it has the form of Optimize', async () => {
    const { findings } = await checked({ 'compose.yaml': composeWith('"${EU_PASSWORD:x1}"', GIVEN) });
    expect(findings.map(({ rule, severity, certainty }) => [rule, severity, certainty])).toEqual([
      ['C111', 'error', 'proven'],
    ]);
    expect(findings[0]?.message).toContain('Compose refuses');
    expect(findings[0]?.remedy).toContain('"$$"');
    expect(JSON.stringify(findings)).not.toContain('x1');
  });
});

describe('which configurations are nodes of one cluster', () => {
  const OTHER = PLAIN.replace('importEnabled: true', 'importEnabled: false');

  it('replicas are: C211 says where their number is', async () => {
    const report = await checked({ 'a.yaml': fixture('rendered-replicas.yaml') });
    const finding = report.findings.find(({ rule }) => rule === 'C211');
    expect(finding?.message).toContain('imported by 3 nodes');
    expect(finding?.locations.map(({ line, note }) => [line, note])).toEqual([
      [11, null],
      [55, 'so many nodes'],
    ]);
    expect(finding?.remedy).toContain('cannot serve both roles');
    expect(report.findings[0]?.message).toContain('configmap/environment-config:environment-config.yaml');
  });

  it('workloads that keep their data in one store are', async () => {
    const both = stream(
      configMap(PLAIN, 'a'),
      configMap(PLAIN, 'b'),
      deployment('a', { configMap: 'a' }),
      deployment('b', { configMap: 'b' }),
    );
    const together = await checked({ 'a.yaml': both });
    expect(places(together)).toContain('C211 a.yaml:13:9');
    // Two configurations inside one file are no two states of it.
    expect(together.findings.find(({ rule }) => rule === 'C211')?.remedy).toMatch(
      /^Leave it to configmap\/a:environment-config\.yaml, or to another one, and in /u,
    );
    const apart = stream(
      configMap(`${PLAIN}es:\n  settings: {index: {prefix: a}}\n`, 'a'),
      configMap(`${PLAIN}es:\n  settings: {index: {prefix: b}}\n`, 'b'),
      deployment('a', { configMap: 'a' }),
      deployment('b', { configMap: 'b' }),
    );
    const report = await checked({ 'a.yaml': apart });
    expect(places(report).filter((place) => place.startsWith('C211'))).toEqual([]);
    expect(report.notes.join('')).toContain('each is judged by itself');
  });

  it('what runs Optimize with variables alone beside a configuration is a node too', async () => {
    const text = stream(configMap(PLAIN), deployment('a'), byVariables('localhost', ''));
    const report = await checked({ 'a.yaml': text });
    expect(report.engines.map(({ alias }) => alias)).toEqual(['eu', 'camunda-bpm']);
    expect(places(report).filter((place) => place.startsWith('C133'))).toEqual(['C133 a.yaml:49:22']);
  });

  it('what takes its configuration from elsewhere is said not to be checked', async () => {
    const text = stream(configMap(PLAIN), deployment('a'), deployment('b', { configMap: 'other' }));
    expect((await checked({ 'a.yaml': text })).notes).toEqual([
      'deployment/b takes its configuration from the ConfigMap "other", which is not here: it is not checked.',
    ]);
  });

  it('what cannot be read is said not to be checked', async () => {
    const sealed =
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: s}\nspec: {encryptedData: {environment-config.yaml: AgBy3i4O}}\n';
    expect((await checked({ 'a.yaml': stream(configMap(PLAIN), sealed) })).notes).toEqual([
      'sealedsecret/s:environment-config.yaml is encrypted: it is not checked.',
    ]);
    await expect(checked({ 'a.yaml': sealed })).rejects.toThrow(
      /; sealedsecret\/s:environment-config\.yaml is encrypted; .* so pipe the Secret/,
    );
  });

  it('what Optimize does not read where it is mounted is judged, and said', async () => {
    const mounted = deployment('a').replace(
      'mountPath: /optimize/config/environment-config.yaml',
      'mountPath: /optimize/config/environment-config.yml',
    );
    const report = await checked({
      'a.yaml': stream(configMap(PLAIN.replace('http://eu', 'http://localhost')), mounted),
    });
    expect(report.notes).toEqual([
      'deployment/a: configmap/optimize:environment-config.yaml is mounted as /optimize/config/environment-config.yml, but Optimize reads only environment-config.yaml in its folder config.',
    ]);
    expect(report.exitCode).toBe(1);
  });

  it('two workloads with one configuration are', async () => {
    const report = await checked({ 'a.yaml': stream(configMap(PLAIN), deployment('a'), deployment('b')) });
    const found = report.findings.filter(({ rule }) => rule === 'C211');
    expect(found.map(({ message }) => message)).toEqual([
      'The data of engine "eu" is imported by deployment/a and deployment/b: exactly one node of a cluster may import it.',
    ]);
  });

  it('what nothing runs is judged by itself, unless it is named', async () => {
    const text = stream(configMap(PLAIN, 'dev'), configMap(PLAIN, 'prod'));
    const report = await checked({ 'a.yaml': text });
    expect(places(report).filter((place) => place.startsWith('C211'))).toEqual([]);
    expect(report.notes[0]).toContain(
      'configmap/dev:environment-config.yaml; configmap/prod:environment-config.yaml',
    );
    const named = await checked({ 'a.yaml': text }, { parts: ['dev', 'prod'] });
    expect(places(named)).toContain('C211 a.yaml:13:9');
    expect(named.notes).toEqual([]);
  });

  it.each([
    ['the whole name', 'configmap/b:environment-config.yaml'],
    ['the object', 'configmap/b'],
    ['the name of the object', 'b'],
  ])('one is chosen by %s', async (_, part) => {
    const text = stream(configMap(PLAIN, 'a'), configMap(OTHER, 'b'));
    expect(places(await checked({ 'a.yaml': text }, { parts: [part] }))).toContain('C141 a.yaml:33:9');
  });

  it('a name that none has is wrong usage, with those that there are', async () => {
    const wrong = checked({ 'a.yaml': configMap(PLAIN) }, { parts: ['other'] });
    await expect(wrong).rejects.toThrow(UsageError);
    await expect(wrong).rejects.toMatchObject({
      help: ['there are configmap/optimize:environment-config.yaml'],
    });
  });

  it('a file that is named twice, and one of which --nodes says so', async () => {
    const files = { 'environment-config.yaml': PLAIN };
    const twice = await checked(files, {}, ['environment-config.yaml', './environment-config.yaml']);
    const said = await checked(files, { nodes: 2 });
    for (const report of [twice, said])
      expect(report.findings.find(({ rule }) => rule === 'C211')?.message).toContain('imported by 2 nodes');
    expect(places(await checked(files)).filter((place) => /C21[14]/.test(place))).toEqual([]);
    await expect(
      checked({ ...files, 'b.yaml': OTHER }, { nodes: 2 }, ['environment-config.yaml', 'b.yaml']),
    ).rejects.toThrow(UsageError);
  });

  it('a file and the compose file that mounts it are one', async () => {
    const compose =
      'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    volumes: ["./conf:/optimize/config"]\n';
    const files = { 'conf/environment-config.yaml': PLAIN, 'compose.yaml': compose };
    const report = await checked(files, {}, ['conf/environment-config.yaml', 'compose.yaml']);
    expect(places(report).filter((place) => /C21[14]/.test(place))).toEqual([]);
    expect(report.engines).toHaveLength(1);
    expect(report.notes).toEqual([
      expect.stringMatching(/environment-config\.yaml is what service\/optimize reads, and counts once\.$/),
    ]);
    const other = await checked({ ...files, 'other.yaml': PLAIN }, {}, ['other.yaml', 'compose.yaml']);
    expect(places(other).filter((place) => place.startsWith('C211'))).not.toEqual([]);
  });

  it('files are, unless each is to be judged by itself', async () => {
    const files = { 'dev.yaml': PLAIN, 'prod.yaml': PLAIN.replaceAll('eu.example.org', 'us.example.org') };
    const names = Object.keys(files);
    expect(places(await checked(files, {}, names)).filter((place) => /C2/.test(place))).not.toEqual([]);
    const report = await checked(files, { separate: true }, names);
    expect(places(report).filter((place) => /C2/.test(place))).toEqual([]);
    expect(places(report).filter((place) => /C136/.test(place))).toEqual([
      'C136 dev.yaml:4:11',
      'C136 prod.yaml:4:11',
    ]);
    expect(report.engines.map(({ alias, file }) => [alias, path.basename(file)])).toEqual([
      ['eu', 'dev.yaml'],
      ['eu', 'prod.yaml'],
    ]);
    expect(report.coverage.map(({ rule }) => rule)).toEqual([
      ...new Set(report.coverage.map(({ rule }) => rule)),
    ]);
  });

  it('a comment outside of what is judged apart is needed where it silences something in one', async () => {
    expect(await toldOf('')).toEqual(['C133 a.yaml:12:22']);
    expect(await toldOf('# multi-engine-ignore C133 -- a sidecar')).toEqual(['S901 a.yaml:25:15']);
  });

  it('a comment in a base below what is judged apart counts once, for all of it', async () => {
    const base = PLAIN.replace('    rest:', '    # multi-engine-ignore C136, C201 -- internal\n    rest:');
    const files = {
      'dev.yaml': 'es: {connection: {timeout: 10000}}\n',
      'prod.yaml': PLAIN,
      'base.yaml': base,
    };
    const folder = folderWith(files);
    const [dev = '', prod = '', below = ''] = Object.keys(files).map((name) => path.join(folder, name));
    const report = await check({ ...requestFor([dev, prod]), base: below, separate: true }, CONTEXT);
    expect(places(report).filter((place) => place.startsWith('C136'))).toEqual(['C136 prod.yaml:4:11']);
    const told = report.findings.filter(({ rule }) => rule === 'S901');
    expect(told.map(({ message }) => message)).toEqual([
      'This comment silences C201, and there is nothing to silence on its line.',
    ]);
  });

  it('a baseline counts for all that is judged apart', async () => {
    const files = { 'dev.yaml': PLAIN, 'prod.yaml': PLAIN };
    const folder = folderWith(files);
    const paths = Object.keys(files).map((name) => path.join(folder, name));
    const baseline = { file: path.join(folder, 'baseline.json'), update: true };
    const request = { ...requestFor(paths), separate: true };
    await check({ ...request, baseline }, CONTEXT);
    const report = await check({ ...request, baseline: { ...baseline, update: false } }, CONTEXT);
    expect(report.findings).toEqual([]);
    expect(report.summary.suppressed).toBeGreaterThan(1);
  });
});

describe('what is no input ends with 2', () => {
  it.each([
    [
      'a manifest without a configuration',
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n',
      'a Kubernetes Service',
    ],
    ['values without one', 'optimize:\n  image: {tag: 3.15.4}\nglobal: {}\n', 'none of its sections'],
    [
      'a compose file without Optimize',
      'services:\n  engine: {image: camunda/camunda-bpm-platform}\n',
      '; what it is put over, or extends, can be piped with it (docker compose -f FILE -f FILE config | multi-engine validate -)',
    ],
    [
      'a Deployment whose ConfigMap is elsewhere',
      deployment('optimize'),
      'the ConfigMap "optimize", which is not here',
    ],
    [
      'a service whose configuration is in a volume',
      'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    volumes: ["a:/optimize/config"]\nvolumes: {a: {}}\n',
      '; service/optimize takes its configuration from the volume "a", which is not here',
    ],
    [
      'a unit of systemd',
      '[Service]\nEnvironment=OPTIMIZE_CAMUNDABPM_REST_URL=http://engine:8080/engine-rest\n',
      'such as a unit of systemd',
    ],
    [
      'what SOPS encrypted',
      'engines:\n  a: {rest: "ENC[AES256_GCM,data:p6,type:str]"}\nsops: {mac: a}\n',
      'encrypted by SOPS',
    ],
    [
      'a template',
      '{{- if .Values.a }}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n',
      'template of Helm',
    ],
    [
      'a manifest that is damaged where its configuration is',
      configMap(PLAIN.replace('name: default', 'name: "a\u0007b"')),
      'cannot be read to its end: line 9, column 17: U+0007 is not allowed in YAML',
    ],
    [
      'a kustomization',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
      'a Kubernetes Kustomization',
    ],
  ])('%s', async (_, text, said) => {
    const refused = checked({ 'a.yaml': text });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(said);
    await expect(refused).rejects.toMatchObject({ help: [expect.stringContaining('ConfigMap')] });
  });

  it.each([
    [
      'a ConfigMap',
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {'password=Zq7canary/environment-config.yaml': plain}\n",
    ],
    ['values', "optimize:\n  'password=Zq7canary':\n    environment-config.yaml: plain\n"],
    ['a compose file', "services:\n  'optimize password=Zq7canary':\n    image: camunda/optimize:8.6\n"],
  ])('without the secrets in the names of %s', async (_, text) => {
    const refused = checked({ 'a.yaml': text });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.not.toThrow('Zq7canary');
  });

  it('a folder without the names that Optimize knows', async () => {
    await expect(checked({ 'a/b.yaml': PLAIN }, {}, ['a'])).rejects.toThrow(
      /a: is a directory, and has no environment-config\.yaml/,
    );
    expect((await checked({ 'a/config/environment-config.yaml': PLAIN }, {}, ['a'])).files[0]).toMatch(
      /a\/config\/environment-config\.yaml$/,
    );
  });

  it('a file beside a compose file that is missing', async () => {
    const compose =
      'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    volumes: ["./environment-config.yaml:/optimize/config/environment-config.yaml"]\n';
    await expect(checked({ 'compose.yaml': compose })).rejects.toThrow(
      /environment-config\.yaml: no such file/,
    );
    const report = await checked({ 'compose.yaml': compose, 'environment-config.yaml': PLAIN });
    expect(places(report)).toContain('C136 environment-config.yaml:4:11');
  });
});

describe('the documented ways', () => {
  /** What charts render: comments, several documents, other objects before and after. */
  const RENDERED = stream(
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: optimize}\n',
    configMap(PLAIN.replace('name: default', 'name: "a b"')),
    deployment('optimize', { env: '[{name: EU_PASSWORD, value: x}]' }),
  );
  /** What kubectl prints: a list in which every object has much more than was written. */
  const LISTED = `apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    environment-config.yaml: |\n${indented(PLAIN.replace('name: default', 'name: "a b"'), 6)}  kind: ConfigMap\n  metadata:\n    creationTimestamp: "2026-01-01T00:00:00Z"\n    name: optimize\n    namespace: bpm\nkind: List\nmetadata:\n  resourceVersion: ""\n`;

  it.each([
    ['helm template … | multi-engine validate -', RENDERED, '<stdin>:16:15'],
    ['kubectl get cm -o yaml | multi-engine validate -', LISTED, '<stdin>:8:17'],
  ])('%s', async (_, input, place) => {
    const { code, stdout } = await runProgram(['validate', '-'], { input });
    expect(code).toBe(0);
    expect(stdout).toContain('C134');
    expect(stdout).toContain(place);
  });

  it('reach every command that takes a configuration', async () => {
    const replay = path.join(ROOT, 'fixtures/landscapes/shared');
    const input = configMap(readFileSync(path.join(replay, 'environment-config.yaml'), 'utf8'));
    const model = path.join(ROOT, 'fixtures/models/single.dmn');
    const [doctor, access, preview, balancer] = await Promise.all([
      runProgram(['doctor', '-', '--replay', replay], { input }),
      runProgram(['access', '--all', '--config', '-', '--replay', replay], { input }),
      runProgram(['preview', model, '--all', '--config', '-', '--replay', replay], { input }),
      runProgram(['balancer', '-', '--for', 'nginx', '--replay', replay], { input }),
    ]);
    expect(doctor).toMatchObject({ code: 1, stdout: expect.stringContaining('T411') });
    expect(doctor.stdout).toContain('<stdin>:');
    expect(preview.code).toBeLessThan(2);
    // A recording of `doctor` has no users.
    expect(access).toMatchObject({ code: 3, stdout: expect.stringContaining('may have users') });
    expect(balancer).toMatchObject({ code: 0, stdout: expect.stringContaining('upstream') });
  });
});

describe('balancer corrects the file that carries the configuration', () => {
  it.each(
    readdirSync(CARRIERS).filter((name) =>
      /^(?:configmap|values|helmchart|compose-configs|kustomize)/.test(name),
    ),
  )('%s', async (name) => {
    const cwd = folderWith({ [name]: fixture(name) });
    const args = ['balancer', name, '--group', 'orders,billing', '--write', '--at', 'lb:8090'];
    const { code, stderr } = await runProgram(args, { cwd });
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining(`${name}: changed`) });
    expect(readFileSync(path.join(cwd, `${name}.bak`), 'utf8')).toBe(fixture(name));
    const after = await check(requestFor([path.join(cwd, name)]), CONTEXT);
    expect(after.engines.map(({ alias }) => alias)).toEqual(['orders']);
    expect(after.findings.filter(({ rule }) => rule === 'C201')).toEqual([]);
    const kept = readFileSync(path.join(cwd, name), 'utf8');
    if (name.endsWith('.json')) JSON.parse(kept);
    else expect(fixture(name).startsWith(kept.slice(0, kept.indexOf('billing') < 0 ? 200 : 0))).toBe(true);
  });

  it('prints the text of Base64, without secrets, and does not change it', async () => {
    const cwd = folderWith({ 'secret.yaml': fixture('secret.yaml') });
    const common = ['balancer', 'secret.yaml', '--group', 'orders,billing', '--at', 'lb:8090'];
    const { code, stdout } = await runProgram([...common, '--yaml'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^engines:\n {2}orders:\n/);
    expect(stdout).toContain('password: ***');
    const written = await runProgram([...common, '--write'], { cwd });
    expect(written).toMatchObject({ code: 2, stderr: expect.stringContaining('Base64') });
    expect(readFileSync(path.join(cwd, 'secret.yaml'), 'utf8')).toBe(fixture('secret.yaml'));
  });

  it('shows a difference that applies, without the secrets of anything in the file', async () => {
    const text = `${fixture('configmap.yaml')}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {key: hunter2-hunter2}\n`;
    const cwd = folderWith({ 'a.yaml': text });
    const { stdout } = await runProgram(
      ['balancer', 'a.yaml', '--group', 'orders,billing', '--at', 'lb:80', '--diff'],
      { cwd },
    );
    expect(stdout).toMatch(/^-      billing:$/m);
    expect(
      (
        await runProgram(['balancer', 'a.yaml', '--group', 'orders,billing', '--at', 'lb:80', '--yaml'], {
          cwd,
        })
      ).stdout,
    ).not.toContain('hunter2');
  });
});

describe('a script that writes a configuration', () => {
  const script = `set -e\ncat > /cfg/environment-config.yaml <<'EOF'\n${PLAIN}EOF\n`;

  it.each([
    ['of an init container', `args:\n    - |\n${indented(script, 6)}`],
    ['that removes tabs', `args:\n    - |\n${indented(script.replace("<<'EOF'", '<<-EOF'), 6)}`],
  ])('%s is none itself', async (_, lines) => {
    const pod = `kind: Pod\nspec:\n  initContainers:\n  - name: i\n    ${lines}`;
    const { findings } = await checked({ 'a.yaml': stream(configMap(PLAIN), pod) });
    expect(findings.filter(({ rule }) => rule === 'C101')).toEqual([]);
    await expect(checked({ 'a.yaml': pod })).rejects.toThrow(InputError);
  });

  it('in a ConfigMap is none itself', async () => {
    const text = `kind: ConfigMap\ndata:\n  init.sh: |\n${indented(script, 4)}`;
    await expect(checked({ 'a.yaml': text })).rejects.toThrow(InputError);
  });
});

/** With the configuration beside the compose file. */
function optimizeService(name: string, lines = ''): string {
  return `  ${name}:\n    image: camunda/optimize:3.15.4\n    volumes: ["./environment-config.yaml:/optimize/config/environment-config.yaml"]\n${indented(lines, 4)}`;
}

/** Where data is imported twice. */
async function twiceIn(first: string, second: string): Promise<readonly string[]> {
  const files = {
    'compose.yaml': `services:\n${first}${second}`,
    'environment-config.yaml': PLAIN.replace('http:', 'https:'),
  };
  return places(await checked(files)).filter((place) => place.startsWith('C211'));
}

describe('a service of compose that runs to its end', () => {
  it.each([
    ['an upgrade', 'command: ./upgrade/upgrade.sh --skip-warning\n', ''],
    ['an upgrade in a shell', 'entrypoint: [sh, -c, "cd upgrade && ./upgrade.sh"]\n', ''],
    ['what has to end first', '', 'depends_on: {first: {condition: service_completed_successfully}}\n'],
  ])('%s is no second node', async (_, lines, further) => {
    expect(await twiceIn(optimizeService('first', lines), optimizeService('optimize', further))).toEqual([]);
  });

  it('and any other is one', async () => {
    const further = 'depends_on: {first: {condition: service_healthy}}\n';
    expect(
      await twiceIn(
        optimizeService('first', 'command: ./optimize.sh\n'),
        optimizeService('optimize', further),
      ),
    ).toHaveLength(1);
  });
});
