import type { Embedded } from '../../src/load/types.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedded } from '../../src/edit/embed.js';
import { applied } from '../../src/edit/ranges.js';
import { carrierDocuments, CarrierReader } from '../../src/load/carriers/carrier-tree.js';
import { composedIn, decodedIn, scalarIn, wholeDocument } from '../../src/load/carriers/text/embedded.js';

/** The text at a path of keys in the first document of a file. */
function textAt(file: string, ...path: readonly string[]): Embedded {
  const [document] = carrierDocuments({ name: 'file', text: file });
  if (document === undefined) throw new Error('no document');
  const reader = new CarrierReader(document);
  const node = reader.scalar(reader.at(document.root, ...path));
  if (node === null) throw new Error(`nothing at ${path.join('.')}`);
  return scalarIn(wholeDocument(document), node);
}

/** The file with another text at `a`. */
function withText(file: string, text: string): string | null {
  const replacement = embedded(textAt(file, 'a'), text);
  return replacement === null ? null : applied(file, [replacement]);
}

describe('a text inside a file becomes another one', () => {
  it.each([
    [
      'a line of a block',
      'x: 1\na: |\n    b:\n      c\n# end\n',
      'b:\n  d\n',
      'x: 1\na: |\n    b:\n      d\n# end\n',
    ],
    ['a new line', 'a: |\n  b\n  c\nd: 1\n', 'b\nnew\nc\n', 'a: |\n  b\n  new\n  c\nd: 1\n'],
    ['a new line at the end', 'a: |\n  b\nd: 1\n', 'b\nc\n', 'a: |\n  b\n  c\nd: 1\n'],
    ['a new line at the start', 'a: |\n  b\nd: 1\n', 'c\nb\n', 'a: |\n  c\n  b\nd: 1\n'],
    ['a line less', 'a: |\n  b\n  c\nd: 1\n', 'b\n', 'a: |\n  b\nd: 1\n'],
    ['the first line less', 'a: |\n  b\n  c\nd: 1\n', 'c\n', 'a: |\n  c\nd: 1\n'],
    ['an empty line', 'a: |\n  b\n  c\n', 'b\n\nc\n', 'a: |\n  b\n\n  c\n'],
    ['a block without a last line break', 'a: |-\n  b\n  c', 'b\nd', 'a: |-\n  b\n  d'],
    ['a last line break more', 'a: |-\n  b\nd: 1\n', 'b\n', 'a: |\n  b\nd: 1\n'],
    ['CRLF', 'a: |\r\n  b\r\n  c\r\n', 'b\nd\ne\n', 'a: |\r\n  b\r\n  d\r\n  e\r\n'],
    [
      'a block with a comment behind its header',
      'a: |- # held\n  b\nd: 1\n',
      'b\nc',
      'a: |- # held\n  b\n  c\nd: 1\n',
    ],
    ['a folded block with one', 'a: >- # held: here\r\n  b\r\n', 'c\n', 'a: | # held: here\r\n  c\r\n'],
    ['a block that says its indentation', 'a: |2-\n    b\n', '  b\n  c', 'a: |2-\n    b\n    c\n'],
    ['the other way round', 'a: |-2\n    b\n', '  b\n  c\n', 'a: |2\n    b\n    c\n'],
    ['a folded block', 'a: >\n  b\n  c\nd: 1\n', 'b\nc\n', 'a: |\n  b\n  c\nd: 1\n'],
    ['double quotes', 'a: "b: \\"c\\"\\nd"\ne: 1\n', 'b: "x\ny"\nd', 'a: "b: \\"x\\ny\\"\\nd"\ne: 1\n'],
    ['single quotes', "a: 'b: c'\n", 'b: d\ne: f\n', 'a: "b: d\\ne: f\\n"\n'],
    ['JSON', '{"a": "b\\nc", "d": 1}', 'b\nx\nc', '{"a": "b\\nx\\nc", "d": 1}'],
    ['a text with a tag', 'a: !!str |\n  b\n', 'c\n', 'a: !!str |\n  c\n'],
  ])('%s', (_, file, text, expected) => {
    expect(withText(file, text)).toBe(expected);
  });

  it('inside values inside a manifest', () => {
    const file = 'spec:\n  values: |-\n    a: |\n      b:\n        c\n    d: 1\n  e: f\n';
    const values = textAt(file, 'spec', 'values');
    const [inner] = carrierDocuments({ name: '', text: values.text });
    if (inner === undefined) throw new Error('no document');
    const reader = new CarrierReader(inner);
    const node = reader.scalar(reader.at(inner.root, 'a'));
    if (node === null) throw new Error('no text');
    const holder: Embedded = {
      ...values,
      text: inner.text,
      levels: [...values.levels, { kind: 'document', offset: inner.offset, holder: values.text }],
    };
    const replacement = embedded(scalarIn(holder, node), 'b:\n  c\n  x\n');
    expect(replacement && applied(file, [replacement])).toBe(
      'spec:\n  values: |-\n    a: |\n      b:\n        c\n        x\n    d: 1\n  e: f\n',
    );
  });

  it('with dollar signs that compose leaves alone', () => {
    const file = 'a: |\n  b: ${SHELL}\n  c: $${OPTIMIZE}\n';
    const text = composedIn(textAt(file, 'a'));
    expect(text.text).toBe('b: ${SHELL}\nc: ${OPTIMIZE}\n');
    const replacement = embedded(text, 'b: ${SHELL}\nc: ${OPTIMIZE}\nd: ${NEW}\n');
    expect(replacement && applied(file, [replacement])).toBe(
      'a: |\n  b: ${SHELL}\n  c: $${OPTIMIZE}\n  d: $${NEW}\n',
    );
  });

  it('never in Base64', () => {
    const text = decodedIn(textAt(`a: ${Buffer.from('b: c').toString('base64')}\n`, 'a'));
    expect(text?.text).toBe('b: c');
    expect(text && embedded(text, 'b: d')).toBeNull();
  });
});

const LINES = fc.array(fc.stringMatching(/^(?: {0,4}[a-z:#"'\\$é-]{1,6})?$/u), {
  minLength: 1,
  maxLength: 8,
});
const HEADERS = ['|', '|-', '|+', '>', '>-'];

describe('whatever a text becomes', () => {
  it.each(HEADERS)('a %s block says it, and nothing else changes', (header) => {
    fc.assert(
      fc.property(LINES, LINES, fc.constantFrom('\n', '\r\n'), (before, after, end) => {
        const lines = before.map((line) => (line === '' ? '' : `  ${line}`));
        const file = ['x: 1', `a: ${header}`, '  first', ...lines, 'y: 2', ''].join(end);
        const text = `first\n${after.join('\n').trimEnd()}\n`;
        const result = withText(file, text);
        expect(result).not.toBeNull();
        expect(textAt(result ?? '', 'a').text).toBe(text);
        expect([textAt(result ?? '', 'x').text, textAt(result ?? '', 'y').text]).toEqual(['1', '2']);
      }),
      { numRuns: 200, seed: 20_261_126 },
    );
  });

  it('double quotes say it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const result = withText(`{"x": 1, "a": ${JSON.stringify(before)}, "y": 2}`, after);
        expect(JSON.parse(result ?? '')).toEqual({ x: 1, a: after, y: 2 });
      }),
      { numRuns: 300, seed: 20_261_126 },
    );
  });
});
