import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
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
