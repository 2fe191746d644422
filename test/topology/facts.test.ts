import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/core/observed.js';
import type { Caller } from '../../src/probe/types.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import { subjectOf } from '../../src/topology/facts.js';
import { definitions, entry, readings, user } from '../helpers/readings.js';

describe('visibility', () => {
  it('is full where nobody is logged in', () => {
    expect(visibility({})).toMatchObject({ known: true, value: 'full' });
  });

  it('is full for an administrator who may read all', () => {
    expect(seenBy({ admin: true, memberOfTenants: null })).toMatchObject({ value: 'full' });
  });

  it('is full for a member of every tenant', () => {
    expect(seenBy({ memberOfTenants: ['acme', 'zeta'] })).toMatchObject({ value: 'full' });
  });

  it('is full for whoever sees definitions of tenants that he is no member of', () => {
    const nobody = known(user({ admin: false, memberOfTenants: [] }));
    const tenants = known([{ id: 'acme' }, { id: 'zeta' }]);
    const seeing = (...ids: readonly string[]) =>
      visibility({ caller: nobody, tenants, processDefinitions: ofTenants(ids) });
    expect(seeing('acme', 'zeta')).toMatchObject({ value: 'full' });
    expect(seeing('acme')).toMatchObject({ value: 'partial' });
    expect(seeing()).toMatchObject({ value: 'partial' });
  });

  it.each<[string, Partial<Caller>]>([
    ['who is no member of a tenant', { memberOfTenants: ['acme'] }],
    ['whose tenants could not be read', { memberOfTenants: null }],
    ['who may not read process definitions', { admin: true, readAll: readAll({ processDefinition: false }) }],
    [
      'who may not read decision definitions',
      { admin: true, readAll: readAll({ decisionDefinition: false }) },
    ],
    ['who may not read tenants', { admin: true, readAll: readAll({ tenant: false }) }],
  ])('is partial for a user %s', (_, caller) => {
    expect(seenBy(caller)).toMatchObject({ value: 'partial' });
  });

  it('is partial where the list of tenants may be short', () => {
    const caller = known(user({ memberOfTenants: ['acme'] }));
    const tenants = known([{ id: 'acme' }], [], ['the list was cut']);
    expect(visibility({ caller, tenants })).toMatchObject({ value: 'partial' });
  });

  it('is unknown where the rights could not be read', () => {
    expect(seenBy({ admin: true, readAll: readAll({ tenant: null }) })).toMatchObject({
      known: false,
      reason: 'refused',
    });
    const caller = unknown('failed', 'timeout');
    expect(visibility({ caller })).toEqual(caller);
  });
});

const gapsOf = (changes: Partial<Caller>) => {
  const { facts } = subjectOf(entry('eu'), readings('eu', { caller: known(user(changes)) }));
  const { processDefinitions, decisionDefinitions, tenants, definitions: both } = facts;
  return [processDefinitions, decisionDefinitions, tenants, both].map((fact) =>
    fact.known ? fact.gaps.map((gap) => fact.closedBy?.get(gap)?.resource ?? 'no right') : ['unknown'],
  );
};

describe('rows that an engine leaves out', () => {
  it('are a gap of each list that lacks a right, with the right', () => {
    const nothing = readAll({ processDefinition: false, decisionDefinition: false, tenant: false });
    expect(gapsOf({ admin: true, readAll: nothing })).toEqual([
      ['Process Definition'],
      ['Decision Definition'],
      ['Tenant'],
      ['Process Definition', 'Decision Definition'],
    ]);
    expect(gapsOf({ admin: true, readAll: readAll({ tenant: false }) })).toEqual([[], [], ['Tenant'], []]);
  });

  it('are a gap of each list of which it is not known whether the caller may read all of it', () => {
    expect(gapsOf({ admin: true, readAll: readAll({ decisionDefinition: null }) })).toEqual([
      [],
      ['no right'],
      [],
      ['no right'],
    ]);
    const { facts } = subjectOf(entry('eu'), readings('eu', { caller: unknown('failed', 'timeout') }));
    for (const list of [facts.processDefinitions, facts.decisionDefinitions, facts.tenants])
      expect(list).toMatchObject({ gaps: [expect.stringMatching(/may be hidden .*: timeout$/u)] });
  });

  it('are no part of a list that could not be read', () => {
    const refused = unknown('refused', 'GET /tenant answered 403');
    for (const tenant of [false, null]) {
      const caller = known(user({ readAll: readAll({ tenant }) }));
      const { facts } = subjectOf(entry('eu'), readings('eu', { caller, tenants: refused }));
      expect(facts.tenants).toEqual(refused);
    }
  });

  it('are none where nobody asked who the caller is', () => {
    const { facts } = subjectOf(entry('eu'), readings('eu', { caller: unknown('not-asked', 'older') }));
    expect(facts.definitions).toMatchObject({ gaps: [] });
  });

  it('are a gap of definitions where the tenant check hides them, which no right on them opens', () => {
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', {
        caller: known(user({ admin: false, memberOfTenants: [] })),
        tenants: known([{ id: 'a' }]),
      }),
    );
    expect(facts.visibility).toMatchObject({ value: 'partial' });
    expect(facts.processDefinitions).toMatchObject({ gaps: [expect.stringContaining('of other tenants')] });
    expect(facts.tenants).toMatchObject({ gaps: [] });
  });

  it('are none where everything is seen, or nobody is logged in', () => {
    expect(gapsOf({ admin: true }).flat()).toEqual([]);
    const { facts } = subjectOf(entry('eu'), readings('eu'));
    expect(facts.definitions).toMatchObject({ gaps: [] });
  });

  it('do not look like a list that changed while it was read', () => {
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', { caller: known(user({ readAll: readAll({ processDefinition: false }) })) }),
    );
    expect(facts.shortLists).toMatchObject({ value: [] });
  });
});

describe('definitions', () => {
  const order = [{ key: 'order', ids: ['order:1:1'] }];

  it('are what could be read, and the rest is a gap', () => {
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', {
        processDefinitions: definitions('process', order, ['page 2 is missing']),
        decisionDefinitions: unknown('refused', 'GET /decision-definition answered 403'),
      }),
    );
    expect(facts.definitions).toMatchObject({
      known: true,
      value: [{ kind: 'process' }],
      gaps: ['page 2 is missing', 'GET /decision-definition answered 403'],
    });
  });

  it('are unknown when neither kind could be read', () => {
    const refused = unknown('refused', 'GET /process-definition answered 403');
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', { processDefinitions: refused, decisionDefinitions: refused }),
    );
    expect(facts.definitions).toEqual(refused);
  });
});

describe('tenants in use', () => {
  it('are those of definitions and those that are records', () => {
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', {
        processDefinitions: definitions('process', [
          { key: 'order', ids: ['1'] },
          { key: 'order', tenantId: 'ghost', ids: ['2'] },
        ]),
        decisionDefinitions: definitions('decision', [{ key: 'limit', tenantId: 'acme', ids: ['3'] }]),
        tenants: known([{ id: 'acme' }, { id: 'zeta' }]),
      }),
    );
    expect(facts.tenantUse).toMatchObject({
      value: {
        inDefinitions: new Map([
          ['ghost', 'process'],
          ['acme', 'decision'],
        ]),
        asRecord: new Set(['acme', 'zeta']),
      },
      gaps: [],
    });
  });

  it('are known in part when the tenants themselves could not be read', () => {
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', { tenants: unknown('refused', 'GET /tenant answered 403') }),
    );
    expect(facts.tenantUse).toMatchObject({ known: true, gaps: ['GET /tenant answered 403'] });
  });
});

describe('the rights of the import user', () => {
  it('are known in part where one of them was not told', () => {
    const caller = known(
      user({
        readAll: readAll({ deployment: null, user: null, group: false, tenant: null }),
        untold: ['deployment', 'user'],
      }),
    );
    const { facts } = subjectOf(entry('eu'), readings('eu', { caller }));
    expect(facts.importCaller).toMatchObject({
      known: true,
      gaps: [
        'whether there is READ on User * could not be read',
        'whether there is READ on Deployment * could not be read',
      ],
    });
  });

  it('are not asked for where nobody is logged in', () => {
    const { facts } = subjectOf(
      entry('eu'),
      readings('eu', { caller: known({ ...user(), loggedIn: false, untold: ['user'] }) }),
    );
    expect(facts.importCaller).toMatchObject({ known: true, gaps: [] });
  });
});

describe('reach', () => {
  it('is no fact about an engine that nobody asked', () => {
    const reach = { status: 'not-probed', because: '${URL} has no value' } as const;
    const { facts } = subjectOf(entry('eu'), readings('eu', { reach }));
    expect(facts.reach).toEqual(unknown('not-asked', '${URL} has no value'));
  });
});

function ofTenants(tenants: readonly string[]) {
  return definitions(
    'process',
    tenants.map((tenantId) => ({ key: 'order', tenantId, ids: [`order:1:${tenantId}`] })),
  );
}

function visibility(changes: Partial<EngineReadings>) {
  return subjectOf(entry('eu'), readings('eu', changes)).facts.visibility;
}

function seenBy(caller: Partial<Caller>) {
  return visibility({ caller: known(user(caller)), tenants: known([{ id: 'acme' }, { id: 'zeta' }]) });
}

function readAll(changes: Partial<Caller['readAll']>): Caller['readAll'] {
  return { ...user().readAll, ...changes };
}
