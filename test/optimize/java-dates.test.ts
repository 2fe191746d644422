import { describe, expect, it } from 'vitest';
import { DEFAULT_DATE_PATTERN, readsDate } from '../../src/optimize/java-dates.js';

const COLON = '2026-11-23T06:57:45.984+00:00';

describe('dates that Optimize reads', () => {
  // What Java 17 does with each of them: DateTimeFormatter.ofPattern(pattern).parse(date).
  it.each<[string, string, boolean]>([
    [DEFAULT_DATE_PATTERN, '2026-11-23T06:57:45.984+0000', true],
    [DEFAULT_DATE_PATTERN, '2026-11-23T06:57:45.984-0530', true],
    [DEFAULT_DATE_PATTERN, COLON, false],
    [DEFAULT_DATE_PATTERN, '2026-11-23T06:57:45+0000', false],
    [DEFAULT_DATE_PATTERN, '2026-11-23 06:57:45.984+0000', false],
    [DEFAULT_DATE_PATTERN, '1795417065984', false],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", COLON, true],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-11-23T06:57:45.984Z', true],
    ['dd.MM.yyyy HH:mm:ss Z', '23.11.2026 06:57:45 +0100', true],
    ['dd.MM.yyyy HH:mm:ss Z', '23x11x2026 06:57:45 +0100', false],
    ["yyyy-MM-dd'o''clock'HH:mmX", "2026-11-23o'clock06:57+01", true],
  ])('%s reads %s: %s', (pattern, date, readable) => {
    expect(readsDate(pattern, date)).toBe(readable);
  });

  it('are read by the one fallback, whatever is set', () => {
    for (const date of [
      '2026-11-23T06:57:45.984Z',
      '2026-11-23T06:57:45.984+01',
      '2026-11-23T06:57:45.984+0100',
    ])
      expect(readsDate('dd.MM.yyyy', date)).toBe(true);
  });

  it.each([
    'yyyy-MMM-dd',
    'yyyy-MM-dd HH:mm:ss VV',
    'yyyy[-MM]',
    'eeee',
    "yyyy-MM-dd'T",
    'yyyy '.repeat(1_000),
  ])('are not judged by a pattern that is not known here: %.20s', (pattern) =>
    expect(readsDate(pattern, COLON)).toBeNull(),
  );

  it('are judged in time, whatever the engine sends', () => {
    expect(readsDate('y'.repeat(1) + 'M'.repeat(2) + "d'T'".repeat(40), '1'.repeat(100_000))).toBe(false);
  });
});
