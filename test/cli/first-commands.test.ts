import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { invocation } from '../../src/cli/output/invocation.js';
import { serveRecording } from '../../src/probe/recording/serve.js';
import { startEngineServer } from '../helpers/engine-server.js';
import { LANDSCAPES, ROOT } from '../helpers/fixtures.js';
import { runProgram } from '../helpers/program.js';

function folder(): string {
  return mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
}

describe('init', () => {
  it('writes the file and the schema that its first line names, and says what to type next', async () => {
    const cwd = folder();
    const { code, stdout } = await runProgram(['init', '--engines', 'eu,us-east_1'], { cwd });
    expect(code).toBe(0);
    expect(readdirSync(cwd).toSorted()).toEqual([
      'environment-config.schema.json',
      'environment-config.yaml',
    ]);
    const text = readFileSync(path.join(cwd, 'environment-config.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/environment-config\.schema\.json\n/);
    expect(JSON.parse(readFileSync(path.join(cwd, 'environment-config.schema.json'), 'utf8'))).toHaveProperty(
      '$schema',
    );
    const [, next = ''] = /^ {2}(.*validate.*)$/m.exec(stdout) ?? [];
    const env = { ...process.env, EU_ENGINE_PASSWORD: 'x', US_EAST_1_ENGINE_PASSWORD: 'y' };
    const run = spawnSync(next, { shell: true, cwd, env, encoding: 'utf8' });
    expect(run.stdout).toContain('✓ no findings');
  });

  it('teaches no empty password', async () => {
    const { stdout } = await runProgram(['init', '-']);
    expect(stdout).toMatch(/password: "\$\{PAYMENT_ENGINE_PASSWORD\}"/);
    expect(stdout).not.toMatch(/_PASSWORD:|yaml-language-server/);
  });

  it('writes nothing over anything', async () => {
    const cwd = folder();
    writeFileSync(path.join(cwd, 'environment-config.schema.json'), 'mine');
    const first = await runProgram(['init'], { cwd });
    expect(first.stdout).not.toContain('schema.json');
    expect(readFileSync(path.join(cwd, 'environment-config.schema.json'), 'utf8')).toBe('mine');
    const second = await runProgram(['init'], { cwd });
    expect([second.code, second.stderr]).toEqual([2, expect.stringContaining('is there already')]);
  });

  it('says why a file cannot be written', async () => {
    const { code, stderr } = await runProgram(['init', 'no/such/x.yaml'], { cwd: folder() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('no such folder')]);
  });
});

describe('init --from', () => {
  it('begins with running engines: their addresses, no password, and a file that passes validate', async () => {
    const served = await serveRecording(path.join(LANDSCAPES, 'demo'));
    const from = [...served.urls].flatMap(([alias, rest]) => ['--from', `${alias}=${rest}`]);
    const { code, stdout, stderr } = await runProgram(['init', '-', ...from]);
    await served.close();
    expect([code, stderr]).toEqual([0, '']);
    for (const [alias, rest] of served.urls) {
      expect(stdout).toContain(`  ${alias}:\n`);
      expect(stdout).toContain(`    rest: ${rest}\n`);
    }
    expect(stdout.match(/password: .*/g)).toHaveLength(served.urls.size);
    expect(stdout).not.toMatch(/password: (?!"\$\{\w+\}"$)/m);
    const quiet = ['validate', '-', '--quiet', '--min-severity', 'warning', '--skip', 'C133,C136'];
    const { stdout: found } = await runProgram(quiet, { input: stdout });
    expect(found).not.toMatch(/: error\[/);
  });

  it('writes the name that the server has', async () => {
    const server = await startEngineServer((asked) => {
      if (asked === '/engine') return { json: [{ name: 'invoices' }] };
      if (asked === '/engine/invoices/version' || asked === '/version')
        return { json: { version: '7.24.0' } };
      return undefined;
    });
    const { code, stdout } = await runProgram(['init', '-', '--from', `eu=${server.rest}`]);
    await server.close();
    expect([code, stdout]).toEqual([0, expect.stringContaining('    name: invoices\n')]);
    expect(server.seen.every(({ method, authorization }) => method === 'GET' && authorization === null)).toBe(
      true,
    );
  });

  it('never writes a name that YAML or Optimize would read as something else', async () => {
    for (const name of ['${SECRET}', 'a: b', 'true', '\u001b[31m', 'x\n  y']) {
      const server = await startEngineServer((asked) =>
        asked === '/engine' ? { json: [{ name }] } : undefined,
      );
      const { code, stdout, stderr } = await runProgram(['init', '-', '--from', `eu=${server.rest}`]);
      await server.close();
      expect([code, stdout]).toEqual([0, expect.stringContaining('    name: default\n')]);
      expect(stderr).toContain('set its name to one that');
    }
  });

  it('says what it could not ask, and writes it all the same', async () => {
    const { code, stdout, stderr } = await runProgram([
      'init',
      '-',
      '--from',
      'eu=http://127.0.0.1:1/engine-rest',
    ]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('rest: http://127.0.0.1:1/engine-rest\n')]);
    expect(stderr).toMatch(/^multi-engine: eu: not reached \(connect: .*\); "default" is a guess\n$/);
  });

  it.each([
    [['--from', 'eu=http://u:CANARY@127.0.0.1:1/engine-rest'], 'must not hold a user or password'],
    [['--from', 'eu=http://127.0.0.1:1/x?token=CANARY'], 'must end with its path'],
    [['--from', 'eu.x=http://127.0.0.1:1/x'], 'cannot be an alias'],
    [['--from', 'CANARY'], 'need an alias each'],
    [['--from', 'a=http://127.0.0.1:1/x', '--engines', 'b'], 'exclude each other'],
  ])('refuses %j', async (options, why) => {
    const { code, stdout, stderr } = await runProgram(['init', '-', ...options]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(why)]);
    expect(stderr).not.toContain('CANARY');
  });
});

function leftBehind(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('multi-engine-demo-'));
}

describe('demo', () => {
  it('hints at commands that work when it has ended, and leaves no file behind', async () => {
    const before = leftBehind();
    const { stdout } = await runProgram(['demo', '--color', 'never'], { cwd: ROOT });
    expect(leftBehind()).toEqual(before);
    const lines = Array.from(stdout.matchAll(/^ +(node \S*multi-engine\.js .*)$/gm), ([, line = '']) => line);
    const runs = lines.filter((line) => !line.includes('--keep'));
    expect(runs.length).toBeGreaterThan(4);
    for (const line of runs) {
      const { status, stderr } = spawnSync(line.replace('HOST', 'engines'), {
        shell: true,
        cwd: ROOT,
        encoding: 'utf8',
      });
      expect([line, status, stderr.split('\n')[0]]).toEqual([
        line,
        line.includes('doctor') ? 1 : 0,
        expect.not.stringMatching(/^multi-engine:/),
      ]);
    }
  });
});

describe('how the tool was started', () => {
  const [installed, packed, cloned] = [
    '/usr/local/bin/multi-engine',
    '/app/node_modules/multi-engine/bin/multi-engine.js',
    '/src/multi-engine/bin/multi-engine.js',
  ];
  it.each([
    [installed, '/', 'multi-engine'],
    [packed, '/app', 'multi-engine'],
    [cloned, '/src/multi-engine', 'node bin/multi-engine.js'],
    [cloned, '/etc', `node ${cloned}`],
    ['/my files/bin/multi-engine.js', '/my files', 'node bin/multi-engine.js'],
    ['/my files/bin/multi-engine.js', '/', 'node "my files/bin/multi-engine.js"'],
  ])('%s in %s is typed as %s', (script, cwd, typed) => {
    expect(invocation(script, cwd)).toBe(typed);
  });
});
