import { describe, expect, it } from 'vitest';
import { groupPairs, judgeDatabases } from '../../src/topology/databases.js';
import { pairKey } from '../../src/topology/pairs.js';
import type { PairVerdict, VerdictKind } from '../../src/topology/types.js';
import { needSecondLook, openPairs } from '../../src/topology/verdict/second-look.js';
import { ratioOf } from '../helpers/growth.js';
import {
  candidate,
  meters,
  range,
  schemaLog,
  telemetry,
  TELLS_NOTHING,
  ticks,
  uuid,
  zoned,
} from '../helpers/readings.js';

/** So many engines of which nothing is told by their schema logs. */
function judgeMany(count: number): void {
  const engines = range(1, count).map((number) =>
    candidate(`engine-${number}`, {
      schemaLog: TELLS_NOTHING.schemaLog,
      telemetry: telemetry({ installation: uuid(number % 20), dataCollectionStart: number * 7_777_777 }),
      meters: meters(ticks(number * 7_777, range(1, 200)), { truncated: true }),
    }),
  );
  expect(judgeDatabases(engines).pairs.size).toBe((count * (count - 1)) / 2);
}

describe('groupPairs', () => {
  it('puts engines of one database together, although not every pair of them was decided', () => {
    const { groups } = groupPairs('abc'.split(''), [
      pair('a', 'b', 'shared'),
      pair('b', 'c', 'shared', 'strong'),
      { ...pair('a', 'c', 'unknown'), sameOrigin: true },
    ]);
    expect(groups).toMatchObject([{ verdict: 'shared', certainty: 'strong', engines: ['a', 'b', 'c'] }]);
  });

  it('keeps a group that is one node apart from a group on one database', () => {
    const { groups } = groupPairs('abcde'.split(''), [
      pair('a', 'b', 'same-node'),
      pair('c', 'd', 'same-node'),
      pair('d', 'e', 'shared'),
    ]);
    expect(groups.map(({ verdict, engines }) => [verdict, engines.join('')])).toEqual([
      ['same-node', 'ab'],
      ['shared', 'cde'],
    ]);
  });

  it('shows a shared database and the copy of it as two groups', () => {
    const { groups } = groupPairs('abc'.split(''), [
      pair('a', 'b', 'shared'),
      pair('a', 'c', 'cloned'),
      pair('b', 'c', 'cloned', 'strong'),
    ]);
    expect(groups).toMatchObject([
      { verdict: 'shared', certainty: 'proven', engines: ['a', 'b'] },
      { verdict: 'cloned', certainty: 'strong', engines: ['a', 'b', 'c'] },
    ]);
  });

  it('believes nothing about a group whose members contradict each other', () => {
    const { groups } = groupPairs('abc'.split(''), [
      pair('a', 'b', 'shared'),
      pair('b', 'c', 'shared'),
      pair('a', 'c', 'cloned'),
    ]);
    expect(groups).toMatchObject([
      {
        verdict: 'unknown',
        certainty: 'weak',
        engines: ['a', 'b', 'c'],
        undecidedBecause: '"a" and "c" are cloned, although both share a database with others of the group',
      },
    ]);
  });

  it('tells of a large group what joined it, not what each of its thousands of pairs shows', () => {
    const aliases = Array.from({ length: 600 }, (_, index) => `e${index}`);
    const verdicts = aliases.flatMap((first, index) =>
      aliases.slice(index + 1).map((second) => ({
        ...pair(first, second, 'shared', first === 'e7' && second === 'e9' ? 'strong' : 'proven'),
        evidence: [{ kind: 'meter-rows', engines: [first, second], detail: '' }],
      })),
    );
    const [group, ...others] = groupPairs(aliases, verdicts).groups;
    expect(others).toEqual([]);
    expect(group).toMatchObject({ verdict: 'shared', certainty: 'strong', engines: aliases });
    expect(group?.evidence.map(({ engines }) => engines.join(' '))).toEqual(
      aliases.slice(1).map((alias) => `e0 ${alias}`),
    );
  });

  it('tells everything of a group of ten', () => {
    const aliases = 'abcdefghij'.split('');
    const verdicts = aliases.flatMap((first, index) =>
      aliases.slice(index + 1).map((second) => ({
        ...pair(first, second, 'shared'),
        evidence: [{ kind: 'meter-rows', engines: [first, second], detail: '' }],
      })),
    );
    expect(groupPairs(aliases, verdicts).groups[0]?.evidence).toHaveLength(45);
  });

  it('shows with many engines the two that contradict the others', () => {
    const aliases = Array.from({ length: 20 }, (_, index) => `e${index}`);
    const verdicts = aliases.flatMap((first, index) =>
      aliases.slice(index + 1).map((second) => ({
        ...pair(first, second, first === 'e4' && second === 'e5' ? 'distinct' : 'shared'),
        evidence: [{ kind: 'meter-rows', engines: [first, second], detail: '' }],
      })),
    );
    const [group] = groupPairs(aliases, verdicts).groups;
    expect(group?.undecidedBecause).toContain('"e4" and "e5" are distinct');
    expect(group?.evidence.map(({ engines }) => engines.join(' '))).toContain('e4 e5');
  });

  it('leaves undecided pairs of one origin open, and pairs of no known origin out', () => {
    const { groups } = groupPairs('abcd'.split(''), [
      { ...pair('a', 'b', 'unknown'), sameOrigin: true, undecidedBecause: 'nothing was written since' },
      pair('c', 'd', 'unknown'),
    ]);
    expect(groups).toMatchObject([
      { verdict: 'unknown', engines: ['a', 'b'], undecidedBecause: 'nothing was written since' },
    ]);
  });

  it('leaves distinct databases out', () => {
    expect(groupPairs(['a', 'b'], [pair('a', 'b', 'distinct')]).groups).toEqual([]);
  });

  it('finds a pair whichever engine is named first', () => {
    const { pairs } = groupPairs(['a', 'b'], [pair('b', 'a', 'shared')]);
    expect(pairs.get(pairKey('a', 'b'))?.verdict).toBe('shared');
  });

  it('keeps aliases apart that look like two in one', () => {
    expect(pairKey('a', 'b","c')).not.toBe(pairKey('a","b', 'c'));
  });
});

describe('judgeDatabases', () => {
  it('takes engines of which nothing is equal for databases of their own', () => {
    const { groups, pairs } = judgeDatabases([candidate('eu'), candidate('us'), candidate('asia')]);
    expect(groups).toEqual([]);
    expect([...pairs.values()].filter(({ verdict }) => verdict !== 'distinct')).toEqual([]);
  });

  it('compares who does not tell when its schema was made with everybody', () => {
    const silent = candidate('silent', { schemaLog: TELLS_NOTHING.schemaLog });
    const { pairs } = judgeDatabases([candidate('eu'), silent, candidate('us')]);
    expect([...pairs.keys()]).toEqual([pairKey('eu', 'silent'), pairKey('silent', 'us')]);
  });

  it('sees two engines of a group that have nothing in common', () => {
    const here = { base: 'http://one.example/engine-rest' };
    const made = schemaLog(zoned(1_000_000));
    const alike = {
      ...TELLS_NOTHING,
      schemaLog: made,
      telemetry: telemetry({ dataCollectionStart: 2_000_000 }),
    };
    const engines = [
      candidate('first', { schemaLog: schemaLog(zoned(7_777_777)) }, here),
      candidate('between', alike, here),
      candidate('last', alike),
    ];
    const { groups, pairs } = judgeDatabases(engines);
    expect([...pairs.values()].map(({ verdict }) => verdict)).toEqual(['same-node', 'distinct', 'same-node']);
    expect(groups).toMatchObject([{ verdict: 'unknown', engines: ['first', 'between', 'last'] }]);
    expect(groups[0]?.undecidedBecause).toContain('"first" and "last" are distinct');
  });

  it('compares those that were started at one moment, whatever else they say', () => {
    const starts = telemetry({ installation: null, dataCollectionStart: 1_000, startsSeen: [2_000] });
    const engines = [candidate('eu', { telemetry: starts }), candidate('us', { telemetry: starts })];
    expect(judgeDatabases(engines).groups).toMatchObject([{ verdict: 'same-node', engines: ['eu', 'us'] }]);
  });

  it('compares only those that have something in common, however many there are', () => {
    const count = 4_000;
    const engines = range(1, count).map((number) =>
      candidate(`engine-${number}`, { schemaLog: schemaLog(zoned(number * 1_000_003)) }),
    );
    expect(judgeDatabases(engines).pairs.size).toBeLessThan(count);
    expect(needSecondLook(engines).length).toBeLessThan(count);
  });

  it('pairs the many entries of one engine with its first, and finds what shares its database', () => {
    const count = 4_000;
    const here = { base: 'http://one.example/engine-rest', name: 'default' };
    const aliases = range(1, count).map((number) => `entry-${number}`);
    const starts = { telemetry: telemetry({ dataCollectionStart: 1_000, startsSeen: [2_000] }) };
    const engines = [...aliases.map((alias) => candidate(alias, starts, here)), candidate('by-name', starts)];
    const { groups, pairs } = judgeDatabases(engines);
    expect(groups).toMatchObject([{ verdict: 'same-node', engines: [...aliases, 'by-name'] }]);
    expect(pairs.get(pairKey('entry-1', `entry-${count}`))?.rows).toEqual(['same-address']);
    expect(pairs.size).toBeLessThan(2 * count);
    expect(openPairs(engines)).toEqual([]);
  });

  it('tells all pairs of ten entries of one engine', () => {
    const here = { base: 'http://one.example/engine-rest', name: 'default' };
    const engines = range(1, 10).map((number) => candidate(`entry-${number}`, {}, here));
    expect(judgeDatabases(engines).pairs.size).toBe(45);
  });

  it('judges sixty engines with work that grows like their pairs', async () => {
    // Of sixteen times as many pairs each may be judged once.
    expect(await ratioOf([() => judgeMany(15), () => judgeMany(60)], 16, 1)).toBeLessThan(48);
  });
});

function pair(
  first: string,
  second: string,
  verdict: VerdictKind,
  certainty: PairVerdict['certainty'] = 'proven',
): PairVerdict {
  return {
    engines: [first, second],
    verdict,
    certainty,
    rows: ['test'],
    offline: false,
    evidence: [],
    undecidedBecause: null,
    sameOrigin: verdict !== 'distinct' && verdict !== 'unknown',
  };
}
