import { expect, it } from 'vitest';
import { lineStart, nextLine } from '../../src/edit/ranges.js';

it.each(['a\nbc\r\nd\re', '\n\n', '\r\r\n\n\r', '\ufeffa\rb\n', '', 'abc', '\ufeff'])(
  'the lines of %j',
  (text) => {
    const ends = [...text.matchAll(/\r\n|\r|\n/gu)].map(({ 0: end, index }) => index + end.length);
    const mark = text.startsWith('\ufeff') ? 1 : 0;
    for (let at = 0; at <= text.length; at += 1) {
      // Between the two signs of one line end nobody stands.
      if (text.startsWith('\r\n', at - 1)) continue;
      expect([at, lineStart(text, at)]).toEqual([at, ends.findLast((end) => end <= at) ?? mark]);
      expect([at, nextLine(text, at)]).toEqual([at, ends.find((end) => end > at) ?? text.length]);
    }
  },
);
