import { describe, expect, it } from 'vitest';
import { ElementSplitter, NotAnArray } from '../../../src/probe/http/array-splitter.js';

const rows = [
  { id: 'a', name: 'comma, bracket ] and brace }' },
  { id: 'quote " and backslash \\', nested: [{ deep: [1, 2, { x: '[' }] }] },
  { id: 'ümläut 𝒳', empty: [], also: {} },
  'text',
  null,
  -1.5e3,
];

describe('an array that arrives in pieces', () => {
  it('gives the same elements wherever it is cut', () => {
    const bytes = Buffer.from(JSON.stringify(rows, null, 1));
    for (let size = 1; size <= bytes.length; size += 1) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      expect(split(pieces)).toEqual(rows);
    }
  });

  it('may be empty, with blanks around', () => {
    expect(split([Buffer.from(' [ ] \n')])).toEqual([]);
  });

  it('is delivered while it comes, in batches', () => {
    const element = Buffer.from(`{"id":"${'x'.repeat(1_000)}"}`);
    const sizes: number[] = [];
    const splitter = new ElementSplitter((batch) => sizes.push(batch.length) > 0);
    splitter.push(Buffer.from('['));
    for (let count = 0; count < 1_000; count += 1) splitter.push(Buffer.concat([element, Buffer.from(',')]));
    expect(sizes.length).toBeGreaterThan(3);
    splitter.push(Buffer.concat([element, Buffer.from(']')]));
    splitter.end();
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1_001);
  });

  it('stops when the reader has had enough', () => {
    const splitter = new ElementSplitter(() => false);
    expect(splitter.push(Buffer.from(`[${'1,'.repeat(100_000)}`))).toBe(false);
  });

  it.each([
    ['an object', '{"type":"X"}'],
    ['a page', '<html></html>'],
    ['an array that does not end', '[1,2'],
    ['an array that ends within an element', '[{"id":1'],
    ['an array with something behind it', '[1] [2]'],
    ['an array of no JSON', '[1,x]'],
    ['nothing', ''],
  ])('is refused where it is %s', (_name, text) => {
    expect(() => split([Buffer.from(text)])).toThrow(NotAnArray);
  });
});

function split(pieces: readonly Buffer[]): unknown[] {
  const found: unknown[] = [];
  const splitter = new ElementSplitter((batch) => found.push(...batch) >= 0);
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return found;
}
