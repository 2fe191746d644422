import { describe, expect, it } from 'vitest';
import { needSecondLook, secondLooks } from '../../../src/topology/verdict/second-look.js';
import { at, telemetry } from '../../helpers/readings.js';
import { bare } from '../pairs.js';

const started = (time: string, asked: number | null) => ({
  telemetry: telemetry({ dataCollectionStart: at(time), asked }),
});

describe('needSecondLook', () => {
  it('names the engines of pairs that no row of the table answers', () => {
    const decided = { telemetry: telemetry({ databaseVendor: 'H2' }) };
    const other = { telemetry: telemetry({ databaseVendor: 'PostgreSQL' }) };
    expect(needSecondLook([bare('a', decided), bare('b', other)])).toEqual([]);
    expect(needSecondLook([bare('a', decided), bare('b', other), bare('c', decided)])).toEqual(['a', 'c']);
  });

  it('has engines counted that may be one node, because they started in the same millisecond', () => {
    const looks = (...engines: readonly ReturnType<typeof started>[]) =>
      secondLooks(engines.map((each, index) => bare(`engine ${index}`, each))).map(({ start }) => start);
    expect(looks(started('10:00:00.123', 3), started('10:00:00.123', 4))).toEqual([true, true]);
    expect(looks(started('10:00:00.123', 3), started('10:00:00.124', 4))).toEqual([undefined, undefined]);
    // One start that nobody can count settles that they are one.
    expect(looks(started('10:00:00.123', 3), started('10:00:00.123', null))).toEqual([]);
  });
});
