import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { libraryOf } from '../../../src/api/index.js';
import { startEngineServer, type EngineServer } from '../../helpers/engine-server.js';
import { runProgram, type ProgramRun } from '../../helpers/program.js';
import { answersOf } from '../../helpers/real-answers.js';
import { Leaks } from '../../secrets/leaks.js';

const PASSWORD = 'Zq7-canary-9Xw';
const leaks = new Leaks(PASSWORD);
let home = '';
let elsewhere = '';
let eu: EngineServer;
let us: EngineServer;

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'recorded-'));
  elsewhere = mkdtempSync(path.join(tmpdir(), 'replayed-'));
  eu = await startEngineServer(answersOf('camunda-7.24.0/shared-A'));
  us = await startEngineServer(answersOf('camunda-7.24.0/distinct-D-cleanup-window'));
});
afterEach(async () => {
  await Promise.all([eu.close(), us.close()]);
  for (const folder of [home, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

function entry(alias: string, rest: string, password: string): string {
  return `  ${alias}:
    name: default
    rest: ${rest}
    authentication: { enabled: true, user: demo, password: ${password} }
`;
}

const engines = (password = `"${PASSWORD}"`): string =>
  `engines:\n${entry('eu', eu.rest, password)}${entry('us', us.rest, password)}`;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    writeFileSync(path.join(home, name), text);
  }
}

/** Without what says when it was made. */
function timeless(text: string): string {
  const { timings: _timings, run: _run, ...report } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(report, null, 1);
}

/** Records in one folder, takes the engines and the files away, replays in another one: both as JSON and as text. */
async function bothWays(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = '') {
  const recorded = path.join(elsewhere, 'evidence');
  const live = await doctor(
    home,
    [...args, '--record', recorded, '--format', 'json', '--format', 'pretty=live.txt'],
    env,
    input,
  );
  const text = readFileSync(path.join(home, 'live.txt'), 'utf8');
  await Promise.all([eu.close(), us.close()]);
  rmSync(home, { recursive: true });
  const replay = await doctor(elsewhere, [
    '--replay',
    'evidence',
    '--format',
    'json',
    '--format',
    'pretty=replay.txt',
  ]);
  const again = readFileSync(path.join(elsewhere, 'replay.txt'), 'utf8');
  const files = readdirSync(recorded).map((name) => readFileSync(path.join(recorded, name), 'utf8'));
  return { live, replay, texts: [text, again] as const, files };
}

function doctor(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): Promise<ProgramRun> {
  return runProgram(['doctor', ...args], { cwd, env: { PATH: process.env['PATH'], ...env }, input });
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** A Secret, with what `kubectl apply` was given in an annotation. */
function applied(text: string): string {
  const data = { 'environment-config.yaml': base64(text), pin: base64(PASSWORD) };
  const given = JSON.stringify({ apiVersion: 'v1', data, kind: 'Secret', stringData: { pin: PASSWORD } });
  return `apiVersion: v1\ndata:\n  environment-config.yaml: ${base64(text)}\nkind: Secret\nmetadata:\n  annotations:\n    ${APPLIED}: |\n      ${given}\n  name: optimize\ntype: Opaque\n`;
}

function appliedJson(kind: string, section: string, values: Readonly<Record<string, string>>): string {
  const object = { apiVersion: 'v1', kind, [section]: values };
  const annotations = { [APPLIED]: `${JSON.stringify(object)}\n` };
  return JSON.stringify({ ...object, metadata: { name: 'optimize', annotations } }, null, 4);
}

/** What a run is made of: files, arguments, variables, standard input. */
type Run = () => {
  readonly files?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
};

const RUNS: Readonly<Record<string, Run>> = {
  'the usual file': () => ({ files: { 'environment-config.yaml': engines() } }),
  'a password of digits, an empty one, and none at all': () => ({
    files: {
      'a.yaml': `engines:\n${entry('eu', eu.rest, '0123')}${entry('us', us.rest, "''")}${entry('xx', us.rest, '~')}`,
    },
    args: ['a.yaml'],
  }),
  'a password that YAML takes for something else': () => ({
    files: { 'a.yaml': `engines:\n${entry('eu', eu.rest, 'no')}${entry('us', us.rest, '1_000')}` },
    args: ['a.yaml'],
  }),
  'blanks around a password': () => ({
    files: { 'a.yaml': engines(`" ${PASSWORD} "`) },
    args: ['a.yaml'],
  }),
  'placeholders from the environment': () => ({
    files: { 'a.yaml': engines('"${DB_PASSWORD}"').replace(eu.rest, '"${EU_REST}"') },
    args: ['a.yaml'],
    env: { DB_PASSWORD: PASSWORD, EU_REST: eu.rest, OPTIMIZE_OTHER_TOKEN: PASSWORD, UNRELATED: PASSWORD },
  }),
  'a file of variables and --define': () => ({
    files: {
      'a.yaml': engines('"${DB_PASSWORD}"').replace(eu.rest, '"${EU_REST}"'),
      'prod.env': `# of ${PASSWORD}\nexport EU_REST='${eu.rest}' # ${PASSWORD}\nOTHER=${PASSWORD}\n`,
    },
    args: ['a.yaml', '--variables', 'prod.env', '--define', `DB_PASSWORD=${PASSWORD}`, '--no-env'],
  }),
  'two nodes with different secrets of their tokens': () => ({
    files: {
      'a.yaml': `${engines()}security: { auth: { token: { secret: ${PASSWORD}1 } } }\n`,
      'b.yaml': `${engines()}security: { auth: { token: { secret: ${PASSWORD}2 } } }\n`,
    },
    args: ['a.yaml', 'b.yaml'],
  }),
  'a ConfigMap': () => ({
    files: {
      'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: optimize }\ndata:\n  environment-config.yaml: |\n${engines().replaceAll(/^(?=.)/gmu, '    ')}`,
    },
    args: ['a.yaml'],
  }),
  'a Secret': () => ({
    files: {
      'a.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: optimize }\ndata:\n  environment-config.yaml: ${base64(engines())}\n  other: ${base64(PASSWORD)}\n`,
    },
    args: ['a.yaml'],
  }),
  'a Secret that was applied, as kubectl shows it': () => ({
    files: { 'a.yaml': applied(engines()) },
    args: ['a.yaml'],
  }),
  'a Secret that was applied, as kubectl shows it in JSON': () => ({
    files: { 'a.json': appliedJson('Secret', 'data', { 'environment-config.yaml': base64(engines()) }) },
    args: ['a.json'],
  }),
  'a ConfigMap with XML, as kubectl shows it in JSON': () => ({
    files: {
      'a.json': appliedJson('ConfigMap', 'data', {
        'environment-config.yaml': engines(),
        'a.xml': `<password>${PASSWORD}</password>\n<x/>\n<property name="password" value="${PASSWORD}"/>`,
      })
        .replaceAll('<', String.raw`\u003c`)
        .replaceAll('>', String.raw`\u003e`),
    },
    args: ['a.json'],
  }),
  'a login in one variable': () => ({
    files: {
      'a.yaml': `${engines("''")}  xx: { name: x, rest: "${us.rest}", authentication: "\${XX_AUTH}", user: "\${XX_USER}" }\n`,
      'prod.env': `XX_AUTH=demo:${PASSWORD}\nXX_USER='u:${PASSWORD}'\n`,
    },
    args: ['a.yaml', '--variables', 'prod.env'],
  }),
  'a compose file, with a file of variables and a configuration beside it': () => ({
    files: {
      'compose.yaml':
        'services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    env_file: [prod.env]\n    volumes: ["./ec.yaml:/optimize/config/environment-config.yaml"]\n',
      'prod.env': `DB_PASSWORD=${PASSWORD}\n`,
      'ec.yaml': engines('"${DB_PASSWORD}"'),
    },
    args: ['compose.yaml'],
  }),
  'standard input': () => ({ args: ['-', '--stdin-filename', 'piped.yaml'], input: engines() }),
  'options that shape the report': () => ({
    files: { 'a.yaml': engines() },
    args: [
      'a.yaml',
      '--optimize',
      '3.15',
      '--engine',
      'eu',
      '--skip',
      'C129',
      '--fail-on',
      'warning',
      '--min-severity',
      'warning',
    ],
  }),
  'a suppression with an end, and settings of a team': () => ({
    files: {
      'below/a.yaml': engines().replace(
        'engines:',
        '# multi-engine-ignore C129 until 2999-01-01: later\nengines:',
      ),
      'below/multi-engine.config.yaml': `rules: { C137: error, C140: off }\noptions: { define: ["X=${PASSWORD}"] }\n`,
    },
    args: ['below/a.yaml'],
  }),
  'addresses instead of a file': () => ({ args: [`eu=${eu.rest}`, `us=${us.rest}/`] }),
};

describe('a recording is judged elsewhere without any other file', () => {
  it.each(Object.entries(RUNS))('and gives the same report, byte for byte: %s', async (_name, run) => {
    const { files = {}, args = [], env = {}, input = '' } = run();
    write(files);
    const { live, replay, texts, files: kept } = await bothWays(args, env, input);
    expect(timeless(replay.stdout)).toBe(timeless(live.stdout));
    expect(texts[1]).toBe(texts[0]);
    expect(replay.code).toBe(live.code);
    expect(live.stdout).not.toContain('holds no secrets');
    expect(kept.filter((text) => leaks.in(text) !== null)).toEqual([]);
    expect(leaks.in(live.stdout + texts[0])).toBeNull();
  });

  it('whatever lies in the folder where it is judged', async () => {
    write({ 'environment-config.yaml': engines() });
    writeFileSync(path.join(elsewhere, 'environment-config.yaml'), 'engines: { other: { name: default } }\n');
    writeFileSync(path.join(elsewhere, 'multi-engine.config.yaml'), 'rules: { C129: off }\n');
    const { live, replay } = await bothWays([]);
    expect(timeless(replay.stdout)).toBe(timeless(live.stdout));
  });

  it('and options of the command line come before those of the recording', async () => {
    write({ 'environment-config.yaml': engines() });
    const recorded = path.join(elsewhere, 'evidence');
    await doctor(home, ['--record', recorded, '--engine', 'eu']);
    const { stdout } = await doctor(elsewhere, [
      '--replay',
      'evidence',
      '--engine',
      'us',
      '--format',
      'json',
    ]);
    expect(
      (JSON.parse(stdout) as { engines: { alias: string }[] }).engines.map(({ alias }) => alias),
    ).toEqual(['us']);
  });

  it('and says which findings it cannot keep without the secret', async () => {
    write({ 'environment-config.yaml': engines(`!!null ${PASSWORD}`) });
    const { live, replay } = await bothWays([]);
    for (const { stdout } of [live, replay])
      expect((JSON.parse(stdout) as { notes: string[] }).notes).toContainEqual(
        expect.stringMatching(
          /^A recording holds no secrets\. Without them, the findings of .*C13[79].* are not the same\.$/u,
        ),
      );
  });

  it('when and with which version it was made is in it', async () => {
    write({ 'environment-config.yaml': engines() });
    await doctor(home, ['--record', 'evidence']);
    const run = JSON.parse(readFileSync(path.join(home, 'evidence/run.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(run['startedAt']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
    expect(run['version']).toMatch(/^\d+\.\d+\.\d+/u);
  });
});

/** Of the folder with the configuration, beside the folder of a replay. */
function recordHere(): Promise<ProgramRun> {
  return doctor(home, ['--record', path.join(elsewhere, 'evidence')]);
}

describe('two recordings', () => {
  it('are compared with their own configurations', async () => {
    write({ 'environment-config.yaml': engines() });
    await doctor(home, ['--record', path.join(elsewhere, 'may')]);
    write({ 'environment-config.yaml': engines().replace('  us:', '  asia:') });
    await doctor(home, ['--record', path.join(elsewhere, 'june')]);
    rmSync(home, { recursive: true });
    const { stdout } = await runProgram(['diff', 'may', 'june', '--format', 'json'], { cwd: elsewhere });
    const { findings } = JSON.parse(stdout) as {
      findings: { rule: string; engines: string[]; locations: { file: string }[] }[];
    };
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'D601', engines: ['us', 'asia'] }));
    const files = findings.flatMap(({ locations }) => locations.map(({ file }) => file));
    expect(new Set(files)).toEqual(new Set(['may/environment-config.yaml', 'june/environment-config.yaml']));
  });
});

describe('the library', () => {
  it('records and replays in the same way', async () => {
    write({ 'environment-config.yaml': engines() });
    const library = libraryOf('1.2.3');
    const file = path.join(home, 'environment-config.yaml');
    const evidence = path.join(elsewhere, 'evidence');
    const live = await library.diagnose({ files: [file], record: evidence, skip: ['C129'] });
    rmSync(home, { recursive: true });
    const replay = await library.diagnose({ replay: evidence });
    expect(timeless(JSON.stringify(replay))).toBe(timeless(JSON.stringify(live)));
    const { stdout } = await doctor(elsewhere, ['--replay', 'evidence', '--format', 'json']);
    expect((JSON.parse(stdout) as { findings: unknown }).findings).toEqual(live.findings);
  });
});

describe('a recording that does not go with the configuration', () => {
  it('says which engines it does not have, and which it has besides', async () => {
    write({ 'environment-config.yaml': engines() });
    await recordHere();
    writeFileSync(path.join(elsewhere, 'a.yaml'), engines().replace('  us:', '  asia:'));
    const { stdout, code } = await doctor(elsewhere, ['a.yaml', '--replay', 'evidence']);
    expect(stdout).toContain('asia: the recording does not have this engine');
    expect(stdout).toContain('The recording also has us, which the configuration does not name.');
    expect(code).not.toBe(0);
  });

  it('is not taken for the answers of another address', async () => {
    write({ 'environment-config.yaml': engines() });
    await recordHere();
    writeFileSync(
      path.join(elsewhere, 'a.yaml'),
      engines().replaceAll(us.rest, 'http://127.0.0.1:9/engine-rest'),
    );
    const { stdout } = await doctor(elsewhere, ['a.yaml', '--replay', 'evidence', '--format', 'json']);
    const told = JSON.parse(stdout) as { engines: { alias: string; status: string }[] };
    expect(told.engines).toMatchObject([
      { alias: 'eu', status: 'ok' },
      { alias: 'us', status: 'not-probed' },
    ]);
    expect(stdout).toContain(`the recording has this engine at ${us.rest}`);
  });

  it('of the older form is judged with the configuration that is at hand', async () => {
    write({ 'environment-config.yaml': engines() });
    await recordHere();
    const index = path.join(elsewhere, 'evidence/recording.json');
    const { run: _run, ...old } = JSON.parse(readFileSync(index, 'utf8')) as Record<string, unknown>;
    writeFileSync(index, JSON.stringify({ ...old, version: 1 }));
    rmSync(path.join(elsewhere, 'evidence/run.json'));
    const without = await doctor(elsewhere, ['--replay', 'evidence']);
    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to check') as string });
    const given = await doctor(elsewhere, [
      path.join(home, 'environment-config.yaml'),
      '--replay',
      'evidence',
    ]);
    expect(given.stdout).toContain('eu');
    expect(given.code).not.toBe(2);
  });

  it.each([
    ['an unknown field', '{"surplus": 1}', 'has an unknown field "surplus"'],
    ['a wrong type', '{"files": "x"}', '/files must be array'],
    ['no date', '{"startedAt": "yesterday"}', '/startedAt is not a date'],
  ])('is refused where it is damaged: %s', async (_name, change, problem) => {
    write({ 'environment-config.yaml': engines() });
    await recordHere();
    const file = path.join(elsewhere, 'evidence/run.json');
    const run = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...run, ...(JSON.parse(change) as object) }));
    const { code, stderr } = await doctor(elsewhere, ['--replay', 'evidence']);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });
});

describe('a folder for a recording', () => {
  it.each([
    ['a file of its own', { 'mine/notes.txt': 'mine' }],
    ['another recording.json', { 'mine/recording.json': '{"tool": "tape"}' }],
    ['a recording.json that is no JSON', { 'mine/recording.json': 'side A' }],
  ])('is not taken where it holds something else: %s', async (_name, files) => {
    write({ 'environment-config.yaml': engines(), ...files });
    const before = readdirSync(path.join(home, 'mine'));
    const { code, stderr, stdout } = await doctor(home, ['--record', 'mine']);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/mine: holds something else/u);
    expect(readdirSync(path.join(home, 'mine'))).toEqual(before);
    expect(eu.seen).toHaveLength(0);
  });

  it('may be empty, or hold a recording, which the new one replaces', async () => {
    write({ 'environment-config.yaml': engines(), 'mine/.run.json.12345.new': '' });
    expect((await doctor(home, ['--record', 'mine'])).code).not.toBe(2);
    expect((await doctor(home, ['--record', 'mine', '--engine', 'eu'])).code).not.toBe(2);
    const index = JSON.parse(readFileSync(path.join(home, 'mine/recording.json'), 'utf8')) as {
      engines: unknown[];
    };
    expect(index.engines).toHaveLength(1);
  });
});

describe('engines that are named by their addresses', () => {
  it('are examined without a file, with any option', async () => {
    const credentials = path.join(home, 'c.yaml');
    writeFileSync(credentials, `engines: { eu: { user: demo, password: "${PASSWORD}" } }\n`);
    const { stdout, code } = await doctor(home, [
      `eu=${eu.rest}`,
      `us=${us.rest}`,
      '--credentials',
      'c.yaml',
      '--format',
      'json',
    ]);
    const told = JSON.parse(stdout) as {
      engines: { alias: string; status: string }[];
      findings: { rule: string }[];
    };
    expect(told.engines.map(({ alias, status }) => [alias, status])).toEqual([
      ['eu', 'ok'],
      ['us', 'ok'],
    ]);
    // Nothing about lines that nobody wrote.
    expect(told.findings.filter(({ rule }) => /^C1(?:2|4)/u.test(rule))).toEqual([]);
    expect(code).not.toBe(2);
  });

  it.each([
    [['eu=http://127.0.0.1:1/engine-rest', 'eu=http://127.0.0.1:2/engine-rest'], '"eu" is named twice'],
    [[`eu=http://demo:${PASSWORD}@127.0.0.1:1/engine-rest`], 'must not hold a user or password'],
    [[`eu=http://127.0.0.1:1/engine-rest?token=${PASSWORD}`], 'must end with its path'],
    [['eu=ftp://127.0.0.1/engine-rest'], 'must be an http or https address'],
    [['eu=http://'], 'must be an http or https address'],
    [['=http://127.0.0.1:1/engine-rest'], 'need an alias each'],
    [['a b=http://127.0.0.1:1/engine-rest'], 'cannot be an alias here'],
    [['eu=http://127.0.0.1:1/engine-rest', 'environment-config.yaml'], 'need an alias each'],
  ])(
    'are refused where they are not understood, and nothing of a secret is repeated: %j',
    async (args, problem) => {
      const { code, stderr } = await doctor(home, args);
      expect(code).toBe(2);
      expect(stderr).toContain(problem);
      expect(leaks.in(stderr)).toBeNull();
    },
  );
});
