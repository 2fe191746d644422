import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { balancerCommand, type BalancerOptions } from '../../src/cli/commands/balancer.js';
import { say, sayAll } from '../../src/cli/output/standard-error.js';
import { toStandardOutput } from '../../src/cli/output/standard-output.js';
import { OutputError, UsageError } from '../../src/core/errors.js';
import type { Finding } from '../../src/core/finding.js';
import { check } from '../../src/run/check.js';
import { requestOf } from '../../src/cli/request.js';
import { ROOT } from '../helpers/fixtures.js';
import { startEngineServer } from '../helpers/engine-server.js';
import { patched } from './programs.js';

vi.mock(import('../../src/cli/output/standard-error.js'), { spy: true });
vi.mock(import('../../src/cli/output/standard-output.js'), { spy: true });

const FIXTURES = path.join(ROOT, 'fixtures/balancer');

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-balancer-'));
  file = path.join(folder, 'environment-config.yaml');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command and keeps what it writes. */
async function run(options: BalancerOptions, files: readonly string[] = [file]): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  vi.mocked(toStandardOutput).mockImplementation((text) => {
    written.stdout += String(text);
    return Promise.resolve();
  });
  const keep = (lines: readonly string[]): void => {
    written.stderr += lines.map((line) => `${line}\n`).join('');
  };
  vi.mocked(say).mockImplementation((...lines) => keep(lines));
  vi.mocked(sayAll).mockImplementation(keep);
  const code = await balancerCommand(files, options, '0.0.0-test');
  vi.restoreAllMocks();
  return { code, ...written };
}

function read(name: string, inside = folder): string {
  return readFileSync(path.join(inside, name), 'utf8');
}

/** Puts a fixture into the test's folder; gives its groups as options and what the file should become. */
function fixture(name: string): { group: readonly string[]; before: string; after: string } {
  const from = path.join(FIXTURES, name);
  const groups: unknown = JSON.parse(read('groups.json', from));
  if (!Array.isArray(groups)) throw new Error(`${name} names no groups`);
  const before = read('before.yaml', from);
  writeFileSync(file, before);
  return { group: groups.map(String), before, after: read('after.yaml', from) };
}

/** Puts the configuration of a recorded landscape into the test's folder; gives the recording. */
function recorded(landscape: string): string {
  const from = path.join(ROOT, 'fixtures/landscapes', landscape);
  writeFileSync(file, read('environment-config.yaml', from));
  return from;
}

/** What `validate` finds in the file now. */
async function findings(): Promise<readonly Finding[]> {
  const request = requestOf('validate', [file], {}, null);
  const report = await check(request, { version: '0', interruptedBy: () => null });
  return report.findings;
}

function entryText(alias: string, rest: string): string {
  return `  ${alias}:\n    name: default\n    rest: ${rest}\n`;
}

describe.each(readdirSync(FIXTURES))('the corrected file of %s', (name) => {
  test('is what it should be, byte for byte, after --write', async () => {
    const { group, before, after } = fixture(name);
    chmodSync(file, 0o640);
    const { code, stderr } = await run({ group, at: 'engine-lb:8090', write: true });
    expect(code).toBe(0);
    expect(read('environment-config.yaml')).toBe(after);
    expect(read('environment-config.yaml.bak')).toBe(before);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(stderr).toContain(`${file}: changed; the former file is ${file}.bak`);
  });

  test('gives validate nothing new to find', async () => {
    const { group } = fixture(name);
    const before = await findings();
    await run({ group, at: 'engine-lb:8090', write: true });
    const added = (await findings()).filter(
      ({ rule, engines }) =>
        !before.some(
          (other) => other.rule === rule && engines.every((alias) => other.engines.includes(alias)),
        ),
    );
    expect(added).toEqual([]);
  });

  test('is what git makes of the difference', async () => {
    const { group, before, after } = fixture(name);
    const out = path.join(folder, 'out');
    await run({ group, at: 'engine-lb:8090', out });
    expect(read('environment-config.yaml', out)).toBe(after);
    const diff = read('environment-config.yaml.diff', out).replaceAll(
      /^(--- a\/|\+\+\+ b\/).*$/gm,
      '$1file.yaml',
    );
    expect(patched(before, diff)).toBe(after);
  });

  test('is printed without its secrets', async () => {
    const { group, after } = fixture(name);
    for (const shown of [{ yaml: true }, { diff: true }]) {
      const { stdout, stderr } = await run({ group, at: 'engine-lb:8090', ...shown });
      expect(stdout).not.toContain('correct horse');
      expect(stderr.includes('Secrets are shown as ***')).toBe(after.includes('correct horse'));
    }
    expect(read('environment-config.yaml')).not.toBe(after);
  });

  test('is printed as it is where it holds none', async () => {
    const { group, after } = fixture(name);
    const { stdout, stderr } = await run({ group, at: 'engine-lb:8090', yaml: true });
    expect(stdout === after).toBe(!stderr.includes('Secrets are shown as ***'));
  });
});

describe('balancer', () => {
  test('prints the configuration and nothing else on standard output', async () => {
    const { group } = fixture('two-groups');
    const { code, stdout, stderr } = await run({ group, for: 'haproxy', at: 'lb' });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^# For HAProxy[^]*server pay-blue pay-blue:8080\n[^]*server stock-3 stock-3:8080\n$/,
    );
    expect(stderr).toContain('plan a full re-import');
  });

  test('writes the configuration of every balancer where none is chosen, and overwrites nothing', async () => {
    const { group } = fixture('documented-style');
    const out = path.join(folder, 'out');
    await run({ group, out });
    expect(readdirSync(out).toSorted()).toEqual([
      'engines.kubernetes.yaml',
      'engines.nginx.conf',
      'engines.traefik.yaml',
      'environment-config.yaml',
      'environment-config.yaml.diff',
      'haproxy.cfg',
    ]);
    await expect(run({ group, out: folder })).rejects.toThrow(OutputError);
  });

  test('refuses with every reason and exit code 1, and writes nothing', async () => {
    const { before } = fixture('two-groups');
    const { code, stdout, stderr } = await run({
      group: ['pay-green,stock-1'],
      write: true,
      at: 'lb',
      for: 'nginx',
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /No balancer for "pay-green" and "stock-1":\n {2}the engine names differ: [^]*default tenants/,
    );
    expect(read('environment-config.yaml')).toBe(before);
  });

  test('refuses nodes with other logins, and shows none of them', async () => {
    const { before, group } = fixture('literal-secrets');
    const last = before.lastIndexOf('correct horse');
    writeFileSync(file, `${before.slice(0, last)}another horse${before.slice(last + 13)}`);
    const { code, stderr } = await run({ group, for: 'nginx' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/the logins differ/);
    expect(stderr).not.toMatch(/horse|battery/);
  });

  test('names the file in a difference as it is found from /', async () => {
    const { group } = fixture('documented-style');
    const { stdout } = await run({ group, diff: true });
    expect(stdout.split('\n').slice(0, 2)).toEqual([`--- a${file}`, `+++ b${file}`]);
  });

  test('keeps every older backup', async () => {
    const { group } = fixture('documented-style');
    writeFileSync(`${file}.bak`, 'older');
    await run({ group, at: 'engine-lb', write: true });
    expect([read('environment-config.yaml.bak'), read('environment-config.yaml.bak1').slice(0, 10)]).toEqual([
      'older',
      '# Optimize',
    ]);
  });

  test('does not correct a file with one alias twice: the first one would come to life', async () => {
    const { before, group } = fixture('documented-style');
    writeFileSync(file, before.replace('  node2:', '  node2:\n    name: x\n  node2:'));
    await expect(run({ group, yaml: true })).rejects.toThrow(/cannot be corrected before its text is sound/);
  });

  test.each<readonly [string, BalancerOptions, RegExp]>([
    ['no balancer', {}, /missing load balancer/],
    ['a balancer that it does not know', { for: 'apache' }, /is not a load balancer that this tool knows/],
    ['an alias that no file has', { for: 'nginx', group: ['node1,node3'] }, /no file has an engine "node3"/],
    ['a group of nobody', { for: 'nginx', group: ['node1,node2', ' , '] }, /--group names no engine/],
    [
      'an engine in two groups',
      { for: 'nginx', group: ['node1,node2', 'node2,node1'] },
      /"node2" is in two groups/,
    ],
    ['two texts at once', { yaml: true, diff: true }, /exclude each other/],
    ['a place that is none', { for: 'nginx', at: 'http://lb' }, /HOST\[:PORT\]/],
    [
      'a Service that is an address',
      { for: 'kubernetes', at: '10.0.0.9' },
      /cannot be the name of a Service/,
    ],
    ['a file to change without a place', { write: true, group: ['node1,node2'] }, /--write needs --at/],
    ['a group and a recording', { for: 'nginx', group: ['a,b'], replay: 'x' }, /asks no engine/],
  ])('calls it wrong usage: %s', async (_, options, message) => {
    fixture('documented-style');
    const failure: unknown = await run(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect(String(failure)).toMatch(message);
  });

  test('finds the groups in a recording of real engines', async () => {
    const replay = recorded('demo');
    const { code, stdout, stderr } = await run({ for: 'nginx', replay, at: 'lb' });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toMatch(/^# "payment-1" and "payment-2" share a database\./m);
    expect(stdout.match(/^ {4}server .*;/gm)?.map((line) => line.trim().split(' ')[1])).toEqual([
      '127.0.0.1:8080',
      '127.0.0.1:8081',
    ]);
    expect(stdout).not.toContain('not proven');
  });

  test('refuses the copy in a recording of real engines, and advises nothing about it', async () => {
    const replay = recorded('cloned');
    const { code, stdout, stderr } = await run({ for: 'haproxy', replay, write: true, at: 'lb' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^No balancer for "eu" and "us":\n {2}"eu" and "us" are a database and its copy/);
  });

  test('needs no balancer where engines have databases of their own', async () => {
    const replay = recorded('distinct');
    const { code, stdout, stderr } = await run({ for: 'haproxy', replay });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No two engines share a database: no balancer is needed.\n',
    });
  });

  test('asks the engines, and is inconclusive where one does not answer', async () => {
    const server = await startEngineServer((url) =>
      url === '/engine' ? { json: [{ name: 'default' }] } : undefined,
    );
    try {
      writeFileSync(
        file,
        `engines:\n${entryText('a', server.rest)}${entryText('b', 'http://127.0.0.1:1/engine-rest')}`,
      );
      const { code, stdout, stderr } = await run({ for: 'nginx', quiet: true });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(/"b" did not answer|"a" and "b" did not answer/);
      expect(stderr).toContain('No two engines are known to share a database.');
    } finally {
      await server.close();
    }
  });
});
