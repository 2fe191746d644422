import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSettings, SETTINGS_FILE } from '../../../src/run/settings/find.js';
import { fits } from '../../../src/run/settings/wildcards.js';

function folders(...names: readonly string[]): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'multi-engine-find-')));
  for (const name of names) mkdirSync(path.join(root, name), { recursive: true });
  return root;
}

function settingsIn(folder: string): string {
  const file = path.join(folder, SETTINGS_FILE);
  writeFileSync(file, '');
  return file;
}

describe('the settings file of a team', () => {
  it('is looked for beside the file and up to the root of the repository, the nearest first', () => {
    const root = folders('repository/.git', 'repository/a/b');
    const [a, b] = [path.join(root, 'repository/a'), path.join(root, 'repository/a/b')];
    settingsIn(root);
    expect(findSettings(b, '/')).toBeNull();
    const outer = settingsIn(path.join(root, 'repository'));
    expect(findSettings(b, '/elsewhere')).toBe(outer);
    const inner = settingsIn(a);
    expect(findSettings(b, '/elsewhere')).toBe(inner);
    expect(findSettings(path.join(root, 'repository'), '/elsewhere')).toBe(outer);
  });

  it('is taken from above the current folder in a repository only: anybody may write into /tmp', () => {
    const root = folders('a/b');
    const planted = settingsIn(root);
    const b = path.join(root, 'a/b');
    expect(findSettings(b, path.join(root, 'a'))).toBeNull();
    expect(findSettings(b, '/elsewhere')).toBeNull();
    expect(findSettings(b, root)).toBe(planted);
    const beside = settingsIn(b);
    expect(findSettings(b, '/elsewhere')).toBe(beside);
  });

  it('is found where it cannot be read, and below a .git that is a file, as in a worktree', () => {
    const root = folders('a/b');
    writeFileSync(path.join(root, '.git'), 'gitdir: elsewhere');
    symlinkSync('nowhere', path.join(root, SETTINGS_FILE));
    expect(findSettings(path.join(root, 'a/b'), '/elsewhere')).toBe(path.join(root, SETTINGS_FILE));
    expect(findSettings(path.join(root, 'a/not-there'), '/elsewhere')).toBe(path.join(root, SETTINGS_FILE));
  });
});

describe('a pattern of file names', () => {
  it.each([
    ['a.yaml', 'a.yaml', true],
    ['a.yaml', 'x/y/a.yaml', true],
    ['*.yaml', 'x/a.yaml', true],
    ['./a.yaml', 'x/a.yaml', false],
    ['/a.yaml', 'a.yaml', true],
    ['x/*.yaml', 'x/a.yaml', true],
    ['x/*.yaml', 'x/y/a.yaml', false],
    ['x/**', 'x/y/a.yaml', true],
    ['x/', 'x/y/a.yaml', true],
    ['x/**/a.yaml', 'x/a.yaml', true],
    ['**/y/*', 'x/y/a.yaml', true],
    ['x/?.yaml', 'x/a.yaml', true],
    ['x/?.yaml', 'x/ab.yaml', false],
    ['x', 'x/a.yaml', false],
    ['*', 'x/a.yaml', true],
    ['a+.yaml', 'aa.yaml', false],
    ['[a].yaml', 'a.yaml', false],
    ['*é*', 'caféx', true],
    ['../x/*', '../x/a.yaml', true],
  ])('%s and %s: %s', (pattern, file, expected) => {
    expect(fits(pattern, file)).toBe(expected);
  });
});
