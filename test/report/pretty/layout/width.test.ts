import { describe, expect, it } from 'vitest';
import { cellsOf, fitted, padded, widthOf } from '../../../../src/report/pretty/layout/width.js';

describe('the columns of a text', () => {
  it.each([
    ['Latin letters', 'Zürich', 6],
    ['Greek letters, which are wide on East Asian terminals only', 'αβγ', 3],
    ['ideographs', '支払い', 6],
    ['ideographs beyond the first plane', '𠮷', 2],
    ['Tangut', '\u{17000}', 2],
    ['historic kana', '\u{1B000}', 2],
    ['full-width letters', 'ＡＢ', 4],
    ['half-width katakana', 'ｱｲ', 2],
    ['half-width katakana with its sound mark', 'ﾊﾞﾊﾟ', 4],
    ['Hangul, precomposed', '한국', 4],
    ['Hangul, from its parts', '\u1112\u1161\u11AB', 2],
    ['circled numbers of ambiguous width', '\u3248', 1],
    ['a half fill space', '\u303F', 1],
    ['pointing brackets', '\u2329\u232A', 4],
    ['pictures', '🚀✅', 4],
    ['a family, which is one picture', '👨‍👩‍👧', 2],
    ['a flag', '🇩🇪', 2],
    ['a sign that is asked to look like a picture', '❤\uFE0F', 2],
    ['a key', '1\uFE0F\u20E3', 2],
    ['letters with marks', 'e\u0301n\u0303', 2],
    ['a mark that has no letter', '\u0301', 0],
  ])('are right for %s', (_, text, columns) => {
    expect(widthOf(text)).toBe(columns);
  });

  it('are counted for what is shown instead of a control character', () => {
    expect(cellsOf('\u0007a\t').map(({ text, width }) => [text, width])).toEqual([
      ['\\u0007', 6],
      ['a', 1],
      ['→   ', 4],
    ]);
  });

  it('are kept when a wide text is cut or filled', () => {
    expect(fitted('支払い処理', 6)).toBe('支払…');
    expect(fitted('支払い', 6)).toBe('支払い');
    expect(padded('支払', 6, 'left')).toBe('支払  ');
    expect(padded('支払', 6, 'right')).toBe('  支払');
  });
});

it('takes long texts apart without cutting what belongs together, wherever it stands', () => {
  const family = '👨\u200d👩\u200d👧';
  for (const before of [0, 1, 5, 9]) {
    const text = 'é'.repeat(before) + family.repeat(300);
    const cells = cellsOf(text);
    expect(cells).toHaveLength(before + 300);
    expect(cells.map((cell) => cell.text).join('')).toBe(text);
    expect(cells.at(-1)?.end).toBe(text.length);
  }
});
