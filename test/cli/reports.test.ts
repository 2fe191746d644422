import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FORMAT_NAMES, formatNamed } from '../../src/report/index.js';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

const DUPLICATE = path.join(ROOT, 'fixtures/landscapes/duplicate');
const CONFIG = path.join(DUPLICATE, 'environment-config.yaml');
const MODEL = path.join(ROOT, 'fixtures/models/inventory-checkout.bpmn');
const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };

const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  validate: ['validate', CONFIG],
  doctor: ['doctor', CONFIG, '--replay', DUPLICATE],
  access: ['access', 'demo', '--config', CONFIG, '--replay', DUPLICATE],
  preview: ['preview', MODEL, '--all', '--config', CONFIG, '--replay', DUPLICATE],
};

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
});

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

describe('reports in several formats', () => {
  it.each(Object.entries(COMMANDS))(
    '%s writes all of them in one run, with the exit code of one',
    async (_, args) => {
      const alone = await runProgram(args, { cwd: folder, env: ENV });
      const names = FORMAT_NAMES.filter(
        (name) => args[0] !== 'validate' || formatNamed(name).needsEngines !== true,
      );
      const formats = names.map((name) => `--format=${name}=report.${name}`);
      const { code, stdout, stderr } = await runProgram([...args, ...formats], { cwd: folder, env: ENV });
      expect({ code, stderr }).toEqual({ code: alone.code, stderr: alone.stderr });
      expect(stdout).toBe(alone.stdout);
      for (const name of names) expect(read(`report.${name}`), name).toMatch(/[^\n]\n$/);
      const { runs } = JSON.parse(read('report.sarif'));
      expect(runs[0].tool.driver.rules.length).toBeGreaterThan(100);
      expect(runs[0].invocations[0]).toMatchObject({
        exitCode: code,
        arguments: expect.arrayContaining([args[0]]),
      });
    },
  );

  it.each(FORMAT_NAMES)(
    '%s on standard output ends as ever: 1 with findings, 2 where nothing can be read',
    async (name) => {
      const run = (args: readonly string[]): Promise<{ code: number }> =>
        runProgram([...args, '--format', name], { cwd: folder, env: ENV });
      expect((await run(COMMANDS['doctor'] ?? [])).code).toBe(1);
      expect((await run(['validate', 'missing.yaml'])).code).toBe(2);
    },
  );

  it('lists no inventory where no engine is asked', async () => {
    for (const more of [[], ['--print-effective']]) {
      const { code, stdout, stderr } = await runProgram(['validate', CONFIG, '--format=csv=x', ...more], {
        cwd: folder,
        env: ENV,
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('use doctor');
    }
  });

  it('are all named by the help, and by the answer to a slip', async () => {
    const { stdout } = await runProgram(['validate', '--help']);
    const { stderr } = await runProgram(['validate', CONFIG, '--format', 'xml']);
    for (const text of [stdout, stderr])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(FORMAT_NAMES.join(', '));
  });
});

describe('on GitHub', () => {
  it('the report is added to the job summary for people', async () => {
    writeFileSync(path.join(folder, 'summary.md'), 'before\n');
    const env = { ...ENV, GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md') };
    const { code, stdout } = await runProgram(['validate', CONFIG, '--format', 'github'], {
      cwd: folder,
      env,
    });
    expect({ code, first: stdout.slice(0, 2) }).toEqual({ code: 0, first: '::' });
    expect(read('summary.md')).toMatch(/^before\n<!-- multi-engine validate -->\n## multi-engine validate: /);
  });

  it('nothing is added by other formats, or where there is no such file', async () => {
    const env = { ...ENV, GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md') };
    await runProgram(['validate', CONFIG, '--format', 'sarif'], { cwd: folder, env });
    expect(() => read('summary.md')).toThrow('no such file');
    const full = await runProgram(['validate', CONFIG, '--format', 'github'], {
      cwd: folder,
      env: { ...ENV, GITHUB_STEP_SUMMARY: path.join(folder, 'no/such/file') },
    });
    expect(full.code).toBe(2);
    expect(full.stderr).toContain('no/such/file: ');
    expect(full.stdout).toContain('::');
  });

  it.each(['GITHUB_WORKSPACE', 'CI_PROJECT_DIR'])(
    'files are named from the root of the repository in %s',
    async (variable) => {
      mkdirSync(path.join(folder, 'deploy/optimize'), { recursive: true });
      writeFileSync(path.join(folder, 'deploy/optimize/a.yaml'), 'engines: 1\n');
      const { stdout } = await runProgram(['validate', '../optimize/a.yaml', '--format', 'gitlab'], {
        cwd: path.join(folder, 'deploy/optimize'),
        env: { ...ENV, [variable]: folder },
      });
      const [entry] = JSON.parse(stdout);
      expect(entry.location.path).toBe('deploy/optimize/a.yaml');
    },
  );
});

describe('what a report says of its run', () => {
  const args = [
    'validate',
    CONFIG,
    '--format=sarif',
    '--define',
    'PASSWORD=Zq7canary9Xw',
    '--no-env',
    '--fail-on=never',
    '--stdin-filename=production.yaml',
  ];
  const env = { ...ENV, SOURCE_DATE_EPOCH: '1700000000' };

  it('is the time, Node and the options, without secrets', async () => {
    const { stdout } = await runProgram(args, { cwd: folder, env });
    expect(JSON.parse(stdout).runs[0].invocations[0]).toMatchObject({
      startTimeUtc: '2023-11-14T22:13:20.000Z',
      properties: { node: process.version },
      arguments: [
        'validate',
        '--no-env',
        '--format=sarif',
        '--define=PASSWORD=***',
        '--fail-on=never',
        '--stdin-filename=production.yaml',
      ],
    });
    expect(stdout).not.toContain('Zq7canary9Xw');
  });

  it('is the same twice where the time is given', async () => {
    const runs = [await runProgram(args, { cwd: folder, env }), await runProgram(args, { cwd: folder, env })];
    expect(runs[0]?.stdout).toContain('invocations');
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
  });
});
