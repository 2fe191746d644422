import { describe, expect, it } from 'vitest';
import { javaDouble } from '../../../src/load/yaml/scalars/numbers.js';
import type { ScalarNode } from '../../../src/load/types.js';
import { parse, plain, syntaxFaults } from '../helpers.js';

function scalar(written: string): ScalarNode {
  const { root, faults } = parse(`a: ${written}\n`);
  expect(faults.filter(({ kind }) => kind === 'syntax')).toEqual([]);
  const node = root?.kind === 'mapping' ? root.byKey.get('a')?.value : undefined;
  if (node?.kind !== 'scalar') throw new Error(`${written} is no scalar`);
  return node;
}

/** What Jackson 2.17.1 with SnakeYAML 2.2 makes of a plain scalar: the value, and the text where text is wanted. */
const READINGS: readonly (readonly [string, unknown, string | null])[] = [
  ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((w) => [w, true, 'true'] as const),
  ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map(
    (w) => [w, false, 'false'] as const,
  ),
  ...['y', 'Y', 'n', 'N', 'tRue', 'yEs', 'nULL'].map((w) => [w, w, w] as const),
  ...['~', 'null', 'Null', 'NULL', ''].map((w) => [w, null, null] as const),
  ['0123', 83, '83'],
  ['0777', 511, '511'],
  ['-012', -10, '-10'],
  ['0_7', 7, '7'],
  ['00', 0, '0'],
  ['08', '08', '08'],
  ['019', '019', '019'],
  ['0123456789', '0123456789', '0123456789'],
  ['0x1F', 31, '31'],
  ['-0x1f', -31, '-31'],
  ['0X1F', '0X1F', '0X1F'],
  ['0b101', 5, '5'],
  ['1_000', 1000, '1000'],
  ['+5', 5, '5'],
  ['-0', 0, '0'],
  ['1.10', 1.1, '1.1'],
  ['1e3', 1000, '1000.0'],
  ['.5', 0.5, '0.5'],
  ['-.5', -0.5, '-0.5'],
  ['5.', 5, '5.0'],
  ['1e999', Infinity, 'Infinity'],
  ['123456789012345678901234567890', 123456789012345678901234567890n, '123456789012345678901234567890'],
  ['9007199254740993', 9007199254740993n, '9007199254740993'],
  ...[
    '0o17',
    '0x',
    '0b',
    '1,000',
    '1:30',
    '190:20:30',
    '=',
    '2001-01-01',
    '2001-01-01T00:00:00Z',
    '1.2.3',
    '_1',
  ].map((w) => [w, w, w] as const),
  ['!!str yes', 'yes', 'yes'],
  ['!foo bar', 'bar', 'bar'],
  ['!foo 5', '5', '5'],
  ['!!binary aGk=', 'aGk=', 'aGk='],
  ['!!int "5"', 5, '5'],
  ['!!int x', 'x', 'x'],
  ['!!float 5', 5, '5.0'],
  ['!!float -12.75', -12.75, '-12.75'],
  ['!!float 1_000.55', 1000.55, '1000.55'],
  ['!!float 1e15', 1e15, '1.0E15'],
  ['!!float 1.5E-10', 1.5e-10, '1.5E-10'],
  ['!!bool Y', true, 'true'],
  ['!!bool oFF', false, 'false'],
  ['!!bool maybe', 'maybe', 'maybe'],
  ['!!bool null', 'null', 'null'],
  ['!!null x', null, null],
  ['! yes', true, 'true'],
  ["'yes'", 'yes', 'yes'],
  ['"0123"', '0123', '0123'],
  ['"\\u0041\\n"', 'A\n', 'A\n'],
  ["'it''s'", "it's", "it's"],
  ['*foo', 'foo', 'foo'],
  ['"<<"', '<<', '<<'],
];

describe('a scalar is read as Optimize reads it', () => {
  for (const [written, value, text] of READINGS) {
    it(`${written || '(nothing)'} becomes ${String(value)}`, () => {
      const node = scalar(written);
      expect(Object.is(node.value, -0) ? 0 : node.value).toEqual(value);
      expect(node.text).toBe(text);
    });
  }

  it('keeps the characters as they were written', () => {
    expect([scalar('0123').raw, scalar('"0123"').raw, scalar("'it''s'").raw]).toEqual([
      '0123',
      '0123',
      "it''s",
    ]);
  });

  it('says how a scalar was written', () => {
    const styles = ['x', '"x"', "'x'", '|\n  x', '*x', ''].map((written) => scalar(written).style);
    expect(styles).toEqual(['plain', 'quoted', 'quoted', 'block', 'alias', 'empty']);
  });

  for (const written of [
    '.inf',
    '-.INF',
    '.nan',
    '.NaN',
    '._',
    '!!float e5',
    '!!float -.E+5',
    '!!float _',
    '!!binary "@"',
  ]) {
    it(`refuses ${written}`, () => {
      expect(syntaxFaults(parse(`a: ${written}\n`))).toHaveLength(1);
    });
  }

  for (const written of ['x', 'x1.5', '1.5x', '1..5', '1.5e', '1.5e-', '1.5d3', '1.5e3.2']) {
    it(`refuses !!float ${written}`, () => {
      const faults = syntaxFaults(parse(`a: !!float ${written}\n`));
      expect(faults).toMatchObject([{ problem: 'the tag !!float is set on something that is not a number' }]);
    });
  }

  it('writes numbers as Java does', () => {
    const texts = [0, -0, 1e7, 9999999.5, 0.001, 0.00099, 1.5e-10, 1e100, 123456789.125].map(javaDouble);
    expect(texts).toEqual([
      '0.0',
      '-0.0',
      '1.0E7',
      '9999999.5',
      '0.001',
      '9.9E-4',
      '1.5E-10',
      '1.0E100',
      '1.23456789125E8',
    ]);
  });
});

describe('a document is read as Optimize reads it', () => {
  it('a key is always text', () => {
    expect(plain(parse('yes: 1\n0123: 2\n~: 3\n').root)).toEqual({ yes: '1', '0123': '2', '~': '3' });
  });

  it('of a duplicate key the last wins, and stands where it is written', () => {
    const { root, faults } = parse('a: 1\nb: 2\na: 3\n');
    expect(root?.kind === 'mapping' && root.entries.map(({ key }) => key)).toEqual(['b', 'a']);
    expect(plain(root)).toEqual({ b: '2', a: '3' });
    expect(faults).toMatchObject([{ kind: 'duplicate-key', key: 'a', pointer: '/a', alias: false }]);
  });

  it('duplicates are found in mappings of every size', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}: 1\n`).join('');
    expect(parse(`${keys}${keys}`).faults).toHaveLength(40);
  });

  it('a duplicate alias or engines key is marked as such', () => {
    const { faults } = parse('engines:\n  a: {x: 1}\n  a: {x: 2, x: 3}\nengines: {}\n');
    expect(faults.map((fault) => fault.kind === 'duplicate-key' && [fault.pointer, fault.alias])).toEqual([
      ['/engines/a/x', false],
      ['/engines/a', true],
      ['/engines', true],
    ]);
  });

  it('aliases, anchors and merge keys stay unresolved', () => {
    const { root, faults } = parse('a: &x {b: 1}\nc:\n  <<: *x\n  d: *x\n');
    expect(plain(root)).toEqual({ a: { b: '1' }, c: { '<<': 'x', d: 'x' } });
    expect(faults.map(({ kind }) => kind)).toEqual(['anchor', 'merge', 'alias', 'alias']);
  });

  it('a quoted << is a key like any other', () => {
    expect(parse('"<<": x\n').faults).toEqual([]);
  });

  it('only the first document counts, whatever stands in the others', () => {
    const { root, faults } = parse('# head\n---\na: 1\n---\n\tb: [\n');
    expect(plain(root)).toEqual({ a: '1' });
    expect(faults.map(({ kind }) => kind)).toEqual(['second-document']);
  });

  for (const tail of ['---\n', '...\n', '...\n# comment\n', '---\n# comment\n---\n']) {
    it(`an end without a second document is no fault: ${JSON.stringify(tail)}`, () => {
      expect(parse(`a: 1\n${tail}`).faults).toEqual([]);
    });
  }

  it('an empty first document is null', () => {
    const { root, faults } = parse('---\n---\na: 1\n');
    expect(root).toMatchObject({ kind: 'scalar', value: null });
    expect(faults).toHaveLength(1);
  });

  for (const text of ['', '# comment\n', '\n\n']) {
    it(`nothing at all has no root: ${JSON.stringify(text)}`, () => {
      expect(parse(text)).toMatchObject({ root: null, faults: [], damaged: [] });
    });
  }

  for (const [name, text] of [
    ['a byte order mark', '\ufeffa: 1\nb: 2\n'],
    ['CRLF', 'a: 1\r\nb: 2\r\n'],
    ['lone CR', 'a: 1\rb: 2\r'],
    ['the line separators of YAML 1.1', 'a: 1\u2028b: 2\u0085'],
    ['a directive', '%YAML 1.2\n---\na: 1\nb: 2\n'],
    ['a tab behind a plain text', 'a: 1\t\nb: 2\n'],
    ['a tab in a comment', 'a: 1 #\t\nb: 2 # \tx\n'],
    ['a comment right behind a quote', 'a: "1"#x\nb: 2\n'],
    ['no line break at the end', 'a: 1\nb: 2'],
    ['flow style over lines at any indentation', '{a: 1,\nb: 2\n}'],
    ['comments between the lines of flow style', '{a: 1, # x\n# y, z\n  # w\nb: 2 # v\n}'],
    ['a key and its colon on two lines behind a question mark', '{? a\n: 1, b: 2}'],
  ] as const) {
    it(`accepts ${name}`, () => {
      const { root, faults } = parse(text);
      expect(faults).toEqual([]);
      expect(plain(root)).toEqual({ a: '1', b: '2' });
    });
  }

  it.each(['\u0085', '\u2028', '\u2029'])(
    'accepts a mapping behind the line break %j of YAML 1.1',
    (mark) => {
      const { root, faults } = parse(`engines:${mark}  a: {name: default}\n`);
      expect(faults).toEqual([]);
      expect(plain(root)).toEqual({ engines: { a: { name: 'default' } } });
    },
  );

  it('accepts lists, brackets and quotes that close further left than their key', () => {
    const text = 'a:\n    b: [\n  x, # one\n y # two\n# three\n]\n    c: "two\nlines"\n    d:\n    - z\n';
    expect(parse(text).faults).toEqual([]);
    expect(plain(parse(text).root)).toEqual({ a: { b: ['x', 'y'], c: 'two lines', d: ['z'] } });
  });

  it('a block of lines at the end of a file without line break has none either', () => {
    expect(plain(parse('a: |\n  x\n  y').root)).toEqual({ a: 'x\ny' });
    expect(plain(parse('a: |\n  x\n  y\n').root)).toEqual({ a: 'x\ny\n' });
  });

  it('no key of a file reaches a prototype', () => {
    const { root } = parse('__proto__: {x: 1}\nconstructor: 2\n');
    expect(root?.kind === 'mapping' && root.byKey.get('__proto__')?.value.kind).toBe('mapping');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
