import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../src/core/observed.js';
import type { CleanupJob } from '../../../src/probe/types.js';
import {
  at,
  cleanupJob,
  meterRow,
  meters,
  range,
  schemaLog,
  telemetry,
  ticks,
  timeUuid,
  user,
  uuid,
} from '../../helpers/readings.js';
import { bare, deployed, judge } from '../pairs.js';

const INSTALLATION = '1e80799a-e2b1-4939-95c8-792d11f5af3b';
const OTHER_INSTALLATION = 'c2dabb54-d1d2-4469-81b6-ecab8624551d';
const JOB = 'adf5f765-e6f5-11f1-8e6d-02fc00000001';

const differ = (start: string) => ({ meters: meters(ticks(start, [1, 2, 3])) });

const job = (zone: string) => known([cleanupJob({ id: JOB, createTime: `2026-11-23T04:23:48.515${zone}` })]);

const createdAt = (time: string, installation: string) => ({
  schemaLog: schemaLog(time),
  telemetry: telemetry({ installation }),
});

const wrote = (value: number) => ({
  meters: meters([
    ...ticks('08:00:00', [1, 3], value),
    ...ticks('08:00:00', [2, 4]),
    ...ticks('08:00:00', [5], value),
  ]),
});

const tells = (start: string, installation: string) => ({
  meters: meters(ticks(start, [1, 2, 3])),
  telemetry: telemetry({ installation }),
});

const fork = (installation: string, rows: ReturnType<typeof ticks>) => ({
  version: known('1.1.0'),
  telemetry: telemetry({ installation, productVersion: '1.1.0' }),
  meters: meters(rows),
});

const origin = (start: number | null) => ({
  telemetry: telemetry({ installation: INSTALLATION, dataCollectionStart: start }),
});

const readable = (log: string) => ({ telemetry: telemetry(), schemaLog: schemaLog(log) });

const short = (id: string, log: string) => ({
  processDefinitions: deployed([id]),
  schemaLog: schemaLog(log),
  caller: known(user({ readAll: { ...user().readAll, processDefinition: false } })),
});

const made = (start: string, changes = {}) => ({
  telemetry: telemetry({ dataCollectionStart: at(start), ...changes }),
  processDefinitions: deployed([timeUuid(at('09:40:00'))]),
});

describe('one-origin: databases that are not one', () => {
  it('are a copy, for certain, when both show one UUID', () => {
    const shows = { processDefinitions: deployed([uuid(1)]) };
    const pair = [
      bare('eu', { ...differ('08:00:00'), ...shows }),
      bare('us', { ...differ('08:05:00'), ...shows }),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'cloned',
      certainty: 'proven',
      rows: ['meter-rows-differ', 'one-origin'],
      sameOrigin: true,
    });
  });

  it('are a copy, for certain, when two nodes wrote the rows that both inherited', () => {
    const inherited = [...ticks('06:00:00', range(1, 4)), ...ticks('06:05:00', range(1, 4))];
    const pair = ['08:00:00', '08:07:00'].map((start) => ({
      meters: meters([...inherited, ...ticks(start, range(1, 3))]),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'cloned',
      certainty: 'proven',
    });
  });

  it('are a copy when a clean-up job has one id and one creation, whatever the zone', () => {
    const pair = [
      bare('eu', { ...differ('08:00:00'), cleanupJobs: job('+0000') }),
      bare('us', { ...differ('08:05:00'), cleanupJobs: job('+0530') }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'cloned', certainty: 'strong' });
  });

  it('are a copy when a clean-up job has one UUID, whatever zone its creation is told in', () => {
    const moved = known([cleanupJob({ id: JOB, createTime: '2026-11-23T09:53:48.515+0530' })]);
    const pair = [
      bare('eu', { ...differ('08:00:00'), cleanupJobs: job('+0000') }),
      bare('us', { ...differ('08:05:00'), cleanupJobs: moved }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'cloned', certainty: 'strong' });
  });

  it('are a copy when one of several clean-up jobs is on both', () => {
    const [own, common, other] = [JOB.replace('adf5', 'bdf5'), JOB, JOB.replace('adf5', 'cdf5')].map((id) =>
      cleanupJob({ id, createTime: '2026-11-23T04:23:48.515+0000' }),
    ) as [CleanupJob, CleanupJob, CleanupJob];
    const pair = [
      bare('eu', { ...differ('08:00:00'), cleanupJobs: known([own, common]) }),
      bare('us', { ...differ('08:05:00'), cleanupJobs: known([common, other]) }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'cloned', certainty: 'strong' });
  });

  it('are a copy when both have rows older than both engines', () => {
    const pair = ['09:00:00', '09:07:00'].map((start) => ({
      meters: meters([...ticks('06:00:00', range(1, 5)), ...ticks(start, range(1, 3))]),
      telemetry: telemetry({ dataCollectionStart: at(start) }),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'cloned',
      certainty: 'strong',
    });
  });

  it('are a copy when the installation id is equal, although the product of one is unclear', () => {
    const installed = { telemetry: telemetry({ installation: INSTALLATION }) };
    const unclear = {
      telemetry: telemetry({ installation: INSTALLATION, productVersion: '1.1.0' }),
      version: known('1.1.0'),
    };
    const pair = [
      bare('eu', { ...differ('08:00:00'), ...installed }),
      bare('us', { ...differ('08:05:00'), ...unclear }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'cloned', certainty: 'strong' });
  });

  it('are not called a copy for a decimal id that any counter gives', () => {
    const counted = {
      processDefinitions: deployed(['order:1:4']),
      cleanupJobs: known([cleanupJob({ id: '1' })]),
    };
    const pair = [
      bare('eu', { ...differ('08:00:00'), ...counted }),
      bare('us', { ...differ('08:05:00'), ...counted }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'distinct', sameOrigin: false });
  });

  it('are not called a copy for one millisecond in which a script made both, where each has an id of its own', () => {
    const time = '2026-11-23T04:23:48.123+0000';
    const eu = bare('eu', { ...differ('08:00:00'), ...createdAt(time, uuid(1)) });
    const [other, copy] = [uuid(2), uuid(1)].map((id) =>
      bare('us', { ...differ('08:05:00'), ...createdAt(time, id) }),
    ) as [typeof eu, typeof eu];
    expect(judge(eu, other)).toMatchObject({ verdict: 'distinct', sameOrigin: false });
    expect(judge(eu, copy)).toMatchObject({ verdict: 'cloned' });
  });

  // As the engines of two pipelines on MariaDB answer, with ids from a counter, before there were installation ids.
  it('are not called a copy when one whole second of MySQL is all that both have, but may be one', () => {
    const log = { schemaLog: schemaLog('2026-11-23T04:23:48.000+0000') };
    const pair = [
      bare('eu', { ...differ('08:00:00'), ...log }),
      bare('us', { ...differ('08:05:00'), ...log }),
    ] as const;
    const verdict = judge(...pair);
    expect(verdict).toMatchObject({
      verdict: 'distinct',
      certainty: 'weak',
      rows: ['meter-rows-differ', 'origin-not-seen'],
      sameOrigin: true,
    });
    expect(verdict.undecidedBecause).toContain('made in the same second');
  });

  // As two schemas of one MariaDB answer that a script made in one second, before there were installation ids.
  it('are not called a copy by a guess when none of their definitions is the same', () => {
    const pair = [1, 2].map((which) => ({
      ...differ(`08:0${which}:00`),
      schemaLog: schemaLog('2026-11-27T04:36:52.000+0000'),
      processDefinitions: deployed([uuid(which)]),
      caller: known(user({ loggedIn: false })),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'distinct',
      certainty: 'weak',
      sameOrigin: false,
    });
  });

  it('are not called a copy by a guess when their installation ids differ', () => {
    const pair = [INSTALLATION, OTHER_INSTALLATION].map((installation) => ({
      telemetry: telemetry({ installation }),
      schemaLog: schemaLog('2026-11-23T04:23:48.000+0000'),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'distinct',
      certainty: 'weak',
      rows: ['installation-ids-differ', 'no-common-origin'],
      sameOrigin: false,
    });
  });

  it('are a copy by no more than a guess when one node wrote all that both have', () => {
    const both = ticks('06:00:00', range(1, 5));
    const pair = ['08:00:00', '08:07:00'].map((start) => ({
      meters: meters([...both, ...ticks(start, range(1, 3))]),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'cloned',
      certainty: 'weak',
    });
  });

  it('are a copy where only the past is equal, however alike their engines tick that were started together', () => {
    // The rows of the origin; then those of both, of which every other one is equal by the second.
    const past = ticks('06:00:05', range(1, 5));
    const pair = [0, 1].map((late) => ({
      meters: meters([...past, ...ticks('08:00:00', [1, 3, 5]), ...ticks(`08:00:0${late}`, [2, 4, 6])]),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'cloned',
      certainty: 'weak',
      rows: ['meter-rows-differ', 'one-origin'],
    });
  });

  it('are not called a copy because their engines were started together and tick alike', () => {
    const pair = [0, 1].map((late) => ({
      meters: meters([...ticks('08:00:00', [1, 2, 3]), ...ticks(`08:00:0${late}`, [4, 5, 6])]),
    }));
    const verdict = judge(bare('eu', pair[0]), bare('us', pair[1]));
    expect(verdict).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
      rows: ['meter-rows-differ', 'origin-not-seen'],
    });
    expect(verdict.undecidedBecause).toContain('would see whether one was copied from the other');
  });

  it('are a copy where both inherited the last rows of a node that was stopped', () => {
    const stopped = [meterRow('07:00:05'), meterRow('07:00:06')];
    const pair = [0, 1].map((late) => ({
      meters: meters([...stopped, ...ticks('08:00:00', [1, 2, 3]), ...ticks(`08:00:0${late}`, [4, 5, 6])]),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'cloned',
      certainty: 'weak',
    });
  });

  it('are not called a copy because one of them, or both at once, wrote some seconds late', () => {
    const late = [meterRow('09:00:04'), meterRow('09:00:05')];
    const pair = [0, 1].map((side) => ({
      meters: meters([
        ...ticks('08:00:00', [1, 2, 3]),
        ...late.slice(side, side + 1),
        ...ticks('08:00:00', range(5, 9)),
      ]),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({ verdict: 'distinct' });
  });

  it('are not called a copy for rows that happen to be equal between different ones', () => {
    const pair = [bare('eu', wrote(7)), bare('us', wrote(8))] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'distinct', sameOrigin: false });
  });
});

describe('no-common-origin: databases that are not one and have nothing in common', () => {
  it('are distinct where something that a copy inherits could be compared', () => {
    const pair = [
      bare('eu', tells('08:00:00', INSTALLATION)),
      bare('us', tells('08:05:00', OTHER_INSTALLATION)),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      certainty: 'strong',
      rows: ['meter-rows-differ', 'installation-ids-differ', 'no-common-origin'],
    });
  });
});

describe('origin-not-seen: databases that are not one, of unknown origin', () => {
  it('are distinct as surely as the difference is', () => {
    const pair = [
      bare('eu', { meters: meters(ticks('08:00:00', [1, 2, 3])) }),
      bare('us', { meters: meters([]) }),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
      rows: ['meter-rows-differ', 'origin-not-seen'],
    });
  });

  it('count nothing as a comparison that could not show a common origin', () => {
    const pair = [
      bare('eu', { ...short(uuid(1), '23.11.2026 09:51'), meters: meters(ticks('08:00:00', [1, 2])) }),
      bare('us', { ...short(uuid(2), '23.11.2026 15:21'), meters: meters([]) }),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      rows: ['meter-rows-differ', 'origin-not-seen'],
    });
  });

  it('do not count ids of families that have nothing to do with each other as a comparison', () => {
    const pair = [
      bare('eu', fork(INSTALLATION, ticks('08:00:00', [1, 2]))),
      bare('us', fork(OTHER_INSTALLATION, [])),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      rows: ['meter-rows-differ', 'origin-not-seen'],
    });
  });
});

describe('one-origin-nothing-newer: one origin and nothing that lives', () => {
  it('is undecided: one database, or a fresh copy', () => {
    const pair = [bare('eu', origin(at('11:00:00'))), bare('us', origin(at('11:10:00')))] as const;
    const verdict = judge(...pair);
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      certainty: 'weak',
      rows: ['one-origin-nothing-newer'],
      sameOrigin: true,
    });
    expect(verdict.undecidedBecause).toMatch(/--watch waits .* --canary decides/);
  });

  it('asks for the right to see the starts where they are not known', () => {
    const verdict = judge(bare('eu', origin(null)), bare('us', origin(null)));
    expect(verdict.undecidedBecause).toMatch(/SYSTEM READ/);
  });

  it('is not guessed from one whole second of MySQL', () => {
    const log = { schemaLog: schemaLog('2026-11-23T04:23:48.000+0000') };
    expect(judge(bare('eu', log), bare('us', log))).toMatchObject({
      verdict: 'unknown',
      rows: ['nothing-in-common'],
      sameOrigin: false,
    });
  });

  it('is known from two whole seconds of MySQL', () => {
    const log = { schemaLog: schemaLog('2025-11-23T04:23:48.000+0000', '2026-11-23T04:23:48.000+0000') };
    expect(judge(bare('eu', log), bare('us', log))).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
      sameOrigin: true,
    });
  });

  it('is known from rows that are written alike, although nobody can read how', () => {
    const [eu, us] = ['2 Nov 2026', '3 Nov 2026'].map((upgraded) => ({
      schemaLog: schemaLog('23 Jan 2024', '23 Jan 2025', upgraded),
    }));
    expect(judge(bare('eu', eu), bare('us', us))).toMatchObject({
      verdict: 'unknown',
      rows: ['one-origin-nothing-newer'],
      evidence: [{ kind: 'schema-log', detail: '2 equal rows, the first of 23 Jan 2024' }],
    });
  });

  it('is not guessed from lists of which a caller sees only a part', () => {
    const limited = known(user({ readAll: { ...user().readAll, processDefinition: false } }));
    const pair = [
      bare('eu', { processDefinitions: deployed([uuid(1)]), caller: limited }),
      bare('us', { processDefinitions: deployed([uuid(2)]), caller: limited }),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'unknown',
      rows: ['nothing-in-common'],
      sameOrigin: false,
    });
  });
});

describe('nothing-in-common: nothing could be compared', () => {
  it('names what each engine refused', () => {
    const verdict = judge(
      bare('eu'),
      bare('us', { schemaLog: unknown('absent', 'GET /schema/log answered 404') }),
    );
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      rows: ['nothing-in-common'],
      sameOrigin: false,
      evidence: [],
    });
    expect(verdict.undecidedBecause).toContain(
      '"eu": GET /schema/log answered no rows: only administrators see them; "us": GET /schema/log answered 404. --watch',
    );
  });

  it('says so where everything was readable and nothing in common', () => {
    const log = '2026-11-23T04:23:48.000+0000';
    expect(judge(bare('eu', readable(log)), bare('us', readable(log))).undecidedBecause).toContain(
      'no common fact could be read',
    );
  });

  it('says what would decide it all the same', () => {
    const because = judge(bare('eu'), bare('us')).undecidedBecause;
    expect(because).toMatch(/--watch waits for meter rows.*--canary decides at once/);
  });
});

describe('evidence that contradicts itself', () => {
  it('is undecided when two live readings exclude each other', () => {
    const pair = [
      bare('eu', { ...made('09:00:00'), meters: meters(ticks('09:00:00', [1, 2])) }),
      bare('us', { ...made('09:05:00'), meters: meters(ticks('09:05:00', [1, 2])) }),
    ] as const;
    const verdict = judge(...pair);
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      certainty: 'weak',
      rows: ['definition-made-since-both-started', 'meter-rows-differ'],
      sameOrigin: true,
    });
    expect(verdict.undecidedBecause).toMatch(/contradict/);
  });

  it('follows the live proof against different installation ids, one class lower', () => {
    const pair = [
      bare('eu', made('09:00:00', { installation: INSTALLATION })),
      bare('us', made('09:05:00', { installation: OTHER_INSTALLATION })),
    ] as const;
    const verdict = judge(...pair);
    expect(verdict).toMatchObject({
      verdict: 'shared',
      certainty: 'strong',
      rows: ['definition-made-since-both-started'],
    });
    expect(verdict.evidence.map(({ kind }) => kind)).toEqual(['process-definition', 'installation-id']);
  });

  it('keeps rows that were only equal for hours below a different installation id', () => {
    const rows = { meters: meters([...ticks('08:00:00', range(1, 14)), ...ticks('08:06:00', range(1, 14))]) };
    const pair = [INSTALLATION, OTHER_INSTALLATION].map((installation) => ({
      ...rows,
      telemetry: telemetry({ installation }),
    }));
    expect(judge(bare('eu', pair[0]), bare('us', pair[1]))).toMatchObject({
      verdict: 'cloned',
      certainty: 'strong',
    });
  });
});

describe('a second look that was wanted and not taken', () => {
  const rows = { meters: meters(ticks('08:00:00', range(1, 14))) };
  const missed = unknown('failed', 'no time was left');
  const notAsked = unknown('not-asked', 'the recording was made without second looks');
  const sameId = { telemetry: telemetry({ installation: INSTALLATION }) };

  it('makes nothing of a guess that it was to confirm, and says how to look again', () => {
    expect(judge(bare('eu', rows), bare('us', rows))).toMatchObject({ verdict: 'shared', certainty: 'weak' });
    const verdict = judge(bare('eu', rows), { ...bare('us', rows), lookMissed: missed });
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      unseen: true,
      undecidedBecause:
        'there was no second look at "us" (no time was left); look again with --engine eu,us and more time (--deadline)',
    });
  });

  it('says what would decide where a recording has one origin and no second looks', () => {
    const verdict = judge(bare('eu', sameId), { ...bare('us', sameId), lookMissed: notAsked });
    expect(verdict).toMatchObject({ verdict: 'unknown', sameOrigin: true, unseen: true });
    expect(verdict.undecidedBecause).toMatch(/^the engines do not tell when they started/u);
  });

  it.each([
    ['the look failed', sameId, missed],
    ['nothing tells of one origin', {}, notAsked],
  ])('is named where %s', (_, told, lookMissed) => {
    const verdict = judge(bare('eu', told), { ...bare('us', told), lookMissed });
    expect(verdict).toMatchObject({ verdict: 'unknown', unseen: true });
    expect(verdict.undecidedBecause).toMatch(/^there was no second look at "us" /u);
  });
});
