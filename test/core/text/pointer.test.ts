import { describe, expect, it } from 'vitest';
import { childPointer, keysOf, pointerOf } from '../../../src/core/text/pointer.js';

describe('a JSON pointer', () => {
  // RFC 6901, section 3: `~1` is read before `~0`, so that a key `~1` survives.
  it.each<[readonly (string | number)[], string]>([
    [[], ''],
    [[''], '/'],
    [['engines', 'eu'], '/engines/eu'],
    [['a/b/c'], '/a~1b~1c'],
    [['m~n~o'], '/m~0n~0o'],
    [['~1', '/~'], '/~01/~1~0'],
    [['list', 0], '/list/0'],
  ])('of %j is %j, and back', (keys, pointer) => {
    expect(pointerOf(keys)).toBe(pointer);
    expect(keysOf(pointer)).toEqual(keys.map(String));
  });

  it('goes on from another one', () => {
    expect(childPointer('/a~1b', 'c/d')).toBe('/a~1b/c~1d');
  });
});
