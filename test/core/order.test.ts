import { describe, expect, it } from 'vitest';
import type { Finding, Location } from '../../src/core/finding.js';
import { compareFindings } from '../../src/core/order.js';

const FINDING: Finding = {
  rule: 'C101',
  name: 'missing-rest',
  severity: 'error',
  certainty: 'proven',
  message: '',
  engines: [],
  data: {},
  locations: [],
  evidence: [],
  remedy: '',
  url: '',
  key: 'a',
  inconclusive: false,
};

function at(file: string, line: number, column: number): readonly Location[] {
  return [
    { file, line, column, endLine: line, endColumn: column, pointer: null, role: 'primary', note: null },
  ];
}

describe('the order of findings', () => {
  // In each pair all that counts less says the opposite.
  it.each<[string, Partial<Finding>, Partial<Finding>]>([
    [
      'the worse before the surer',
      { severity: 'warning', certainty: 'weak', locations: at('b', 2, 2) },
      { severity: 'info', certainty: 'proven', locations: at('a', 1, 1) },
    ],
    [
      'the surer before the place',
      { certainty: 'proven', locations: at('b', 2, 2) },
      { certainty: 'strong', locations: at('a', 1, 1) },
    ],
    ['the file before the line', { locations: at('a', 2, 2) }, { locations: at('b', 1, 1) }],
    ['the line before the column', { locations: at('a', 9, 2) }, { locations: at('a', 10, 1) }],
    [
      'the column before the rule',
      { locations: at('a', 1, 9), rule: 'C102' },
      { locations: at('a', 1, 10), rule: 'C101' },
    ],
    ['what has a place before what has none', { locations: at('b', 2, 2), rule: 'C102' }, { rule: 'C101' }],
    ['the rule before the key', { rule: 'C101', key: 'b' }, { rule: 'C102', key: 'a' }],
    ['the key at last', { key: 'a' }, { key: 'b' }],
  ])('%s', (_what, first, second) => {
    const [one, other] = [
      { ...FINDING, ...first },
      { ...FINDING, ...second },
    ];
    expect([Math.sign(compareFindings(one, other)), Math.sign(compareFindings(other, one))]).toEqual([-1, 1]);
    expect(compareFindings(one, { ...one })).toBe(0);
  });
});
