import { describe, expect, it } from 'vitest';
import { wrap } from '../../../src/core/text/wrap.js';

const lengthOf = (text: string): number => text.length;

describe('a text on lines of a width', () => {
  it('is broken at blanks, as late as it can be', () => {
    expect(wrap('one two three four five six seven', 21, lengthOf)).toEqual([
      'one two three four',
      'five six seven',
    ]);
    expect(wrap('aaaa bbbb cccc dddd eeeee', 25, lengthOf)).toEqual(['aaaa bbbb cccc dddd eeeee']);
    expect(wrap('aaaa bbbb cccc dddd eeeee', 24, lengthOf)).toEqual(['aaaa bbbb cccc dddd', 'eeeee']);
  });

  it('keeps a word that is wider than a line', () => {
    const address = 'https://engine.example.org/engine-rest';
    expect(wrap(`${address} is ${address}`, 21, lengthOf)).toEqual([address, 'is', address]);
  });

  it('keeps a request with its method and its answer', () => {
    expect(wrap('it was GET /engine-rest/version → 200 here', 25, lengthOf)).toEqual([
      'it was',
      'GET /engine-rest/version → 200',
      'here',
    ]);
  });

  it('is never broken narrower than people can read', () => {
    expect(wrap('aaaa bbbb cccc dddd e', 3, lengthOf)).toEqual(['aaaa bbbb cccc dddd', 'e']);
  });

  it('is measured once, however wide the page is', () => {
    let measured = 0;
    const text = 'a b '.repeat(500).trim();
    const lines = wrap(text, Number.POSITIVE_INFINITY, (part) => {
      measured += part.length;
      return part.length;
    });
    expect(lines).toEqual([text]);
    expect(measured).toBeLessThanOrEqual(text.length);
  });

  it('is one line where it is empty', () => {
    expect(wrap('', 80, lengthOf)).toEqual(['']);
  });
});
