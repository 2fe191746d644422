import { describe, expect, it } from 'vitest';
import { AccessLandscape } from '../../src/access/answer.js';
import type { Explanation } from '../../src/access/explain.js';
import type { AccessEngine } from '../../src/access/types.js';
import { known, unknown } from '../../src/core/observed.js';
import { engine, process, row } from './builders.js';

const ROWS = [
  row('grant ACCESS application optimize group:clerks'),
  row('global READ_HISTORY process-definition *'),
  row('revoke READ_HISTORY process-definition * group:clerks'),
  row('grant READ_HISTORY process-definition invoice user:kim'),
  row('revoke READ_HISTORY process-definition payroll user:kim'),
];

const NO_ANSWER = unknown('failed', 'no answer');

function explained(
  facts: Partial<AccessEngine> = {},
  definition: string | null = null,
): readonly Explanation[] {
  const eu = engine('eu', {
    users: ['kim'],
    groups: { clerks: ['kim'], managers: ['kim'] },
    rows: ROWS,
    definitions: [process('invoice'), process('payroll'), process('payroll', 'acme'), process('orders')],
    facts: { tenants: known(['acme']), ...facts },
  });
  const options = { hidden: 'all', definition, explain: true } as const;
  return new AccessLandscape([eu]).answer('kim', options).explanation ?? [];
}

/** What was asked, and what came of it. */
function results(explanations: readonly Explanation[]): readonly string[] {
  return explanations.map(({ question, result }) => `${question}: ${result}`);
}

describe('an explanation', () => {
  it('asks for the user, for Optimize, once for each key, and for each tenant', () => {
    expect(results(explained())).toEqual([
      'known to the engine: yes',
      'ACCESS on application "optimize": allowed: group grant on the id',
      'READ_HISTORY on process-definition "invoice": allowed: user grant on the id',
      'READ_HISTORY on process-definition "payroll": refused: user revoke on the id',
      'READ_HISTORY on process-definition "orders": refused: group revoke on *',
      'READ on tenant "acme": refused: no authorization applies',
    ]);
  });

  it('says of what is not imported that nothing of it is seen, whatever the rights are', () => {
    const open = explained({ imported: false });
    expect(results(open)[2]).toBe(
      'READ_HISTORY on process-definition "invoice": refused: nothing of the engine is imported (importEnabled: false)',
    );
    expect(open[2]?.steps.at(-1)).toContain('the engine itself: allowed');
    const without = results(explained({ excludedTenants: [''] }));
    expect(without[2]).toContain('"invoice": refused: its tenant is excluded from the import');
    // Of another tenant it is imported.
    expect(without[3]).toContain('"payroll": refused: user revoke on the id');
    const acme = results(explained({ excludedTenants: ['acme'] }));
    expect(acme[5]).toBe('READ on tenant "acme": refused: the tenant is excluded from the import');
    expect(acme[2]).toContain('allowed');
  });

  it('asks for the one definition that is wanted', () => {
    expect(results(explained({}, 'invoice'))[2]).toMatch(/"invoice"/);
    expect(results(explained({}, 'invoice'))[3]).toMatch(/tenant/);
  });

  it('tells each step in the order in which Optimize goes, and what the engine itself would say', () => {
    const [user, , invoice, payroll, , tenant] = explained();
    expect(user?.steps).toEqual(['groups: clerks and managers']);
    const common = [
      'global: global READ_HISTORY on process-definition * to everybody → everything is seen',
      'group: revoke READ_HISTORY on process-definition * from group "clerks" → nothing is seen any more',
    ];
    expect(invoice?.steps).toEqual([
      ...common,
      'user: grant READ_HISTORY on process-definition "invoice" to user "kim" → given',
      'the engine itself: allowed (user grant on the id)',
    ]);
    expect(payroll?.steps).toEqual([
      ...common,
      'user: revoke READ_HISTORY on process-definition "payroll" from user "kim" → taken away',
      'the engine itself: refused (user revoke on the id)',
    ]);
    expect(tenant?.steps).toEqual(['no row', 'the engine itself: refused (no authorization applies)']);
  });

  it('ends at an engine that does not answer', () => {
    const explanations = explained({ down: true });
    expect(results(explanations)).toEqual(['known to the engine: no']);
    expect(explanations[0]?.steps).toEqual(['the engine does not answer']);
  });

  it('says why nothing can be told of a user without own rows whose groups are not known', () => {
    const groups = unknown('refused', 'no right to read groups');
    const people = new Map([['kim', { exists: unknown('failed', 'no answer'), groups }]]);
    const { authorizations } = engine('eu', { rows: ROWS.slice(0, 3) });
    const [user, ...others] = explained({ people, authorizations });
    expect(user).toMatchObject({
      steps: ['groups: not known (no right to read groups)'],
      result: 'not known',
    });
    expect(others).toHaveLength(5);
    for (const { steps, result } of others)
      expect({ steps, result }).toEqual({ steps: [], result: 'not known: no right to read groups' });
  });

  it('decides by the own rows of a user whose groups are not known, as the lists do', () => {
    const people = new Map([['kim', { exists: known(true), groups: unknown('refused', 'no groups') }]]);
    const explanations = explained({ people });
    expect(results(explanations).slice(1, 5)).toEqual([
      'ACCESS on application "optimize": not known: no groups',
      'READ_HISTORY on process-definition "invoice": allowed: user grant on the id',
      'READ_HISTORY on process-definition "payroll": refused: user revoke on the id',
      'READ_HISTORY on process-definition "orders": not known: no groups',
    ]);
    expect(explanations[2]?.steps.join(' ')).not.toContain('the engine itself');
  });

  it('refuses nothing where the list of authorizations may be short', () => {
    const { application, process: ofProcesses, ...others } = engine('eu', { rows: ROWS }).authorizations;
    const short = { ...ofProcesses, gaps: ['authorizations may be hidden'] };
    const explanations = explained({ authorizations: { ...others, application, process: short } });
    expect(results(explanations).slice(2, 5)).toEqual([
      'READ_HISTORY on process-definition "invoice": allowed: user grant on the id',
      'READ_HISTORY on process-definition "payroll": not known: authorizations may be hidden',
      'READ_HISTORY on process-definition "orders": not known: authorizations may be hidden',
    ]);
    expect(explanations[3]?.steps.at(-1)).toBe('the engine itself: refused (user revoke on the id)');
  });

  it.each([
    [{}, 'allowed: the default tenant comes with the right to use Optimize'],
    [
      { authorizations: engine('eu', { rows: [] }).authorizations },
      'refused: the default tenant comes with the right to use Optimize',
    ],
    [{ people: new Map(), stranger: { exists: NO_ANSWER, groups: NO_ANSWER } }, 'not known: no answer'],
  ])('gives the default tenant to whoever may use Optimize there: %#', (facts, result) => {
    const explanations = explained({ defaultTenant: 'acme', ...facts });
    expect(results(explanations).at(-1)).toBe(`READ on tenant "acme": ${result}`);
  });

  it('says why nothing can be told where authorizations, definitions or tenants were not read', () => {
    const authorizations = {
      ...engine('eu', { rows: ROWS }).authorizations,
      process: unknown('refused', 'no right to read authorizations'),
    };
    expect(results(explained({ authorizations })).slice(1, 3)).toEqual([
      'ACCESS on application "optimize": allowed: group grant on the id',
      'READ_HISTORY on process-definition "invoice": not known: no right to read authorizations',
    ]);
    const unread = unknown('failed', 'no answer');
    expect(results(explained({ definitions: unread, tenants: unread }))).toHaveLength(2);
  });

  it('says that a user has no groups', () => {
    const people = new Map([['kim', { exists: known(true), groups: known([]) }]]);
    expect(explained({ people })[0]?.steps).toEqual(['groups: none']);
  });
});
