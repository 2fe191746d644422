import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AbilityIndex } from '../../src/access/ability-index.js';
import { AccessLandscape } from '../../src/access/answer.js';
import { engineDecides } from '../../src/access/engine-rules.js';
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
  });
});

describe('what is not known', () => {
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

interface InWords {
  readonly users: readonly string[];
  readonly rows: readonly string[];
}

function landscapeOf(all: readonly InWords[]): AccessEngine[] {
  return all.map(({ users, rows }, index) =>
    engine(`e${index}`, {
      users,
      groups: { clerks: users.filter((each) => each !== 'max') },
      rows: rows.map(row),
      definitions: [process('invoice'), process('payroll')],
    }),
  );
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
});

describe('the landscape', () => {
  const user = fc.constantFrom('kim', 'lee', 'max');
  const rowText = fc
    .tuple(
      fc.constantFrom('grant', 'revoke'),
      fc.constantFrom(
        'ACCESS application optimize',
        'READ_HISTORY process-definition invoice',
        'ALL process-definition *',
      ),
      fc.constantFrom('user:kim', 'user:lee', 'group:clerks'),
    )
    .map((words) => words.join(' '));
  const engines = fc.array(
    fc.record({ users: fc.uniqueArray(user), rows: fc.array(rowText, { maxLength: 6 }) }),
    { minLength: 1, maxLength: 3 },
  );
  it('shows no definition to whom it does not admit', () => {
    fc.assert(
      fc.property(engines, user, (all, who) => {
        const { admitted, definitions, tenants } = answer(landscapeOf(all), who);
        expect(admitted === false && [...definitions, ...tenants].length > 0).toBe(false);
      }),
    );
  });

  it('either shows a definition or says why not', () => {
    fc.assert(
      fc.property(engines, user, (all, who) => {
        const { definitions, hidden } = answer(landscapeOf(all), who);
        expect(definitions.length + hidden.length).toBe(2 * all.length);
      }),
    );
  });

  it('never shows less by the code than by the documentation', () => {
    fc.assert(
      fc.property(engines, user, (all, who) => {
        const { admitted, disagreements } = answer(landscapeOf(all), who);
        expect(admitted === true && disagreements.some(({ about }) => about === 'login')).toBe(false);
      }),
    );
  });

  it('gives the same for a user whether or not others were asked before', () => {
    fc.assert(
      fc.property(engines, (all) => {
        const landscape = new AccessLandscape(landscapeOf(all));
        const options = { hidden: 'none', definition: null, explain: false } as const;
        for (const who of ['kim', 'lee', 'max', 'nobody']) {
          const fresh = new AccessLandscape(landscapeOf(all)).answer(who, options);
          expect(landscape.answer(who, options)).toEqual(fresh);
        }
      }),
    );
  });
});

describe('the engine and Optimize', () => {
  it('agree wherever no global authorization lacks the permission and revokes are looked at', () => {
    const word = fc.constantFrom(
      'grant READ_HISTORY process-definition invoice user:kim',
      'revoke READ_HISTORY process-definition invoice user:kim',
      'grant ALL process-definition * user:kim',
      'revoke ALL process-definition * user:kim',
      'grant READ process-definition invoice user:kim',
      'grant READ_HISTORY process-definition invoice group:clerks',
      'revoke READ_HISTORY process-definition invoice group:clerks',
      'grant ALL process-definition * group:staff',
      'revoke ALL process-definition * group:staff',
      'global READ_HISTORY process-definition invoice',
      'global ALL process-definition *',
    );
    const mode = fc.constantFrom('auto', 'always');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), mode, (words, revokes) => {
        const rows = words.map(row);
        const groups = ['clerks', 'staff'];
        const question = {
          user: 'kim',
          groups,
          resource: 'process-definition',
          id: 'invoice',
          permission: 'READ_HISTORY',
        };
        const own = engineDecides(rows, question, { enabled: true, revokes });
        const index = new AbilityIndex('process-definition', 'READ_HISTORY', rows);
        expect(own.allowed).toBe(index.decide('kim', groups, 'invoice').allowed);
      }),
      { numRuns: 2_000 },
    );
  });
});
