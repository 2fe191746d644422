import { describe, expect, it } from 'vitest';
import { oncePerKey } from '../../../src/configuration/secrets/keys/once-per-key.js';

describe('a key is judged', () => {
  it('once, also where the judgement is null', () => {
    const asked: string[] = [];
    const judged = oncePerKey((key) => {
      asked.push(key);
      return key === 'rest' ? null : key.length;
    });
    expect(['rest', 'name', 'rest', 'name'].map(judged)).toEqual([null, 4, null, 4]);
    expect(asked).toEqual(['rest', 'name']);
  });

  it('not at all where it is known beforehand', () => {
    const judged = oncePerKey((key) => `judged ${key}`, [['rest', 'known']]);
    expect(['rest', 'name'].map(judged)).toEqual(['known', 'judged name']);
  });

  it('again where more keys have come since than are kept, and no key that came last', () => {
    let judgements = 0;
    const judged = oncePerKey(
      (key) => {
        judgements += 1;
        return key;
      },
      [['known', 'beforehand']],
    );
    const keys = Array.from({ length: 6000 }, (_, number) => `k${number}`);
    expect(keys.map(judged)).toEqual(keys);
    expect(keys.slice(-500).map(judged)).toEqual(keys.slice(-500));
    expect(judgements).toBe(6000);
    expect(['k0', 'known'].map(judged)).toEqual(['k0', 'beforehand']);
    expect(judgements).toBe(6001);
  });
});
