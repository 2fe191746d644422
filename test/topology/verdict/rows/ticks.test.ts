import { describe, expect, it } from 'vitest';
import type { TickDetail } from '../../../../src/probe/types.js';
import { known } from '../../../../src/core/observed.js';
import { Pair } from '../../../../src/topology/verdict/pair.js';
import { secondLooks } from '../../../../src/topology/verdict/second-look.js';
import { ticksToCompare } from '../../../../src/topology/verdict/rows/ticks.js';
import {
  at,
  definitions,
  meterRow,
  meters,
  telemetry,
  tickDetail,
  ticks,
} from '../../../helpers/readings.js';
import { answering, bare, judge } from '../../pairs.js';

const newest = at('10:00:00');

/** Of the first and the last row of a tick, in milliseconds after its second. */
type Stamps = readonly [first: number, last: number];
const ONE: Stamps = [471, 471];
const TWO: Stamps = [471, 918];

/** Rows of engines that were started in the same second, and what a closer look at their newest tick shows. */
function wrote(start: string | null, first: number, last: number, of = newest) {
  const tick: TickDetail = { from: of, to: of, first: of + first, last: of + last };
  return {
    meters: meters(ticks('09:00:00.2', [2, 3, 4])),
    ...(start !== null && { telemetry: telemetry({ dataCollectionStart: at(start) }) }),
    again: lookedAt([tick]),
  };
}

function lookedAt(looks: readonly TickDetail[]) {
  return { cleanupJobs: known([]), processDefinitions: definitions('process', []), ticks: looks };
}

const answered = (at2: string | null, ...phases: readonly string[]) => ({
  clockOffsetMs: 0,
  contactAt: at2 === null ? null : at(at2),
  meters: meters(phases.flatMap((phase) => ticks(phase, [1, 2, 3, 4, 5, 6, 7]))),
});

/** Two nodes that are always late by the same. */
const steady = (one: number, other: number) => Array.from({ length: 5 }, () => [one, other] as const);

/** How long each engine is given before it is looked at again. */
function waits(first: object, second: object): readonly number[] {
  return secondLooks([bare('a', first), bare('b', second)]).map(({ afterMs }) => afterMs);
}

describe('ticks that are equal by the second', () => {
  it('prove one database where both writers of one tick are equal to the millisecond', () => {
    const pair = [bare('a', wrote('09:00:00', 471, 918)), bare('b', wrote('09:00:00.5', 471, 918))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['meter-ticks-of-both-writers'],
    });
  });

  it('are two databases where the milliseconds differ', () => {
    const pair = [bare('a', wrote('09:00:00', 918, 918)), bare('b', wrote('09:00:00.5', 871, 871))] as const;
    expect(answering(...pair)).toEqual(['meter-ticks-differ-in-milliseconds']);
    expect(judge(...pair).verdict).not.toBe('shared');
  });

  it('say nothing where one writer is all there is: two copies may meet in one millisecond', () => {
    const pair = [bare('a', wrote('09:00:00', 918, 918)), bare('b', wrote('09:00:00.5', 918, 918))] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('say nothing where the closer look was at different ticks', () => {
    const other = wrote('09:00:00.5', 471, 918, newest - 900_000);
    expect(answering(bare('a', wrote('09:00:00', 471, 918)), bare('b', other))).toEqual([]);
  });

  it('say nothing where the tick is not that of the two', () => {
    const pair = [bare('a', wrote('09:00:00', 471, 918)), bare('b', wrote('09:07:00', 471, 918))] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('make one database likely for users who do not see the starts, where two ticks in a row have both writers', () => {
    expect(guess('10:10:00', TWO, TWO)).toMatchObject({
      verdict: 'shared',
      certainty: 'strong',
      rows: ['meter-rows-equal-for-hours'],
    });
    expect(guess('10:10:00', ONE, TWO, TWO).verdict).toBe('unknown');
    // The end of the window may cut a tick.
    expect(guess('10:00:02', ONE, TWO, TWO).verdict).toBe('shared');
    expect(guess('10:00:02', TWO, TWO).verdict).toBe('shared');
    // A node that still runs would have written since.
    expect(guess('10:40:00', TWO, TWO).verdict).toBe('unknown');
  });

  it.each([[[TWO]], [[TWO, ONE]], [[TWO, ONE, TWO]], [[ONE, TWO]]])(
    'may be one tick and what a node wrote when it was stopped: %j',
    (looks) => {
      for (const end of ['10:10:00', '10:00:02']) expect(guess(end, ...looks).verdict).toBe('unknown');
    },
  );
});

/** What users who do not see the starts are told where the newest ticks, the last at ten o'clock, have these stamps. */
function guess(end: string, ...looks: readonly Stamps[]) {
  const rows = { meters: meters(ticks('09:00:00.2', [2, 3, 4]), { end: at(end) }) };
  const asked = ticksToCompare(new Pair(bare('a', rows), bare('b', rows)));
  const again = lookedAt(
    looks.flatMap(([first, last], index) => {
      const span = asked[index];
      return span === undefined ? [] : [{ ...span, first: span.from + first, last: span.from + last }];
    }),
  );
  return judge(bare('a', { ...rows, again }), bare('b', { ...rows, again }));
}

describe('two nodes of one database', () => {
  const STARTED = at('09:00:00.4');
  /** How long after the whole interval each node writes, in milliseconds. */
  const LATE = [
    [100, 180],
    [100, 700],
    [700, 100],
  ] as const;

  it.each([1, 300, 900, 1_300, 1_700, 1_900, 2_000, 2_300, 4_000])(
    'are recognised when they were started %i ms apart',
    (apart) => {
      for (const late of LATE) {
        const starts = [STARTED, STARTED + apart] as const;
        const stamps = [2, 3, 4, 5].flatMap((n) =>
          starts.map((start, i) => start + n * 900_000 + (late[i] ?? 0)),
        );
        const rows = meters(stamps.map((stamp) => meterRow(stamp - (stamp % 1_000))));
        const [one, other] = starts.map((start) => ({
          meters: rows,
          telemetry: telemetry({ dataCollectionStart: start }),
        }));
        const spans = ticksToCompare(new Pair(bare('a', one), bare('b', other)));
        const again = lookedAt(spans.map((span) => tickDetail(span, stamps)));
        expect(judge(bare('a', { ...one, again }), bare('b', { ...other, again }))).toMatchObject({
          verdict: 'shared',
          certainty: 'proven',
        });
      }
    },
  );
});

describe('rows half an interval after each other', () => {
  const INTERVAL_MS = 900_000;

  /** Rows at these milliseconds after every half interval, first those of the one node, then those of the other. */
  function inTurn(
    late: readonly (readonly [number, number])[],
    starts: readonly [string, string] | null,
    { seen, contactAt = null }: { seen?: (tick: number) => boolean; contactAt?: number | null } = {},
  ) {
    const stamps = late.flatMap(([one, other], n) => {
      const from = at('08:00:00') + n * INTERVAL_MS;
      return [from + one, from + INTERVAL_MS / 2 + other];
    });
    const rows = stamps.map((stamp) => meterRow(stamp));
    const end = Math.max(...stamps) + 60_000;
    const [first, second] = [0, 1].map((side) => ({
      clockOffsetMs: 0,
      contactAt,
      meters: meters(rows, { intervalSeconds: 450, end }),
      ...(starts !== null && { telemetry: telemetry({ dataCollectionStart: at(starts[side] ?? '') }) }),
    }));
    const spans = ticksToCompare(new Pair(bare('a', first), bare('b', second)));
    const looks = rows.map(({ instant }) => tickDetail({ from: instant, to: instant }, stamps));
    const chosen = seen ?? ((tick: number) => spans.some(({ from }) => from === looks[tick]?.from));
    const again = lookedAt(looks.filter((_, tick) => chosen(tick)));
    return [bare('a', { ...first, again }), bare('b', { ...second, again })] as const;
  }

  it('were written by two nodes where they are late by turns', () => {
    const starts = ['07:00:00', '07:07:30.3'] as const;
    expect(judge(...inTurn(steady(210, 520), starts))).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['meter-ticks-of-both-writers'],
    });
    expect(judge(...inTurn(steady(210, 520), null))).toMatchObject({
      verdict: 'shared',
      certainty: 'strong',
      rows: ['meter-rows-equal-for-hours'],
    });
  });

  it('may have been written by one that is always late by the same', () => {
    for (const pair of [inTurn(steady(210, 240), null), inTurn(steady(210, 210), null)]) {
      expect(judge(...pair).verdict).toBe('unknown');
    }
  });

  it('may have been written by one that is late now and then', () => {
    const late = [110, 640, 380, 150, 505].map((each, n) => [each, n % 2 === 0 ? 420 : 130] as const);
    expect(judge(...inTurn(late, null)).verdict).toBe('unknown');
    expect(judge(...inTurn(late, ['07:00:00', '07:07:30.3'])).verdict).toBe('unknown');
    const byTurns = [100, 160, 100, 160, 100].map((each) => [each, 400] as const);
    expect(judge(...inTurn(byTurns, null)).verdict).toBe('unknown');
  });

  it('were written by two where they are further from the half than any lateness', () => {
    const late = [110, 640, 380, 150, 505].map((each) => [each, 1_600 + (each % 90)] as const);
    expect(judge(...inTurn(late, null))).toMatchObject({ verdict: 'shared', certainty: 'strong' });
  });

  it('prove nothing where they are not those of the two', () => {
    const starts = ['07:00:00', '07:03:00'] as const;
    expect(answering(...inTurn(steady(210, 520), starts))).not.toContain('meter-ticks-of-both-writers');
  });

  it('prove nothing where they are older than both engines, or than their first answers', () => {
    const starts = ['09:30:00', '09:37:30.3'] as const;
    expect(answering(...inTurn(steady(210, 520), starts))).toEqual([]);
    const since = (contact: string) =>
      answering(...inTurn(steady(210, 520), null, { contactAt: at(contact) }));
    expect(since('08:00:00')).toEqual(['meter-ticks-of-both-writers', 'meter-rows-equal-for-hours']);
    expect(since('09:00:00')).toEqual(['meter-rows-equal-for-hours']);
  });

  it('prove nothing where some between them were not looked at', () => {
    const late = [...steady(210, 210), ...steady(210, 210)];
    const pair = inTurn(late, null, { seen: (tick) => tick % 3 > 0 });
    expect(answering(...pair)).toEqual([]);
  });
});

/** When the ticks begin that are looked at closer, where rows were written at these intervals after nine o'clock. */
function lookedAtOf(end: string, intervals: readonly number[]): readonly number[] {
  const one = { meters: meters(ticks('09:00:00.2', intervals), { end: at(end) }) };
  return ticksToCompare(new Pair(bare('a', one), bare('b', one))).map(({ from }) => from);
}

describe('a closer look', () => {
  const started = { telemetry: telemetry({ dataCollectionStart: at('09:00:00') }) };
  const rows = { meters: meters(ticks('09:00:00.2', [2, 3, 4])), ...started };

  it('is taken at the newest common tick, with all rows that stand close to it', () => {
    const close = {
      meters: meters([...ticks('09:00:00.2', [2, 3]), ...ticks('09:00:01.2', [2, 3])]),
      ...started,
    };
    expect(ticksToCompare(new Pair(bare('a', rows), bare('b', rows)))).toEqual([
      { from: newest, to: newest },
    ]);
    expect(ticksToCompare(new Pair(bare('a', close), bare('b', close)))).toEqual([
      { from: at('09:45:00'), to: at('09:45:01') },
    ]);
  });

  it('is taken at the tick before as well where the window may end between the rows of the newest', () => {
    const rowsOfTwo = [...ticks('09:00:00.2', [2, 3]), ...ticks('09:00:01.2', [2, 3])];
    const cut = (end: string) => {
      const one = {
        meters: meters(
          rowsOfTwo.filter(({ instant }) => instant < at(end)),
          { end: at(end) },
        ),
        ...started,
      };
      return ticksToCompare(new Pair(bare('a', one), bare('b', one)));
    };
    expect(cut('09:45:04')).toEqual([{ from: at('09:45:00'), to: at('09:45:01') }]);
    const before = { from: at('09:30:00'), to: at('09:30:01') };
    expect(cut('09:45:03')).toEqual([{ from: at('09:45:00'), to: at('09:45:01') }, before]);
    expect(cut('09:45:01')).toEqual([{ from: at('09:45:00'), to: at('09:45:00') }, before]);
  });

  it('is taken at one tick more where nobody tells the starts, if none is missing between them', () => {
    const [first, second, third] = ['09:30:00', '09:45:00', '10:00:00'].map(at);
    expect(lookedAtOf('10:10:00', [2, 3, 4])).toEqual([third, second]);
    expect(lookedAtOf('10:00:02', [2, 3, 4])).toEqual([third, second, first]);
    expect(lookedAtOf('10:00:02', [2, 4])).toEqual([third]);
    expect(lookedAtOf('10:00:02', [1, 3, 4])).toEqual([third, second]);
  });

  it('is not taken at what a node wrote that was stopped before the copy was made', () => {
    const stopped = [meterRow('09:00:03'), meterRow('09:00:04')];
    const one = { meters: meters([...stopped, meterRow('09:00:51')], { end: at('09:00:54') }) };
    expect(ticksToCompare(new Pair(bare('a', one), bare('b', one)))).toEqual([
      { from: at('09:00:51'), to: at('09:00:51') },
    ]);
  });

  it('is taken at what there is where no tick is whole', () => {
    const end = at('09:45:01');
    const one = { meters: meters(ticks('09:00:00.2', [3]), { end }) };
    expect(ticksToCompare(new Pair(bare('a', one), bare('b', one)))).toEqual([
      { from: at('09:45:00'), to: at('09:45:00') },
    ]);
  });

  it('is not taken at rows that are older than the engines', () => {
    const late = { ...rows, telemetry: telemetry({ dataCollectionStart: at('10:30:00') }) };
    expect(ticksToCompare(new Pair(bare('a', late), bare('b', late)))).toEqual([]);
  });

  it('waits for a replica to catch up only where a difference would count', () => {
    const one = { processDefinitions: definitions('process', [{ key: 'order', ids: ['order:1:4'] }]) };
    const none = { processDefinitions: definitions('process', []) };
    expect(waits(one, none)).toEqual([5_000, 5_000]);
    expect(waits(one, one)).toEqual([0, 0]);
  });
});

describe('meter-ticks-since-both-answered: rows made since both engines answered', () => {
  it('prove one database where they stand at two phases', () => {
    const both = ['08:00:00.2', '08:06:00.2'] as const;
    const pair = [
      bare('a', answered('08:10:00', ...both)),
      bare('b', answered('08:11:00', ...both)),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'shared', certainty: 'proven' });
    expect(answering(...pair)).toContain('meter-ticks-since-both-answered');
  });

  it('prove nothing at one phase, or before both have answered', () => {
    const one = answered('08:10:00', '08:00:00.2');
    expect(answering(bare('a', one), bare('b', one))).not.toContain('meter-ticks-since-both-answered');
    const late = answered('09:40:00', '08:00:00.2', '08:06:00.2');
    expect(answering(bare('a', late), bare('b', late))).not.toContain('meter-ticks-since-both-answered');
  });
});

/** How many, where both show the rows of one node at these intervals after its start, and these further ones. */
function lookedAtAgain(numbers: readonly number[], further: readonly string[] = []): number {
  const rows = meters([...ticks('07:00:00', numbers), ...further.map((time) => meterRow(time))]);
  return ticksToCompare(new Pair(bare('a', { meters: rows }), bare('b', { meters: rows }))).length;
}

describe('the ticks that are looked at again', () => {
  it('are many where two nodes may take turns, and the newest two otherwise', () => {
    expect(lookedAtAgain([1, 2, 3, 4, 5, 6, 7])).toBe(6);
    expect(lookedAtAgain([1, 2, 3, 4, 5])).toBe(2);
    // One of them has rows of two seconds, or one is missing.
    expect(lookedAtAgain([1, 2, 3, 4, 5, 6, 7], ['08:15:01.3'])).toBe(2);
    expect(lookedAtAgain([1, 2, 3, 5, 6, 7, 8])).toBe(2);
  });
});
