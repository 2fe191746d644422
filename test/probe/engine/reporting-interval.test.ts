import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEngineDate } from '../../../src/probe/engine/dates.js';
import { textOf } from '../../../src/probe/http/answer/kept-fields.js';
import { reportingInterval, safetyMarginMs } from '../../../src/probe/engine/reporting-interval.js';
import { hashOf, range } from '../../helpers/readings.js';
import { rawAnswers } from '../../helpers/real-answers.js';

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

  it('is told for two nodes that take turns nearly evenly, once there are many rows', () => {
    expect(reportingInterval(at(69, 60, 49, 40, 29, 20, 9, 0)).seconds).toBe(10);
    const many = [0, 9, 20, 29, 40, 49, 60, 69, 80, 89, 100, 109, 120, 129, 140, 149];
    expect(reportingInterval(at(...many.toReversed())).seconds).toBe(20);
    expect(reportingInterval(at(109, 100, 89, 80, 69, 60, 49, 40, 29, 20, 9, 0)).seconds).toBe(20);
    expect(reportingInterval(at(72, 60, 52, 40, 32, 20, 12, 0)).seconds).toBe(20);
  });

  it('is told for two nodes whose rows are a second apart at one time, and two at another', () => {
    expect(reportingInterval(at(52, 51, 42, 40, 32, 31, 22, 20, 12, 11, 2, 0))).toEqual({
      seconds: 10,
      learned: true,
    });
  });

  it('is told for more nodes than two', () => {
    const phases = [0, 3, 130, 400, 402, 770];
    const rows = [0, 1, 2, 3, 4].flatMap((n) => phases.map((phase) => n * 900 + phase)).toReversed();
    expect(reportingInterval(at(...rows))).toEqual({ seconds: 900, learned: true });
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

  it('is not misled by a row that came seconds too late, as a busy machine lets a real node write now and then', () => {
    // Camunda 7.22.0, two nodes that write in the same second every ten seconds.
    const rows = [50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200, 210, 212, 220];
    const later = [230, 240, 250, 260, 270, 280, 290, 300, 310, 320];
    for (let newest = 0; newest <= later.length; newest += 1) {
      const seen = [...rows, ...later.slice(0, newest)];
      expect(reportingInterval(at(...seen.toReversed()))).toEqual({ seconds: 10, learned: true });
    }
    expect(reportingInterval(at(...rows.slice(0, -1).toReversed())).seconds).toBe(10);
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

describe('any few nodes', () => {
  const nodes = fc.array(
    fc.record({ phase: fc.double({ min: 0, max: 1, noNaN: true }), late: fc.nat(500) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  const interval = fc.constantFrom(10, 15, 60, 300, 900);

  it('write at least once between the end of the window and now', () => {
    fc.assert(
      fc.property(nodes, interval, fc.integer({ min: 3, max: 20 }), fc.nat(), (all, seconds, rows, seed) => {
        const learned = reportingInterval(written(all, seconds, rows, seed));
        expect(safetyMarginMs(learned)).toBeGreaterThan(seconds * 1000);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tell their interval by five rows of each, or a part of it where they take turns', () => {
    fc.assert(
      fc.property(nodes, interval, fc.integer({ min: 5, max: 20 }), fc.nat(), (all, seconds, rows, seed) => {
        const learned = reportingInterval(written(all, seconds, rows, seed));
        expect(learned.learned).toBe(true);
        const parts = [1, 2, 3, 4].map((turns) => Math.abs(learned.seconds - seconds / turns));
        expect(Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The newest rows of each node, up to two tenths of a second later at some of them, newest first and once each. */
function written(
  all: readonly { readonly phase: number; readonly late: number }[],
  seconds: number,
  rows: number,
  seed: number,
): readonly number[] {
  const stamps = all.flatMap(({ phase, late }, node) =>
    range(1, rows).map((n) => (n + phase) * seconds * 1000 + late + (hashOf(`${seed} ${node} ${n}`) % 200)),
  );
  const whole = stamps.map((stamp) => Math.floor(stamp / 1000) * 1000);
  return [...new Set(whole)].toSorted((a, b) => b - a);
}

function instantsOf(name: string): number[] {
  const answer = rawAnswers(name).find(({ request }) => request.endsWith('attempt&interval=1'));
  const rows: unknown[] = Array.isArray(answer?.json) ? answer.json : [];
  return rows.flatMap((row) => parseEngineDate(textOf(row, 'timestamp') ?? '')?.instant ?? []);
}
