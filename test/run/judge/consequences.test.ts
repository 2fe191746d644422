import { describe, expect, it } from 'vitest';
import type { Location } from '../../../src/core/finding.js';
import { ALL_RULES } from '../../../src/rules/all.js';
import { withoutConsequences } from '../../../src/run/judge/consequences.js';
import { finding } from '../../report/reports.js';

const consequence = ALL_RULES.find(({ consequenceOf = [] }) => consequenceOf.length > 0);
const cause = consequence?.consequenceOf?.[0] ?? '';

describe('a finding that follows from another one', () => {
  it.each<[string, Partial<Location>, Partial<Location>, boolean]>([
    ['at the same setting', {}, {}, false],
    ['at another setting', {}, { pointer: '/engines/us/rest' }, true],
    ['in another file', {}, { file: 'other.yaml' }, true],
    ['at the same place without a setting', { pointer: null }, { pointer: null }, false],
    ['on another line without a setting', { pointer: null }, { pointer: null, line: 9 }, true],
  ])('%s is told: %4$s', (_, first, second, told) => {
    const both = [made(cause, first), made(consequence?.name ?? '', second)];
    expect(withoutConsequences(both, ALL_RULES)).toHaveLength(told ? 2 : 1);
    expect(withoutConsequences(both, ALL_RULES)[0]).toBe(both[0]);
  });

  it('is told where it weighs more than the other one', () => {
    const both = [
      { ...made(cause, {}), severity: 'warning' as const },
      { ...made(consequence?.name ?? '', {}), severity: 'error' as const },
    ];
    expect(withoutConsequences(both, ALL_RULES)).toEqual(both);
  });

  it('is told where nobody gets to see the other one', () => {
    const both = [made(cause, {}), made(consequence?.name ?? '', {})];
    expect(withoutConsequences(both, ALL_RULES, ({ name }) => name === cause)).toEqual(both);
  });

  it('is told where the other one is not there', () => {
    const alone = [made(consequence?.name ?? '', {})];
    expect(withoutConsequences(alone, ALL_RULES)).toEqual(alone);
  });
});

function made(name: string, place: Partial<Location>) {
  const rule = ALL_RULES.find((each) => each.name === name);
  const at = { file: 'a.yaml', line: 3, column: 5, pointer: '/engines/eu/rest', ...place };
  return finding({ rule: rule?.code ?? '', name, message: 'm', locations: [at as Location] });
}
