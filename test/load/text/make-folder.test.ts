import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../src/load/text/make-folder.js';

describe('a folder to write into', () => {
  it('is made with those above it, and may be there already', () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'make-folder-')), 'a', 'b');
    makeFolder(folder);
    makeFolder(folder);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it('is refused below /proc instead of being tried forever', () => {
    expect(() => makeFolder('/proc/multi-engine/x')).toThrow(/ENOENT|EACCES|EPERM/);
  });
});
