import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.js';
import { knownOptions } from '../../src/cli/settings/known-options.js';
import { FORMAT_NAMES } from '../../src/report/index.js';
import { readSettings } from '../../src/run/settings/read.js';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram, type ProgramRun } from '../helpers/program.js';

const NAME = 'multi-engine.config.yaml';
const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };
const PASSWORD = 'hunter22-canary';

/** Faults of all severities: C128 and C129 on `legacy` (errors), C140 on it (warning), C137 on `payment` (information). */
const CONFIGURATION = `engines:
  payment:
    name: default
    rest: https://payment.example.com/engine-rest
    importEnabled: true
    authentication: {enabled: true, user: demo, password: ${PASSWORD}}
    webapps: {enabled: false, endpoint: ""}
  legacy:
    name: default
    rest: https://legacy.example.com/engine-rest
`;

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'multi-engine-settings-')));
  writeFileSync(path.join(folder, 'environment-config.yaml'), CONFIGURATION);
});

let count = 0;
/** A run of the program in which these are the settings. */
async function run(settings: string, args: readonly string[] = ['validate']): Promise<ProgramRun> {
  count += 1;
  const file = `settings-${count}.yaml`;
  writeFileSync(path.join(folder, file), settings);
  return runProgram([...args, '--settings', file], { cwd: folder, env: ENV });
}

interface Json {
  readonly exitCode: number;
  readonly optimize: string | null;
  readonly summary: Readonly<Record<string, number>>;
  readonly settings?: { file: string; off: string[]; changed: number; left: number };
  readonly notes?: readonly string[];
  readonly findings: readonly {
    rule: string;
    severity: string;
    usualSeverity?: string;
    engines: string[];
    url: string;
    message: string;
    locations: readonly { file: string; line: number }[];
  }[];
}

async function report(settings: string, ...args: readonly string[]): Promise<Json> {
  const { stdout } = await run(settings, ['validate', '--format=json', ...args]);
  return JSON.parse(stdout);
}

const rulesIn = ({ findings }: Json): readonly string[] => findings.map(({ rule }) => rule);

describe('severities in settings', () => {
  it('count for the exit code, are shown beside the usual one, and are counted', async () => {
    const json = await report('rules: {C128: warning, missing-webapps: info}');
    expect(json.exitCode).toBe(0);
    expect(json.findings.find(({ rule }) => rule === 'C128')).toMatchObject({
      severity: 'warning',
      usualSeverity: 'error',
    });
    expect(json.settings).toMatchObject({ off: [], changed: 2, left: 0 });
    expect(json.notes?.join()).toContain('severity changed: 2 findings');
    const harsh = await report('rules: {C128: warning, C129: info, C137: error}');
    expect(harsh.exitCode).toBe(1);
  });

  it('switch rules off, which the report says; --only asks for them all the same', async () => {
    const plain = await report('{}');
    const json = await report('rules: {C137: off, C129: off}');
    expect(rulesIn(plain)).toContain('C137');
    expect(rulesIn(json)).not.toContain('C137');
    expect(json.settings).toMatchObject({ off: ['C129', 'C137'] });
    expect(json.notes?.join()).toContain('off: C129 and C137');
    const asked = await report('rules: {C137: off}', '--only=C137');
    expect(rulesIn(asked)).toEqual(['C137']);
    expect(asked.settings).toMatchObject({ off: [] });
  });

  it('differ by file and by engine, the last that fits wins, and what is off somewhere is counted', async () => {
    const legacy = await report('overrides: [{engines: legacy, rules: {C128: off, C129: info}}]');
    expect(rulesIn(legacy)).not.toContain('C128');
    expect(legacy.summary).toMatchObject({ error: 0, suppressed: 1 });
    expect(legacy.settings).toMatchObject({ off: [], changed: 1, left: 1 });
    const payment = await report('overrides: [{engines: payment, rules: {C128: off, C129: off}}]');
    expect(rulesIn(payment)).toEqual(expect.arrayContaining(['C128', 'C129']));
    const files = await report(
      'rules: {C137: off}\noverrides: [{files: "*-config.yaml", rules: {C137: default, C128: info}}, {files: other.yaml, rules: {C128: off}}]',
    );
    expect(rulesIn(files)).toContain('C137');
    expect(files.findings.find(({ rule }) => rule === 'C128')?.severity).toBe('info');
  });

  it('of one engine leave a finding about two engines alone', async () => {
    const one = await report('overrides: [{engines: payment, rules: {C205: off}}]');
    expect(rulesIn(one)).toContain('C205');
  });
});

describe('suppressions in settings', () => {
  it('leave findings out, count them, and say when they are of no use', async () => {
    const json = await report(
      'suppressions:\n  - {rules: [C128, missing-webapps], engines: legacy, reason: goes in spring}\n  - {rules: C133, reason: none is there}\n',
    );
    expect(json.summary).toMatchObject({ error: 0, suppressed: 2 });
    expect(json.exitCode).toBe(0);
    expect(json.settings).toMatchObject({ left: 2 });
    const unused = json.findings.filter(({ rule }) => rule === 'S901');
    expect(unused).toHaveLength(1);
    expect(unused[0]?.message).toContain('C133');
    expect(unused[0]?.locations[0]).toMatchObject({ file: json.settings?.file, line: 3 });
  });

  it('come back when their day is over, with a finding that says so', async () => {
    const expired = await report('suppressions: [{rules: C128, reason: r, until: 2020-02-29}]');
    expect(rulesIn(expired)).toEqual(expect.arrayContaining(['C128', 'S902']));
    expect(expired).toMatchObject({ exitCode: 1, settings: { left: 0 } });
    const valid = await report('suppressions: [{rules: C128, reason: r, until: 9999-12-31}]');
    expect(rulesIn(valid)).not.toContain('C128');
    expect(rulesIn(valid)).not.toContain('S902');
  });

  it('make nothing certain that is not', async () => {
    const recording = path.join(ROOT, 'fixtures/rules/P301-unreachable');
    const name = readdirSync(recording).find((each) => each.startsWith('fail-')) ?? '';
    const copy = path.join(recording, name);
    const args = [
      'doctor',
      path.join(copy, 'environment-config.yaml'),
      '--replay',
      path.join(copy, 'recording'),
      '--format=json',
    ];
    const plain = await run('{}', args);
    expect(plain.code).toBe(3);
    for (const settings of [
      'suppressions: [{rules: P301, reason: r}]',
      'rules: {P301: off}',
      'rules: {P301: info}',
    ]) {
      const { code, stdout } = await run(settings, args);
      expect(code, settings).toBe(3);
      expect(JSON.parse(stdout).result).toBe('inconclusive');
    }
  });
});

describe('defaults of options', () => {
  it('hold where no flag says otherwise', async () => {
    const settings = 'optimize: 3.15\noptions: {fail-on: never, format: json, quiet: true}\n';
    const { code, stdout } = await run(settings);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ optimize: '3.15' });
    expect(JSON.parse(stdout).notes.join()).toContain('fail-on: never');
    const flags = await run(settings, ['validate', '--fail-on=error', '--format=pretty', '--optimize=3.14']);
    expect(flags.code).toBe(1);
    expect(flags.stdout).toContain('for Optimize 3.14');
    expect(flags.stdout.split('\n').every((line) => !line.includes('╭─'))).toBe(true);
    const verbose = await run(settings, ['validate', '--format=pretty', '--no-quiet']);
    expect(verbose.stdout).toContain('╭─');
  });

  it('keep 3.10 what it is, and take paths from where the settings are', async () => {
    mkdirSync(path.join(folder, 'deep/er'), { recursive: true });
    writeFileSync(path.join(folder, 'deep/values.env'), 'REST=https://x.example.com/engine-rest\n');
    writeFileSync(
      path.join(folder, 'deep/er/environment-config.yaml'),
      'engines: {a: {name: default, rest: "${REST}"}}\n',
    );
    writeFileSync(path.join(folder, 'deep', NAME), 'optimize: 3.10\noptions: {variables: values.env}\n');
    const { stdout } = await runProgram(['validate', 'deep/er/environment-config.yaml', '--format=json'], {
      cwd: folder,
      env: ENV,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      optimize: '3.10',
      engines: [{ rest: 'https://x.example.com/engine-rest' }],
      settings: { file: `deep/${NAME}` },
    });
  });

  it('differ by file; a run in which they differ is refused', async () => {
    writeFileSync(path.join(folder, 'old.yaml'), CONFIGURATION);
    const settings =
      'optimize: 3.15\noverrides: [{files: old.yaml, optimize: 3.14, options: {fail-on: never}}]';
    const old = await run(settings, ['validate', 'old.yaml', '--format=json']);
    expect(JSON.parse(old.stdout)).toMatchObject({ optimize: '3.14', exitCode: 0 });
    const now = await run(settings, ['validate', 'environment-config.yaml', '--format=json']);
    expect(JSON.parse(now.stdout)).toMatchObject({ optimize: '3.15', exitCode: 1 });
    const both = await run(settings, ['validate', 'environment-config.yaml', 'old.yaml']);
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('not for all files of this run');
  });

  it('of other commands do no harm', async () => {
    const { code, stdout } = await run('options: {timeout: 3, concurrency: 2, format: csv}', [
      'validate',
      '--fail-on=never',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('╭─');
  });
});

describe('wrong settings', () => {
  it.each([
    ['rule: {}', '1:1: there is no setting "rule"; did you mean rules?'],
    ['rules: {C12: off}', 'there is no rule "C12"; did you mean'],
    ['rules: {literal-pasword: off}', 'did you mean literal-password?'],
    ['rules: {C137: of}', 'there is no severity "of"; did you mean off?'],
    ['rules: {C137: off, literal-password: error}', 'C137 and literal-password are the same rule'],
    ['options: {fail_on: error}', 'did you mean fail-on?'],
    ['options: {fail-on: fatal}', '--fail-on "fatal" is none of'],
    ['options: {timeout: soon}', 'must be a positive number'],
    ['options: {quiet: yes}', 'quiet must be true or false, not "yes"'],
    ['options: {fix: true}', '--fix can only be given on the command line'],
    ['options: {canary: true}', '--canary can only be given on the command line'],
    ['options: {exit-zero: true}', '--exit-zero can only be given on the command line'],
    ['options: {engine: eu}', '--engine can only be given on the command line'],
    ['options: {format: json=x.json}', 'with a file can only be given on the command line'],
    ['options: {format: sarf}', 'there is no format "sarf"'],
    ['options: {define: NAME}', 'NAME=VALUE'],
    ['optimize: 3.99', 'is not an Optimize version'],
    ['optimize: [3.15]', 'optimize must be a text'],
    ['documentation: docs', 'must be an http(s) address'],
    ['documentation: https://me:secret@docs.example.com', 'without a login, a token, a query'],
    ['overrides: [{rules: {C137: off}}]', 'which files or engines'],
    ['overrides: [{engines: eu, optimize: 3.15}]', 'cannot differ from engine to engine'],
    ['overrides: {files: a}', 'overrides must be a list'],
    ['suppressions: [{rules: C137}]', 'a suppression without reason does not count'],
    ['suppressions: [{reason: r}]', 'a suppression without rules does not count'],
    ['suppressions: [{rules: C137, reason: r, until: 2026-02-30}]', 'is not a date'],
    ['suppressions: [{rules: C137, reason: r, until: soon}]', 'is not a date'],
    ['suppressions: [{rules: C137, because: r}]', 'there is no setting "because"'],
    ['suppressions: [{rules: C137, reason: r, until: }]', 'until has no value'],
    ['suppressions: [{rules: C137, reason: r, files: }]', 'files has no value'],
    ['suppressions: [{rules: C137, reason: r, engines: null}]', 'engines has no value'],
    ['overrides: [{engines: eu, files: , rules: {C137: off}}]', 'files has no value'],
    ['rules: {C137: off}\nrules: {}', 'set twice'],
    ['rules: &a {C137: off}', 'anchors'],
    ['rules: {C137: off}\n---\nrules: {}', 'second document'],
    ['- rules', 'the file must be a mapping'],
    ['rules: {C137: off', 'settings-'],
  ])('%j ends with exit code 2 and says why', async (settings, said) => {
    const { code, stdout, stderr } = await run(settings);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toMatch(/settings-\d+\.yaml:\d+/);
  });

  it('are told all at once', async () => {
    const { stderr } = await run('rule: {}\noptimise: 3.15\nrules: {C99: off}');
    expect(stderr.trim().split('\n')).toHaveLength(3);
  });

  it('hold for every command that takes settings', async () => {
    const lines: Readonly<Record<string, readonly string[]>> = {
      validate: [],
      doctor: [],
      access: ['--all', '--config', 'environment-config.yaml'],
      balancer: ['--for', 'nginx'],
      preview: [
        path.join(ROOT, 'fixtures/models/order.bpmn'),
        '--all',
        '--config',
        'environment-config.yaml',
      ],
      diff: ['environment-config.yaml', 'environment-config.yaml'],
    };
    const taking = COMMANDS.filter(({ options }) => options.some(({ heading }) => heading === 'Settings:'));
    expect(taking.map(({ name }) => name).toSorted()).toEqual(Object.keys(lines).toSorted());
    for (const [name, args] of Object.entries(lines)) {
      const { code, stderr } = await run('rulez: {}', [name, ...args]);
      expect({ name, code }).toEqual({ name, code: 2 });
      expect(stderr).toContain('there is no setting "rulez"');
    }
  });

  it('of odd files are told as of every other file', async () => {
    const at = (name: string): Promise<ProgramRun> =>
      runProgram(['validate', '--settings', name], { cwd: folder, env: ENV });
    writeFileSync(path.join(folder, 'huge.yaml'), `# ${'x'.repeat(1_100_000)}\n`);
    writeFileSync(path.join(folder, 'utf16.yaml'), Buffer.from('\ufeffrules: {}', 'utf16le'));
    symlinkSync('nowhere', path.join(folder, 'dangling.yaml'));
    for (const [name, said] of [
      ['not-there.yaml', 'no such file'],
      ['dangling.yaml', 'no such file'],
      ['.', 'is a directory'],
      ['huge.yaml', 'more than 1 MiB'],
      ['utf16.yaml', 'is not UTF-8'],
      ['/dev/zero', 'device'],
    ] as const) {
      const { code, stderr } = await at(name);
      expect({ name, code }).toEqual({ name, code: 2 });
      expect(stderr).toContain(said);
    }
    expect((await run('# nothing yet\n', ['validate', '--fail-on=never'])).code).toBe(0);
  });
});

describe('where settings come from', () => {
  it('different files with different settings are refused, unless somebody says which', async () => {
    for (const name of ['one', 'two']) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'c.yaml'), CONFIGURATION);
    }
    writeFileSync(path.join(folder, 'one', NAME), 'rules: {C128: off}');
    const args = ['validate', 'one/c.yaml', 'two/c.yaml', '--separate', '--format=json'];
    const refused = await runProgram(args, { cwd: folder, env: ENV });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('different settings');
    const named = await runProgram([...args, '--settings', `one/${NAME}`], { cwd: folder, env: ENV });
    expect(JSON.parse(named.stdout).settings).toMatchObject({ file: `one/${NAME}`, off: ['C128'] });
    const none = await runProgram([...args, '--settings=none'], { cwd: folder, env: ENV });
    expect(JSON.parse(none.stdout).settings).toBeUndefined();
  });

  it('is beside the name that standard input is given', async () => {
    const args = ['validate', '-', '--stdin-filename', 'one/new.yaml', '--format=json'];
    const { stdout } = await runProgram(args, { cwd: folder, env: ENV, input: CONFIGURATION });
    expect(JSON.parse(stdout).settings).toMatchObject({ file: `one/${NAME}` });
  });

  it('is beside what comes after, in a comparison', async () => {
    const { stdout, stderr } = await runProgram(['diff', 'two/c.yaml', 'one/c.yaml', '--format=json'], {
      cwd: folder,
      env: ENV,
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).settings).toMatchObject({ file: `one/${NAME}` });
  });
});

const withoutComments = (text: string): string => text.replaceAll(/ *#.*$/gm, '');

describe('--print-config', () => {
  const SETTINGS = `optimize: 3.15
documentation: https://docs.example.com/me
options:
  fail-on: warning
  define: [PW=${PASSWORD}-2]
  max-warnings: 3
rules:
  literal-password: off
overrides:
  - files: [old.yaml]
    options: {quiet: true}
  - engines: [legacy]
    rules: {C145: off}
suppressions:
  - rules: [C205]
    reason: known
    until: 9999-12-31
`;

  it('shows every value with its origin, and no secret', async () => {
    const { code, stdout } = await run(SETTINGS, [
      'validate',
      '--print-config',
      '--fail-on=info',
      '--skip=C101',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^optimize: 3\.15 +# settings-\d+\.yaml:1$/m);
    expect(stdout).toMatch(/^ {2}fail-on: info +# command line$/m);
    expect(stdout).toMatch(/^ {2}max-warnings: 3 +# settings-\d+\.yaml:6$/m);
    expect(stdout).toMatch(/^ {2}min-severity: info +# default$/m);
    expect(stdout).toMatch(/^ {2}# --skip=\[C101\] +# command line$/m);
    expect(stdout).toMatch(/^ {2}C137: off +# settings-\d+\.yaml:8, literal-password$/m);
    expect(stdout).toMatch(/^ {2}C101: default +# error, yaml-syntax$/m);
    expect(stdout).toContain('PW=***');
    expect(stdout).not.toContain(PASSWORD);
  });

  it.each(['validate', 'doctor', 'balancer', 'diff', 'preview', 'access'])(
    'is a settings file that has the same effect again: %s',
    async (command) => {
      const args = { diff: ['a.yaml', 'b.yaml'], preview: ['a.bpmn'] }[command] ?? [];
      const first = await run(SETTINGS.replace(/ {2}define.*\n/, ''), [command, ...args, '--print-config']);
      expect(first).toMatchObject({ code: 0, stderr: '' });
      const second = await run(first.stdout, [command, ...args, '--print-config']);
      expect(second).toMatchObject({ code: 0, stderr: '' });
      expect(withoutComments(second.stdout)).toBe(withoutComments(first.stdout));
    },
  );

  it('works without settings, and refuses what a run would refuse', async () => {
    const none = await runProgram(['validate', '--print-config'], { cwd: folder, env: ENV });
    expect(none).toMatchObject({ code: 0 });
    expect(none.stdout).toContain('# settings: none');
    const wrong = await runProgram(['validate', '--print-config', '--fail-on=x'], { cwd: folder, env: ENV });
    expect(wrong.code).toBe(2);
  });
});

describe('the schema of the settings', () => {
  const schema = JSON.parse(readFileSync(path.join(ROOT, 'schemas/settings.schema.json'), 'utf8'));
  const validate = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

  it('is printed, and the one of the configuration as before', async () => {
    const { stdout } = await runProgram(['schema', 'settings']);
    expect(JSON.parse(stdout)).toEqual(schema);
    expect(JSON.parse((await runProgram(['schema'])).stdout).$id).toContain('environment-config');
    expect((await runProgram(['schema', 'setings'])).code).toBe(2);
  });

  it('knows the options, formats and rules that the tool knows', () => {
    const { properties } = schema.definitions.options;
    const allowed = knownOptions(COMMANDS).filter(({ allowed: may }) => may);
    expect(Object.keys(properties).toSorted()).toEqual(allowed.map(({ name }) => name).toSorted());
    expect(properties.format.anyOf[0].enum).toEqual(FORMAT_NAMES);
    for (const { name, kind } of allowed)
      expect(properties[name].type === 'boolean', name).toBe(kind === 'switch');
  });

  /** The same texts, read by the tool and by another reader with the schema. */
  it.each([
    ['optimize: 3.15', true],
    ['', true],
    ['rules: {C137: off, missing-webapps: default}', true],
    ['rules: {C137: none}', false],
    ['rules: {C999: off}', false],
    ['options: {fail-on: never, timeout: 3, define: [A=b], quiet: false}', true],
    ['options: {fix: true}', false],
    ['options: {quiet: 1}', false],
    ['overrides: [{files: [a, b], optimize: none, options: {}}]', true],
    ['overrides: [{engines: a, optimize: none}]', false],
    ['overrides: [{rules: {}}]', false],
    ['suppressions: [{rules: C137, reason: r, until: 2026-12-31}]', true],
    ['suppressions: [{rules: C137}]', false],
    ['documentation: ftp://x', false],
    ['unknown: 1', false],
  ])('agrees with the tool on %j: %s', (text, sound) => {
    const file = path.join(folder, 'agreed.yaml');
    writeFileSync(file, text);
    const read = (): unknown => readSettings(file, knownOptions(COMMANDS));
    if (sound) expect(read).not.toThrow();
    else expect(read).toThrow(/agreed\.yaml/);
    expect(validate(parse(text) ?? null)).toBe(sound);
  });
});

describe('secrets in settings', () => {
  it('are in no output, whatever goes wrong and whatever is shown of the file', async () => {
    const secret = 'canary-settings-secret';
    const texts = [
      `password: ${secret}`,
      `options: {define: [PW=${secret}], fail-on: fatal}`,
      `options:\n  define:\n    - PW=${secret}\nsuppressions:\n  - {rules: C133, reason: r}\n`,
      `options: {define: [PW=${secret}]}\nsuppressions: [{rules: C133, reason: r, until: 2020-01-01}]`,
      `documentation: https://me:${secret}@docs.example.com`,
      `documentation: https://docs.example.com/?token=${secret}`,
      `rules: {"password:${secret}": off}`,
      `options: {password: ${secret}}`,
      `suppressions: [{rules: C128, reason: "password=${secret}"}]`,
    ];
    for (const text of texts)
      for (const args of [
        ['validate', '--verbose'],
        ['validate', '--format=json'],
        ['validate', '--format=sarif'],
        ['validate', '--print-config'],
      ]) {
        const { stdout, stderr } = await run(text, args);
        expect(stdout + stderr, `${text} ${args.join(' ')}`).not.toContain(secret);
      }
  });
});

describe('what settings change', () => {
  it('is told in every format that tells what was found', async () => {
    const settings = 'rules: {C137: off, C128: info}\nsuppressions: [{rules: C129, reason: r}]';
    for (const format of ['pretty', 'json', 'sarif', 'junit', 'github', 'markdown', 'html']) {
      const { stdout } = await run(settings, ['validate', `--format=${format}`]);
      expect(stdout, format).toContain('off: C137');
    }
    const { stdout } = await run(settings, ['validate', '--format=prometheus']);
    expect(stdout).toMatch(/^multi_engine_rules_off 1$/m);
    expect(stdout).toMatch(/^multi_engine_suppressed_findings 1$/m);
  });

  it('leads to the hosted documentation, for code scanning as well', async () => {
    const settings = 'documentation: https://docs.example.com/me';
    const { runs } = JSON.parse((await run(settings, ['validate', '--format=sarif'])).stdout);
    const { rules } = runs[0].tool.driver;
    expect(rules.length).toBeGreaterThan(100);
    for (const { id, name, helpUri } of rules)
      expect(helpUri).toBe(`https://docs.example.com/me/rules/${id}-${name}.md`);
    const none = await runProgram(['validate', '--format=sarif'], { cwd: folder, env: ENV });
    expect(none.stdout).not.toContain('helpUri');
  });

  it('is nothing where no settings are: no note, no field', async () => {
    const { stdout } = await runProgram(['validate', '--format=json'], { cwd: folder, env: ENV });
    expect(JSON.parse(stdout).settings).toBeUndefined();
  });
});
