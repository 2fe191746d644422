import { describe, expect, it } from 'vitest';
import { formatEngineDate, parseEngineDate, queryDate } from '../../../src/probe/engine/dates.js';

describe('a date as an engine writes it', () => {
  it('is an instant and a wall clock', () => {
    expect(parseEngineDate('2026-11-23T09:51:45.536+0530')).toEqual({
      instant: Date.UTC(2026, 10, 23, 4, 21, 45, 536),
      wallClock: Date.UTC(2026, 10, 23, 9, 51, 45, 536),
    });
  });

  it('may be behind UTC', () => {
    expect(parseEngineDate('2026-11-23T09:51:45.536-0300')?.instant).toBe(
      Date.UTC(2026, 10, 23, 12, 51, 45, 536),
    );
  });

  it('of a node in UTC has the same instant and wall clock', () => {
    const date = parseEngineDate('2026-11-23T09:51:45.536+0000');
    expect(date?.instant).toBe(date?.wallClock);
  });

  it.each(['2026-11-23 09:51:45', '23.11.2026', '2026-11-23T09:51:45+0000', '', 'yesterday'])(
    'in a pattern of the application is not guessed: %s',
    (text) => {
      expect(parseEngineDate(text)).toBeNull();
    },
  );

  it('goes into a query without a bare plus, which would mean a space', () => {
    const instant = Date.UTC(2026, 10, 23, 9, 51, 45, 36);
    expect(formatEngineDate(instant)).toBe('2026-11-23T09:51:45.036+0000');
    expect(queryDate(instant)).toBe('2026-11-23T09:51:45.036%2B0000');
  });
});
