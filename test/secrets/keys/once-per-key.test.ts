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

  it('again where there are more keys than are kept', () => {
    let judgements = 0;
    const judged = oncePerKey((key) => {
      judgements += 1;
      return key;
    });
    const keys = Array.from({ length: 6000 }, (_, number) => `k${number}`);
    expect([keys.map(judged), keys.map(judged)]).toEqual([keys, keys]);
    expect(judgements).toBeGreaterThan(6000);
    expect(judgements).toBeLessThan(9000);
  });
});
