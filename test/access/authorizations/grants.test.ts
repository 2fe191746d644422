import { describe, expect, it } from 'vitest';
import { grantsOf, grantText } from '../../../src/access/authorizations/grants.js';
import type { Authorization } from '../../../src/access/types.js';

const ROW = {
  type: 'grant',
  identity: { kind: 'user', id: 'mary' },
  permissions: ['READ'],
  resource: 'tenant',
  id: 'acme',
} as const satisfies Authorization;

describe('authorizations as reports show them', () => {
  it.each<[string, Partial<Authorization>, string]>([
    ['of a user', {}, 'grant READ on tenant "acme" to user "mary"'],
    [
      'of a group',
      { identity: { kind: 'group', id: 'clerks' } },
      'grant READ on tenant "acme" to group "clerks"',
    ],
    ['of everybody', { type: 'global', identity: null }, 'global READ on tenant "acme" to everybody'],
    ['that take a right away', { type: 'revoke' }, 'revoke READ on tenant "acme" from user "mary"'],
    ['to everything', { id: '*' }, 'grant READ on tenant * to user "mary"'],
    ['that give all', { permissions: ['ALL'] }, 'grant ALL on tenant "acme" to user "mary"'],
    [
      'that give something else as well',
      { permissions: ['UPDATE', 'READ'] },
      'grant READ on tenant "acme" to user "mary"',
    ],
    [
      'that Optimize adds',
      { addedByOptimize: true },
      'grant READ on tenant "acme" to user "mary" (the default tenant, added by Optimize)',
    ],
  ])('%s', (_, differs, said) => {
    const [grant, ...others] = grantsOf([{ ...ROW, ...differs }], 'tenant');
    expect(others).toEqual([]);
    expect(grant && grantText(grant)).toBe(said);
  });

  it('come in one order, and are made once for all users', () => {
    const rows = ['b', 'a', 'c'].map((id) => ({ ...ROW, id }));
    const grants = grantsOf(rows, 'tenant');
    expect(grants.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(grantsOf(rows, 'tenant')).toBe(grants);
  });
});
