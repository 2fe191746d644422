import { describe, expect, it } from 'vitest';
import { overwritten } from '../../../src/core/text/overwritten.js';

describe('overwritten text', () => {
  it.each([
    [
      'in any order',
      'abcdef',
      [
        [4, 5],
        [1, 2],
      ],
      'a*cd*f',
    ],
    [
      'overlapping',
      'abcdef',
      [
        [1, 4],
        [2, 3],
        [3, 5],
      ],
      'a****f',
    ],
    ['over lines, whose breaks stay', 'ab\r\ncd\ref\n', [[1, 9]], 'a*\r\n**\r**\n'],
    ['beyond the end', 'abc', [[2, 9]], 'ab*'],
    ['with characters of two units', 'a\u{1f511}b', [[1, 3]], 'a**b'],
    ['with half of a character', 'a\u{1f511}b', [[1, 2]], 'a*\udd11b'],
    ['empty', 'abc', [[1, 1]], 'abc'],
  ] as const)('%s', (_, text, ranges, expected) => {
    expect(
      overwritten(
        text,
        ranges.map(([start, end]) => ({ start, end })),
        '*',
      ),
    ).toBe(expected);
  });
});
