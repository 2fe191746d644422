import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FORMAT_NAMES, formatNamed } from '../../src/report/index.js';
import { LANDSCAPES } from '../helpers/fixtures.js';
import { runProgram, type ProgramRun } from '../helpers/program.js';

const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-diff-'));
});

function diff(args: readonly string[], cwd = folder): Promise<ProgramRun> {
  return runProgram(['diff', ...args], { cwd, env: ENV });
}

async function findings(args: readonly string[], cwd = folder): Promise<readonly string[]> {
  const { stdout } = await diff([...args, '--format=json'], cwd);
  const report: { findings: { rule: string; engines: string[] }[] } = JSON.parse(stdout);
  return report.findings.map(({ rule, engines }) => `${rule} ${engines.join(',')}`);
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

function entry(alias: string, host = alias, more = ''): string {
  return `  ${alias}:\n    name: default\n    rest: https://${host}.example.com/engine-rest\n    importEnabled: true\n${more}`;
}

function login(password: string): string {
  return `    authentication: {enabled: true, user: demo, password: ${password}}\n`;
}

function recorded(name: string): string {
  return path.join(LANDSCAPES, name);
}

const file = (...entries: readonly string[]): string => `engines:\n${entries.join('')}`;

function tenant(id: string): string {
  return `    defaultTenant: {id: ${id}}\n`;
}

/** One engine, whose password has no value. */
function engineAt(alias: string, rest: string, more = ''): string {
  const written = entry(alias, 'x', more + login("'${EU_PASSWORD}'"));
  return file(written.replace('https://x.example.com/engine-rest', rest));
}

/** A ConfigMap with one engine, and the mark of its end. */
function object(namespace: string, alias: string, id: string): string {
  return [
    'apiVersion: v1',
    'kind: ConfigMap',
    `metadata: {name: optimize, namespace: ${namespace}}`,
    'data:',
    '  environment-config.yaml: |',
    ...file(entry(alias, namespace, tenant(id)))
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
    '---',
    '',
  ].join('\n');
}

async function record(name: string, ...args: readonly string[]): Promise<void> {
  const options = ['--record', name, '--timeout=1', '--quiet'];
  await runProgram(['doctor', ...args, ...options], { cwd: folder, env: ENV });
}

/** The exit code, and the first finding as a line. */
async function compared(from: string, to: string): Promise<string> {
  const { code, stdout } = await diff([`${from}.yaml`, `${to}.yaml`, '--quiet']);
  return `${code} ${/(?:error|warning)\[.*/.exec(stdout)?.[0] ?? ''}`;
}

function git(...args: readonly string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], {
    cwd: folder,
    stdio: 'pipe',
    env: { ...ENV, GIT_CONFIG_NOSYSTEM: '1' },
  });
}

/** A repository with a configuration on `main`, and another one in the work tree. */
function repository(before: string, after: string, name = 'environment-config.yaml'): void {
  git('init', '-q', '-b', 'main');
  write(name, before);
  git('add', '.');
  git('commit', '-qm', 'before');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  write(name, after);
}

describe('diff of two files', () => {
  it('finds nothing in comments, order, quotes and the spelling of an address', async () => {
    write('a.yaml', file(entry('eu'), entry('us')));
    write(
      'b.yaml',
      `# moved\n${file(entry('us', 'US'), entry('eu').replace('default', '"default"').replace('engine-rest', 'engine-rest/'))}`,
    );
    expect(await diff(['a.yaml', 'b.yaml'])).toMatchObject({ code: 0, stderr: '' });
    expect(await findings(['a.yaml', 'b.yaml'])).toEqual([]);
  });

  it('tells what costs something, and what is new', async () => {
    write('a.yaml', file(entry('eu'), entry('us'), entry('old')));
    write(
      'b.yaml',
      file(entry('europe', 'eu'), entry('us', 'us-2', '    defaultTenant: {id: acme}\n'), entry('new')),
    );
    expect(await findings(['a.yaml', 'b.yaml'])).toEqual([
      'D601 eu,europe',
      'D602 us',
      'D603 old',
      'D604 us',
    ]);
    const { code, stdout } = await diff(['a.yaml', 'b.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('New in the second one: "new".');
  });

  it('compares by what is written where a variable has no value', async () => {
    const sides = {
      a: engineAt('eu', '${EU_URL}', tenant('acme')),
      renamed: engineAt('europe', '${EU_URL}', tenant('acme')),
      moved: engineAt('eu', 'https://${EU_HOST}/engine-rest', tenant('acme')),
      open: engineAt('eu', '${EU_URL}', tenant('"${EU_TENANT}"')),
      other: engineAt('eu', '${EU_URL}', tenant('"${TENANT}"')),
      none: engineAt('eu', '${EU_URL}'),
    };
    for (const [name, text] of Object.entries(sides)) write(`${name}.yaml`, text);
    expect(await compared('a', 'a')).toBe('0 ');
    expect(await compared('open', 'open')).toBe('0 ');
    expect(await compared('a', 'renamed')).toMatch(/^1 error\[D601\] .*"eu" is now called "europe"/);
    expect(await compared('a', 'none')).toMatch(/^1 error\[D602\] .* from "acme" to none:/);
    expect(await compared('a', 'moved')).toMatch(
      /^0 warning\[D604\] .* from <EU_URL> to https:\/\/<EU_HOST>/,
    );
    expect(await compared('a', 'open')).toMatch(/^0 warning\[D602\] .* from "acme" to <EU_TENANT>:/);
    expect(await compared('open', 'other')).toMatch(/^0 warning\[D602\] .* from <EU_TENANT> to <TENANT>:/);
    expect(await compared('open', 'none')).toMatch(/^0 warning\[D602\] .* from <EU_TENANT> to none:/);
  });

  it('does not take a default tenant behind an alias for none', async () => {
    write('a.yaml', `x: &t acme\n${file(entry('eu', 'eu', tenant('*t')))}`);
    write('b.yaml', `x: &t acme\n${file(entry('eu'))}`);
    expect((await diff(['a.yaml', 'b.yaml'])).stdout).toContain('from what cannot be read here to none');
  });

  it('compares each Optimize of a manifest with its counterpart', async () => {
    const [prod, test] = [object('prod', 'eu', 'acme'), object('test', 'eu', 'other')];
    write('a.yaml', prod + test);
    write('turned.yaml', test + prod);
    write('tenant.yaml', prod + object('test', 'eu', 'third'));
    write('renamed.yaml', prod + object('test', 'us', 'other'));
    write('moved.yaml', object('live', 'eu', 'acme').replace('//live.', '//prod.') + test);
    write('gone.yaml', prod);
    expect(await findings(['a.yaml', 'a.yaml'])).toEqual([]);
    expect(await findings(['a.yaml', 'turned.yaml'])).toEqual([]);
    expect(await findings(['a.yaml', 'moved.yaml'])).toEqual([]);
    expect(await compared('a', 'tenant')).toMatch(/^1 error\[D602\] .*"eu" changes from "other" to "third"/);
    expect(await compared('a', 'renamed')).toMatch(/^1 error\[D601\] .*"eu" is now called "us"/);
    expect(await compared('a', 'gone')).toMatch(/^0 warning\[D603\] .*"eu" is no longer in the file/);
    const { stdout } = await diff(['gone.yaml', 'a.yaml']);
    expect(stdout).toContain('New in the second one: "eu".');
    expect(stdout).toContain('each is compared by itself');
    const both = await findings(['a.yaml', 'tenant.yaml', '--part=test/optimize']);
    expect(both).toEqual(['D602 eu']);
    expect(await findings(['a.yaml', 'tenant.yaml', '--part=prod/optimize'])).toEqual([]);
    const { code, stderr } = await diff(['a.yaml', 'tenant.yaml', '--data']);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--data asks one Optimize'),
    });
  });

  it('compares what comes of a layer below both', async () => {
    write('base.yaml', file(entry('eu', 'eu', tenant('acme'))));
    write('a.yaml', 'es: {}\n');
    write('b.yaml', file(entry('eu', 'eu')));
    expect(await findings(['a.yaml', 'a.yaml', '--base=base.yaml'])).toEqual([]);
    expect(await findings(['a.yaml', 'b.yaml', '--base=base.yaml'])).toEqual(['D602 eu']);
  });

  it('takes the layer, and not the number of nodes, from the settings of a team', async () => {
    write('base.yaml', file(entry('eu', 'eu', tenant('acme'))));
    write('multi-engine.config.yaml', 'options: {base: base.yaml, nodes: 3}\n');
    write('a.yaml', 'es: {}\n');
    write('b.yaml', file(entry('eu', 'eu')));
    expect(await findings(['a.yaml', 'b.yaml'])).toEqual(['D602 eu']);
  });

  it('refuses an alias that neither side has', async () => {
    write('a.yaml', file(entry('eu'), entry('us')));
    write('b.yaml', file(entry('eu'), entry('asia')));
    const { code, stderr } = await diff(['a.yaml', 'b.yaml', '--engine=eur']);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no file has an engine "eur"'),
    });
    expect((await diff(['a.yaml', 'b.yaml', '--engine=us,asia'])).code).toBe(0);
  });

  it('compares nothing where one side cannot be read to its end, and does not call that equal', async () => {
    write('a.yaml', file(entry('eu'), entry('us')));
    write('b.yaml', `${file(entry('eu'))}  us: "open\n`);
    const { code, stdout } = await diff(['a.yaml', 'b.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('nothing was compared');
    expect(stdout).not.toContain('D603');
    expect((await diff(['a.yaml', 'b.yaml', '--fail-on=never'])).code).toBe(3);
  });

  it.each(FORMAT_NAMES.filter((name) => formatNamed(name).needsEngines !== true))(
    'ends with the same code as %s',
    async (name) => {
      write('a.yaml', file(entry('eu')));
      write('b.yaml', file(entry('europe', 'eu')));
      expect(await diff(['a.yaml', 'b.yaml', '--format', name])).toMatchObject({ code: 1, stderr: '' });
      expect(await diff(['a.yaml', 'a.yaml', '--format', name])).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it.each([
    [['a.yaml'], 'diff needs two inputs'],
    [['a.yaml', 'a.yaml', 'a.yaml'], 'diff needs two inputs'],
    [['-', '-'], 'one side, not both'],
    [['a.yaml', 'missing.yaml'], 'missing.yaml'],
    [['a.yaml', 'a.yaml', '--nodes', '2'], '--nodes'],
    [['git:', 'a.yaml'], 'names no revision'],
    [['git:--output=x', 'a.yaml'], 'names no revision'],
  ])('takes %j for a slip', async (args, words) => {
    write('a.yaml', file(entry('eu')));
    const { code, stdout, stderr } = await diff(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('prints no secret of either side', async () => {
    write('a.yaml', file(entry('eu', 'eu', login('Zq7canary9Xw'))));
    write('b.yaml', file(entry('europe', 'eu', login('Yp6canary8Vu'))));
    for (const format of ['pretty', 'json', 'sarif']) {
      const { stdout } = await diff(['a.yaml', 'b.yaml', '--verbose', '--format', format]);
      expect(stdout).not.toMatch(/Zq7canary9Xw|Yp6canary8Vu/);
    }
  });
});

describe('diff with a revision', () => {
  it('of git is what a CI asks: what does this branch cost?', async () => {
    repository(file(entry('eu')), file(entry('europe', 'eu')));
    const { code, stdout } = await diff(['git:origin/main', 'environment-config.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('error[D601] alias-renamed');
    expect(stdout).toContain('git:origin/main:environment-config.yaml');
  });

  it('finds nothing where nothing changed', async () => {
    repository(file(entry('eu')), file(entry('eu')));
    expect(await diff(['git:origin/main', 'environment-config.yaml'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('finds the file from the folder of the run, under its own name and between two revisions', async () => {
    repository(file(entry('eu')), file(entry('europe', 'eu')), 'deploy/config.yaml');
    expect(await findings(['git:HEAD', 'config.yaml'], path.join(folder, 'deploy'))).toEqual([
      'D601 eu,europe',
    ]);
    expect(await findings(['git:HEAD', 'deploy/config.yaml'])).toEqual(['D601 eu,europe']);
    git('commit', '-qam', 'after');
    const [old, now] = ['git:HEAD~1:deploy/config.yaml', 'git:HEAD:deploy/config.yaml'];
    expect(await findings([old, now])).toEqual(['D601 eu,europe']);
    expect(await findings([now, old])).toEqual(['D601 europe,eu']);
  });

  it.each([
    ['git:no-such-branch', 'no-such-branch'],
    ['git:HEAD:no-such.yaml', 'no-such.yaml'],
  ])('%s, which is not there, is an input that cannot be read', async (before, words) => {
    repository(file(entry('eu')), file(entry('eu')));
    const { code, stdout, stderr } = await diff([before, 'environment-config.yaml']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('outside of a repository says so', async () => {
    write('environment-config.yaml', file(entry('eu')));
    rmSync(path.join(folder, '.git'), { recursive: true, force: true });
    const { code, stderr } = await diff(['git:HEAD', 'environment-config.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('not a git repository');
  });
});

describe('diff of two recordings', () => {
  it('finds definitions that are on two engines now', async () => {
    expect(await findings([recorded('distinct'), recorded('duplicate')])).toContain('D605 payment,inventory');
    expect(await findings([recorded('duplicate'), recorded('duplicate')])).toEqual([]);
  });

  it('is inconclusive where a recording does not have all definitions', async () => {
    const { code, stdout } = await diff([recorded('one-down'), recorded('one-down')]);
    expect(code).toBe(3);
    expect(stdout).toContain('could not be compared');
  });

  it('reads their configurations as they were read: with the layer below, and the part that was chosen', async () => {
    const near = (id: string): string =>
      object('prod', 'eu', id).replace(/https:[^/]*\/\/[^/]*/, 'http://127.0.0.1:1');
    write('base.yaml', file(entry('eu', 'eu', tenant('acme'))));
    write('a.yaml', 'es: {}\n');
    write('b.yaml', object('test', 'eu', 'x') + near('one'));
    write('c.yaml', object('test', 'eu', 'x') + near('two'));
    await record('below', 'a.yaml', '--base=base.yaml');
    await record('one', 'b.yaml', '--part=prod/optimize');
    await record('two', 'c.yaml', '--part=prod/optimize');
    expect(await findings(['below', 'base.yaml'])).toEqual([]);
    expect(await findings(['one', 'two'])).toEqual(['D602 eu']);
  });

  it('says that definitions are not compared with a configuration alone', async () => {
    const { stdout } = await diff([
      recorded('duplicate'),
      path.join(recorded('duplicate'), 'environment-config.yaml'),
    ]);
    expect(stdout).toContain('Only one side is a recording: definitions were not compared.');
  });
});
