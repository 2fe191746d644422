import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANDSCAPES, ROOT } from './helpers/fixtures.js';
import { runProgram, type ProgramRun } from './helpers/program.js';

const DUPLICATE = path.join(LANDSCAPES, 'duplicate');
const SHARED = path.join(LANDSCAPES, 'shared');
const MODEL = path.join(ROOT, 'fixtures/models/single.dmn');

let folder = '';

/** What no command may take for a file without faults. The last entry of the file is cut off, or a part of it is unreadable. */
const DAMAGES: readonly (readonly [name: string, damaged: (text: string) => string])[] = [
  ['an engine that a bracket hides', (text) => `${text}  further: [\n`],
  ['a quote that nothing closes', (text) => `${text}  further:\n    name: "default\n    rest: http://a\n`],
  ['a merge conflict', (text) => `${text}<<<<<<< HEAD\n  further: {}\n=======\n  other: {}\n>>>>>>> b\n`],
];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-unreadable-'));
});

/** The configuration of a recording, damaged. */
function broken(landscape: string, damaged: (text: string) => string): string {
  const file = path.join(folder, 'environment-config.yaml');
  writeFileSync(file, damaged(readFileSync(path.join(landscape, 'environment-config.yaml'), 'utf8')));
  return file;
}

function run(...args: readonly string[]): Promise<ProgramRun> {
  return runProgram([...args], { cwd: folder });
}

describe.each(DAMAGES)('a configuration that cannot be read to its end: %s', (_, damaged) => {
  it('fails validate and doctor', async () => {
    const file = broken(DUPLICATE, damaged);
    expect(await run('validate', file)).toMatchObject({ code: 1, stdout: expect.stringContaining('C101') });
    const { code, stdout } = await run('doctor', file, '--replay', DUPLICATE);
    expect(code).toBe(1);
    expect(stdout).toContain('C101');
  });

  it('fails preview, which foresees nothing for what it could not read', async () => {
    const file = broken(DUPLICATE, damaged);
    const { code, stdout } = await run('preview', MODEL, '--all', '--config', file, '--replay', DUPLICATE);
    expect(code).toBe(1);
    expect(stdout).toContain('error[C101]');
    expect(stdout).not.toMatch(/no clash is foreseen$/m);
    expect(stdout).toContain('no clash is foreseen with what could be read');
  });

  it('fails access', async () => {
    const file = broken(DUPLICATE, damaged);
    const { code, stdout } = await run('access', '--all', '--config', file, '--replay', DUPLICATE);
    expect(code).toBe(1);
    expect(stdout).toContain('error[C101]');
    expect(stdout).not.toContain('✓');
  });

  it.each([
    ['asking the engines', ['--replay', SHARED]],
    ['taking a group from the user', ['--group', 'first,second']],
  ])('is refused by balancer, %s', async (__, options) => {
    const file = broken(SHARED, damaged);
    const { code, stdout, stderr } = await run('balancer', file, '--for', 'nginx', ...options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^No balancer before the configuration can be read to its end:\n {2}\S+environment-config\.yaml:\d+:\d+: Not readable as YAML: .* \[C101\]\n/,
    );
  });
});

/** Of a merge conflict both halves are read. */
const HIDING = DAMAGES.filter(([name]) => name !== 'a merge conflict');

describe.each(HIDING)('where the finding is not asked for: %s', (_, damaged) => {
  it('leaves what the other rules say inconclusive', async () => {
    const file = broken(DUPLICATE, damaged);
    const commands = [
      ['validate', file, '--skip', 'C101'],
      ['validate', file, '--only', 'C201'],
      ['doctor', file, '--replay', DUPLICATE, '--only', 'T414'],
      ['preview', MODEL, '--all', '--config', file, '--replay', DUPLICATE, '--skip', 'C101'],
      ['access', '--all', '--config', file, '--replay', DUPLICATE, '--skip', 'C101,A501,A502'],
    ];
    const runs = await Promise.all(commands.map((args) => run(...args)));
    expect(runs.map(({ code }) => code)).toEqual([3, 3, 3, 3, 3]);
    for (const { stdout } of runs) expect(stdout).toMatch(/cannot\s+be\s+read\s+to\s+its\s+end/);
  });
});

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, '  ');
}

/** The configuration of a recording, one level too deep. */
function nested(landscape: string): string {
  return broken(landscape, (text) => `optimize:\n${indented(text)}`);
}

describe('a configuration whose engines are in the wrong place', () => {
  it('fails every command, none of which says that all is well', async () => {
    const file = nested(DUPLICATE);
    const runs = await Promise.all([
      run('validate', file),
      run('doctor', file, '--replay', DUPLICATE),
      run('preview', MODEL, '--all', '--config', file, '--replay', DUPLICATE),
      run('access', '--all', '--config', file, '--replay', DUPLICATE),
      run('balancer', file, '--for', 'nginx', '--replay', DUPLICATE),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    for (const { stdout, stderr } of runs) {
      expect(stdout + stderr).toContain('C120');
      expect(stdout).not.toMatch(/✓|no clash is foreseen$/mu);
    }
  });

  it('leaves what the other rules say inconclusive where the finding is not asked for', async () => {
    const file = nested(DUPLICATE);
    const runs = await Promise.all([
      run('validate', file, '--skip', 'C120'),
      run('doctor', file, '--replay', DUPLICATE, '--only', 'T414'),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([3, 3]);
    for (const { stdout } of runs) expect(stdout).toMatch(/where\s+nothing\s+reads\s+them/u);
  });
});

/** What is below `engines`, instead of engines. */
const LACKS: readonly (readonly [name: string, lacking: (text: string) => string, code: string])[] = [
  ['an entry without settings', (text) => `${text}  further:\n`, 'C123'],
  ['an entry that is a text', (text) => `${text}  further: http://a/engine-rest\n`, 'C123'],
  ['a list instead of aliases', () => 'engines:\n  - name: default\n', 'C121'],
  ['nothing below it', () => 'engines:\n', 'C121'],
  ['an alias in its place', (text) => `x: &x\n${indented(text)}engines: *x\n`, 'C103'],
  ['an alias in the place of an entry', (text) => `x: &x {name: default}\n${text}  further: *x\n`, 'C103'],
  ['entries that are merged', (text) => `x: &x {eu: {name: default}}\n${text}  <<: *x\n`, 'C103'],
];

describe.each(LACKS)('a configuration with something that is no engine: %s', (_, lacking, code) => {
  it('fails every command that asks or compares engines', async () => {
    const file = broken(DUPLICATE, lacking);
    const sound = path.join(DUPLICATE, 'environment-config.yaml');
    const runs = await Promise.all([
      run('doctor', file, '--replay', DUPLICATE),
      run('preview', MODEL, '--all', '--config', file, '--replay', DUPLICATE),
      run('access', 'demo', '--config', file, '--replay', DUPLICATE, '--skip', 'A501'),
      run('balancer', file, '--for', 'nginx', '--replay', DUPLICATE),
      run('diff', sound, file),
      run('diff', file, sound),
    ]);
    expect(runs.map((each) => each.code)).toEqual([1, 1, 1, 1, 1, 1]);
    for (const { stdout, stderr } of runs) {
      expect(stdout + stderr).toContain(code);
      expect(stdout).not.toMatch(/✓ (?:no|\d+ user)|no clash is foreseen$|D603/mu);
    }
  });

  it('leaves what the other rules say inconclusive where the finding is not asked for', async () => {
    const file = broken(DUPLICATE, lacking);
    const runs = await Promise.all([
      run('doctor', file, '--replay', DUPLICATE, '--only', 'T414'),
      run('preview', MODEL, '--all', '--config', file, '--replay', DUPLICATE, '--skip', code),
    ]);
    expect(runs.map((each) => each.code)).toEqual([3, 3]);
    for (const { stdout } of runs) expect(stdout).toMatch(/was\s+not\s+checked/u);
  });
});

it('what silences an alias that hides no engine is no idle comment', async () => {
  const file = broken(
    DUPLICATE,
    (text) => `${text}ui: {a: &a true, b: *a} # multi-engine-ignore C103 -- of the UI\n`,
  );
  const runs = await Promise.all([
    run('access', '--all', '--config', file, '--replay', DUPLICATE),
    run('preview', MODEL, '--all', '--config', file, '--replay', DUPLICATE),
    run('diff', file, file),
  ]);
  for (const { stdout } of runs) expect(stdout).not.toMatch(/S90|C103/u);
});

it('a configuration without engines leaves nothing to ask', async () => {
  const file = broken(DUPLICATE, () => 'engines: {}\n');
  const runs = await Promise.all([
    run('preview', MODEL, '--all', '--config', file),
    run('access', '--all', '--config', file),
    run('access', 'demo', '--config', file),
  ]);
  for (const each of runs)
    expect(each).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('has no engine') });
});

it('a file that is not UTF-8 is refused by every command, too', async () => {
  const file = path.join(folder, 'latin.yaml');
  const text = readFileSync(path.join(SHARED, 'environment-config.yaml'), 'latin1');
  writeFileSync(file, Buffer.from(`# \u00fc\n${text}`, 'latin1'));
  const runs = await Promise.all([
    run('validate', file),
    run('preview', MODEL, '--all', '--config', file, '--replay', SHARED),
    run('access', '--all', '--config', file, '--replay', SHARED),
    run('balancer', file, '--for', 'nginx', '--replay', SHARED),
  ]);
  for (const { code, stdout, stderr } of runs) {
    expect(code).toBe(1);
    expect(stdout + stderr).toContain('C106');
  }
});

it('a sound file is judged as ever', async () => {
  const [config, shared] = [DUPLICATE, SHARED].map((name) => path.join(name, 'environment-config.yaml'));
  const foreseen = await run('preview', MODEL, '--all', '--config', String(config), '--replay', DUPLICATE);
  expect(foreseen).toMatchObject({ code: 0, stdout: expect.stringMatching(/no clash is foreseen$/m) });
  const balanced = await run('balancer', String(shared), '--for', 'nginx', '--replay', SHARED);
  expect(balanced).toMatchObject({ code: 0, stdout: expect.stringContaining('upstream') });
});
