import { describe, expect, it } from 'vitest';
import type { Location } from '../../../../src/core/finding.js';
import { MASK } from '../../../../src/core/text/secret-text.js';
import { fixOf } from '../../../../src/run/judge/edits/fix.js';

const FILE = 'environment-config.yaml';
const AT: Location = {
  file: FILE,
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 1,
  pointer: '/engines/eu',
  role: 'primary',
  note: null,
};
const EMBEDDED: Location = {
  ...AT,
  embedded: { configuration: FILE, line: 1, column: 1, endLine: 1, endColumn: 1, shownFrom: null },
};

describe('the lines of an edit as changes for programs', () => {
  it('are one change for each run of lines that go or come', () => {
    const lines = [
      '@@ -3,3 +3,2 @@',
      ' a',
      '-b',
      '-c',
      '+d',
      '@@ -9,0 +9,1 @@',
      '+e',
      '@@ -12,2 +13,1 @@',
      '-f',
      ' g',
      '-h',
    ];
    expect(fixOf(lines, [], [AT])).toEqual([
      { file: FILE, line: 4, count: 2, lines: ['d'] },
      { file: FILE, line: 10, count: 0, lines: ['e'] },
      { file: FILE, line: 12, count: 1, lines: [] },
      { file: FILE, line: 14, count: 1, lines: [] },
    ]);
  });

  it.each([
    ['a secret is masked in one of them', `+password: ${MASK}`],
    ['some are left out that go', '- … 12 more lines'],
    ['some are left out that come', '+ … 12 more lines'],
    ['some are left out that stay', '  … 12 more lines'],
  ])('are none where %s', (_, line) => {
    expect(fixOf(['@@ -3,2 +3,2 @@', '+a', line], [], [AT])).toBeUndefined();
  });

  it('are some where a value only looks as if lines were left out, and a header of lines as if it were masked', () => {
    const lines = [`@@ -3,1 +3,1 @@ ${MASK}`, '+a: … 12 more lines'];
    expect(fixOf(lines, [], [AT])).toHaveLength(1);
  });

  it.each([
    ['there are no lines', null, [AT]],
    ['nothing tells the file', ['@@ -3,1 +3,1 @@', '+a'], []],
    ['they are of another file', ['@@ -3,1 +3,1 @@', '+a'], [AT, { ...AT, file: 'other.yaml' }]],
    ['they are of a text inside another file', ['@@ -3,1 +3,1 @@', '+a'], [EMBEDDED]],
  ])('are none where %s', (_, lines, locations) => {
    expect(fixOf(lines, [], locations)).toBeUndefined();
  });
});
