import { describe, expect, it } from 'vitest';
import { needSecondLook } from '../../../src/topology/verdict/second-look.js';
import { telemetry } from '../../helpers/readings.js';
import { bare } from '../pairs.js';

describe('needSecondLook', () => {
  it('names the engines of pairs that no row of the table answers', () => {
    const decided = { telemetry: telemetry({ databaseVendor: 'H2' }) };
    const other = { telemetry: telemetry({ databaseVendor: 'PostgreSQL' }) };
    expect(needSecondLook([bare('a', decided), bare('b', other)])).toEqual([]);
    expect(needSecondLook([bare('a', decided), bare('b', other), bare('c', decided)])).toEqual(['a', 'c']);
  });
});
