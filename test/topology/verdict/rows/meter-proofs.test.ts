import { describe, expect, it } from 'vitest';
import { at, range, meterRow, meters, telemetry, ticks } from '../../../helpers/readings.js';
import { answering, bare, judge } from '../../pairs.js';

const every = (start: string) => ticks(start, range(1, 14));

const wrote = (...phases: readonly string[]) => ({
  meters: meters(phases.flatMap((phase) => every(phase))),
});

const started = (start: string) => ({
  ...wrote('08:00:00'),
  telemetry: telemetry({ dataCollectionStart: at(start) }),
});

describe('meter-rows-equal-for-hours: meter rows that were equal for hours while nobody tells the starts', () => {
  it('make one database likely when two nodes wrote them', () => {
    const rows = wrote('08:00:00', '08:06:00');
    expect(judge(bare('eu', rows), bare('us', rows))).toMatchObject({
      verdict: 'shared',
      certainty: 'strong',
      rows: ['meter-rows-equal-for-hours'],
    });
  });

  it('are no more than a guess when one node may have written them all', () => {
    const rows = wrote('08:00:00');
    expect(judge(bare('eu', rows), bare('us', rows))).toMatchObject({ verdict: 'shared', certainty: 'weak' });
  });

  it('take what a node wrote when it was stopped and started for one node still', () => {
    const rows = [
      ...ticks('06:00:00', range(1, 15)),
      meterRow('09:51:10'),
      ...ticks('09:52:00', [1, 2, 3, 4, 5, 6]),
    ];
    const restarted = { meters: meters(rows, { end: at('10:20:00') }) };
    const pair = [bare('eu', restarted), bare('us', restarted)] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'shared', certainty: 'weak' });
  });

  it('say nothing about less than three hours', () => {
    const rows = { meters: meters(ticks('08:30:00', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])) };
    expect(answering(bare('eu', rows), bare('us', rows))).toEqual([]);
  });

  it('say nothing when the newest of them is old: a copy may have been made since', () => {
    const rows = { meters: meters([...ticks('05:40:00', range(1, 14)), ...ticks('05:46:00', range(1, 14))]) };
    expect(answering(bare('eu', rows), bare('us', rows))).toEqual([]);
  });

  it('say nothing where the starts are known', () => {
    expect(answering(bare('eu', started('08:00:00')), bare('us', started('08:00:00.5')))).toEqual([]);
  });
});
