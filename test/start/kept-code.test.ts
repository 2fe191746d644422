import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/fixtures.js';
import { runProgram, type ProgramRun } from '../helpers/program.js';

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
const IS_ROOT = process.getuid?.() === 0;

/** A folder with a sound configuration, which is the cache folder of the runs as well. */
function cacheFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  writeFileSync(path.join(folder, 'environment-config.yaml'), SOUND);
  return folder;
}

function validate(folder: string, variables: NodeJS.ProcessEnv = {}): Promise<ProgramRun> {
  const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: folder, ...variables };
  return runProgram(['validate'], { cwd: folder, env });
}

function filesIn(cache: string): readonly string[] {
  const folder = path.join(cache, 'multi-engine');
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The one file of kept code of a table; it has to be there. */
function keptIn(cache: string, table = 'usual'): string {
  const [name, ...others] = filesIn(cache).filter((each) => each.startsWith(`${table}-`));
  expect(others).toEqual([]);
  return path.join(cache, 'multi-engine', name ?? 'nothing was kept');
}

/** A folder in which two runs have kept code, and what each of them said. */
async function warmFolder(): Promise<{ folder: string; file: string; said: ProgramRun }> {
  const folder = cacheFolder();
  const said = await validate(folder);
  expect(await validate(folder)).toEqual(said);
  const file = keptIn(folder);
  expect(statSync(file).size).toBeGreaterThan(100_000);
  return { folder, file, said };
}

describe('what Node compiled is kept for the next run', () => {
  it('by the second run, so that who runs once does no work for nothing', async () => {
    const folder = cacheFolder();
    const first = await validate(folder);
    expect(statSync(keptIn(folder)).size).toBe(0);
    const second = await validate(folder);
    const kept = readFileSync(keptIn(folder));
    expect(kept.length).toBeGreaterThan(100_000);
    expect([second, await validate(folder)]).toEqual([first, first]);
    expect(readFileSync(keptIn(folder)).equals(kept)).toBe(true);
  });

  it('in the cache folder of the user, readable for nobody else, by version of Node', async () => {
    const { file } = await warmFolder();
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(path.dirname(file)).mode & 0o077).toBe(0);
    expect(path.basename(file)).toContain(`${process.version}-${process.arch}`);
  });

  it('in ~/.cache, which need not be there', async () => {
    const home = cacheFolder();
    const variables = { HOME: home, XDG_CACHE_HOME: undefined };
    await validate(home, variables);
    await validate(home, variables);
    expect(statSync(keptIn(path.join(home, '.cache'))).size).toBeGreaterThan(100_000);
  });

  it('for faults as well, from the second run that has some', async () => {
    const { folder } = await warmFolder();
    expect(filesIn(folder)).toHaveLength(1);
    writeFileSync(path.join(folder, 'environment-config.yaml'), SOUND.replace('rest: ', 'rest:\t'));
    const first = await validate(folder);
    expect(first.stdout).toContain('a tab between values');
    expect(statSync(keptIn(folder, 'faults')).size).toBe(0);
    expect(await validate(folder)).toEqual(first);
    expect(statSync(keptIn(folder, 'faults')).size).toBeGreaterThan(50_000);
    expect(await validate(folder)).toEqual(first);
  });

  it('as much where the runs end before they begin', async () => {
    const { file } = await warmFolder();
    const folder = cacheFolder();
    const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: folder };
    for (const args of [
      ['validate', '--help'],
      ['explain', 'X000'],
    ])
      await runProgram(args, { cwd: folder, env });
    expect(statSync(keptIn(folder)).size).toBeGreaterThan(0.9 * statSync(file).size);
  });

  it('also when several runs begin at once', async () => {
    const folder = cacheFolder();
    const first = await validate(folder);
    const runs = await Promise.all(Array.from({ length: 4 }, () => validate(folder)));
    for (const run of runs) expect(run).toEqual(first);
    expect(statSync(keptIn(folder)).size).toBeGreaterThan(100_000);
    expect(await validate(folder)).toEqual(first);
  });

  it('and what other versions have left there is removed after a month', async () => {
    const folder = cacheFolder();
    mkdirSync(path.join(folder, 'multi-engine'), { mode: 0o700 });
    const [old, recent] = ['old.bin', 'new.bin'].map((name) => path.join(folder, 'multi-engine', name));
    for (const file of [old, recent]) writeFileSync(file ?? '', '');
    const before = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    utimesSync(old ?? '', before, before);
    await validate(folder);
    await validate(folder);
    expect(filesIn(folder)).toHaveLength(2);
    expect(filesIn(folder)).toContain('new.bin');
  });

  it('unless that is switched off', async () => {
    const folder = cacheFolder();
    const off = { NODE_DISABLE_COMPILE_CACHE: '1' };
    await validate(folder, off);
    await validate(folder, off);
    expect(filesIn(folder)).toEqual([]);
  });
});

describe('kept code is not run, but written again', () => {
  it('where it is damaged', async () => {
    const { folder, file, said } = await warmFolder();
    writeFileSync(file, 'damaged');
    expect(await validate(folder)).toEqual(said);
    expect(statSync(file).size).toBeGreaterThan(100_000);
  });

  it.each([0.05, 0.25, 0.5, 0.75, 0.95])('even by a single bit, at %d of its length', async (part) => {
    const { folder, file, said } = await warmFolder();
    const damaged = readFileSync(file);
    const at = Math.floor(part * damaged.length);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at);
    writeFileSync(file, damaged);
    expect(await validate(folder)).toEqual(said);
    expect(readFileSync(file).equals(damaged)).toBe(false);
  });

  it('where it was cut off', async () => {
    const { folder, file, said } = await warmFolder();
    const size = statSync(file).size;
    writeFileSync(file, readFileSync(file).subarray(0, size / 2));
    expect(await validate(folder)).toEqual(said);
    expect(statSync(file).size).toBeGreaterThan(0.9 * size);
  });

  it('where it is a pipe, which nobody writes into', async () => {
    const { folder, file, said } = await warmFolder();
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(await validate(folder)).toEqual(said);
    expect(statSync(file).size).toBeGreaterThan(100_000);
  });

  it('where others could have written it', async () => {
    const { folder, file, said } = await warmFolder();
    chmodSync(file, 0o622);
    expect(await validate(folder)).toEqual(said);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.runIf(IS_ROOT)('where somebody else owns it', async () => {
    const { folder, file, said } = await warmFolder();
    chownSync(file, 65_534, 65_534);
    expect(await validate(folder)).toEqual(said);
    expect(statSync(file).uid).toBe(process.getuid?.());
  });

  // Node of another version has another engine inside, which refuses the code as this one does with other settings.
  it('where another Node compiled it', async () => {
    const { folder, file, said } = await warmFolder();
    const before = readFileSync(file);
    const bin = path.join(ROOT, 'bin/multi-engine.js');
    const other = spawnSync(process.execPath, ['--stack-size=900', bin, 'validate'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], XDG_CACHE_HOME: folder },
    });
    expect([other.status, other.stdout, other.stderr]).toEqual([said.code, said.stdout, said.stderr]);
    expect(readFileSync(file).equals(before)).toBe(false);
    expect(await validate(folder)).toEqual(said);
  });
});

describe('nothing is kept, and nothing said,', () => {
  it('where the cache folder is a file', async () => {
    const folder = cacheFolder();
    writeFileSync(path.join(folder, 'file'), '');
    const { code, stderr } = await validate(folder, { XDG_CACHE_HOME: path.join(folder, 'file') });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each(['/proc', '/proc/nowhere', '/dev/null', '/sys', 'relative', ''])(
    'where it is %j, and the run ends',
    async (home) => {
      const folder = cacheFolder();
      const bin = path.join(ROOT, 'bin/multi-engine.js');
      const child = spawn(process.execPath, [bin, 'validate'], {
        cwd: folder,
        timeout: 15_000,
        env: { PATH: process.env['PATH'], XDG_CACHE_HOME: home },
      });
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect({ code, said }).toEqual({ code: 0, said: '' });
      expect(readdirSync(folder)).toEqual(['environment-config.yaml']);
    },
  );

  it('where the home may only be read', async () => {
    const folder = cacheFolder();
    const home = path.join(folder, 'home');
    mkdirSync(home);
    chmodSync(home, 0o555);
    const { status, stderr } = runAsNobody(folder, { HOME: home });
    expect([status, stderr, readdirSync(home)]).toEqual([0, '', []]);
  });

  it('where the folder belongs to somebody else, who could put links into it', async () => {
    const folder = cacheFolder();
    mkdirSync(path.join(folder, 'multi-engine'));
    chmodSync(path.join(folder, 'multi-engine'), 0o777);
    await validate(folder);
    await validate(folder);
    expect(filesIn(folder)).toEqual([]);
  });

  it('where the folder is a link', async () => {
    const folder = cacheFolder();
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
    symlinkSync(elsewhere, path.join(folder, 'multi-engine'));
    chmodSync(elsewhere, 0o777);
    await validate(folder);
    await validate(folder);
    expect(readdirSync(elsewhere)).toEqual([]);
  });
});

/** Root may write everywhere: a copy of the program is run as a user who may not. */
function runAsNobody(folder: string, variables: NodeJS.ProcessEnv) {
  const installed = path.join(folder, 'installed');
  for (const part of ['bin', 'dist', 'schemas'])
    cpSync(path.join(ROOT, part), path.join(installed, part), { recursive: true });
  // The folders of tests are closed to others.
  for (let way = folder; path.basename(way).startsWith('multi-engine-test'); way = path.dirname(way))
    chmodSync(way, 0o755);
  const file = path.join(folder, 'environment-config.yaml');
  return spawnSync(process.execPath, [path.join(installed, 'bin/multi-engine.js'), 'validate', file], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...variables },
    ...(IS_ROOT && { uid: 65_534, gid: 65_534 }),
  });
}
