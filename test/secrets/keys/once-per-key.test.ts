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

  it.each([
    ['more keys', 60_000, ''],
    ['longer keys', 6_000, 'x'.repeat(500)],
  ])('again where %s have come since than are kept, and no key that came last', (_, count, end) => {
    let judgements = 0;
    const judged = oncePerKey(
      (key) => {
        judgements += 1;
        return key;
      },
      [['known', 'beforehand']],
    );
    const keys = Array.from({ length: count }, (__, number) => `k${number}${end}`);
    const [first = ''] = keys;
    expect(keys.map(judged)).toEqual(keys);
    expect(keys.slice(-500).map(judged)).toEqual(keys.slice(-500));
    expect(judgements).toBe(count);
    expect([first, 'known'].map(judged)).toEqual([first, 'beforehand']);
    expect(judgements).toBe(count + 1);
  });

  it('once, however often thousands of them are looked at', () => {
    let judgements = 0;
    const judged = oncePerKey(() => (judgements += 1));
    const keys = Array.from({ length: 20_000 }, (_, number) => `k${number}`);
    for (let pass = 0; pass < 5; pass += 1) for (const key of keys) judged(key);
    expect(judgements).toBe(20_000);
  });
});
