import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { startEngineServer } from './helpers/engine-server.js';
import { ROOT } from './helpers/fixtures.js';
import { runProgram } from './helpers/program.js';

const BIN = path.join(ROOT, 'bin/multi-engine.js');
const DUPLICATE = path.join(ROOT, 'fixtures/landscapes/duplicate');
const CONFIG = path.join(DUPLICATE, 'environment-config.yaml');
const REPLAY = ['--replay', DUPLICATE];
const MODEL = path.join(ROOT, 'fixtures/models/inventory-checkout.bpmn');

/** What ends with each exit code, and says something on standard error where it can. */
const RUNS: readonly (readonly string[])[] = [
  ['validate', CONFIG],
  ['validate', CONFIG, '--print-effective'],
  ['validate', '--no-such-option'],
  ['validat'],
  [],
  ['validate', 'missing.yaml'],
  ['validate', CONFIG, '--only', 'X000'],
  ['doctor', CONFIG, ...REPLAY],
  ['access', 'demo', '--config', CONFIG, ...REPLAY],
  ['preview', MODEL, '--all', '--config', CONFIG, ...REPLAY],
  ['balancer', CONFIG, '--for', 'nginx', '--group', 'payment,inventory', '--at', 'lb:80'],
  ['balancer', CONFIG, '--for', 'nginx', '--group', 'payment,nobody'],
  ['balancer', CONFIG, '--for', 'nginx', ...REPLAY],
  ['explain', 'X000'],
];

const ENV = { PATH: process.env['PATH'], HOME: '/nonexistent' };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
});

/** Runs the program by a shell, which knows how to close and to redirect; `$RUN` is the program with its arguments. */
function shell(
  script: string,
  args: readonly string[],
): { code: number | null; stdout: string; stderr: string } {
  const line = `run() { ${[process.execPath, BIN, ...args].map(quoted).join(' ')}; }; ${script}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: folder,
    env: ENV,
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { code: status, stdout, stderr };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

describe('standard error', () => {
  it.each(RUNS.map((args) => [args.map((arg) => path.basename(arg)).join(' '), args]))(
    'full, closed or without a reader changes nothing: %s',
    (_, args) => {
      const { code, stdout } = shell('run', args);
      expect(shell('run 2> /dev/full', args)).toMatchObject({ code, stdout });
      expect(shell('run 2>&-', args)).toMatchObject({ code, stdout });
      expect(shell('{ run 2>&3 | cat; exit ${PIPESTATUS[0]}; } 3> >(exec true)', args)).toMatchObject({
        code,
      });
    },
  );
});

describe('where one report cannot be written', () => {
  it.each([
    ['validate', ['validate', CONFIG]],
    ['validate --print-effective', ['validate', CONFIG, '--print-effective']],
    ['doctor', ['doctor', CONFIG, ...REPLAY]],
    ['access', ['access', 'demo', '--config', CONFIG, ...REPLAY]],
    ['preview', ['preview', MODEL, '--all', '--config', CONFIG, ...REPLAY]],
  ])('the others are, by %s', async (_, args) => {
    // No device: a fault in what is tested would replace it, where the tests run as root.
    const formats = ['json=no/such/folder', 'pretty=out.txt', 'json=.', 'json=out.json'];
    const asked = formats.map((format) => `--format=${format}`);
    const { code, stdout, stderr } = await runProgram([...args, ...asked], { cwd: folder, env: ENV });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^multi-engine: no\/such\/folder: .*\nmulti-engine: \.: .*\n$/);
    expect(stdout).not.toBe('');
    expect(read('out.txt')).toMatch(/\w/);
    expect(JSON.parse(read('out.json'))).toMatchObject({ version: 1 });
  });

  it.each([
    ['validate', ['validate', CONFIG]],
    ['validate --print-effective', ['validate', CONFIG, '--print-effective']],
    ['preview', ['preview', MODEL, '--all', '--config', CONFIG, ...REPLAY]],
  ])('the files are, where standard output is full, by %s', (_, args) => {
    const { code, stderr } = shell('run > /dev/full', [...args, '--format', 'json=out.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('multi-engine: standard output: ');
    expect(JSON.parse(read('out.json'))).toMatchObject({ version: 1 });
  });

  it.each(['> /dev/full', '>&-'])('the language server ends where its output is full or closed: %s', (to) => {
    const message = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}';
    writeFileSync(path.join(folder, 'messages'), `Content-Length: ${message.length}\r\n\r\n${message}`);
    const { code, stderr } = shell(`run < messages ${to}`, ['lsp']);
    expect(code).toBe(1);
    expect(stderr).not.toContain('bug');
  });

  it('nothing is said where only the reader is gone, and the exit code is that of the report', () => {
    const { code } = shell('run', ['validate', CONFIG]);
    const closed = '{ run 2> stderr >&3; echo $? > code; } 3> >(exec true); sleep 0.1';
    shell(closed, ['validate', CONFIG, '--format', 'json=out.json']);
    expect({ code: Number(read('code')), stderr: read('stderr') }).toEqual({ code, stderr: '' });
    expect(JSON.parse(read('out.json'))).toMatchObject({ version: 1 });
  });
});

describe('a report in a file', () => {
  /** A file may not grow beyond a kilobyte: the disk is full in the middle of it. */
  const FULL = 'ulimit -f 1; run';

  it('is whole or is not there', () => {
    const { code, stderr } = shell(FULL, ['validate', CONFIG, '--format', 'json=out.json']);
    expect({ code, files: readdirSync(folder) }).toEqual({ code: 2, files: [] });
    expect(stderr).toContain('out.json');
  });

  it('is the former one where the new one does not fit', () => {
    writeFileSync(path.join(folder, 'out.json'), 'former');
    const { code } = shell(FULL, ['validate', CONFIG, '--format', 'json=out.json']);
    expect({ code, files: readdirSync(folder), text: read('out.json') }).toEqual({
      code: 2,
      files: ['out.json'],
      text: 'former',
    });
  });

  it.each([
    ['init', ['init']],
    ['balancer --out', ['balancer', CONFIG, '--out', '.', '--group', 'payment,inventory', '--at', 'lb:80']],
  ])('is left by %s as a whole, too', (_, args) => {
    const { code } = shell(FULL, args);
    expect(code).toBe(2);
    for (const file of readdirSync(folder)) expect(read(file)).toMatch(/\n$/);
    expect(existsSync(path.join(folder, 'environment-config.yaml'))).toBe(false);
  });

  it.each(['environment-config.yaml', 'environment-config.yaml.diff', 'haproxy.cfg'])(
    'is one of several that balancer --out writes, or of none: %s is there',
    async (name) => {
      writeFileSync(path.join(folder, name), 'former');
      const args = ['balancer', CONFIG, '--out', '.', '--group', 'payment,inventory', '--at', 'lb:80'];
      const { code, stderr } = await runProgram(args, { cwd: folder, env: ENV });
      expect({ code, files: readdirSync(folder), text: read(name) }).toEqual({
        code: 2,
        files: [name],
        text: 'former',
      });
      expect(stderr).toContain(`${name}: cannot be written: it is there already`);
      expect(stderr).not.toContain(': written');
    },
  );

  it.each<[string, string, readonly string[]]>([
    ['the configuration', 'environment-config.yaml', []],
    ['the one found by its usual name, under another name', 'link.yaml', []],
    ['a file of variables', 'some.env', ['--variables', 'some.env']],
    ['a layer', 'base.yaml', ['--base', 'base.yaml']],
    ['the settings', 'multi-engine.config.yaml', []],
  ])('never takes the place of what was read: %s', async (_, name, options) => {
    const texts = {
      'environment-config.yaml': readFileSync(CONFIG, 'utf8'),
      'some.env': 'A=b\n',
      'base.yaml': 'es: {}\n',
      'multi-engine.config.yaml': 'optimize: 3.15\n',
    };
    for (const [file, text] of Object.entries(texts)) writeFileSync(path.join(folder, file), text);
    symlinkSync('environment-config.yaml', path.join(folder, 'link.yaml'));
    const args = ['validate', ...options, '--format', `json=${name}`, '--format', 'sarif=out.sarif'];
    const { code, stderr } = await runProgram(args, { cwd: folder, env: ENV });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${name}: cannot be written: this run reads it`),
    });
    for (const [file, text] of Object.entries(texts)) expect(read(file)).toBe(text);
    expect(JSON.parse(read('out.sarif'))).toMatchObject({ version: '2.1.0' });
  });

  it('holds one format', async () => {
    const args = ['validate', CONFIG, '--format', 'json=out', '--format', 'sarif=./out'];
    const { code, stderr } = await runProgram(args, { cwd: folder, env: ENV });
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('names one file twice'),
    });
    const nowhere = ['validate', CONFIG, '--format', 'json=/dev/null', '--format', 'sarif=/dev/null'];
    expect((await runProgram(nowhere, { cwd: folder, env: ENV })).stderr).toBe('');
  });

  it('keeps the rights of the former one, and a link stays a link', () => {
    writeFileSync(path.join(folder, 'target.json'), 'former');
    chmodSync(path.join(folder, 'target.json'), 0o640);
    symlinkSync('target.json', path.join(folder, 'out.json'));
    shell('run', ['validate', CONFIG, '--format', 'json=out.json']);
    expect(lstatSync(path.join(folder, 'out.json')).isSymbolicLink()).toBe(true);
    expect(statSync(path.join(folder, 'target.json')).mode & 0o777).toBe(0o640);
    expect(JSON.parse(read('target.json'))).toMatchObject({ version: 1 });
  });

  it('has the rights that the user gives to new files', () => {
    shell('umask 027; run', ['validate', CONFIG, '--format', 'json=out.json']);
    expect(statSync(path.join(folder, 'out.json')).mode & 0o777).toBe(0o640);
  });

  it.each([
    ['a pipe', 'run 3> >(cat > piped); wait; sleep 0.2; cat piped >&2', 'json=/dev/fd/3'],
    [
      'a file that the shell has opened',
      '{ echo first; run; } > piped; cat piped >&2',
      'json=/proc/self/fd/1',
    ],
  ])('may be %s', (_, script, format) => {
    const { stderr } = shell(script, ['validate', CONFIG, '--format', format]);
    expect(stderr).toContain('"version": 1');
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv]>([
    ['a report', ['--format', 'json=pipe'], {}],
    ['the summary of a CI', ['--format', 'github'], { GITHUB_STEP_SUMMARY: 'pipe' }],
  ])('is no pipe that nobody reads: %s', async (_, options, env) => {
    spawnSync('mkfifo', ['pipe'], { cwd: folder });
    const run = await runProgram(['validate', CONFIG, ...options], { cwd: folder, env: { ...ENV, ...env } });
    expect(run.code).toBe(2);
    expect(run.stderr).toBe('multi-engine: pipe: cannot be written: nobody reads from it\n');
  });

  it('may be a pipe that is read a little later', () => {
    const later = 'mkfifo pipe; { sleep 1; cat pipe >&2; } & run; code=$?; wait; exit $code';
    const { code, stderr } = shell(later, ['validate', CONFIG, '--format', 'json=pipe']);
    expect(code).toBe(0);
    expect(stderr).toContain('"version": 1');
  });

  it.each([
    ['a report', ['--format', 'json=out.json'], 'cannot be written'],
    ['a baseline', ['--baseline', 'out.json', '--update-baseline'], 'the baseline cannot be written'],
  ])('does not take the place of a link that leads back to itself: %s', (_, options, said) => {
    symlinkSync('out.json', path.join(folder, 'out.json'));
    const { code, stderr } = shell('run', ['validate', CONFIG, ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain(`out.json: ${said}: it is a link that leads back to itself`);
    expect(lstatSync(path.join(folder, 'out.json')).isSymbolicLink()).toBe(true);
  });

  it.each([
    ['a report', ['--format', 'json=out.json']],
    ['a baseline', ['--baseline', 'out.json', '--update-baseline']],
  ])('is made where a link says, also in another folder: %s', (_, options) => {
    mkdirSync(path.join(folder, 'kept'));
    symlinkSync('second.json', path.join(folder, 'out.json'));
    symlinkSync('kept/new.json', path.join(folder, 'second.json'));
    const { code, stderr } = shell('run', ['validate', CONFIG, ...options]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(read('kept/new.json'))).toMatchObject({ version: 1 });
    expect(readdirSync(path.join(folder, 'kept'))).toEqual(['new.json']);
    for (const link of ['out.json', 'second.json'])
      expect(lstatSync(path.join(folder, link)).isSymbolicLink()).toBe(true);
  });

  it('is not made in place of a link into a folder that is not there', () => {
    symlinkSync('gone/new.json', path.join(folder, 'out.json'));
    const { code, stderr } = shell('run', ['validate', CONFIG, '--format', 'json=out.json']);
    expect(code).toBe(2);
    expect(stderr).toContain('out.json: cannot be written: no such folder');
    expect(lstatSync(path.join(folder, 'out.json')).isSymbolicLink()).toBe(true);
  });

  it.runIf(mayBecomeNobody())('is written in place where nothing can be made beside it', async () => {
    chmodSync(folder, 0o755);
    mkdirSync(path.join(folder, 'closed'));
    writeFileSync(path.join(folder, 'closed/out.json'), 'former');
    chmodSync(path.join(folder, 'closed/out.json'), 0o666);
    chmodSync(path.join(folder, 'closed'), 0o555);
    const code = await asNobody(['validate', CONFIG, '--format', 'json=closed/out.json']);
    expect(code).toBe(0);
    expect(JSON.parse(read('closed/out.json'))).toMatchObject({ version: 1 });
  });

  it.runIf(mayBecomeNobody())(
    'is left alone where it may not be written, though it could be replaced',
    async () => {
      chmodSync(folder, 0o777);
      writeFileSync(path.join(folder, 'out.json'), 'former');
      chmodSync(path.join(folder, 'out.json'), 0o444);
      expect(await asNobody(['validate', CONFIG, '--format', 'json=out.json'])).toBe(2);
      expect(read('out.json')).toBe('former');
    },
  );

  it.runIf(mayBecomeNobody()).each([
    ['--fix', ['validate', 'config.yaml', '--fix-all']],
    ['--write', ['balancer', 'config.yaml', '--group', 'payment,inventory', '--at', 'lb:80', '--write']],
    ['--update-baseline', ['validate', 'config.yaml', '--baseline', 'kept.json', '--update-baseline']],
  ])('may not be replaced by %s either, and no backup is left', async (_, args) => {
    chmodSync(folder, 0o777);
    chmodSync(path.dirname(folder), 0o711);
    const former = `${readFileSync(CONFIG, 'utf8')}unknown-setting: 1\n`;
    writeFileSync(path.join(folder, 'config.yaml'), former);
    shell('run', ['validate', CONFIG, '--baseline', 'kept.json', '--update-baseline']);
    const kept = read('kept.json');
    for (const name of ['config.yaml', 'kept.json']) chmodSync(path.join(folder, name), 0o444);
    expect(await asNobody(args)).toBe(2);
    expect([read('config.yaml'), read('kept.json')]).toEqual([former, kept]);
    expect(readdirSync(folder).filter((name) => name.includes('.bak') || name.endsWith('.new'))).toEqual([]);
  });
});

describe('a current folder that is gone', () => {
  it.each([[['validate']], [['validate', CONFIG]], [['doctor', CONFIG, ...REPLAY]]])(
    'is told as that, and no defect: %j',
    (args) => {
      const { code, stderr } = shell('mkdir gone; cd gone; rmdir ../gone; run', args);
      expect(code).toBe(2);
      expect(stderr).toBe('multi-engine: the current folder is gone: change to another one\n');
    },
  );
});

describe('a recording', () => {
  it.runIf(mayBecomeNobody()).each([
    ['a folder in which nothing can be made', 'closed'],
    ['a new folder in such a one', 'closed/new'],
    ['a file', 'file'],
  ])('into %s is refused before engines are asked', async (_, directory) => {
    chmodSync(folder, 0o755);
    mkdirSync(path.join(folder, 'closed'), 0o555);
    writeFileSync(path.join(folder, 'file'), '');
    const engine = await startEngineServer(() => ({ json: [] }));
    writeFileSync(
      path.join(folder, 'config.yaml'),
      `engines:\n  a:\n    name: default\n    rest: ${engine.rest}\n`,
    );
    const code = await asNobody(['doctor', 'config.yaml', '--record', directory]);
    await engine.close();
    expect({ code, connections: engine.connections }).toEqual({ code: 2, connections: 0 });
  });
});

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

const NOBODY = 65_534;

function asNobody(args: readonly string[]): Promise<number | null> {
  const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env: ENV, stdio: 'ignore', ...who });
  return new Promise((resolve) => child.on('close', resolve));
}

/** To root no folder is closed. */
function mayBecomeNobody(): boolean {
  if (process.getuid?.() !== 0) return true;
  const { status } = spawnSync(process.execPath, [BIN, '--version'], { uid: NOBODY, gid: NOBODY });
  if (status !== 0)
    process.stderr.write('nobody may not read this folder: tests of closed folders are skipped\n');
  return status === 0;
}
