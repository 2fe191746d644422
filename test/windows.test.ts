import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findSettings } from '../src/run/settings/find.js';
import { placeIn } from '../src/run/settings/policy.js';
import { invocation, shortPath } from '../src/cli/output/invocation.js';
import { repositoryPath, uriOf } from '../src/report/ci/places.js';

/** Paths as Windows has them. Everything else of the system stays what it is here. */
vi.mock('node:path', async () => {
  const { win32 } = await vi.importActual<typeof path>('node:path');
  return { ...win32, default: win32 };
});

describe('with the paths of Windows', () => {
  it('settings name files with slashes, from their folder', () => {
    expect(path.sep).toBe('\\');
    expect(placeIn('C:\\repo\\config', 'C:\\repo\\config\\prod\\eu.yaml')).toBe('prod/eu.yaml');
    expect(placeIn('C:\\repo\\config', 'C:\\repo\\base.yaml')).toBe('../base.yaml');
    expect(placeIn('C:\\repo', 'D:\\other\\eu.yaml')).toBe('D:/other/eu.yaml');
  });

  it('the search for settings ends at the root of the drive', () => {
    expect(findSettings('C:\\none\\below\\here', 'C:\\none')).toBeNull();
  });

  it.each([
    ['config\\eu.yaml', 'deploy/config/eu.yaml'],
    ['.\\config\\..\\eu.yaml', 'deploy/eu.yaml'],
    ['D:\\a\\shop\\deploy\\eu.yaml', 'deploy/eu.yaml'],
    ['D:\\a\\shop-2\\eu.yaml', 'D:/a/shop-2/eu.yaml'],
    ['C:\\else\\eu.yaml', 'C:/else/eu.yaml'],
  ])('a CI sees %s as %s', (file, inRepository) => {
    const repository = { root: 'D:\\a\\shop', folder: 'deploy' };
    expect(repositoryPath(file, { repository, backslashes: true })).toBe(inRepository);
  });

  it('addresses of files have slashes and a drive', () => {
    expect(uriOf('config\\eu west.yaml', { backslashes: true })).toBe('config/eu%20west.yaml');
    expect(new URL(uriOf('C:\\else\\eu.yaml', { backslashes: true })).pathname.replace('%3A', ':')).toBe(
      '/C:/else/eu.yaml',
    );
  });

  it('hints show how the program was started', () => {
    const installed = 'C:\\Users\\a\\AppData\\Roaming\\npm\\node_modules\\multi-engine\\bin\\multi-engine.js';
    expect(invocation(installed, 'C:\\work')).toBe('multi-engine');
    expect(invocation('C:\\work\\bin\\multi-engine.js', 'C:\\work')).toBe('node bin\\multi-engine.js');
    expect(invocation('C:\\my work\\bin\\multi-engine.js', 'C:\\')).toBe(
      'node "my work\\bin\\multi-engine.js"',
    );
    expect(shortPath('D:\\x.yaml', 'C:\\work')).toBe('D:\\x.yaml');
  });
});
