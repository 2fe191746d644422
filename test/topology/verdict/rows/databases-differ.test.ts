import { describe, expect, it } from 'vitest';
import { schemaLog, telemetry } from '../../../helpers/readings.js';
import { answering, bare, judge, saying } from '../../pairs.js';

const on = (databaseVendor: string | null) => ({ telemetry: telemetry({ databaseVendor }) });

const pairOf = (first: readonly string[], second: readonly string[]) =>
  [bare('eu', { schemaLog: schemaLog(...first) }), bare('us', { schemaLog: schemaLog(...second) })] as const;

describe('other-database-product: the database product', () => {
  it('says that two products are two databases', () => {
    expect(answering(bare('eu', on('MariaDB')), bare('us', on('PostgreSQL')))).toEqual([
      'other-database-product',
    ]);
    expect(judge(bare('eu', on('PostgreSQL')), bare('us', on('H2')))).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
      rows: ['other-database-product'],
    });
  });

  it.each([
    ['PostgreSQL', 'PostgreSQL'],
    ['MySQL', 'MariaDB'],
    ['DB2/LINUXX8664', 'DB2/NT64'],
    ['PostgreSQL', null],
    ['PostgreSQL', 'a product that nobody knows'],
  ])('is silent about %s and %s', (first, second) => {
    expect(answering(bare('eu', on(first)), bare('us', on(second)))).toEqual([]);
  });
});

describe('schema-logs-unrelated: schema logs without a common row', () => {
  it('say that the databases were created separately', () => {
    const pair = pairOf(['2026-11-23T09:51:45.536+0000'], ['2026-11-23T04:23:48.052+0000']);
    expect(judge(...pair)).toMatchObject({
      verdict: 'distinct',
      certainty: 'proven',
      rows: ['schema-logs-unrelated'],
    });
    expect(saying(pair, 'schema-logs-unrelated')).toEqual([
      'no common row; the schemas were created at 2026-11-23T09:51:45.536+0000 and 2026-11-23T04:23:48.052+0000',
    ]);
  });

  it('are not seen in two time zones that show one wall clock', () => {
    const pair = pairOf(['2026-11-23T09:51:45.536+0000'], ['2026-11-23T09:51:45.536+0530']);
    expect(answering(...pair)).toEqual([]);
    expect(judge(...pair).sameOrigin).toBe(true);
  });

  it('are not seen where the times lie one zone apart', () => {
    const pair = pairOf(['2026-11-23T09:51:45.536+0000'], ['2026-11-23T15:21:45.536+0530']);
    expect(answering(...pair)).toEqual([]);
    expect(judge(...pair).sameOrigin).toBe(true);
  });

  it('are not seen where the times lie whole quarter hours apart, whatever zone the nodes name', () => {
    const pair = pairOf(['2026-11-23T09:51:45.536+0000'], ['2026-11-23T12:36:45.536+0000']);
    expect(answering(...pair)).toEqual([]);
  });

  it('are seen where the times lie further apart than any two zones', () => {
    const pair = pairOf(['2026-11-23T09:51:45.536+0000'], ['2026-11-24T12:51:45.536+0000']);
    expect(answering(...pair)).toEqual(['schema-logs-unrelated']);
  });

  it('are not seen where the times are one moment through summer and winter', () => {
    const pair = pairOf(
      ['2026-01-10T10:00:00.000+0100', '2026-07-10T10:00:00.000+0200'],
      ['2026-01-10T09:00:00.000+0000', '2026-07-10T08:00:00.000+0000'],
    );
    expect(answering(...pair)).toEqual([]);
    expect(judge(...pair).sameOrigin).toBe(true);
  });

  it('are not seen where a zone moves the whole seconds of MySQL', () => {
    const pair = pairOf(['2026-11-23T09:51:45.000+0000'], ['2026-11-23T15:21:45.000+0530']);
    expect(answering(...pair)).toEqual([]);
  });

  it('are not seen where the application writes dates in a form of its own', () => {
    const pair = pairOf(['23.11.2026 09:51'], ['2026-11-23T09:51:45.536+0000']);
    expect(answering(...pair)).toEqual([]);
    expect(answering(...pairOf(['23.11.2026 09:51'], ['23.11.2026 15:21']))).toEqual([]);
  });
});

describe('schema-logs-diverged: schema logs with equal rows first and different ones later', () => {
  const created = '2025-03-01T10:00:00.123+0000';

  it('say that a copy was upgraded by itself', () => {
    const pair = [
      bare('eu', { schemaLog: schemaLog(created, '2026-02-01T10:00:00.456+0000') }),
      bare('us', { schemaLog: schemaLog(created, '2026-05-01T10:00:00.789+0000') }),
    ] as const;
    expect(judge(...pair)).toMatchObject({
      verdict: 'cloned',
      certainty: 'proven',
      rows: ['schema-logs-diverged'],
    });
    expect(saying(pair, 'schema-logs-diverged')).toEqual([
      '1 equal row, but not on both: 2026-02-01T10:00:00.456+0000, 2026-05-01T10:00:00.789+0000',
    ]);
  });

  it('are silent while all rows are equal', () => {
    const log = { schemaLog: schemaLog(created, '2026-02-01T10:00:00.456+0000') };
    expect(answering(bare('eu', log), bare('us', log))).toEqual([]);
  });

  it('make no copy when one whole second is all that is equal', () => {
    const pair = [
      bare('eu', { schemaLog: schemaLog('2025-03-01T10:00:00.000+0000', '2026-02-01T10:00:00.000+0000') }),
      bare('us', { schemaLog: schemaLog('2025-03-01T10:00:00.000+0000', '2026-05-01T11:10:00.000+0000') }),
    ] as const;
    expect(judge(...pair)).toMatchObject({ verdict: 'distinct', certainty: 'weak', sameOrigin: true });
  });
});
