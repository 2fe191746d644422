import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './helpers/fixtures.js';
import { runProgram as run } from './helpers/program.js';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

const CONFIG = path.join(ROOT, 'fixtures/landscapes/duplicate/environment-config.yaml');

const SOUND = `engines:
  payment:
    name: default
    rest: http://payment.example:8080/engine-rest
    importEnabled: true
    authentication:
      enabled: false
      user: ''
      password: ''
    webapps:
      enabled: true
      endpoint: http://payment.example:8080/camunda
`;

/** As the page "Multiple process engines" of Optimize's documentation prints it. */
const DOCUMENTED = `engines:
  payment:
    name: default
    rest: http://localhost:8080/engine-rest
    authentication:
      enabled: false
      password: ""
      user: ""
    enabled: true
  inventory:
    name: default
    rest: http://localhost:1234/engine-rest
    authentication:
      enabled: false
      password: ""
      user: ""
    enabled: true
`;

describe('the command line', () => {
  it('tells its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: 'multi-engine 0.1.0\n', stderr: '' });
  });

  it('shows every command in its help', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of [
      'validate',
      'doctor',
      'access',
      'balancer',
      'preview',
      'rules',
      'explain',
      'init',
      'schema',
      'lsp',
      'demo',
    ])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b.* {2}\\S`, 'm'));
  });

  it('answers --help, -h and help alike', async () => {
    const [long, short, word] = [await run(['--help']), await run(['-h']), await run(['help'])];
    expect(short).toEqual(long);
    expect(word).toEqual(long);
  });

  it('shows the help as an error when nothing is asked', async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: multi-engine');
  });

  it('lists every rule for programs, with the page that explains it', async () => {
    const { code, stdout } = await run(['rules', '--format', 'json']);
    const { rules } = JSON.parse(stdout) as { rules: { code: string; name: string; url: string }[] };
    const pages = readdirSync(path.join(ROOT, 'docs/rules')).filter((name) => name !== 'README.md');
    expect(code).toBe(0);
    expect(rules.map(({ url }) => url)).toEqual(pages.toSorted().map((name) => `docs/rules/${name}`));
    expect(rules.map(({ code: rule, name }) => `docs/rules/${rule}-${name}.md`)).toEqual(
      rules.map(({ url }) => url),
    );
  });

  it.each(['A503', 'grant-beats-revoke', 't401'])('explains the rule %s', async (rule) => {
    const { code, stdout } = await run(['explain', rule, '--color', 'never']);
    expect(code).toBe(0);
    for (const heading of ['What it means', 'How to fix', 'When to ignore'])
      expect(stdout).toContain(heading);
  });

  it('ends with 0 for a sound file, and says so', async () => {
    const folder = folderWith({ 'environment-config.yaml': SOUND });
    const { code, stdout, stderr } = await run(['validate'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('no findings');
  });

  it('reads standard input under the name that was given', async () => {
    const { code, stdout } = await run(['validate', '-', '--stdin-filename', 'pipe.yaml'], {
      input: 'engines: {}',
    });
    expect(code).toBe(1);
    expect(stdout).toContain('pipe.yaml:1:');
  });

  it.each([
    ['validate', ['validate', 'manifest.yaml']],
    ['doctor', ['doctor', 'manifest.yaml']],
    ['a base', ['validate', 'environment-config.yaml', '--base', 'manifest.yaml']],
    ['access', ['access', '--all', '--config', 'manifest.yaml']],
    ['preview', ['preview', 'order.bpmn', '--all', '--config', 'manifest.yaml']],
    ['balancer', ['balancer', 'manifest.yaml', '--for', 'nginx']],
    ['--print-effective', ['validate', '--print-effective', 'manifest.yaml']],
  ])('ends with 2 for a file that is plainly something else: %s', async (_, args) => {
    const folder = folderWith({
      'environment-config.yaml': SOUND,
      'manifest.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: optimize}\n',
      'order.bpmn': readFileSync(path.join(ROOT, 'fixtures/models/order.bpmn'), 'utf8'),
    });
    const { code, stdout, stderr } = await run(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('manifest.yaml: this is a Kubernetes Service, not an Optimize configuration\n');
    expect(stderr).toContain('environment-config.yaml');
  });

  it.each([
    ['nothing', ''],
    [
      'comments and markers, as of a chart that renders nothing',
      '---\n# Source: chart/templates/a.yaml\n---\n',
    ],
  ])('ends with 2 where standard input brings %s', async (_, input) => {
    const { code, stdout, stderr } = await run(['validate', '-'], { input });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('<stdin>: is empty');
  });

  it('takes an empty file for a configuration of defaults, as Optimize does', async () => {
    const folder = folderWith({ 'environment-config.yaml': '' });
    const { code, stdout } = await run(['validate'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('C107');
  });

  it('ends with 1 for a broken file, with its position', async () => {
    const folder = folderWith({ 'broken.yaml': 'engines:\n  payment:\n    name: @default\n' });
    const { code, stdout } = await run(['validate', 'broken.yaml'], { cwd: folder });
    expect(code).toBe(1);
    expect(stdout).toContain('broken.yaml:3:11');
  });

  it.each([
    ['a missing file', ['validate', 'nowhere.yaml'], 'nowhere.yaml'],
    ['a missing file of variables', ['validate', '-', '--variables', 'nowhere.env'], 'nowhere.env'],
    ['nothing to check', ['validate'], 'environment-config.yaml'],
    ['an unknown option', ['validate', '--fail-onn', 'error'], '--fail-on'],
    ['an unknown command', ['validat'], 'validate'],
    ['an unknown rule', ['validate', '--only', 'T999'], 'T999'],
    ['a rule of another command', ['validate', CONFIG, '--only', 'C133,T401'], 'does not run T401'],
    ['a rule about changes for doctor', ['doctor', CONFIG, '--only', 'D601'], 'does not run D601'],
    ['a rule about files for diff', ['diff', CONFIG, CONFIG, '--only', 'C133'], 'does not run C133'],
    ['no rule that is left', ['validate', CONFIG, '--only', 'C133', '--skip', 'C133'], 'no rule is left'],
    ['an unknown format', ['validate', '--format', 'xml'], 'xml'],
    ['a format that a command does not have', ['access', '--format', 'xml'], 'csv'],
    ['a user id without a letter', ['access', 'kim', ' '], 'a user id is empty'],
    ['two formats of users for standard output', ['access', '--format', 'json', '--format', 'csv'], 'give'],
    [
      'two formats for standard output',
      ['validate', '--format', 'json', '--format', 'pretty'],
      'standard output',
    ],
    ['a severity that is none', ['validate', '--fail-on', 'bad'], 'bad'],
    ['an Optimize version that is none', ['validate', '--optimize', 'new'], 'new'],
    ['a live option without a network', ['validate', '--timeout', '3'], '--timeout'],
    ['a timeout that is none', ['doctor', '--timeout', '0'], '--timeout'],
    ['a recording and a replay at once', ['doctor', '--record', 'a', '--replay', 'b'], '--record'],
  ])('ends with 2 for %s and says what is meant', async (_, args, words) => {
    const { code, stdout, stderr } = await run(args, { cwd: folderWith({}) });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(words);
  });

  it.each([
    ['validate', ['validate', 'environment-config.yaml']],
    ['access', ['access', 'Gonzo', '--config', path.join(ROOT, 'fixtures/access/worked-example.yaml')]],
  ])('ends with 2 where a report of %s cannot be written', async (_, args) => {
    const folder = folderWith({ 'environment-config.yaml': SOUND });
    const { code, stderr } = await run([...args, '--format', 'json=no/such/folder.json'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'multi-engine: no/such/folder.json: cannot be written: no such folder\nmake the folder first: mkdir -p no/such\n',
    });
  });

  it('refuses an alias that no file has', async () => {
    const folder = folderWith({ 'environment-config.yaml': SOUND });
    const { code, stderr } = await run(['validate', '--engine', 'paymnt'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('payment');
  });

  it("warns about the documentation's own sample, and fails it for Optimize 3.15 at the right lines", async () => {
    const folder = folderWith({ 'environment-config.yaml': DOCUMENTED });
    const relaxed = await run(['validate', '--format', 'json'], { cwd: folder });
    expect(relaxed.code).toBe(0);
    expect(JSON.parse(relaxed.stdout)).toMatchObject({ summary: { error: 0 }, result: 'ok' });
    const strict = await run(['validate', '--format', 'json', '--optimize', '3.15'], { cwd: folder });
    expect(strict.code).toBe(1);
    const { findings } = JSON.parse(strict.stdout) as {
      findings: { rule: string; severity: string; locations: { line: number }[] }[];
    };
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ rule, locations }) => `${rule}:${locations[0]?.line ?? 0}`).toSorted()).toEqual([
      'C125:17',
      'C125:9',
      'C129:10',
      'C129:2',
    ]);
  });

  it.each([
    [{ NO_COLOR: '1', FORCE_COLOR: '' }, [], false],
    [{}, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ FORCE_COLOR: '1' }, ['--color', 'never'], false],
    [{ NO_COLOR: '1' }, ['--color', 'always'], true],
  ])('colours with %j and %j: %s', async (variables, args, colored) => {
    const folder = folderWith({ 'environment-config.yaml': DOCUMENTED });
    const env = { PATH: process.env['PATH'], ...variables };
    const { stdout } = await run(['validate', ...args], { cwd: folder, env });
    expect(stdout.includes('\u001b[')).toBe(colored);
  });

  it('writes several reports at once', async () => {
    const folder = folderWith({ 'environment-config.yaml': DOCUMENTED });
    const { stdout } = await run(['validate', '--format', 'json=report.json'], { cwd: folder });
    expect(stdout).toContain('C125');
    const again = await run(['validate', '--format', 'json'], { cwd: folder });
    expect(readFile(folder, 'report.json')).toBe(again.stdout);
  });

  it('separates what fails from what is shown', async () => {
    const folder = folderWith({ 'environment-config.yaml': DOCUMENTED });
    expect((await run(['validate', '--fail-on', 'warning'], { cwd: folder })).code).toBe(1);
    expect((await run(['validate', '--fail-on', 'warning', '--exit-zero'], { cwd: folder })).code).toBe(0);
    const hidden = await run(['validate', '--fail-on', 'warning', '--min-severity', 'error'], {
      cwd: folder,
    });
    expect(hidden.code).toBe(1);
    expect(hidden.stdout).not.toContain('C125');
  });

  it('answers who may log in, as the page of the documentation does', async () => {
    const example = path.join(ROOT, 'fixtures/access/worked-example.yaml');
    const users = ['Piggy', 'Rizzo', 'Walter', 'Scooter', 'Gonzo'];
    const { code, stdout } = await run(['access', ...users, '--config', example, '--format', 'json']);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { users: { user: string; admitted: boolean | null }[] };
    expect(answer.users.map(({ user, admitted }) => [user, admitted])).toEqual([
      ['Piggy', true],
      ['Rizzo', false],
      ['Walter', false],
      ['Scooter', true],
      ['Gonzo', true],
    ]);
  });

  it('runs the demo from a plain installation', async () => {
    const { code, stdout, stderr } = await run(['demo', '--color', 'never']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const rule of ['T401', 'T403', 'T411']) expect(stdout).toContain(rule);
    expect(stdout).toMatch(/multi-engine\.js demo --keep$/m);
  });
});

function readFile(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}
