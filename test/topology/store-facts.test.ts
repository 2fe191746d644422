import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/core/observed.js';
import type { StoreReadings } from '../../src/probe/store/types.js';
import { storeFactsOf } from '../../src/topology/optimize/store-facts.js';

const UNREAD = unknown('failed', 'no answer');

/** What the store holds, as far as it is counted. */
function readings(changes: Partial<StoreReadings> = {}): StoreReadings {
  return {
    contact: UNREAD,
    content: UNREAD,
    schemaVersion: UNREAD,
    definitions: known([]),
    tenants: known([]),
    runs: known([]),
    instances: known([]),
    readAt: null,
    requests: [],
    ...changes,
  };
}

function ran(...runs: readonly (readonly [string, number | null])[]): Pick<StoreReadings, 'runs'> {
  return { runs: known(runs.map(([alias, lastRun]) => ({ alias, lastRun }))) };
}

describe('when Optimize last imported', () => {
  it('is the newest time of each engine, whatever the order, and null where it never did', () => {
    const runs = ran(['eu', 5], ['us', null], ['eu', 9], ['eu', null], ['eu', 7]);
    expect(storeFactsOf(readings(runs), 10).importProgress).toMatchObject({
      value: [
        { alias: 'eu', lastRun: 9, age: 1 },
        { alias: 'us', lastRun: null, age: null },
      ],
    });
  });

  it.each([
    ['the clock of Optimize', 20, 90, 11],
    ['the own clock without that', null, 90, 81],
    ['no clock', null, null, null],
    ['a clock that is behind', 4, null, 0],
  ])('is so long ago by %s', (_, optimizeClock, readAt, age) => {
    const { importProgress } = storeFactsOf(readings({ ...ran(['eu', 9]), readAt }), optimizeClock);
    expect(importProgress).toMatchObject({ value: [{ age }] });
  });
});

describe('what is stored of each engine', () => {
  const instances = known([
    { alias: 'us', count: 3 },
    { alias: 'us', count: 4 },
  ]) as unknown as StoreReadings['instances'];
  const tenants = known([{ alias: 'asia' }, { alias: null }]) as unknown as StoreReadings['tenants'];

  it('is counted by alias, in order, without what has none', () => {
    expect(
      storeFactsOf(readings({ instances, tenants, ...ran(['eu', 9]) }), null).storedAliases,
    ).toMatchObject({
      value: [
        { alias: 'asia', definitions: 0, instances: 0, tenants: 1, lastRun: null },
        { alias: 'eu', definitions: 0, instances: 0, tenants: 0, lastRun: 9 },
        { alias: 'us', definitions: 0, instances: 7, tenants: 0, lastRun: null },
      ],
    });
  });

  it.each(['definitions', 'instances', 'tenants', 'runs'])('is not known without the %s', (name) => {
    expect(storeFactsOf(readings({ [name]: UNREAD }), null).storedAliases).toBe(UNREAD);
  });

  it('is not asked for without a store', () => {
    expect(storeFactsOf(null, null).storedAliases).toMatchObject({ known: false, reason: 'not-asked' });
  });
});
