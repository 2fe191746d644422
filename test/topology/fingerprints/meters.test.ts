import { describe, expect, it } from 'vitest';
import type { MeterReading, MeterRow } from '../../../src/probe/types.js';
import {
  compareMeters,
  phasesApart,
  phasesTogether,
  standsAtPhase,
} from '../../../src/topology/fingerprints/meters.js';
import { at } from '../../helpers/readings.js';

const QUARTER_HOUR_MS = 900_000;
const START = at('09:01:40');

describe('the rows of two engines', () => {
  it('are compared from the first second of the window, and up to its end without the end itself', () => {
    const [first, second] = [reading([0, 50, 100]), reading([0, 50, 100])];
    expect(compareMeters(first, second).common.map(secondsOf)).toEqual([50, 0]);
  });

  it('are compared in what both windows hold', () => {
    const compared = compareMeters(reading([10, 30, 70]), {
      ...reading([30, 70]),
      start: START + 20_000,
      end: START + 60_000,
    });
    expect([compared.start, compared.end]).toEqual([START + 20_000, START + 60_000]);
    expect([compared.first, compared.second, compared.common].map((rows) => rows.map(secondsOf))).toEqual([
      [30],
      [30],
      [30],
    ]);
  });

  it('are compared from the oldest row of an answer that was cut', () => {
    const cut = { ...reading([40, 60]), truncated: true };
    const { start, onlySecond } = compareMeters(cut, reading([20, 40, 60]));
    expect(start).toBe(START + 40_000);
    expect(onlySecond).toEqual([]);
  });

  it('are not compared at all where a cut answer holds none', () => {
    const { start, end } = compareMeters({ ...reading([]), truncated: true }, reading([20]));
    expect(start).toBe(end);
  });

  it.each<[string, Partial<MeterRow>]>([
    ['another second', { instant: START + 31_000 }],
    ['another reporter', { reporter: 'other' }],
    ['another value', { value: 8 }],
  ])('are two with %s', (_, differs) => {
    const other = { ...reading([]), rows: [{ ...row(30), ...differs }] };
    const { common, onlyFirst, onlySecond } = compareMeters(reading([30]), other);
    expect([common.length, onlyFirst.length, onlySecond.length]).toEqual([0, 1, 1]);
  });
});

describe('a row stands where a node writes it', () => {
  it.each([
    [-1_001, false],
    [-1_000, true],
    [0, true],
    [1_500, true],
    [1_501, false],
  ])('%i ms beside a multiple of the interval: %s', (beside, stands) => {
    const instant = START + 7 * QUARTER_HOUR_MS + beside;
    expect(standsAtPhase({ ...row(0), instant }, START, QUARTER_HOUR_MS)).toBe(stands);
  });
});

describe('two nodes', () => {
  it.each([
    [1_999, false],
    [2_000, true],
    [QUARTER_HOUR_MS - 2_000, true],
    [QUARTER_HOUR_MS - 1_999, false],
    [3 * QUARTER_HOUR_MS + 1_000, false],
  ])('that started %i ms after each other can be told apart by their ticks: %s', (after, apart) => {
    expect(phasesApart(START + after, START, QUARTER_HOUR_MS)).toBe(apart);
    expect(phasesApart(START, START + after, QUARTER_HOUR_MS)).toBe(apart);
  });

  it('cannot, where they tick together by default and the interval that was learned is a multiple of it', () => {
    expect(phasesApart(START + QUARTER_HOUR_MS, START, 2 * QUARTER_HOUR_MS)).toBe(false);
    // No multiple: what engines do by default says nothing of them.
    expect(phasesApart(START + QUARTER_HOUR_MS, START, 1_300_000)).toBe(true);
  });

  it('are compared by the smaller of the intervals that their rows taught', () => {
    const [often, seldom] = [
      { ...reading([]), intervalSeconds: 60 },
      { ...reading([]), intervalSeconds: 120 },
    ];
    expect(compareMeters(often, seldom).intervalMs).toBe(60_000);
    expect(compareMeters(seldom, often).intervalMs).toBe(60_000);
  });
});

describe('the phases of the newest interval', () => {
  it.each<[string, readonly number[], number]>([
    ['none without rows', [], 1],
    ['one of a node that goes on', [0, 60, 120], 1],
    ['two of two nodes', [0, 20, 60, 80, 120, 140], 2],
    ['one where rows of one tick stand in two seconds', [0, 1, 60, 61, 120, 121], 1],
    ['two where two nodes tick two seconds apart', [0, 2, 60, 62, 120, 122], 2],
    ['one where a node was stopped and started in between', [0, 60, 90, 150], 1],
    ['a second more or less is the same phase', [0, 20, 61, 79, 121, 140], 2],
    ['what stands an interval before the newest is its own phase', [0, 2, 60, 62], 2],
  ])('%s: %j', (_, seconds, phases) => {
    expect(phasesTogether(seconds.map(row), 60_000)).toBe(phases);
    expect(phasesTogether(seconds.toReversed().map(row), 60_000)).toBe(phases);
  });
});

function row(seconds: number): MeterRow {
  return { instant: START + seconds * 1_000, reporter: 'node', value: 7 };
}

function secondsOf({ instant }: MeterRow): number {
  return (instant - START) / 1_000;
}

/** A window of 100 s. */
function reading(seconds: readonly number[]): MeterReading {
  return {
    name: 'job-acquisition-attempt',
    start: START,
    end: START + 100_000,
    intervalSeconds: 60,
    learned: true,
    rows: seconds.toReversed().map(row),
    truncated: false,
  };
}
