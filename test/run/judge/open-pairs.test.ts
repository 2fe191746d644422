import { describe, expect, it } from 'vitest';
import { openPairs } from '../../../src/run/judge/open-pairs.js';
import T411 from '../../../src/rules/topology/T411-shared-database.js';
import { pairsAmong } from '../../../src/topology/pairs.js';
import { databasesOf } from '../../topology/landscape.js';

describe('pairs that nobody could decide', () => {
  it.each([4, 10])('are told one by one where there are few engines: %i', (count) => {
    expect(told(count).map(({ engines }) => engines.length)).toEqual(
      Array.from({ length: (count * (count - 1)) / 2 }, () => 2),
    );
  });

  it('are told in the length of the list of engines where there are many', () => {
    const skips = told(60);
    expect(skips.length).toBeLessThan(45 + 61);
    expect(new Set(skips.flatMap(({ engines }) => engines)).size).toBe(60);
    expect(skips.every(({ open }) => open === true)).toBe(true);
    expect(skips).toContainEqual({
      engines: ['e59'],
      because: 'one database or two? "e59" beside "e0" and 58 more: nobody knows',
      open: true,
    });
  });
});

function told(count: number) {
  const aliases = Array.from({ length: count }, (_, index) => `e${index}`);
  const distinct = pairsAmong(aliases).map(([first, second]) => [first, second, 'distinct'] as const);
  const { groups, pairs } = databasesOf(
    aliases.map((alias) => ({ alias })),
    distinct,
  );
  const undecided = new Map(
    Array.from(pairs, ([key, pair]) => [
      key,
      { ...pair, verdict: 'unknown' as const, sameOrigin: false, undecidedBecause: 'nobody knows' },
    ]),
  );
  const [coverage] = openPairs([T411], { groups, pairs: undecided });
  return coverage?.skipped ?? [];
}
