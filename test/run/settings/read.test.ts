import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/run/settings/read.js';

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('settings with many defined values', () => {
  it('show none of them, and all else in its place', () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `  - A${index}=v${index}x`);
    const file = path.join(folder, 'multi-engine.config.yaml');
    writeFileSync(file, ['options:', ' define:', ...lines, ''].join('\n'));
    const { source } = readSettings(file, [{ name: 'define', kind: 'list', allowed: true }]).policy;
    expect(source.text).not.toMatch(/v\d+x/);
    expect(source.text.split('\n').map((line) => line.length)).toEqual(
      ['options:', ' define:', ...lines, ''].map((line) => line.length),
    );
  });
});
