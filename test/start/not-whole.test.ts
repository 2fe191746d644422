import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/fixtures.js';

function programWithout(file: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  for (const part of ['bin', 'dist'])
    cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
  rmSync(path.join(folder, 'dist', file));
  return path.join(folder, 'bin/multi-engine.js');
}

it.each([
  ['usual.cjs', 'validate'],
  ['apart.cjs', 'doctor'],
])('a program without %s says so, and is a defect', (file, command) => {
  const bin = programWithout(file);
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, command], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
  expect(stderr).toMatch(/^multi-engine \d+\.\d+\.\d+ is not whole: install it again\.\n$/u);
});

it.each([
  ['missing', ''],
  ['cut off', 'module.exports = {'],
])('a program whose entry is %s says so, and is a defect', (_, entry) => {
  const bin = programWithout('main.cjs');
  if (entry !== '') writeFileSync(path.join(path.dirname(bin), '../dist/main.cjs'), entry);
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'validate'], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 4,
    stdout: '',
    stderr: 'multi-engine is not whole: install it again, or run "npm run build" in a clone.\n',
  });
});

/** A copy that has of the built program these files alone. */
function programOf(...files: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  cpSync(path.join(ROOT, 'bin'), path.join(folder, 'bin'), { recursive: true });
  for (const file of files) cpSync(path.join(ROOT, 'dist', file), path.join(folder, 'dist', file));
  return path.join(folder, 'bin/multi-engine.js');
}

describe('the entry and the file that every run loads are enough', () => {
  const bin = programOf('main.cjs', 'usual.cjs', 'usual.yaml');
  const clean = path.join(ROOT, 'src/start/usual.yaml');
  const cache = mkdtempSync(path.join(tmpdir(), 'multi-engine-test-'));
  const run = (file: string): { status: number | null; stderr: string } => {
    const env = { ...process.env, XDG_CACHE_HOME: cache, NODE_DISABLE_COMPILE_CACHE: '' };
    return spawnSync(process.execPath, [bin, 'validate', file], { encoding: 'utf8', env });
  };

  it.each(['first', 'second', 'third'])('for a sound file, the %s time', () => {
    expect(run(clean)).toMatchObject({ status: 0, stderr: '' });
  });

  it('but not where something is wrong, which is loaded when it is', () => {
    const broken = path.join(ROOT, 'fixtures/rules/C101-yaml-syntax/fail-tab/environment-config.yaml');
    expect(run(broken)).toMatchObject({ status: 4, stderr: expect.stringMatching(/is not whole/u) });
  });
});

it('a version that cannot be written is no defect', () => {
  const bin = path.join(ROOT, 'bin/multi-engine.js');
  const { status, stderr } = spawnSync(process.execPath, [bin, '--version'], {
    encoding: 'utf8',
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'multi-engine: standard output: cannot be written: the disk is full\n',
  });
});
