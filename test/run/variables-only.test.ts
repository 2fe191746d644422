import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEngineServer, type EngineServer } from '../helpers/engine-server.js';
import { runProgram, type ProgramRun } from '../helpers/program.js';

const PATH = { PATH: process.env['PATH'] };
const REST = 'OPTIMIZE_CAMUNDABPM_REST_URL';

interface Finding {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
  readonly locations: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}

interface Report {
  readonly exitCode: number;
  readonly files: readonly string[];
  readonly engines: readonly { readonly alias: string; readonly rest: string; readonly status: string }[];
  readonly findings: readonly Finding[];
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-variables-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Runs in a folder with these files and nothing else in the environment but these variables. */
async function run(
  args: readonly string[],
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramRun> {
  return runProgram(args, { cwd: folderWith(files), env: { ...PATH, ...env } });
}

async function reported(...[args, files, env]: Parameters<typeof run>): Promise<Report> {
  const { stdout } = await run([...args, '--format=json'], files, env);
  return JSON.parse(stdout) as Report;
}

function places({ findings }: Report): readonly string[] {
  return findings.map(({ rule, locations: [at] }) => `${rule} ${at?.file}:${at?.line}:${at?.column}`);
}

describe('a set-up by variables alone is judged', () => {
  it('with a file of variables, whose lines findings point to', async () => {
    const text = `# Optimize\nTZ=UTC\nexport ${REST}=http://localhost:8080/engine-rest/engine/default\n`;
    const report = await reported(['validate', '--variables', 'a.env'], { 'a.env': text });
    expect(report.files).toEqual(['a.env']);
    expect(report.engines).toMatchObject([
      { alias: 'camunda-bpm', rest: 'http://localhost:8080/engine-rest/engine/default' },
    ]);
    expect(places(report)).toEqual(expect.arrayContaining(['C132 a.env:3:8', 'C133 a.env:3:8']));
    expect(places(report).filter((place) => place.startsWith('C107'))).toEqual([]);
  });

  it('with cures that are variables, because there is no entry to write into', async () => {
    const report = await reported(['validate'], {}, { [REST]: 'http://engine.example.com:8080/engine-rest' });
    const finding = report.findings.find(({ rule }) => rule === 'C145');
    expect(finding?.remedy).toContain('Set OPTIMIZE_CAMUNDABPM_WEBAPPS_URL to the address');
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['<environment>', [], { [REST]: 'http://engine.example.org/engine-rest' }],
    ['<command line>', ['--define', `${REST}=http://engine.example.org/engine-rest`], {}],
  ])('from %s', async (name, args, env) => {
    const report = await reported(['validate', ...args], {}, env);
    expect(report.files).toEqual([name]);
    expect(report.engines).toMatchObject([{ rest: 'http://engine.example.org/engine-rest' }]);
  });

  it('but not with --no-env, without any, or with variables of something else', async () => {
    const env = { [REST]: 'http://engine.example.org/engine-rest' };
    expect(await run(['validate', '--no-env'], {}, env)).toMatchObject({ code: 2, stdout: '' });
    const other = await run(['validate', '--variables', 'a.env'], { 'a.env': 'ENGINE_PASSWORD=x\n' });
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain('there is nothing to check');
  });

  it('and a file counts more, as it does for Optimize', async () => {
    const files = {
      'environment-config.yaml':
        'engines:\n  eu: {name: default, rest: "https://eu.example.org/engine-rest", importEnabled: true}\n',
    };
    const report = await reported(['validate'], files, { [REST]: 'http://engine.example.org/engine-rest' });
    expect(report.engines.map(({ alias }) => alias)).toEqual(['eu']);
    expect(places(report)).toContain('C147 environment-config.yaml:1:1');
  });

  it('without a value in any output, and without an edit of what is no file', async () => {
    const text = `${REST}=http://u:Zq7canary9Xw@localhost:8080/engine-rest\nOPTIMIZE_API_TOKEN=Zq7canary9Xw\nOPTIMIZE_PASSWORD= Zq7canary9Xw\n`;
    for (const manner of ['--verbose', '--format=json', '--print-effective', '--format=sarif']) {
      const { stdout, stderr } = await run(['validate', '--variables', 'a.env', manner], { 'a.env': text });
      expect(stdout + stderr, manner).not.toContain('Zq7canary9Xw');
      expect(stdout, manner).not.toMatch(/^ *[+-]engines:/m);
      expect(stdout, manner).toMatch(/camunda-bpm/);
    }
  });

  it('and probed', async () => {
    const server = await startEngineServer(answer);
    try {
      const report = await reported(['doctor', '--variables', 'a.env', '--timeout', '5'], {
        'a.env': `${REST}=${server.rest}\n`,
      });
      expect(report.engines).toMatchObject([{ alias: 'camunda-bpm', status: 'ok' }]);
      expect(server.seen.length).toBeGreaterThan(1);
    } finally {
      await server.close();
    }
  });
});

describe('variables that nothing reads', () => {
  const CONFIG = 'engines: {}\n';

  it('are shown by name at their lines, masked by nothing but the lack of their values', async () => {
    const text = 'OPTIMIZE_CAMUNDABPM_PASSWORD=x1\nCAMUNDA_OPTIMIZE_ENGINES_A_REST=x2\n';
    const { stdout } = await run(['validate', '--variables', 'a.env', 'c.yaml'], {
      'c.yaml': CONFIG,
      'a.env': text,
    });
    expect(stdout).toContain('1 │ OPTIMIZE_CAMUNDABPM_PASSWORD=…');
    expect(stdout).toContain('2 │ CAMUNDA_OPTIMIZE_ENGINES_A_REST=…');
    expect(stdout).not.toMatch(/x1|x2/);
  });

  it('do not count where the container is known', async () => {
    const compose = `services:\n  optimize:\n    image: camunda/optimize:3.15.4\n    environment: {${REST}: "http://e:8080/engine-rest", OPTIMIZE_CAMUNDABPM_USER: u}\n  e: {image: e}\n`;
    const report = await reported(
      ['validate', 'compose.yaml'],
      { 'compose.yaml': compose },
      {
        OPTIMIZE_OF_THE_SHELL: 'x',
      },
    );
    const messages = report.findings.filter(({ rule }) => rule === 'C157').map(({ message }) => message);
    expect(messages).toEqual(['Nothing reads the variable OPTIMIZE_CAMUNDABPM_USER: it has no effect.']);
  });
});

function configurationFor({ rest }: EngineServer): string {
  return `engines:\n  a:\n    name: default\n    rest: ${rest}\n    importEnabled: true\n    authentication: {enabled: true, user: "\${ENGINE_USER}", password: "\${ENGINE_PASSWORD}"}\n    webapps: {endpoint: "${rest}", enabled: true}\n`;
}

describe('a login with a blank around it', () => {
  it.each<[string, string, string]>([
    ['a line break behind the password', 'optimize', 'secret-a\n'],
    ['a line break of Windows', 'optimize', 'secret-a\r\n'],
    ['a blank before the user', ' optimize', 'secret-a'],
    ['a tab behind the password', 'optimize', 'secret-a\t'],
  ])('is told and not sent: %s', async (_, user, password) => {
    const server = await startEngineServer(answer);
    try {
      const files = { 'environment-config.yaml': configurationFor(server) };
      const report = await reported(['doctor'], files, { ENGINE_USER: user, ENGINE_PASSWORD: password });
      expect(report.findings.map(({ rule }) => rule)).toContain('C158');
      expect(report.exitCode).toBe(3);
      expect(server.seen).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('is sent where the blank is inside', async () => {
    const server = await startEngineServer(answer);
    try {
      const files = { 'environment-config.yaml': configurationFor(server) };
      const report = await reported(['doctor'], files, {
        ENGINE_USER: 'optimize',
        ENGINE_PASSWORD: 'secret a',
      });
      expect(report.findings.filter(({ rule }) => rule === 'C158')).toEqual([]);
      expect(server.seen.length).toBeGreaterThan(1);
    } finally {
      await server.close();
    }
  });
});

function answer(asked: string): { json: unknown } {
  if (asked === '/engine') return { json: [{ name: 'default' }] };
  if (asked.endsWith('/version')) return { json: { version: '7.24.0' } };
  return { json: asked.endsWith('/count') ? { count: 0 } : [] };
}
