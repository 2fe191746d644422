import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './helpers/fixtures.js';

const PAGE = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const WALKS = PAGE.split('\n## ').filter((section) => /^How (?:a|an) .+ travels\n/u.test(section));

/** Files named with their folder; those of src without it. */
function filesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([\w-]+(?:\/[\w.-]+)+\.(?:ts|mjs|json|js))`/gu), ([, file = '']) => file);
}

function exists(file: string): boolean {
  return ['', 'src'].some((folder) => existsSync(path.join(ROOT, folder, file)));
}

describe('CONTRIBUTING', () => {
  it('names only files that there are', () => {
    const files = filesIn(PAGE).filter((file) => !file.includes('T420'));
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => !exists(file))).toEqual([]);
  });

  it('follows a text, an answer and a user through at most nine files each, and through none twice', () => {
    expect(WALKS.map((walk) => walk.split('\n', 1)[0])).toEqual([
      'How a configuration text travels',
      "How an engine's answer travels",
      'How a user id travels',
    ]);
    const files = WALKS.map(filesIn);
    expect(files.filter((each) => each.length > 9)).toEqual([]);
    expect(new Set(files.flat()).size).toBe(files.flat().length);
  });
});
