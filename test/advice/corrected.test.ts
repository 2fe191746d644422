import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../src/edit/diff.js';
import { edited } from '../../src/edit/edited.js';
import { parseYaml } from '../../src/load/yaml/yaml.js';
import { applied } from '../helpers/apply-diff.js';
import { patched } from './programs.js';

const ADDRESS = 'http://lb:8090/engine-rest';

/** Keeps `keep`, points it to the balancer, removes the others. */
function corrected(text: string, keep: string, gone: readonly string[], address = ADDRESS): string | null {
  return edited(parseYaml({ name: 'x.yaml', text }), [
    { kind: 'set', pointer: `/engines/${keep}/rest`, value: address },
    ...gone.map((alias) => ({ kind: 'remove' as const, pointer: `/engines/${alias}` })),
  ]);
}

const BLOCK = `# top
engines:
  # first of all
  node1:
    name: default
    rest: 'http://node1:8080/engine-rest'   # the first
    importEnabled: true

  # the second node
  node2: # gone
    name: default
    rest: http://node2:8080/engine-rest
    webapps:
      endpoint: "x"
    # importEnabled: false

    # still its own
  # between
  other:
    rest: http://other/engine-rest
es:
  host: x
`;

const CORRECTED = `# top
engines:
  # first of all
  node1:
    name: default
    rest: 'http://lb:8090/engine-rest'   # the first
    importEnabled: true

  # the second node
  # between
  other:
    rest: http://other/engine-rest
es:
  host: x
`;

describe('the corrected configuration', () => {
  test('differs in the address and in the entry that goes, comments inside it included', () => {
    expect(corrected(BLOCK, 'node1', ['node2'])).toBe(CORRECTED);
  });

  test.each([
    ['CRLF', '\r\n'],
    ['lone CR', '\r'],
  ])('keeps %s', (_, end) => {
    const inLines = (text: string) => text.replaceAll('\n', end);
    expect(corrected(inLines(BLOCK), 'node1', ['node2'])).toBe(inLines(CORRECTED));
  });

  test('keeps a byte order mark', () => {
    expect(corrected(`\u{feff}${BLOCK}`, 'node1', ['node2'])).toBe(`\u{feff}${CORRECTED}`);
  });

  test('removes the first and the last entry of a file that ends without a line end', () => {
    const text =
      'engines:\n    a:\n        rest: "http://a"\n    b:\n        rest: http://b\n    c: {rest: http://c}';
    expect(corrected(text, 'b', ['a', 'c'])).toBe(`engines:\n    b:\n        rest: ${ADDRESS}\n`);
  });

  test('keeps tabs behind values, odd indentation and quotes', () => {
    const text = 'engines:\n a:\n       rest:   "http://a"\t# x\n b:\n  rest: http://b\n';
    expect(corrected(text, 'a', ['b'])).toBe(`engines:\n a:\n       rest:   "${ADDRESS}"\t# x\n`);
  });

  test('replaces an address that stands below its key', () => {
    const text = 'engines:\n  a:\n    rest: >-\n      http://a\n\n  b:\n    rest: http://b\nes: 1\n';
    expect(corrected(text, 'a', ['b'])).toBe(`engines:\n  a:\n    rest: ${ADDRESS}\n\nes: 1\n`);
  });

  test.each([
    [
      'first',
      'engines: {a: {rest: http://a}, b: {rest: http://b}}\n',
      'b',
      ['a'],
      'engines: {b: {rest: http://lb:8090/engine-rest}}\n',
    ],
    [
      'last',
      'engines: {a: {rest: http://a}, b: {rest: http://b}}\n',
      'a',
      ['b'],
      'engines: {a: {rest: http://lb:8090/engine-rest}}\n',
    ],
    [
      'middle, on lines of their own',
      'engines: {\n  a: {rest: http://a},\n  b: {rest: http://b},\n  c: {rest: http://c}\n}\n',
      'a',
      ['b', 'c'],
      'engines: {\n  a: {rest: http://lb:8090/engine-rest}\n}\n',
    ],
  ])('removes entries in braces: the %s', (_, text, keep, gone, expected) => {
    const result = corrected(text, keep, gone) ?? '';
    const root = parseYaml({ name: 'x', text: result });
    expect(root.faults).toEqual([]);
    expect(result.replaceAll(/,\s*(?=\s\})/g, '')).toBe(expected);
  });

  test('quotes an address with brackets', () => {
    const text = 'engines: {a: {rest: http://a}, b: {rest: http://b}}';
    expect(corrected(text, 'a', ['b'], 'http://[::1]:8090/x')).toBe(
      'engines: {a: {rest: "http://[::1]:8090/x"}}',
    );
  });
});

function shortEntry(name: string): string {
  return `  ${name}:\n    rest: ${name}\n    enabled: true\n`;
}

describe('the unified diff', () => {
  test('says nothing about equal texts', () => {
    expect(unifiedDiff('a\n', 'a\n', { from: 'a', to: 'b' })).toBe('');
  });

  test('shows three lines around each change and keeps far changes apart', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}\n`);
    const after = lines.with(4, 'changed\n').toSpliced(20, 2);
    expect(unifiedDiff(lines.join(''), after.join(''), { from: 'a', to: 'b' })).toBe(
      `--- a\n+++ b\n@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+changed\n line 6\n line 7\n line 8\n` +
        `@@ -18,8 +18,6 @@\n line 18\n line 19\n line 20\n-line 21\n-line 22\n line 23\n line 24\n line 25\n`,
    );
  });

  test('shows a whole entry that goes, not the end of one and the beginning of the next', () => {
    const before = `engines:\n${['a', 'b', 'c'].map(shortEntry).join('')}`;
    const after = before.replace(shortEntry('b'), '').replace('rest: a', 'rest: x');
    const diff = unifiedDiff(before, after, { from: 'x', to: 'y' });
    expect(diff.match(/^-(?!-).*/gm)).toEqual([
      '-    rest: a',
      '-  b:',
      '-    rest: b',
      '-    enabled: true',
    ]);
  });

  test.each([
    ['a corrected file', BLOCK, CORRECTED],
    ['CRLF', BLOCK.replaceAll('\n', '\r\n'), CORRECTED.replaceAll('\n', '\r\n')],
    ['a missing line end', 'a\nb', 'a\nc'],
    ['a line end that was missing', 'a\nb', 'a\nb\n'],
  ])('is accepted by git: %s', (_, before, after) => {
    expect(patched(before, unifiedDiff(before, after, { from: 'a/file.yaml', to: 'b/file.yaml' }))).toBe(
      after,
    );
  });

  test.each([
    ['a thousand lines change, far from each other', 400_000, 400],
    ['every line of many changes', 30_000, 1],
    ['every line of very many changes', 150_000, 1],
  ])('ends in time where %s', (_, count, every) => {
    const before = Array.from({ length: count }, (__, index) => `line ${index}\n`);
    const after = before.map((line, index) => (index % every === 0 ? `new ${line}` : line));
    const whole = ['head\n', ...after, 'tail\n'];
    const diff = unifiedDiff(['head\n', ...before, 'tail\n'].join(''), whole.join(''), {
      from: 'x',
      to: 'y',
    });
    expect(diff.match(/^\+(?!\+)/gm)).toHaveLength(count / every);
    expect(applied(['head\n', ...before, 'tail\n'], diff)).toEqual(whole);
  });

  test('leads from any text to any other', () => {
    const lines = array(constantFrom('a\n', 'b\n', 'c\n', 'd\r\n'), { maxLength: 12 });
    assert(
      property(lines, lines, (before, after) => {
        const diff = unifiedDiff(before.join(''), after.join(''), { from: 'x', to: 'y' });
        expect(applied(before, diff)).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });
});
