import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carrierDocuments, CarrierReader } from '../../../src/load/carriers/carrier-tree.js';
import { scalarText, type ScalarText } from '../../../src/load/carriers/text/scalar-text.js';

/** The text of `a` in a file, and the file. */
function textIn(source: string, key = 'a'): ScalarText & { readonly source: string } {
  const [document] = carrierDocuments({ name: 'file', text: source });
  if (document === undefined) throw new Error('no document');
  const reader = new CarrierReader(document);
  const node = reader.scalar(reader.at(document.root, key));
  if (node === null) throw new Error(`no ${key}`);
  return { ...scalarText(source, node), source };
}

/** What is written where each character of the text is said to be. */
function written({ text, places, source }: ReturnType<typeof textIn>): readonly string[] {
  return Array.from({ length: text.length }, (_, index) =>
    source.slice(places.at(index), places.endAt(index + 1)),
  );
}

describe('every character of a text has its place', () => {
  it.each([
    ['a literal block', 'a: |\n  b:\n    c\nd: 1\n', 'b:\n  c\n', ['b', ':', '\n  ', ' ', ' ', 'c', '\n']],
    ['a block that keeps its last lines', 'a: |+\n  b\n\nc: 1\n', 'b\n\n', ['b', '\n', '\n']],
    ['a block without its last line break', 'a: |-\n  b\n\nc: 1\n', 'b', ['b']],
    ['a block with its indentation given', 'a: |1\n   b\n', '  b\n', [' ', ' ', 'b', '\n']],
    ['a block in a file with CRLF', 'a: |\r\n  b\r\n  c\r\n', 'b\nc\n', ['b', '\r\n  ', 'c', '\r\n']],
    [
      'a block with empty lines',
      'a: |\n\n  b\n\n  c\n',
      '\nb\n\nc\n',
      ['\n  ', 'b', '\n', '\n  ', 'c', '\n'],
    ],
    ['a block at the end of the file', 'a: |\n  b', 'b', ['b']],
    ['a folded block', 'a: >\n  b\n  c\n\n  d\n', 'b c\nd\n', ['b', '\n  ', 'c', '\n\n  ', 'd', '\n']],
    [
      'a folded block with further indentation',
      'a: >\n  b:\n    c\n  d\n',
      'b:\n  c\nd\n',
      ['b', ':', '\n  ', ' ', ' ', 'c', '\n  ', 'd', '\n'],
    ],
    [
      'double quotes with escapes',
      'a: "b\\n\\"c\\u0041\\/"\n',
      'b\n"cA/',
      ['b', '\\n', '\\"', 'c', '\\u0041', '\\/'],
    ],
    [
      'double quotes over lines',
      'a: "b\n  c\\\n  d\n\n  e"\n',
      'b cd\ne',
      ['b', '\n  ', 'c', 'd', '\n\n  ', 'e'],
    ],
    ['single quotes', "a: 'b''c'\n", "b'c", ['b', "''", 'c']],
    ['a plain text over lines', 'a: b\n  c\n', 'b c', ['b', '\n  ', 'c']],
    ['JSON', '{"a": "b\\n"}', 'b\n', ['b', '\\n']],
  ])('%s', (_, source, text, places) => {
    const read = textIn(source);
    expect(read.text).toBe(text);
    expect(written(read)).toEqual(places);
  });
});

/** After YAML 1.2.2, 5.7. */
const ESCAPES: readonly (readonly [string, number])[] = [
  ['0', 0x00],
  ['a', 0x07],
  ['b', 0x08],
  ['t', 0x09],
  ['\t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
  ['e', 0x1b],
  [' ', 0x20],
  ['"', 0x22],
  ['/', 0x2f],
  ['\\', 0x5c],
  ['N', 0x85],
  ['_', 0xa0],
  ['L', 0x2028],
  ['P', 0x2029],
  ['x7f', 0x7f],
  ['uFEFF', 0xfeff],
  ['U0001f600', 0x1_f6_00],
  ['U0010FFFF', 0x10_ff_ff],
];

it.each(ESCAPES)('the escape \\%s is the character that YAML says', (escape, code) => {
  const read = textIn(`a: "b\\${escape}c"\n`);
  const character = String.fromCodePoint(code);
  expect(read.text).toBe(`b${character}c`);
  expect(written(read).slice(1, 1 + character.length)).toEqual(
    Array.from({ length: character.length }, () => `\\${escape}`),
  );
});

const HEADERS = ['|', '|-', '|+', '>', '>-', '>+'];
const LINE = fc.stringMatching(/^(?: {0,4}[a-z:#"'\\$&*-]{1,6}(?: [a-z]{1,3})?)?$/u);

/** A text as it may be written, in a form. */
const forms: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...HEADERS), fc.array(LINE, { minLength: 1 }), fc.constantFrom('\n', '\r\n'))
    .map(([header, lines, end]) =>
      [`a: ${header}`, ...lines.map((line) => (line === '' ? '' : `  ${line}`)), 'b: 1', ''].join(end),
    ),
  fc.string({ unit: 'grapheme' }).map((text) => `a: ${JSON.stringify(text)}\nb: 1\n`),
  fc
    .array(fc.stringMatching(/^[a-z:#"' ]{0,6}$/u))
    .map((lines) => `a: '${lines.join('\n  ').replaceAll("'", "''")}'\nb: 1\n`),
);

describe('whatever is written', () => {
  it('has places that follow each other, in the value and nowhere else', () => {
    let mapped = 0;
    const coarse: string[] = [];
    fc.assert(
      fc.property(forms, (source) => {
        const [document] = carrierDocuments({ name: 'file', text: source });
        const reader = document === undefined ? null : new CarrierReader(document);
        const node = reader?.scalar(reader.at(reader.document.root, 'a')) ?? null;
        if (document === undefined || node === null || document.faults.length > 0) return;
        const { text, places } = scalarText(document.text, node);
        expect(text).toBe(node.text ?? '');
        const at = Array.from({ length: text.length }, (_, index) => places.at(index));
        expect(at).toEqual(at.toSorted((a, b) => a - b));
        if (text.trim().length > 1 && at.at(-1) === node.span.start) coarse.push(source);
        for (const [index, start] of at.entries()) {
          expect(start).toBeGreaterThanOrEqual(node.span.start);
          expect(places.endAt(index + 1)).toBeGreaterThanOrEqual(start);
          const here = document.text.slice(start, places.endAt(index + 1));
          if (/^[a-z]$/u.test(text.charAt(index)) && here.length === 1) {
            mapped += 1;
            expect(here).toBe(text.charAt(index));
          }
        }
      }),
      { numRuns: 500, seed: 20_261_126 },
    );
    expect(mapped).toBeGreaterThan(500);
    expect(coarse).toEqual([]);
  });
});
