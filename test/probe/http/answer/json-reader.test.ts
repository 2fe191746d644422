import { describe, expect, it } from 'vitest';
import { JsonReader, NotJson, OverLimit } from '../../../../src/probe/http/answer/json-reader.js';

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

  it.each([1, 20_000])('is none where its bytes are not UTF-8: behind %i rows', (count) => {
    const text = `[${'{"id":"a"},'.repeat(count)}{"id":"\u00e4"}]`;
    expect(() => split([Buffer.from(text, 'latin1')])).toThrow(NotJson);
    expect(split([Buffer.from(text)])).toHaveLength(count + 1);
  });

  it('is no more one where it is no array', () => {
    const reader = new JsonReader(() => true);
    reader.push(Buffer.from('{"id":"\u00e4"}', 'latin1'));
    expect(reader.end()).toBeUndefined();
  });

  it('is delivered while it comes, in batches', () => {
    const element = Buffer.from(`{"id":"${'x'.repeat(1_000)}"}`);
    const sizes: number[] = [];
    const reader = new JsonReader((batch) => sizes.push(batch.length) > 0);
    reader.push(Buffer.from('['));
    for (let count = 0; count < 1_000; count += 1) reader.push(Buffer.concat([element, Buffer.from(',')]));
    expect(sizes.length).toBeGreaterThan(3);
    reader.push(Buffer.concat([element, Buffer.from(']')]));
    reader.end();
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1_001);
  });

  it('stops when the reader has had enough', () => {
    const reader = new JsonReader(() => false);
    expect(reader.push(Buffer.from(`[${'1,'.repeat(100_000)}`))).toBe(false);
  });

  it.each([
    ['an array that does not end', '[1,2'],
    ['an array that ends within an element', '[{"id":1'],
    ['an array with something behind it', '[1] [2]'],
    ['an array with a comma behind it', '[1],'],
    ['an array that is closed twice', '[1]]'],
    ['an array of no JSON', '[1,x]'],
    ['an array of NULs', '[\0\0\0'],
    ['an array of texts with line breaks in them', '["a\nb"]'],
  ])('is refused where it is %s', (_name, text) => {
    for (const pieces of [[Buffer.from(text)], [...Buffer.from(text)].map((byte) => Buffer.from([byte]))]) {
      expect(() => split(pieces)).toThrow(NotJson);
    }
  });
});

describe('an array of which no more than the begin is looked at before it has ended', () => {
  const begin = Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, times: Array(500).fill(7) }));
  const longer = (text: string): string => `${JSON.stringify(begin).slice(0, -1)},${text.slice(1)}`;

  it('gives the same elements wherever it is cut, in one batch', () => {
    const text = longer(JSON.stringify(rows));
    for (const size of [1_000, 16_384, 65_535, 65_536, 65_537, 100_000, text.length]) {
      const batches: unknown[][] = [];
      const reader = new JsonReader((batch) => batches.push([...batch]) > 0);
      for (const piece of cut(text, size)) reader.push(piece);
      expect(batches).toEqual([]);
      reader.end();
      expect(batches).toEqual([[...begin, ...rows]]);
    }
  });

  it('gives the same elements where it grows long after all', () => {
    const more = Array.from({ length: 500 }, (_, index) => ({
      id: `"${index}\\`,
      name: '[]{},"'.repeat(200),
    }));
    const text = longer(JSON.stringify([...more, ...rows]));
    for (const size of [1_001, 16_384, 65_537, 400_000, text.length])
      expect(split(cut(text, size))).toEqual([...begin, ...more, ...rows]);
  });

  it.each([
    ['does not end', '[1,2', 'the array does not end'],
    ['ends within an element', '[{"id":1', 'the array does not end'],
    ['has something behind it', '[1] [2]', 'something follows'],
    ['has a comma behind it', '[1],', 'something follows'],
    ['is closed twice', '[1]]', 'something follows'],
    ['holds no JSON', '[1,x]', 'the array holds something that is not JSON'],
    ['holds NUL', '[\0]', 'it holds what JSON cannot hold'],
    ['holds a text with a line break in it', '["a\nb"]', 'a text holds a control character'],
  ])('is refused where it %s', (_name, text, why) => {
    for (const size of [16_384, 65_536, 200_000])
      expect(() => split(cut(longer(text), size))).toThrow(new NotJson(why));
  });

  it('is refused where it holds more rows than were asked for', () => {
    const reader = new JsonReader(() => true, 100);
    for (const piece of cut(longer('[1]'), 16_384)) reader.push(piece);
    expect(() => reader.end()).toThrow(new OverLimit('holds more than the 100 rows that were asked for'));
  });

  it('is given up at the size of one row, where that is less', () => {
    const reader = new JsonReader(() => true, 1_000, 80_000);
    expect(() => {
      for (const piece of cut(`[${JSON.stringify('x'.repeat(200_000))}]`, 16_384)) reader.push(piece);
    }).toThrow(OverLimit);
  });
});

describe('what is no array', () => {
  it.each<[string, string, unknown]>([
    ['an object', ' {"a": [1, {"b": "}"}], "c": null} \n', { a: [1, { b: '}' }], c: null }],
    ['a text', '"text"', 'text'],
    ['a number', '-1.5e3', -1500],
    ['a page', '<html></html>', undefined],
    ['an object that does not end', '{"a":', undefined],
    ['nothing', '', undefined],
    ['blanks', ' \n', undefined],
  ])('such as %s is a value or nothing', (_name, text, value) => {
    const bytes = Buffer.from(text);
    for (let size = 1; size <= bytes.length + 1; size += 1) {
      const reader = new JsonReader(() => true);
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
      expect(reader.isArray).toBe(false);
      expect(reader.end()).toEqual(value);
    }
  });
});

describe('what no engine sends', () => {
  const CHUNK = 65_536;
  const MIB = 1_048_576;

  it.each<[string, string, string]>([
    ['a text', '["', 'x'],
    ['a text of backslashes', '["', '\\'],
    ['blanks', '', ' '],
    ['blanks in an array', '[', ' '],
    ['blanks behind an array', '[1]', ' '],
    ['a number', '[', '1'],
    ['an object of many fields', '{"a":1', ',"a":1'],
    ['a row of many fields', '[{"a":1', ',"a":1'],
    ['a row of many rows', '[[1', ',1'],
  ])('such as %s without end is given up at the size of one row', (_name, begin, more) => {
    expect(bytesTaken(begin, more.repeat(Math.ceil(CHUNK / more.length)))).toBeLessThan(MIB + 3 * CHUNK);
  });

  it.each<[string, string, string]>([
    ['brackets', '', '['],
    ['braces and brackets', '', '{"a":['],
    ['NUL', '[', '\0'],
    ['NUL in a text', '["', '\0'],
  ])('such as %s without end is given up at once', (_name, begin, more) => {
    expect(bytesTaken(begin, more.repeat(CHUNK / more.length))).toBeLessThan(2 * CHUNK);
  });

  it('such as a page without end is given up soon, and is no JSON', () => {
    const reader = new JsonReader(() => true);
    const chunk = Buffer.alloc(16_384, '<p>');
    let taken = 1;
    while (reader.push(chunk)) taken += 1;
    expect(taken * chunk.length).toBe(CHUNK);
    expect(reader.end()).toBeUndefined();
  });

  it('such as more rows than were asked for is given up', () => {
    const reader = new JsonReader(() => true, 1_000);
    reader.push(Buffer.from(`[${'{},'.repeat(1_000)}`));
    const more = Buffer.from('{},'.repeat(CHUNK / 4));
    expect(() => {
      for (let count = 0; count < 10; count += 1) reader.push(more);
    }).toThrow(new OverLimit('holds more than the 1000 rows that were asked for'));
  });

  it('is looked at once, however long it is and however small its pieces are', () => {
    workOf(10_000);
    // 16 times as much takes 256 times as long where each piece is joined with all before it.
    expect(workOf(64_000)).toBeLessThan(64 * Math.max(workOf(4_000), 5_000));
  });
});

/** Processor time, in microseconds, for a text that comes in so many pieces. */
function workOf(pieces: number): number {
  const reader = new JsonReader(() => true);
  const started = process.cpuUsage();
  reader.push(Buffer.from('["'));
  for (let count = 0; count < pieces; count += 1) reader.push(Buffer.alloc(16, 'x'));
  const { user, system } = process.cpuUsage(started);
  return user + system;
}

/** How many bytes of an endless body are taken before it is given up. */
function bytesTaken(begin: string, more: string): number {
  const reader = new JsonReader(() => true);
  const chunk = Buffer.from(more);
  let taken = begin.length;
  try {
    reader.push(Buffer.from(begin));
    for (let pieces = 0; pieces < 1_600 && reader.push(chunk); pieces += 1) taken += chunk.length;
  } catch (error) {
    expect([NotJson, OverLimit]).toContain(error instanceof Error ? error.constructor : null);
    return taken + chunk.length;
  }
  throw new Error(`${taken} bytes were taken`);
}

function split(pieces: readonly Buffer[]): unknown[] {
  const found: unknown[] = [];
  const reader = new JsonReader((batch) => found.push(...batch) >= 0);
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return found;
}

function cut(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}
