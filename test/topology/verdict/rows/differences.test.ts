import { describe, expect, it } from 'vitest';
import { known } from '../../../../src/core/observed.js';
import { needSecondLook } from '../../../../src/topology/verdict/second-look.js';
import { meterRowsDiffer } from '../../../../src/topology/verdict/rows/differences.js';
import { Pair, type Candidate } from '../../../../src/topology/verdict/pair.js';
import {
  at,
  cleanupJob,
  definitions,
  meterRow,
  meters,
  telemetry,
  ticks,
  user,
  uuid,
} from '../../../helpers/readings.js';
import { answering, bare, deployed, judge, secondLook } from '../../pairs.js';

const INSTALLATION = '1e80799a-e2b1-4939-95c8-792d11f5af3b';
const OTHER_INSTALLATION = 'c2dabb54-d1d2-4469-81b6-ecab8624551d';
const JOB = 'adf5f765-e6f5-11f1-8e6d-02fc00000001';

const wrote = (...written: Parameters<typeof meters>) => ({ meters: meters(...written) });

const one = (value: number) => wrote([meterRow('09:15:00', value)]);

const two = (value: number) => wrote([meterRow('09:15:00', value), meterRow('09:30:00', value)]);

const shows = (ids: readonly string[], changes = {}) => ({
  processDefinitions: deployed(ids),
  ...secondLook([], ids),
  ...changes,
});

const installed = (installation: string | null, changes = {}) => ({
  telemetry: telemetry({ installation, ...changes }),
});

const job = (id: string, createTime = '2026-11-23T04:23:48.515+0000') =>
  cleanupJob({ id, createTime, dueDate: '2026-11-24T00:01:00.000+0000' });

const has = (...jobs: ReturnType<typeof job>[]) => ({ cleanupJobs: known(jobs), ...secondLook(jobs) });

const once = (id: string) => ({ cleanupJobs: known([job(id)]) });

function certaintyOf(first: Candidate, second: Candidate) {
  return meterRowsDiffer(new Pair(first, second))?.certainty;
}

describe('meter-rows-differ: meter rows that only one of two engines has', () => {
  const rows = ticks('08:00:00.4', [1, 2, 3, 4]);
  it('say that the databases are not one', () => {
    const pair = [bare('eu', wrote(rows)), bare('us', wrote(ticks('08:07:00.2', [1, 2, 3, 4])))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
      rows: ['meter-rows-differ', 'origin-not-seen'],
    });
  });

  it('say so too where one engine has rows and the other none', () => {
    expect(answering(bare('eu', wrote(rows)), bare('us', wrote([])))).toEqual(['meter-rows-differ']);
  });

  it('are no more than strong evidence when a single tick differs', () => {
    expect(certaintyOf(bare('eu', one(7)), bare('us', one(8)))).toBe('strong');
    expect(certaintyOf(bare('eu', two(7)), bare('us', two(8)))).toBe('proven');
    expect(judge(bare('eu', two(7)), bare('us', two(8)))).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
    });
    expect(judge(bare('eu', two(7)), bare('us', wrote([])))).toMatchObject({ certainty: 'proven' });
    expect(judge(bare('eu', one(7)), bare('us', wrote([])))).toMatchObject({ certainty: 'strong' });
  });

  it('are not looked for outside the window that is closed on both', () => {
    const early = wrote(rows, { end: at('09:00:00') });
    expect(answering(bare('eu', early), bare('us', wrote(rows)))).not.toContain('meter-rows-differ');
  });

  it('are not looked for below the oldest row of an answer that was cut', () => {
    const cut = wrote(rows.slice(2), { truncated: true });
    expect(answering(bare('eu', cut), bare('us', wrote(rows)))).not.toContain('meter-rows-differ');
  });

  it('are no evidence while both engines have none', () => {
    expect(answering(bare('eu', wrote([])), bare('us', wrote([])))).toEqual([]);
  });

  it('make a copy of what has one origin, as sure as the origin is', () => {
    const origin = { telemetry: telemetry({ installation: INSTALLATION }) };
    const pair = [
      bare('eu', { ...origin, ...wrote(rows) }),
      bare('us', { ...origin, ...wrote(ticks('08:07:00.2', [1, 2, 3, 4])) }),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'cloned',
      certainty: 'strong',
      rows: ['meter-rows-differ', 'one-origin'],
      sameOrigin: true,
    });
  });
});

describe('definition-on-one-side: a definition that only one database has', () => {
  const [common, own] = [uuid(1), uuid(2)];
  it('says that the databases are not one when both lists are complete at two looks', () => {
    const pair = [bare('eu', shows([common, own])), bare('us', shows([common]))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'cloned',
      certainty: 'proven',
      rows: ['definition-on-one-side', 'one-origin'],
    });
  });

  it('waits for the second look', () => {
    const first = bare('eu', { processDefinitions: deployed([common, own]) });
    expect(answering(first, bare('us', { processDefinitions: deployed([common]) }))).toEqual([]);
    expect(needSecondLook([first, bare('us', { processDefinitions: deployed([common]) })])).toEqual([
      'eu',
      'us',
    ]);
  });

  it('is silent about what was deployed while the engines were read', () => {
    const late = { processDefinitions: deployed([common]), ...secondLook([], [common, own]) };
    expect(answering(bare('eu', late), bare('us', shows([common])))).toEqual([]);
  });

  it('is silent about what was deleted while the engines were read', () => {
    const deleted = { processDefinitions: deployed([common, own]), ...secondLook([], [common]) };
    expect(answering(bare('eu', deleted), bare('us', shows([common])))).toEqual([]);
  });

  it('is silent about what was deleted between two second looks', () => {
    const deleted = { processDefinitions: deployed([common, own]), ...secondLook([], [common]) };
    expect(answering(bare('eu', shows([common, own])), bare('us', deleted))).toEqual([]);
  });

  it('is silent where a caller sees only a part', () => {
    const limited = known(user({ readAll: { ...user().readAll, processDefinition: false } }));
    const pair = [
      bare('eu', shows([common, own])),
      bare('us', shows([common], { caller: limited })),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });

  it('is silent where the list is known to be short', () => {
    const short = {
      ...shows([common]),
      again: {
        cleanupJobs: known([]),
        processDefinitions: definitions('process', [{ key: 'order', ids: [common] }], ['page 2 is missing']),
      },
    };
    expect(answering(bare('eu', shows([common, own])), bare('us', short))).toEqual([]);
  });

  it('is silent about a tenant without record, which no list of memberships can contain', () => {
    const ghost = {
      processDefinitions: definitions('process', [
        { key: 'order', ids: [common] },
        { key: 'order', tenantId: 'ghost', ids: [own] },
      ]),
    };
    const all = bare('eu', { ...ghost, again: { cleanupJobs: known([]), ...ghost } });
    const member = known(user({ admin: false, memberOfTenants: [] }));
    expect(answering(all, bare('us', shows([common], { caller: member })))).toEqual([]);
    const admin = known(user({ admin: true }));
    expect(answering(all, bare('us', shows([common], { caller: admin })))).toEqual([
      'definition-on-one-side',
    ]);
  });
});

describe('installation-ids-differ: the installation id', () => {
  it('says that two ids of one product family are two databases', () => {
    const pair = [bare('eu', installed(INSTALLATION)), bare('us', installed(OTHER_INSTALLATION))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      certainty: 'strong',
      rows: ['installation-ids-differ', 'no-common-origin'],
    });
  });

  it('is silent about equal ids', () => {
    expect(answering(bare('eu', installed(INSTALLATION)), bare('us', installed(INSTALLATION)))).toEqual([]);
  });

  it('is silent about an id that is null: it equals nothing and differs from nothing', () => {
    const pair = [bare('eu', installed(null)), bare('us', installed(OTHER_INSTALLATION))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'unknown',
      rows: ['nothing-in-common'],
      sameOrigin: false,
    });
    expect(judge(bare('eu', installed(null)), bare('us', installed(null)))).toMatchObject({
      verdict: 'unknown',
      rows: ['nothing-in-common'],
      sameOrigin: false,
    });
  });

  it('is silent about an Operaton node on the database of a Camunda node', () => {
    const operaton = {
      version: known('1.0.3'),
      ...installed(OTHER_INSTALLATION, {
        productName: 'Operaton BPM Runtime',
        integrationKey: 'operaton-integration',
      }),
    };
    expect(answering(bare('eu', installed(INSTALLATION)), bare('us', operaton))).toEqual([]);
  });

  it('is silent about two forks that may keep their ids under different names', () => {
    const fork = { version: known('1.1.0') };
    const pair = [
      bare('eu', { ...fork, ...installed(INSTALLATION, { productVersion: '1.1.0' }) }),
      bare('us', { ...fork, ...installed(OTHER_INSTALLATION, { productVersion: '1.1.0' }) }),
    ] as const;
    expect(answering(...pair)).toEqual([]);
  });
});

describe('cleanup-jobs-differ: the clean-up jobs', () => {
  it('say that databases without a common job are two, after a second look', () => {
    const pair = [bare('eu', has(job(uuid(1)))), bare('us', has(job(uuid(2))))] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      certainty: 'strong',
      rows: ['cleanup-jobs-differ', 'no-common-origin'],
    });
  });

  it('are silent at the first look', () => {
    expect(answering(bare('eu', once(uuid(1))), bare('us', once(uuid(2))))).toEqual([]);
  });

  it('are silent about one job that is shown in two time zones', () => {
    const kolkata = job(JOB, '2026-11-23T04:23:48.515+0530');
    expect(answering(bare('eu', has(job(JOB))), bare('us', has(kolkata)))).toEqual([]);
    const moved = job(JOB, '2026-11-23T09:53:48.515+0530');
    expect(answering(bare('eu', has(job(JOB))), bare('us', has(moved)))).toEqual([]);
  });

  it('are told apart by their creation where a counter gives out the ids', () => {
    const pair = [
      bare('eu', has(job('1'))),
      bare('us', has(job('1', '2026-11-22T11:00:00.111+0000'))),
    ] as const;
    expect(answering(...pair)).toEqual(['cleanup-jobs-differ']);
  });

  it('are silent about a job of a counter that is shown in two time zones', () => {
    const kolkata = job('1', '2026-11-23T09:53:48.515+0530');
    expect(answering(bare('eu', has(job('1'))), bare('us', has(kolkata)))).toEqual([]);
  });

  it('are silent where one engine has none', () => {
    expect(answering(bare('eu', has(job(JOB))), bare('us', has()))).toEqual([]);
  });
});
