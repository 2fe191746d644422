import { describe, expect, it } from 'vitest';
import { madeAt, uuidOf } from '../../../src/topology/fingerprints/uuid.js';
import { at, timeUuid } from '../../helpers/readings.js';

describe('madeAt', () => {
  it('reads the time of the example in RFC 9562', () => {
    expect(madeAt('C232AB00-9414-11EC-B3C8-9F6BDECED846')).toBe(Date.parse('2022-02-22T19:22:22.000Z'));
  });

  it('reads it from the id that an engine gave to a definition', () => {
    // Deployed at 04:26:37.072, by what the engine said itself.
    const instant = madeAt('order:1:12827a42-e6f6-11f1-be09-02fc00000001');
    expect(new Date(instant ?? 0).toISOString()).toBe('2026-11-23T04:26:37.208Z');
  });

  it('turns back what the helper of these tests makes', () => {
    expect(madeAt(timeUuid(at('09:40:00.123')))).toBe(at('09:40:00.123'));
  });

  it.each([
    ['a random UUID', '1e80799a-e2b1-4939-95c8-792d11f5af3b'],
    ['a UUID of version 7', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'],
    ['an id of a database counter', '1301'],
    ['nothing', ''],
  ])('knows no time of %s', (_, id) => {
    expect(madeAt(id)).toBeNull();
  });
});

describe('uuidOf', () => {
  it.each([
    ['order:1:12827a42-e6f6-11f1-be09-02fc00000001', '12827a42-e6f6-11f1-be09-02fc00000001'],
    ['shop-12827A42-E6F6-11F1-BE09-02FC00000001', '12827a42-e6f6-11f1-be09-02fc00000001'],
    ['order:1:104', null],
    ['12827a42-e6f6-11f1-be09-02fc00000001:suffix', null],
  ])('finds in %s the UUID %s', (id, uuid) => {
    expect(uuidOf(id)).toBe(uuid);
  });
});
