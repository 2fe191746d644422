import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/core/text/text.js';
import { repairedEverywhere } from '../../src/load/yaml/recovery/everywhere.js';
import { ROOT } from '../helpers/fixtures.js';
import { growth } from '../helpers/growth.js';
import { golden } from '../report/golden.js';
import { parse, place, plain, syntaxFaults } from './helpers.js';

/** A file of two engines with one line put into the first, at line 4. */
function around(line: string): string {
  return [
    'engines:',
    '  payment:',
    '    name: default',
    line,
    '    authentication:',
    '      enabled: true',
    '  inventory:',
    '    name: second',
    '',
  ].join('\n');
}

const REST = { name: 'default', authentication: { enabled: 'true' } };
const SECOND = { name: 'second' };

/** The line, where the cause stands, and words that name it. */
const CAUSES: readonly (readonly [string, string, RegExp])[] = [
  ['    password: @secret', '4:15', /may not start with @/],
  ['    password: `secret', '4:15', /may not start with `/],
  ['    password: %secret', '4:15', /may not start with %/],
  ['    x: ]', '4:8', /may not start with ]/],
  ['    rest: a: b: c', '4:12', /second ": "/],
  ['    rest: ${HOST: b}', '4:17', /inside a placeholder/],
  ['    rest http://x', '4:5', /colon is missing/],
  ['    rest:http://x', '4:9', /space is missing/],
  ['     rest: http://x', '4:6', /wrong indentation: 5 spaces/],
  ['   rest: http://x', '4:4', /wrong indentation: 3 spaces/],
  ['      rest: http://x', '4:7', /wrong indentation: 6 spaces/],
  ['    password: "abc', '4:15', /quote " is never closed/],
  ["    password: 'abc", '4:15', /quote ' is never closed/],
  ['    password: "abc"def', '4:20', /text after the closing "/],
  ["    password: 'it's'", '4:19', /text after the closing '/],
  ['    login: {user: ${X}, password: y}', '4:19', /placeholder without quotes/],
  ['    login: {user: x, password: y', '4:12', /bracket { is never closed/],
  ['    excluded: [a, b', '4:15', /bracket \[ is never closed/],
  ['    excluded: [a, b]]', '4:21', /text after the closing ]/],
  ['    excluded: {a: 1 b: 2}', '4:22', /not allowed inside|comma/],
  ['    {{- if .Values.x }}', '4:5', /template/],
  ['    rest: "C:\\path"', '4:14', /not an escape sequence/],
  ['    rest: "http:\\/x"', '4:17', /not an escape sequence/],
  ['    rest: >x', '4:11', /starts a block of lines/],
  ['    rest: - a', '4:11', /list may not start/],
  ['    - rest: x', '4:5', /list item/],
  ['    rest: *', '4:11', /meaning of its own/],
  ['    rest: !x!y z', '4:13', /meaning of its own/],
  ['\trest: x', '4:1', /tab in the indentation/],
  ['    rest:\thttp://x', '4:10', /tab/],
  ['<<<<<<< HEAD', '4:1', /merge conflict/],
  ['    rest: a\u0007b', '4:12', /control character U\+0007/],
  ['    rest: \u0000', '4:11', /control character U\+0000/],
  ['    rest: .inf', '4:11', /number/],
  ['    rest: ._', '4:11', /number/],
  ['    rest: *.example.com', '4:11', /meaning of its own/],
  ['    : x', '4:5', /without the name/],
  ['    {a: b}: x', '4:5', /must be text/],
  ['    x: {a: :b}', '4:12', /start with a colon/],
  ['    rest: {{ .Values.rest }}', '4:11', /template/],
  ['    x: {user: what?}', '4:19', /question mark/],
  ['    x: {a: b, c\n      : d}', '5:7', /on one line/],
  ['    x: [a # b\n      c]', '5:7', /comma is missing/],
  ['    x: &a b: c', '4:8', /second ": "/],
  ['    x: |\t', '4:9', /tab/],
  ['    x: |9\n      y', '5:7', /less indented than "\|9"/],
  ['    x: !!int +', '4:14', /not a number/],
  [`    x: ${'1'.repeat(1001)}`, '4:8', /more than 1000 digits/],
];

const engine = (lines: string): string => `engines:\n  eu:\n    name: default\n${lines}`;

describe('a syntax error', () => {
  it('is found in a directive', () => {
    const text = '%YAML 2.0\n---\na: b\n';
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['1:1']);
  });

  it('never makes the lines of a broken value part of the value before it', () => {
    const { root } = parse('a:\n  user: x\n  password: "abc\n    def\n  name: y\n');
    expect(plain(root)).toEqual({ a: { user: 'x', name: 'y' } });
  });

  for (const [line, where, words] of CAUSES) {
    it(`is found at its cause: ${line.trim()}`, () => {
      const text = around(line);
      const document = parse(text);
      const faults = syntaxFaults(document);
      expect(faults.map(({ problem }) => problem)[0]).toMatch(words);
      expect(faults.map(({ span }) => place(text, span))).toEqual([where]);
      expect(faults.every(({ span }) => span.end > span.start)).toBe(true);
    });

    it(`hides nothing else: ${line.trim()}`, () => {
      expect(plain(parse(around(line)).root)).toMatchObject({
        engines: { inventory: SECOND, payment: REST },
      });
    });
  }

  it('says what to do', () => {
    const hints = CAUSES.flatMap(([line]) => syntaxFaults(parse(around(line))).map(({ hint }) => hint));
    expect(hints.filter((hint) => hint?.endsWith('.') !== true)).toEqual([]);
  });

  it('is told in the same words as before, or in better ones', () => {
    const told = CAUSES.map(([line]) => {
      const faults = syntaxFaults(parse(around(line)));
      const said = faults.flatMap(({ problem, hint }) => [`  ${problem}\n`, `  ${hint ?? ''}\n`]);
      return `${JSON.stringify(line)}\n${said.join('')}`;
    });
    const file = path.join(ROOT, 'fixtures/config/syntax-errors.txt');
    expect(told.join('')).toBe(golden(file, told.join('')));
  });

  it('never shows the value', () => {
    const secret = 'hunter2hunter2';
    for (const line of [`    password: @${secret}`, `    password: "${secret}`, `    password: a: ${secret}`])
      expect(JSON.stringify(syntaxFaults(parse(around(line))))).not.toContain(secret);
  });

  it('several independent ones are all found in one run', () => {
    const text = 'a:\n  x: @1\nb:\n  x: a: b\nc:\n  x: "open\nd:\n  x: 1\n';
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['2:6', '4:7', '6:6']);
    expect(plain(parse(text).root)).toEqual({ a: null, b: null, c: null, d: { x: '1' } });
  });

  it.each<[string, string, readonly string[], unknown]>([
    [
      'below a quote that is never closed',
      'eu:\n  name: "open\n  rest: ${HOST: x}\n  user: a\nus:\n  name: b\n',
      ['2:9', '3:15'],
      { eu: { user: 'a' }, us: { name: 'b' } },
    ],
    [
      'above a tab, which is found first',
      'eu: {name: a\n\trest: b\n\tuser: c\nus:\n  name: d\n',
      ['1:5', '2:1'],
      { us: { name: 'd' } },
    ],
  ])('another one is told once, as the first is: %s', (_, text, places, read) => {
    const faults = syntaxFaults(parse(text));
    expect(faults.map(({ span }) => place(text, span)).toSorted(compareText)).toEqual(places);
    expect(plain(parse(text).root)).toEqual(read);
  });

  it.each([
    ['whose colon is missing', 'eu:\n  authentication\n    user: a\n    password: b\n  name: c\n', '2:3'],
    [
      'whose colon is missing, above another error',
      "eu:\n  authentication\n    user: a 'b'\n    password: 'it's'\n  name: c\n",
      '2:3',
    ],
    ['too far to the right', 'eu:\n  name: c\n   authentication:\n     user: a\n     password: b\n', '3:4'],
  ])('of a section is one fault, with all that is in it: %s', (_, text, at) => {
    const document = parse(text);
    expect(syntaxFaults(document).map(({ span }) => place(text, span))).toEqual([at]);
    expect(plain(document.root)).toEqual({ eu: { name: 'c' } });
    const hidden = document.damaged.map(({ start, end }) => text.slice(start, end)).join();
    expect(hidden).toMatch(/authentication.*user: a.*password: (?:b|'it's')$/su);
  });

  it('is told of a line that begins wrong, before what is wrong behind its quotes', () => {
    const text = "eu: x\n  name: 'it's'\nus: 1\n";
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['2:3']);
    expect(plain(parse(text).root)).toEqual({ eu: 'x', us: '1' });
  });

  it('with tabs for indentation throughout is one fault, and the structure is still seen', () => {
    const text = 'a:\n\tb:\n\t\tc: 1\n\td: 2\n';
    expect(syntaxFaults(parse(text))).toHaveLength(1);
    expect(plain(parse(text).root)).toEqual({ a: { b: { c: '1' }, d: '2' } });
  });

  it('with a tab is told of the first tab outside of what is broken anyway', () => {
    const text = 'x: }\tbad\ny:\t1\nz:\t2\n';
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['1:4', '2:3']);
  });

  it('of an item that is too deep is told at its dash', () => {
    const text = 'a: "x"\n   - bcd\n';
    const [fault, ...others] = syntaxFaults(parse(text));
    expect(others).toEqual([]);
    expect(fault?.problem).toMatch(/wrong indentation: 3 spaces/u);
    expect(fault && text.slice(fault.span.start, fault.span.end)).toBe('-');
  });

  it('a merge conflict is one fault', () => {
    const text = 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\nc: 4\n';
    expect(syntaxFaults(parse(text))).toHaveLength(1);
    expect(plain(parse(text).root)).toEqual({ a: '1', b: '3', c: '4' });
  });

  it('templates that nobody rendered are one fault, at the first of them, and their lines are not known', () => {
    const text = 'a:\n  x: {{ .Values.x }}\n  {{- if .Values.y }}\n  y: 1\n  {{- end }}\n  z: "{{ kept }}"\n';
    const document = parse(text);
    expect(syntaxFaults(document).map(({ span }) => place(text, span))).toEqual(['2:6']);
    expect(plain(document.root)).toEqual({ a: { y: '1', z: '{{ kept }}' } });
    expect(document.damaged.map(({ start, end }) => text.slice(start, end).trim())).toEqual([
      'x: {{ .Values.x }}',
      '{{- if .Values.y }}',
      '{{- end }}',
    ]);
  });

  it.each([
    ['in quotes', engine('    rest: "{{ url }}"\n    x: 1\n'), '4:12', 'x: 1'],
    ['inside an address', engine("    rest: 'http://{{ host }}/engine-rest'\n    x: 1\n"), '4:19', 'x: 1'],
    ['inside an address without quotes', engine('    rest: http://{{ host }}/r\n    x: 1\n'), '4:18', 'x: 1'],
    ['over lines', engine('    rest: >-\n      {{ url }}\n    x: 1\n'), '5:7', 'x: 1'],
    ['without quotes', engine('    rest: {{ url }}\n    user: {{ user }}\n    x: 1\n'), '4:11', 'x: 1'],
    [
      'as an alias in quotes',
      'engines:\n  "{{ a }}":\n    x: {y: 2}\n\n    z: 3\n  eu: {x: 1}\n',
      '2:4',
      'x: 1',
    ],
    ['as an alias', 'engines:\n  {{ a }}:\n    z: 3\n  eu:\n    x: 1\n', '2:3', 'x: 1'],
    ['beside others', engine('    {{- if .x }}\n    rest: "{{ url }}"\n    x: 1\n'), '4:5', 'x: 1'],
  ])('templates that can be read as YAML are one fault and no values: %s', (_, text, at, kept) => {
    const document = parse(text);
    expect(syntaxFaults(document)).toMatchObject([{ template: true }]);
    expect(syntaxFaults(document).map(({ span }) => place(text, span))).toEqual([at]);
    expect(JSON.stringify(plain(document.root))).toContain(kept.replace(/(\w): (\w)/u, '"$1":"$2"'));
    expect(JSON.stringify(plain(document.root))).not.toMatch(/\{\{|"[yz]"/u);
  });

  it.each([
    [
      'of an alert',
      'webhookAlerting:\n  webhooks:\n    x:\n      defaultPayload: \'{"text": "{{ALERT_MESSAGE}}"}\'\n',
    ],
    [
      'alone in an alert',
      'webhookAlerting:\n  webhooks:\n    x:\n      defaultPayload: "{{ALERT_MESSAGE}}"\n',
    ],
    ['in a password', engine("    authentication: {password: 'a{{b}}c'}\n")],
    ['in a comment', engine('    # rest: {{ url }}\n    rest: x\n')],
  ])('braces that Optimize is to read are no templates: %s', (_, text) => {
    expect(syntaxFaults(parse(text))).toEqual([]);
  });

  it.each([
    ['at the top', '// generated\n{"a": {"b": "x//y"}}', '1:1'],
    ['between settings', '{"a": {\n  // of ours\n  "b": "x//y"\n}}', '2:3'],
    ['over lines', '{"a": {/* of\n ours */ "b": "x//y"}}', '1:8'],
  ])('comments as in JavaScript are one fault of JSON: %s', (_, text, at) => {
    const document = parse(text);
    expect(syntaxFaults(document)).toMatchObject([
      { problem: expect.stringContaining('JSON with comments') },
    ]);
    expect(syntaxFaults(document).map(({ span }) => place(text, span))).toEqual([at]);
    expect(plain(document.root)).toEqual({ a: { b: 'x//y' } });
  });

  it.each([
    ['before one line', 'a:\n\u00a0 b: 1\n', '2:1', { a: { b: '1' } }],
    ['before one of several', 'a:\n  b: 1\n \u200bc: 2\nd: 3\n', '3:2', { a: { b: '1', c: '2' }, d: '3' }],
    ['before all', 'a:\n\u3000\u3000b:\n\u3000\u3000\u3000\u3000c: 1\n', '2:1', { a: { b: { c: '1' } } }],
  ])('blanks that YAML takes for letters are one fault: %s', (_, text, at, read) => {
    const document = parse(text);
    expect(syntaxFaults(document)).toMatchObject([
      {
        hint: 'Replace it by a space.',
        problem: expect.stringMatching(
          /^U\+(?:00A0 \(no-break|200B \(zero width|3000 \(ideographic) space\) in/,
        ),
      },
    ]);
    expect(syntaxFaults(document).map(({ span }) => place(text, span))).toEqual([at]);
    expect(plain(document.root)).toEqual(read);
  });

  it.each([
    ['blocks that are never closed', '{"a": [', '/* '],
    ['quotes that are never closed', '// x\n{"a": "', '\\"'],
    ['templates in one line', 'a: [\nb: ', '{{a}}'],
    ['templates that are never closed', 'a: [\nb: ', '{{'],
    ['quoted templates', 'a: [\nb: "', '{{a}}'],
  ])('are looked for in one pass: %s', async (_, before, piece) => {
    const look = (count: number): void => {
      const text = before + piece.repeat(count);
      repairedEverywhere(text, 'comments');
      repairedEverywhere(text, 'templates');
    };
    expect(await growth(look, 2000, 8)).toBeLessThan(24);
  });

  it.each(['a: "x\ty"\n', "a: 'x\ty'\n", 'a: x\ty\n', 'a: |\n  x\ty\n', 'a:\n  b: |\n    \tx: y\n'])(
    'a tab inside a text is no fault: %j',
    (text) => {
      expect(parse(text).faults).toEqual([]);
    },
  );

  it.each([
    ['behind another one that may', 'a: {? b\n: 1, c\n: 2}\n', ['3:1']],
    ['behind two blanks', 'a: {?  b\n: 1}\n', []],
    ['far from the end of the file', `a: {? b\n: 1}\n# ${'x'.repeat(200)}\n`, []],
  ])('a colon on another line than its key is one, but not below a question mark: %s', (_, text, places) => {
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(places);
  });

  it.each(['', '-', '+', '0', '0x', '-0x', '0b', '1_'])(
    'is a number of more than 1000 digits, its prefix apart: %s',
    (prefix) => {
      const digits = '1'.repeat(prefix === '1_' ? 999 : 1000);
      expect(syntaxFaults(parse(`a: ${prefix}${digits}\n`))).toEqual([]);
      expect(syntaxFaults(parse(`a: ${prefix}${digits}1\n`))).toHaveLength(1);
    },
  );

  it('such blanks are no fault inside a text', () => {
    expect(parse('a: |\n  x\n  \u00a0y\nb: "x\n  \u00a0y"\n').faults).toEqual([]);
  });

  it('lines of one wrong indentation are one fault', () => {
    const text = 'a:\n  b:\n    c: 1\n   d: 2\n   e: 3\n  f: 4\n';
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['4:4']);
  });

  it('marks what it made unreadable', () => {
    const text = around('    rest: @x');
    const { damaged } = parse(text);
    expect(damaged.map(({ start, end }) => text.slice(start, end))).toEqual(['    rest: @x']);
  });

  it('a leading end mark is refused', () => {
    const text = '...\na: 1\n';
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['1:1']);
    expect(plain(parse(text).root)).toEqual({ a: '1' });
  });

  it('leading end marks are one fault, whatever marker follows them', () => {
    const text = '# ours\n...\n---\na: 1\n---\nb: 2\n';
    expect(syntaxFaults(parse(text)).map(({ span }) => place(text, span))).toEqual(['2:1']);
    expect(plain(parse(text).root)).toEqual({ a: '1' });
  });
});

/** What no reader may take time for that does not grow like the text: the name, the text for a number, that number, and whether it is sound. */
const HOSTILE: readonly (readonly [
  string,
  textOf: (count: number) => string,
  count: number,
  isSound: boolean,
])[] = [
  ['open brackets', (count) => '['.repeat(count), 1e6, false],
  ['open braces', (count) => `a: ${'{'.repeat(count)}`, 1e6, false],
  ['characters in a scalar', (count) => `a: ${'x'.repeat(count)}`, 3e6, true],
  ['characters in an unclosed quote', (count) => `a: "${'x'.repeat(count)}`, 3e6, false],
  ['characters in a key', (count) => `${'x'.repeat(count)}: y`, 3e6, false],
  ['aliases', (count) => `a: &a [x]\n${'b: [*a,*a,*a]\n'.repeat(count)}`, 1e4, true],
  ['dashes', (count) => `${'- '.repeat(count)}x`, 1e5, false],
  ['documents', (count) => 'a: 1\n---\n'.repeat(count), 1e5, true],
  ['end marks', (count) => '...\n'.repeat(count), 2e4, false],
  ['unclosed quotes', (count) => 'a: "x\n'.repeat(count), 2e4, false],
  ['unclosed brackets', (count) => 'a: [x,\n'.repeat(count), 2e4, false],
  ['wrong indentations', wronglyIndented, 5000, false],
];

function wronglyIndented(count: number): string {
  return Array.from({ length: count }, (_, line) => `${' '.repeat(line % 7)}k${line}: v\n`).join('');
}

describe('hostile text is refused or read in one pass, and never crashes', () => {
  it.each(HOSTILE)('of %s', async (_, textOf, count, isSound) => {
    const read = (size: number) => expect(syntaxFaults(parse(textOf(size))).length === 0).toBe(isSound);
    expect(await growth(read, count / 8, 8, 1)).toBeLessThan(24);
  });

  it.each([
    ['1,001 levels', Array.from({ length: 1001 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), 1],
    ['1,000 levels', `${'['.repeat(1000)}${']'.repeat(1000)}`, 0],
    ['too many characters', 'a: b\n'.repeat(7e5), 1],
    ['too many characters outside the basic plane', `a: ${'\u{1F600}'.repeat(3_145_728)}`, 1],
    ['exactly as many characters as allowed', `a: ${'\u{1F600}'.repeat(3_145_725)}`, 0],
  ])('of %s', (_, text, faults) => {
    expect(syntaxFaults(parse(text))).toHaveLength(faults);
  });
});
