import { describe, expect, it } from 'vitest';
import { AccessLandscape } from '../../src/access/answer.js';
import type { AccessEngine, Authorization } from '../../src/access/types.js';
import { known, unknown } from '../../src/core/observed.js';
import { answer, engine, process, row, seen } from './builders.js';

const OPTIMIZE_FOR_KIM = row('grant ACCESS application optimize user:kim');
const INVOICE_FOR_KIM = row('grant READ_HISTORY process-definition invoice user:kim');

function eu(facts: Partial<AccessEngine> = {}, more: readonly Authorization[] = []): AccessEngine {
  return engine('eu', {
    users: ['kim'],
    rows: [OPTIMIZE_FOR_KIM, INVOICE_FOR_KIM, ...more],
    definitions: [process('invoice'), process('payroll')],
    facts,
  });
}

describe('what a user may see', () => {
  it('needs the right to the key and the right to the tenant on one engine', () => {
    const tenants = { definitions: known([process('invoice', 'acme')]), tenants: known(['acme']) };
    expect(seen(answer([eu(tenants)], 'kim'))).toEqual([]);
    expect(answer([eu(tenants)], 'kim').hidden[0]?.because).toBe('tenant "acme": READ is not granted');
    const granted = answer([eu(tenants, [row('grant READ tenant acme user:kim')])], 'kim');
    expect(seen(granted)).toEqual(['invoice on eu']);
    expect(granted.tenants.map(({ id }) => id)).toEqual(['acme']);
  });

  it('takes no group for a user of the same name, and no user for a group', () => {
    const named = engine('eu', {
      users: ['kim', 'clerks'],
      groups: { clerks: ['kim'] },
      rows: [
        OPTIMIZE_FOR_KIM,
        row('grant READ_HISTORY process-definition invoice group:kim'),
        row('grant READ_HISTORY process-definition payroll user:clerks'),
      ],
      definitions: [process('invoice'), process('payroll')],
    });
    expect(seen(answer([named], 'kim'))).toEqual([]);
    expect(answer([named], 'clerks').admitted).toBe(false);
  });

  it('gives the default tenant to everybody who may use Optimize on its engine', () => {
    const { definitions, tenants } = answer([eu({ defaultTenant: 'europe' })], 'kim');
    expect(tenants).toMatchObject([{ id: 'europe', engine: 'eu', by: [{ addedByOptimize: true }] }]);
    expect(definitions[0]?.by.at(-1)).toMatchObject({ resource: 'tenant', id: 'europe' });
  });

  it('hides what carries a tenant without a record: nobody can be authorised for it', () => {
    const ghost = eu({ definitions: known([process('invoice', 'ghost')]) }, [
      row('grant ALL tenant * user:kim'),
    ]);
    expect(answer([ghost], 'kim').hidden[0]?.because).toBe('its tenant "ghost" has no record on the engine');
  });

  it('does not say that a tenant has no record, where the list of tenants may be short or was not read', () => {
    const rows = [row('grant READ tenant * user:kim')];
    const definitions = known([process('invoice', 'acme')]);
    const short = eu({ definitions, tenants: known([], [], ['only a part of them']) }, rows);
    expect(seen(answer([short], 'kim'))).toEqual(['invoice on eu']);
    const unread = eu({ definitions, tenants: unknown('refused', 'not allowed') }, rows);
    expect(seen(answer([unread], 'kim'))).toEqual(['invoice on eu']);
    const refused = eu({ definitions, tenants: known([], [], ['only a part of them']) });
    expect(answer([refused], 'kim').hidden[0]?.because).toBe('tenant "acme": READ is not granted');
  });

  it('says so of tenants only where the engine has any', () => {
    const authorizations = { ...eu().authorizations, tenant: unknown('refused', 'no right to read them') };
    const without = answer([eu({ authorizations })], 'kim');
    expect(without.unknown).toEqual([]);
    const tenants = known(['acme']);
    expect(answer([eu({ authorizations, tenants })], 'kim').unknown).not.toEqual([]);
  });

  it('is one list in one order, whichever engine has it, or what is asked for of it', () => {
    const right = row('grant READ_HISTORY process-definition * user:kim');
    const us = engine('us', {
      users: ['kim'],
      rows: [OPTIMIZE_FOR_KIM, right],
      definitions: [process('hiring')],
    });
    const both = [eu({}, [right]), us, engine('asia', { users: ['kim'], rows: [OPTIMIZE_FOR_KIM] })];
    expect(seen(answer(both, 'kim'))).toEqual(['hiring on us', 'invoice on eu', 'payroll on eu']);
    const options = { hidden: 'all', definition: 'payroll', explain: false } as const;
    expect(seen(new AccessLandscape(both).answer('kim', options))).toEqual(['payroll on eu']);
    expect(new AccessLandscape([eu()]).answer('kim', options).hidden.map(({ key }) => key)).toEqual([
      'payroll',
    ]);
  });

  it('hides excluded tenants, the missing tenant being the empty text', () => {
    const excluded = answer([eu({ excludedTenants: [''] })], 'kim');
    expect(excluded.hidden[0]?.because).toBe('its tenant is excluded from the import');
    expect(excluded.definitions).toEqual([]);
  });

  it('lets users log in through an engine of which nothing is imported, and shows nothing of it', () => {
    const { admitted, definitions, hidden } = answer([eu({ imported: false })], 'kim');
    expect([admitted, definitions]).toEqual([true, []]);
    expect(hidden[0]?.because).toBe('nothing of the engine is imported (importEnabled: false)');
  });

  it('says where READ was granted instead of READ_HISTORY', () => {
    const reads = eu({}, [row('grant READ process-definition payroll user:kim')]);
    expect(answer([reads], 'kim').hidden).toMatchObject([
      { key: 'payroll', because: 'READ is granted, but READ_HISTORY is what counts' },
    ]);
  });

  it('says which revoke took a right away', () => {
    const groups = { clerks: ['kim'] };
    const rows = [
      OPTIMIZE_FOR_KIM,
      row('global ALL process-definition *'),
      row('revoke READ_HISTORY process-definition invoice group:clerks'),
    ];
    const clerk = engine('eu', { users: ['kim'], groups, rows, definitions: [process('invoice')] });
    expect(answer([clerk], 'kim').hidden[0]?.because).toBe(
      'READ_HISTORY is taken away by a group revoke on the id (group "clerks")',
    );
    const locked = engine('eu', { users: ['kim'], rows: [row('revoke ACCESS application * user:kim')] });
    expect(answer([locked], 'kim').engines[0]?.because).toBe(
      'no right to use Optimize on "eu" (ACCESS is taken away by a user revoke on *)',
    );
  });
});

describe('what is not known', () => {
  it('is whether a user is refused where the grant may be one of the rows that the engine hides', () => {
    const hides = 'authorizations may be hidden from the probing user';
    const short = (rows: readonly Authorization[]) => {
      const none = known([]);
      const authorizations = { process: none, decision: none, tenant: none };
      return engine('eu', {
        users: ['kim'],
        facts: { authorizations: { ...authorizations, application: known(rows, [], [hides]) } },
      });
    };
    expect(answer([short([])], 'kim')).toMatchObject({
      admitted: null,
      reason: `cannot be told, it depends on "eu": ${hides}`,
      engines: [{ optimize: null }],
    });
    expect(answer([short([OPTIMIZE_FOR_KIM])], 'kim').admitted).toBe(true);
  });

  const unread = unknown('failed', 'GET /engine: refused');
  const dark = engine('us', {
    facts: {
      authorizations: { application: unread, process: unread, decision: unread, tenant: unread },
      stranger: { exists: unread, groups: unread },
      definitions: unread,
      tenants: unread,
      otherRevokes: unread,
    },
  });

  it('is what a group may take away, where the groups of the user could not be read', () => {
    const groups = unknown('failed', 'GET /group answered 500');
    const people = new Map([['kim', { exists: known(true), groups }]]);
    const rows = [
      row('global READ_HISTORY process-definition *'),
      row('revoke READ_HISTORY process-definition payroll group:clerks'),
      row('global READ tenant *'),
      row('grant READ tenant acme user:kim'),
    ];
    const { admitted, tenants, ...rest } = answer(
      [eu({ people, tenants: known(['acme', 'beta']) }, rows)],
      'kim',
    );
    expect(admitted).toBe(true);
    expect(seen({ admitted, tenants, ...rest })).toEqual(['invoice on eu']);
    expect(tenants.map(({ id }) => id)).toEqual(['acme']);
    expect(rest.hidden).toEqual([]);
    expect(rest.unknown).toEqual([{ engine: 'eu', because: 'GET /group answered 500' }]);
  });

  it('stays unknown: an engine that does not answer may know the user', () => {
    const { admitted, reason, engines, unknown: open } = answer([dark], 'kim');
    expect([admitted, engines[0]?.known, engines[0]?.optimize]).toEqual([null, null, null]);
    expect(reason).toBe('cannot be told, it depends on "us": GET /engine: refused');
    expect(open).toEqual([{ engine: 'us', because: 'GET /engine: refused' }]);
  });

  it('does not hide what another engine says for certain', () => {
    const both = answer([eu(), dark], 'kim');
    expect(both.admitted).toBe(true);
    expect(seen(both)).toEqual(['invoice on eu']);
    expect(both.unknown.map(({ engine: alias }) => alias)).toEqual(['us']);
  });

  it('is told apart from an engine that is given as down, through which nobody logs in', () => {
    expect(answer([eu({ down: true })], 'kim')).toMatchObject({
      admitted: false,
      reason: 'all engines are down',
      hidden: [{ because: 'the engine does not answer' }, {}],
    });
  });

  it('is said of definitions, where their authorizations could not be read', () => {
    const known_ = eu();
    const half = { ...known_, authorizations: { ...known_.authorizations, process: unread } };
    expect(answer([half], 'kim')).toMatchObject({
      admitted: true,
      definitions: [],
      hidden: [],
      unknown: [{ engine: 'eu', because: 'GET /engine: refused' }],
    });
  });
});

/** An engine with a tenant, on which kim is at home. */
function withTenant(alias: string): AccessEngine {
  return engine(alias, {
    users: ['kim'],
    rows: [OPTIMIZE_FOR_KIM, row('grant READ tenant acme user:kim')],
    facts: { tenants: known(['acme']) },
  });
}

describe('where the code does something else than the documentation', () => {
  it('counts a global right on an engine that has never heard of the user', () => {
    const open = engine('dev', {
      rows: [row('global ACCESS application optimize'), row('global ALL process-definition *')],
      definitions: [process('secret')],
    });
    const { definitions, disagreements } = answer([eu(), open], 'kim');
    expect(definitions.map(({ engine: alias }) => alias)).toEqual(['eu']);
    expect(disagreements).toEqual([
      {
        about: 'rights on "dev"',
        documented: 'none: "dev" does not know the user',
        code: 'counted by user id (global ACCESS on application "optimize" to everybody): 1 definition ("secret")',
      },
    ]);
  });

  it('admits who is known on one engine and authorised on another', () => {
    const home = engine('eu', { users: ['kim'] });
    const other = engine('us', { rows: [OPTIMIZE_FOR_KIM] });
    const { admitted, reason, disagreements } = answer([home, other], 'kim');
    expect(admitted).toBe(false);
    expect(reason).toBe(
      'known on "eu", which does not grant Optimize; "us" does, but does not know the user',
    );
    expect(disagreements[0]).toEqual({ about: 'login', documented: 'refused', code: 'admitted' });
  });

  it('admits nobody whom no engine knows, whatever is granted to the id', () => {
    const { admitted, disagreements } = answer([engine('us', { rows: [OPTIMIZE_FOR_KIM] })], 'kim');
    expect([admitted, disagreements]).toEqual([false, []]);
  });

  it('keeps a tenant for the engine that was imported first', () => {
    expect(
      answer([withTenant('eu'), withTenant('us')], 'kim').disagreements.map(({ about }) => about),
    ).toEqual(['password on "eu" and "us"', 'tenant "acme" on "eu" and "us"']);
  });

  it('finds nothing strange in two engines of one database', () => {
    const nodes = ['node1', 'node2'].map((alias) => ({ ...eu({ database: 'shared' }), alias }));
    expect(answer(nodes, 'kim').disagreements).toEqual([]);
  });

  it('shows where the engine itself decides otherwise than Optimize', () => {
    const rows = [
      row('global READ process-definition payroll'),
      row('global ALL process-definition *'),
      row('revoke ALL process-definition other user:kim'),
    ];
    expect(answer([eu({}, rows)], 'kim').disagreements).toMatchObject([
      {
        about: 'process-definition "payroll" on "eu"',
        documented: 'refused by the engine itself: global authorization on the id without the permission',
      },
    ]);
  });

  it.each<[string, Partial<AccessEngine>, string]>([
    [
      'the revokes',
      { otherRevokes: unknown('failed', 'GET /authorization answered 500') },
      'GET /authorization',
    ],
    [
      'the groups',
      {
        people: new Map([
          ['kim', { exists: known(true), groups: unknown('failed', 'GET /group answered 500') }],
        ]),
      },
      'GET /group',
    ],
  ])('does not take it for the same where %s could not be read', (_, facts, detail) => {
    const lacking = row('global READ process-definition payroll');
    const own = row('grant ALL process-definition * user:kim');
    const because = `whether the engine itself decides as Optimize does: ${detail} answered 500`;
    expect(answer([eu(facts, [lacking, own])], 'kim')).toMatchObject({
      admitted: true,
      disagreements: [],
      unknown: [{ engine: 'eu', because }],
    });
    // Without such a row, both decide alike.
    expect(answer([eu(facts, [own])], 'kim').unknown).toEqual([]);
  });
});

describe('an engine with settings of its own', () => {
  const TAKEN = row('revoke ALL process-definition invoice user:kim');

  it.each([
    [{ enabled: true, revokes: 'never' }, 'user grant on *'],
    [{ enabled: false, revokes: 'auto' }, 'the engine checks no authorizations'],
  ] as const)('such as %j allows what Optimize refuses', (checks, because) => {
    const all = row('grant ALL process-definition * user:kim');
    const words = { users: ['kim'], rows: [OPTIMIZE_FOR_KIM, all, TAKEN], definitions: [process('invoice')] };
    expect(answer([engine('eu', { ...words, facts: { checks } })], 'kim').disagreements).toEqual([
      {
        about: 'process-definition "invoice" on "eu"',
        documented: `allowed by the engine itself: ${because}`,
        code: 'refused by Optimize, which resolves authorizations by rules of its own',
      },
    ]);
    expect(answer([engine('eu', words)], 'kim').disagreements).toEqual([]);
  });
});
