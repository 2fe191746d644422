import { assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped } from '../../src/core/text/as-typed.js';
import {
  characterName,
  compareText,
  counted,
  escapeLines,
  escapeText,
  invisibleIn,
  isJson,
  joined,
  jsonText,
  linkTo,
  quotedList,
  shortened,
  withoutCommands,
  withoutTrailing,
} from '../../src/core/text/text.js';

/** Plain letters with what is unsafe between them, on its own and in rows. */
const TEXTS = string({
  unit: oneof(
    { weight: 3, arbitrary: constantFrom('a', '"', ' ', '\n', '\t', '–', '…', 'é', '😀', '\r\n') },
    constantFrom('\r', '\u001b', '\u001b[31m', '\u200b', '\u202e', '\ud800', '\udc00', '\u0085', '\u0000'),
  ),
  maxLength: 60,
});

/** One after the other, each asked by itself. */
function slowly(text: string, painted: boolean): string {
  // oxlint-disable-next-line no-control-regex -- colours are control characters
  const parts = text.match(painted ? /\u001b\[[\d;]*m|\r\n|[\s\S]/gu : /\r\n|[\s\S]/gu) ?? [];
  // oxlint-disable-next-line no-control-regex -- the same
  return parts.map((part) => (/^(?:\r\n|\n|\t|\u001b\[.*)$/.test(part) ? part : escapeText(part))).join('');
}

describe('what nobody sees', () => {
  it.each([
    ['\u034f', String.raw`\u034f`],
    ['\u061c', String.raw`\u061c`],
    ['\u115f', String.raw`\u115f`],
    ['\u1160', String.raw`\u1160`],
    ['\u2028', String.raw`\u2028`],
    ['\u206a', String.raw`\u206a`],
    ['\u3164', String.raw`\u3164`],
    ['\uffa0', String.raw`\uffa0`],
    ['\ufff9', String.raw`\ufff9`],
    ['\u{e0041}', String.raw`\udb40\udc41`],
  ])('is found, and shown by its number in a form that JSON knows: %j', (character, shown) => {
    expect(invisibleIn(`a${character}b`)).toBe(character);
    expect([escapeText(`a${character}b`), escapeLines(`a${character}b`)]).toEqual([
      `a${shown}b`,
      `a${shown}b`,
    ]);
    expect(JSON.parse(jsonText(character))).toBe(character);
  });

  it('is found and shown alike, but for blanks and joiners', () => {
    const differing: string[] = [];
    for (let code = 0xa0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      const isShown = escapeText(character) !== character;
      if (isShown !== (invisibleIn(character) !== null)) differing.push(code.toString(16));
    }
    const surrogates = differing.filter((code) => /^d[89a-f]..$/u.test(code));
    expect(surrogates).toHaveLength(0x800);
    expect(differing.filter((code) => !surrogates.includes(code))).toEqual(['a0', '200c', '200d', '202f']);
  });
});

describe('withoutCommands', () => {
  it.each([
    [
      'a line with ##[add-mask]x and ##[set-output name=a]b',
      String.raw`a line with #\u0023[add-mask]x and #\u0023[set-output name=a]b`,
    ],
    ['x ##vso[task.setvariable variable=a]b', String.raw`x #\u0023vso[task.setvariable variable=a]b`],
    ['##teamcity[buildStop]', String.raw`#\u0023teamcity[buildStop]`],
    ['####[error]', String.raw`###\u0023[error]`],
    ['## a [link] # [b] ##', '## a [link] # [b] ##'],
  ])('leaves a CI nothing to carry out of %s', (text, shown) => {
    expect(withoutCommands(text)).toBe(shown);
  });
});

describe('escapeLines', () => {
  it.each([true, false])('gives what looking at each character alone gives, painted: %s', (painted) => {
    assert(
      property(TEXTS, (text) => {
        expect(escapeLines(text, painted)).toBe(slowly(text, painted));
      }),
    );
  });
});

const lines = (text: string): string => `see\n${linkTo('https://optimize.test/#/a', text)}\u0007`;

describe('links in painted lines', () => {
  it('stay, while their texts and what is around them are escaped', () => {
    expect(escapeLines(lines('a\u0007'), true)).toBe(
      `see\n${linkTo('https://optimize.test/#/a', escapeText('a\u0007'))}${escapeText('\u0007')}`,
    );
  });

  it('are escaped as well where nothing is painted, or where they lead elsewhere than to an address', () => {
    expect(escapeLines(lines('a'))).not.toContain('\u001b');
    expect(escapeLines(linkTo('javascript:alert(1)', 'a'), true)).not.toContain('\u001b]8;;javascript');
  });
});

describe('jsonText', () => {
  it('writes big integers as texts, and everything else as it is', () => {
    const value = { big: [2n ** 70n], deep: { a: null, b: [1, 'x\u2028\ud800'] } };
    expect(JSON.parse(jsonText(value))).toEqual({ ...value, big: ['1180591620717411303424'] });
    expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}\n');
  });

  it('throws where a value has no text at all', () => {
    const round: { self?: unknown } = {};
    round.self = round;
    expect(() => jsonText(round)).toThrow(TypeError);
  });
});

describe('words', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j are joined', (words, text) => {
    expect(joined(words)).toBe(text);
  });

  it('are quoted, counted, and cut with a mark', () => {
    expect(quotedList(['a', 'b'])).toBe('"a" and "b"');
    expect([0, 1, 2].map((count) => counted(count, 'engine'))).toEqual([
      '0 engines',
      '1 engine',
      '2 engines',
    ]);
    expect([shortened('abcd', 4), shortened('abcde', 4)]).toEqual(['abcd', 'abc…']);
    expect([shortened('ab😀de', 4), shortened('😀😀😀', 4), shortened('a\ud83dbcd', 4)]).toEqual([
      'ab…',
      '😀…',
      'a\ud83db…',
    ]);
  });

  it('have an order by code units', () => {
    expect(['b', 'B', 'a', 'ä'].toSorted(compareText)).toEqual(['B', 'a', 'b', 'ä']);
    expect(compareText('a', 'a')).toBe(0);
  });

  it('are JSON or not', () => {
    expect(['{}', '1', '{', ''].map(isJson)).toEqual([true, true, false, false]);
  });

  it('name commands as the program was started', () => {
    const text = 'Run multi-engine doctor or multi-engine --help of multi-engine 1.';
    expect(asTyped(text, 'npx $& me')).toBe('Run npx $& me doctor or npx $& me --help of multi-engine 1.');
    expect(asTyped(text)).toBe(text);
  });
});

describe('a character that nobody sees', () => {
  it.each([
    ['\u00a0', 'U+00A0 (no-break space)'],
    ['\u0007', 'U+0007'],
    ['\u{1f600}', 'U+1F600'],
  ])('%j has a number, and a name where it has one', (character, name) => {
    expect(characterName(character)).toBe(name);
  });

  it('is found in a text', () => {
    expect(['a\u00a0b', 'a b'].map(invisibleIn)).toEqual(['\u00a0', null]);
  });
});

describe('what a text ends in', () => {
  it.each([
    ['a//', '/', 'a'],
    ['/a/b', '/', '/a/b'],
    ['//', '/', ''],
    ['', '/', ''],
    ['(x).,', '.,:;)', '(x'],
  ])('%j is taken away, of %j: %j', (text, characters, left) => {
    expect(withoutTrailing(text, characters)).toBe(left);
  });
});
