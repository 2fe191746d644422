import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/configuration/types.js';
import { ranEverywhere } from '../../../src/run/judge/accepted/suppress.js';

/** A list that counts how often one of its elements is looked at. */
function counted(aliases: readonly string[], count: { looks: number }): readonly string[] {
  return new Proxy(aliases, {
    get(list, key, receiver): unknown {
      if (typeof key === 'string' && /^\d+$/u.test(key)) count.looks += 1;
      return Reflect.get(list, key, receiver);
    },
  });
}

function aliasesOf(engines: number): readonly string[] {
  return Array.from({ length: engines }, (_, index) => `engine-${index}`);
}

function configurationOf(there: readonly string[]): Configuration {
  return { engines: there.map((alias) => ({ alias })) } as unknown as Configuration;
}

function looksFor(engines: number, rules: number): number {
  const count = { looks: 0 };
  const coverage = Array.from({ length: rules }, (_, index) => ({
    rule: `C${index}`,
    name: 'some-rule',
    ran: counted(aliasesOf(engines), count),
    skipped: [],
  }));
  expect(ranEverywhere(coverage, configurationOf(aliasesOf(engines))).size).toBe(rules);
  return count.looks;
}

describe('which rules looked at every engine', () => {
  it.each([
    ['ran at all of them', ['a', 'b'], true],
    ['ran at one that is not in the configuration any more, too', ['b', 'z', 'a'], true],
    ['ran at some of them', ['a'], false],
    ['ran nowhere', [], false],
  ])('tells of a rule that %s', (_, ran, is) => {
    const coverage = [{ rule: 'P305', name: 'some-rule', ran, skipped: [] }];
    expect(ranEverywhere(coverage, configurationOf(['a', 'b'])).has('P305')).toBe(is);
  });

  it('does not tell of one that skipped something, in whichever of its rows', () => {
    const whole = { rule: 'P305', name: 'some-rule', ran: ['a', 'b'], skipped: [] };
    const partly = { ...whole, skipped: [{ engines: ['b'], because: 'no answer' }] };
    for (const coverage of [[partly], [whole, partly], [{ ...whole, ran: ['a'] }, whole]])
      expect([...ranEverywhere(coverage, configurationOf(['a', 'b']))]).toEqual([]);
    expect([...ranEverywhere([whole, whole], configurationOf(['a', 'b']))]).toEqual(['P305']);
  });

  it('looks at each engine of a rule a fixed number of times, however many engines there are', () => {
    expect(looksFor(400, 3)).toBeLessThanOrEqual(2 * looksFor(200, 3));
  });
});
