import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/core/observed.js';
import {
  at,
  cleanupJob,
  meterRow,
  meters,
  telemetry,
  ticks,
  timeUuid,
  uuid,
} from '../../../helpers/readings.js';
import { answering, bare, deployed, judge, secondLook } from '../../pairs.js';

const JOB = 'adf5f765-e6f5-11f1-8e6d-02fc00000001';

const made = (instant: number, start: number, changes = {}) => ({
  telemetry: telemetry({ dataCollectionStart: start }),
  processDefinitions: deployed([`order:1:${timeUuid(instant)}`]),
  ...changes,
});

const counted = (start: number) => ({
  telemetry: telemetry({ dataCollectionStart: start }),
  processDefinitions: deployed(['order:1:4', `order:2:${uuid(7)}`]),
});

const wrote = (start: string, ...phases: readonly string[]) => ({
  telemetry: telemetry({ dataCollectionStart: at(start) }),
  meters: meters(phases.flatMap((phase) => ticks(phase, [1, 2, 3]))),
});

const started = (start: string) => ({
  telemetry: telemetry({ dataCollectionStart: at(start) }),
  meters: meters(ticks('09:00:00.2', [2, 3, 4])),
});

const due = (dueDate: string, id = JOB) =>
  cleanupJob({ id, createTime: '2026-11-23T04:23:48.515+0000', dueDate });

const moved = (before: string, after: string, changes = {}) => ({
  cleanupJobs: known([due(before)]),
  ...secondLook([due(after)]),
  ...changes,
});

const due1205 = (start: string) => ({
  telemetry: telemetry({ dataCollectionStart: Date.parse(start) }),
  cleanupJobs: known([due('2026-11-23T12:05:12.614+0000')]),
});

const shown = (dueDate: string, start: string) => ({
  telemetry: telemetry({ dataCollectionStart: at(start) }),
  cleanupJobs: known([due(dueDate)]),
});

describe('definition-made-since-both-started: a definition made after both engines had started', () => {
  const [early, late] = [at('09:00:00'), at('09:30:00')];

  it('proves one database when both show it', () => {
    const instant = at('09:40:00');
    const pair = [bare('eu', made(instant, early)), bare('us', made(instant, late))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['definition-made-since-both-started'],
    });
  });

  it('proves nothing when it is older than one of the starts', () => {
    const instant = at('09:29:00');
    const pair = [bare('eu', made(instant, early)), bare('us', made(instant, late))] as const;
    expect(answering(...pair)).toEqual([]);
    expect(judge(...pair)).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
      sameOrigin: true,
    });
  });

  it('proves nothing while a clock may be wrong by as much', () => {
    const instant = late + 119_000;
    expect(answering(bare('eu', made(instant, early)), bare('us', made(instant, late)))).toEqual([]);
    const skewed = { clockOffsetMs: 600_000 };
    const later = at('09:40:00');
    const pair = [bare('eu', made(later, early, skewed)), bare('us', made(later, late))] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('proves nothing where an engine does not tell what its clock shows', () => {
    const instant = at('09:40:00');
    const pair = [
      bare('eu', made(instant, early, { clockOffsetMs: null })),
      bare('us', made(instant, late)),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('proves nothing when only one shows it', () => {
    const pair = [bare('eu', made(at('09:40:00'), early)), bare('us', made(at('09:41:00'), late))] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('proves nothing by ids of a database counter or by random ones', () => {
    expect(answering(bare('eu', counted(early)), bare('us', counted(late)))).toEqual([]);
  });
});

describe('meter-ticks-at-both-phases: meter rows at the phases of both nodes', () => {
  it('prove one database when each node shows two ticks of the other', () => {
    const phases = ['09:00:00.4', '09:06:00.1'];
    const pair = [
      bare('eu', wrote('09:00:00.4', ...phases)),
      bare('us', wrote('09:06:00.1', ...phases)),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['meter-ticks-at-both-phases'],
    });
  });

  it.each([
    ['one of them', ['09:50:10'], []],
    ['each', ['09:50:10'], ['09:50:20']],
  ])('prove nothing once %s shows a row that the other does not', (_, ofFirst, ofSecond) => {
    const phases = ['09:00:00.4', '09:06:00.1'] as const;
    const [eu, us] = [ofFirst, ofSecond].map((own, index) => ({
      ...wrote(phases[index] ?? ''),
      meters: meters([
        ...phases.flatMap((phase) => ticks(phase, [1, 2, 3])),
        ...own.map((time) => meterRow(time)),
      ]),
    }));
    expect(answering(bare('eu', eu), bare('us', us))).toEqual(['meter-rows-differ']);
  });

  it('prove nothing about two copies started in the same second, however equal their rows', () => {
    const pair = [
      bare('eu', wrote('09:00:00.2', '09:00:00.2')),
      bare('us', wrote('09:00:00.7', '09:00:00.2')),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('prove nothing about copies started a whole interval apart', () => {
    expect(answering(bare('eu', started('09:00:00.2')), bare('us', started('09:15:00.7')))).toEqual([]);
  });

  it('prove nothing about such copies when their rows seem to be two intervals apart', () => {
    const misread = { meters: meters(ticks('09:00:00.2', [2, 3, 4, 5, 6, 7]), { intervalSeconds: 1800 }) };
    const pair = [
      bare('eu', { ...started('09:00:00.2'), ...misread }),
      bare('us', { ...started('09:15:00.7'), ...misread }),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('prove nothing while one of the nodes has written less than two', () => {
    const phases = ['09:00:00.4', '10:40:00.1'];
    const pair = [
      bare('eu', wrote('09:00:00.4', ...phases)),
      bare('us', wrote('11:00:00.1', ...phases)),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('do not count what is older than both starts', () => {
    const phases = ['07:00:00.4', '07:06:00.1'];
    const pair = [
      bare('eu', wrote('09:00:00.4', ...phases)),
      bare('us', wrote('09:06:00.1', ...phases)),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('prove nothing where the two engines seem to write at different intervals', () => {
    const phases = ['09:00:00.4', '09:06:00.1'];
    const other = {
      meters: meters(
        phases.flatMap((phase) => ticks(phase, [1, 2, 3])),
        { intervalSeconds: 300 },
      ),
    };
    const pair = [
      bare('eu', wrote('09:00:00.4', ...phases)),
      bare('us', { ...wrote('09:06:00.1'), ...other }),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });
});

describe('cleanup-due-date-moved: the due date of a clean-up job', () => {
  it('proves one database when it moved on both and is equal to the millisecond', () => {
    const jobs = moved('2026-11-23T11:59:42.530+0000', '2026-11-23T12:05:12.614+0000');
    expect(judge(bare('eu', jobs), bare('us', jobs))).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['cleanup-due-date-moved'],
    });
  });

  it('proves one database too when no zone explains why it lies that long after both starts', () => {
    const pair = [
      bare('eu', due1205('2026-11-22T08:50:00Z')),
      bare('us', due1205('2026-11-22T09:00:00Z')),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'shared',
      certainty: 'proven',
      rows: ['cleanup-due-date-moved'],
    });
    const young = [
      bare('eu', due1205('2026-11-22T08:50:00Z')),
      bare('us', due1205('2026-11-22T09:10:00Z')),
    ] as const;
    expect(answering(...young)).toEqual([]);
  });

  it('proves nothing while it stood still', () => {
    const jobs = moved('2026-11-23T11:59:42.530+0000', '2026-11-23T11:59:42.530+0000');
    expect(answering(bare('eu', jobs), bare('us', jobs))).toEqual([]);
  });

  it('proves nothing when it moved to different milliseconds, as on two copies', () => {
    const pair = ['530', '587'].map((millisecond) =>
      moved('2026-11-23T11:50:00.111+0000', `2026-11-23T12:05:42.${millisecond}+0000`),
    );
    expect(answering(bare('eu', pair[0]), bare('us', pair[1]))).toEqual([]);
  });

  it('proves nothing at the start of the clean-up window, where the dates of copies meet', () => {
    const jobs = moved('2026-11-23T11:59:42.530+0000', '2026-11-24T00:01:00.000+0000');
    expect(answering(bare('eu', jobs), bare('us', jobs))).toEqual([]);
  });

  it('proves nothing when a zone puts the date long after the starts', () => {
    const pair = [
      bare('eu', shown('2026-11-23T11:50:00.123-0800', '11:40:00')),
      bare('us', shown('2026-11-23T11:50:00.123-0800', '09:00:00')),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'unknown', rows: ['one-origin-nothing-newer'] });
  });
});
