import { describe, expect, it } from 'vitest';
import { parseEngineDate } from '../../src/probe/dates.js';
import { textOf } from '../../src/probe/keep.js';
import { reportingInterval, safetyMarginMs } from '../../src/probe/reporting-interval.js';
import { rawAnswers } from '../helpers/real-answers.js';

/** Seconds, newest first, as instants. */
function at(...seconds: readonly number[]): number[] {
  return seconds.map((second) => (100_000 + second) * 1000);
}

describe('how often nodes write their meters', () => {
  it('is the spacing of the rows of one node', () => {
    expect(reportingInterval(at(2700, 1800, 900, 0))).toEqual({ seconds: 900, learned: true });
  });

  it('is not misled by a row that fell into the next second', () => {
    expect(reportingInterval(at(80, 61, 40, 20)).seconds).toBe(20);
    expect(reportingInterval(at(80, 60, 41, 21)).seconds).toBe(20);
  });

  it('is told for two nodes by every second row', () => {
    expect(reportingInterval(at(65, 60, 45, 40, 25, 20, 5, 0))).toEqual({ seconds: 20, learned: true });
  });

  it('is told for two nodes that take turns nearly evenly', () => {
    expect(reportingInterval(at(69, 60, 49, 40, 29, 20, 9, 0)).seconds).toBe(20);
  });

  it('is told for two nodes that write in the same seconds, or in the next', () => {
    expect(reportingInterval(at(60, 51, 50, 40, 31, 30, 20, 10, 1, 0))).toEqual({
      seconds: 10,
      learned: true,
    });
    expect(reportingInterval(at(51, 50, 40, 31, 20, 11, 10, 0)).seconds).toBe(10);
  });

  it('is told after a restart by the newest rows', () => {
    expect(reportingInterval(at(107, 87, 67, 47, 13, 3, -17, -37, -57, -77, -97, -117))).toEqual({
      seconds: 20,
      learned: true,
    });
  });

  it('is the default where there are too few rows, or no order in them', () => {
    expect(reportingInterval([])).toEqual({ seconds: 900, learned: false });
    expect(reportingInterval(at(900, 0))).toEqual({ seconds: 900, learned: false });
    expect(reportingInterval(at(700, 691, 590, 402, 377, 10))).toEqual({ seconds: 900, learned: false });
  });

  it('is read from rows of real engines', () => {
    expect(reportingInterval(instantsOf('camunda-7.24.0/shared-A'))).toEqual({ seconds: 30, learned: true });
  });
});

describe('the end of the window', () => {
  it('lies 20 minutes back with the default interval', () => {
    expect(safetyMarginMs({ seconds: 900, learned: false })).toBe(20 * 60_000);
  });

  it('lies further back than one interval, whatever that is', () => {
    for (const seconds of [5, 20, 60, 300, 450, 900, 3600]) {
      expect(safetyMarginMs({ seconds, learned: true })).toBeGreaterThan(seconds * 1000);
    }
  });

  it('is safe for two nodes half an interval apart, which look like one with half of it', () => {
    const interval = reportingInterval(at(2250, 1800, 1350, 900, 450, 0));
    expect(interval.seconds).toBe(450);
    expect(safetyMarginMs(interval)).toBe(20 * 60_000);
  });
});

function instantsOf(name: string): number[] {
  const answer = rawAnswers(name).find(({ request }) => request.endsWith('attempt&interval=1'));
  const rows: unknown[] = Array.isArray(answer?.json) ? answer.json : [];
  return rows.flatMap((row) => parseEngineDate(textOf(row, 'timestamp') ?? '')?.instant ?? []);
}
