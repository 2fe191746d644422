import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchemaLogRow } from '../../../src/probe/types.js';
import { compareSchemaLogs, marksOfLog } from '../../../src/topology/fingerprints/schema-log.js';
import { isZoneGap } from '../../../src/topology/fingerprints/zones.js';
import { at } from '../../helpers/readings.js';

const HOUR_MS = 3_600_000;
const NINE = at('09:00:00.123');

describe('two schema logs', () => {
  it('are equal where all times are, and the same rows where the ids differ are none', () => {
    expect(compareSchemaLogs(log([NINE]), log([NINE]))).toMatchObject({
      relation: 'equal',
      commonRows: 1,
      zoneOffsetMs: 0,
    });
    const renamed = log([NINE]).map((each) => ({ ...each, id: 'other' }));
    expect(compareSchemaLogs(log([NINE]), renamed)).toMatchObject({ relation: 'unrelated', commonRows: 0 });
  });

  it('are equal where all clocks of one are whole quarter hours behind', () => {
    const [one, other] = [log([NINE, NINE + 5]), log([NINE + HOUR_MS, NINE + 5 + HOUR_MS])];
    expect(compareSchemaLogs(one, other)).toMatchObject({
      relation: 'equal',
      commonRows: 2,
      zoneOffsetMs: -HOUR_MS,
    });
  });

  it('are compared without an offset where both ways fit as well', () => {
    const [one, other] = [log([NINE, NINE + HOUR_MS]), log([NINE, NINE])];
    expect(compareSchemaLogs(one, other)).toMatchObject({
      relation: 'diverged',
      commonRows: 1,
      zoneOffsetMs: 0,
    });
  });

  it('have diverged where one has a row that the other has not, and say which', () => {
    const [one, other] = [log([NINE, NINE + 5]), log([NINE, NINE + 7])];
    expect(compareSchemaLogs(one, other)).toMatchObject({
      relation: 'diverged',
      onlyFirst: [shown(NINE + 5)],
      onlySecond: [shown(NINE + 7)],
    });
  });

  it('are equal by their moments where summer time changes the distance of their clocks', () => {
    const winter = { ...row(0, NINE), instant: NINE };
    const summer = { ...row(1, NINE + HOUR_MS), instant: NINE + 5 };
    const there = [winter, { ...summer, wallClock: NINE + 2 * HOUR_MS }];
    expect(compareSchemaLogs([{ ...winter, wallClock: NINE }, summer], there)).toMatchObject({
      relation: 'equal',
      commonRows: 2,
    });
  });

  describe('with times in a form of the application', () => {
    const unread = { ...row(0, NINE), wallClock: null, instant: null, timestamp: 'the 28th, at nine' };

    it('are equal where the texts are', () => {
      expect(compareSchemaLogs([unread], [{ ...unread }])).toMatchObject({ relation: 'equal' });
    });

    it.each<[string, SchemaLogRow[], SchemaLogRow[]]>([
      ['in the one', [unread], log([NINE])],
      ['in the other', log([NINE]), [unread]],
      ['in a single row', [row(0, NINE), { ...unread, id: '1' }], log([NINE, NINE + 5])],
      ['in both', [unread], [{ ...unread, timestamp: 'the 29th' }]],
    ])('%s prove nothing where they differ', (_, one, other) => {
      expect(compareSchemaLogs(one, other).relation).toBe('unreadable');
    });

    it('leave the offset to the rows that can be read', () => {
      const one = [unread, row(1, NINE)];
      const other = [{ ...unread }, row(1, NINE + HOUR_MS)];
      expect(compareSchemaLogs(one, other)).toMatchObject({ relation: 'equal', zoneOffsetMs: -HOUR_MS });
    });
  });

  it.each<[string, readonly number[], readonly number[], boolean]>([
    ['one row in whole seconds', [at('09:00:00')], [at('09:00:00')], true],
    ['one row with fractions', [NINE], [NINE], false],
    ['two rows in whole seconds', [at('09:00:00'), at('09:00:01')], [at('09:00:00'), at('09:00:01')], false],
    ['none', [at('09:00:00')], [at('09:00:01')], false],
  ])('that have %s in common may have it by chance: %4$s', (_, one, other, possible) => {
    expect(compareSchemaLogs(log(one), log(other)).coincidencePossible).toBe(possible);
  });
});

describe('marks of schema logs', () => {
  const MINUTE_MS = 60_000;

  const logOf = (rows: readonly (readonly [number, number, number])[]): SchemaLogRow[] =>
    rows.map(([id, instant, zone]) => ({ ...row(id, instant), wallClock: instant + zone * MINUTE_MS }));

  it('meet where the logs have any row in common', () => {
    // Few times and zones, so that some meet: as written, by one distance of their clocks, or by their moments alone.
    const time = fc.integer({ min: -3, max: 3 }).map((step) => step * 7 * MINUTE_MS - 1);
    const some = fc.array(
      fc.tuple(fc.constantFrom(0, 1, 2), time, fc.constantFrom(0, 7, 15, 60, -90, 1_560)),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [first, second] = [logOf(one), logOf(other)];
        fc.pre(compareSchemaLogs(first, second).commonRows > 0);
        const marks = new Set(marksOfLog(first));
        expect(marksOfLog(second)?.some((mark) => marks.has(mark))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('are few in common where the logs have nothing in common', () => {
    const marks = new Set(marksOfLog(log([NINE])));
    expect(marksOfLog(log([NINE + 1]))?.filter((mark) => marks.has(mark))).toEqual([]);
  });

  it.each([
    ['without rows', []],
    ['with a time that cannot be read', [row(0, NINE), { ...row(1, NINE), wallClock: null, instant: null }]],
  ])('are none of a log %s', (_, rows) => {
    expect(marksOfLog(rows)).toBeNull();
  });
});

describe('two clocks', () => {
  it.each([
    [0, true],
    [900_000, true],
    [-900_000, true],
    [900_001, false],
    [26 * HOUR_MS, true],
    [26 * HOUR_MS + 900_000, false],
    [-26 * HOUR_MS - 900_000, false],
  ])('%i ms apart can be those of two time zones: %s', (gapMs, can) => {
    expect(isZoneGap(gapMs)).toBe(can);
  });
});

function log(times: readonly number[]): SchemaLogRow[] {
  return times.map((time, index) => row(index, time));
}

function row(id: number, time: number): SchemaLogRow {
  return { id: String(id), version: '7.24.0', instant: time, wallClock: time, timestamp: shown(time) };
}

function shown(time: number): string {
  return new Date(time).toISOString();
}
