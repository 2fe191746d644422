import { describe, expect, it } from 'vitest';
import { known } from '../../src/core/observed.js';
import type { Hit } from '../../src/core/rule.js';
import type { LandscapeRule } from '../../src/rules/rule.js';
import P333 from '../../src/rules/engine/P333-clock-differs.js';
import T401 from '../../src/rules/topology/T401-duplicate-definition.js';
import T402 from '../../src/rules/topology/T402-definition-will-clash.js';
import T403 from '../../src/rules/topology/T403-duplicate-tenant.js';
import T404 from '../../src/rules/topology/T404-tenant-may-clash.js';
import T405 from '../../src/rules/topology/T405-default-tenant-is-real-tenant.js';
import T411 from '../../src/rules/topology/T411-shared-database.js';
import T412 from '../../src/rules/topology/T412-same-engine-by-two-addresses.js';
import T413 from '../../src/rules/topology/T413-copied-database.js';
import T414 from '../../src/rules/topology/T414-shared-or-copied.js';
import T415 from '../../src/rules/topology/T415-mixed-products-on-one-database.js';
import type { FactName, VerdictKind } from '../../src/topology/types.js';
import { configurationOf, definitions, telemetry, uuid } from '../helpers/readings.js';
import { databasesOf, landscape, tenantsOf, type Engine } from './landscape.js';

const three = ['eu', 'us', 'asia'].map((alias): Engine => ({ alias, read: {} }));

type Verdicts = readonly (readonly [string, string, VerdictKind])[];

describe('definitions on two engines', () => {
  const engines = [deploys('eu', uuid(1)), deploys('us', uuid(2))];
  const later = [deploys('eu', uuid(1)), deploys('us', null, uuid(2))];

  it('are T401 when a version meets, T402 when none does, never both', () => {
    expect([...hits(T401, engines), ...hits(T402, later)]).toHaveLength(2);
    expect([...hits(T402, engines), ...hits(T401, later)]).toEqual([]);
  });

  it('show where each engine got its id from', () => {
    expect(hits(T401, engines)[0]?.evidence?.map(({ detail }) => detail)).toEqual([
      `version 1 has id ${uuid(1)}`,
      `version 1 has id ${uuid(2)}`,
    ]);
  });

  it('are a consequence, and no finding, on one database', () => {
    expect(hits(T401, engines, [['eu', 'us', 'shared']])).toEqual([]);
  });

  it('suggest default tenants only where the definitions have no tenant of their own', () => {
    expect(remedyOf(null)).toContain('defaultTenant:');
    expect(remedyOf('acme')).not.toContain('defaultTenant:');
  });
});

describe('tenants on two engines', () => {
  it('are T403 where both deploy for it, T404 where one has but a record', () => {
    expect(hits(T403, [used('eu'), used('us')])).toMatchObject([{ data: { tenant: 'acme' } }]);
    expect(hits(T404, [used('eu'), used('us')])).toEqual([]);
    expect(hits(T403, [used('eu'), recorded('us')])).toEqual([]);
    expect(hits(T404, [used('eu'), recorded('us')])).toMatchObject([{ data: { onlyRecord: ['us'] } }]);
  });

  it('are only worth a note where nobody has deployed yet', () => {
    expect(hits(T404, [recorded('eu'), recorded('us')])).toHaveLength(1);
    expect(T404.severityOf?.({ tenant: 'acme', inDefinitions: [], onlyRecord: ['eu', 'us'] })).toBe('info');
    expect(T404.severityOf?.({ tenant: 'acme', inDefinitions: ['eu'], onlyRecord: ['us'] })).toBe('warning');
  });
});

describe('T405: a default tenant', () => {
  const acme: Engine = { alias: 'us', read: tenantsOf('acme') };

  it('that another engine has as a real one is found there', () => {
    const found = hits(T405, [{ alias: 'eu', read: {}, tenant: 'acme' }, acme]);
    expect(found).toMatchObject([
      { engines: ['eu', 'us'], data: { engine: 'eu', tenant: 'acme', foundOn: ['us'] } },
    ]);
  });

  it('that the engine itself has is found too', () => {
    expect(hits(T405, [{ ...acme, tenant: 'acme' }])).toMatchObject([{ engines: ['us'] }]);
  });

  it('gets an id that neither a tenant nor another default tenant has', () => {
    const [eu, us, asia] = [
      { alias: 'eu', read: {}, tenant: 'acme' },
      { alias: 'us', read: tenantsOf('acme', 'acme-eu') },
      { alias: 'asia', read: {}, tenant: 'acme-eu-2' },
    ];
    expect(hits(T405, [eu, acme])).toMatchObject([{ data: { free: 'acme-eu' } }]);
    expect(hits(T405, [eu, us])).toMatchObject([{ data: { free: 'acme-eu-2' } }]);
    expect(hits(T405, [eu, us, asia])).toMatchObject([{ data: { free: 'acme-eu-3' } }]);
  });

  it('that no engine has is fine', () => {
    expect(hits(T405, [{ alias: 'eu', read: {}, tenant: 'eu' }, acme])).toEqual([]);
  });

  it('that Optimize is told to leave out where it is real is fine', () => {
    const excluding = { ...acme, excluded: ['acme'] };
    expect(hits(T405, [{ alias: 'eu', read: {}, tenant: 'acme' }, excluding])).toEqual([]);
  });
});

describe('database groups', () => {
  it('give one finding each, by their verdict', () => {
    expect(findingsOf('shared')).toEqual(['T411 eu us']);
    expect(findingsOf('same-node')).toEqual(['T412 eu us']);
    expect(findingsOf('cloned')).toEqual(['T413 eu us']);
    expect(findingsOf('unknown')).toEqual(['T414 eu us']);
    expect(findingsOf('distinct')).toEqual([]);
  });

  it('that the configuration alone explains are left to the rule that reads it', () => {
    const databases = databasesOf(three, [['eu', 'us', 'same-node']]);
    const [pair] = databases.pairs.values();
    const pairs = new Map([...databases.pairs].map(([key, value]) => [key, { ...value, offline: true }]));
    expect(pair?.offline).toBe(false);
    expect([...T412.check(viewOf(three, { ...databases, pairs }))]).toEqual([]);
  });

  it('keep the first entry that is imported', () => {
    const [first, ...others] = landscape(three);
    if (first === undefined) throw new Error('no engine');
    const notImported = { ...first, entry: { ...first.entry, importEnabled: false } };
    const databases = databasesOf(three, [['eu', 'us', 'shared']]);
    const view = { ...viewOf(three, databases), engines: [notImported, ...others] };
    expect([...T411.check(view)]).toMatchObject([{ data: { keep: 'us' } }]);
  });

  it('say what would decide them', () => {
    const [hit] = hits(T414, three, [['eu', 'us', 'unknown']]);
    expect(hit && T414.remedy(hit.data)).toContain('Undecided: nothing was written since.');
  });
});

describe('P333: a clock', () => {
  it('is held against that of this machine, with which others agree', () => {
    expect(clocksTold(0, 0, 300)).toEqual([
      'The clock of "asia" is 300 s ahead of this machine: Optimize reads by time, so it misses instances.',
      'Synchronize the clocks of the server of "asia" and of the machine that runs Optimize (NTP, chrony).',
    ]);
  });

  it('is held against those of most engines where this machine is the one that differs', () => {
    expect(clocksTold(300, 300, 300, 0)).toEqual([
      'The clock of "africa" is 300 s behind other engines (3 of them agree): Optimize reads by time, so it misses instances.',
      expect.stringContaining('(NTP, chrony). The clocks of "eu", "us" and "asia" agree with each other.'),
    ]);
  });
});

describe('T415: engines of one database', () => {
  it.each([
    ['two minors', camunda('7.22.3'), camunda('7.24.0')],
    ['two products', camunda('7.24.0'), operaton('1.0.3')],
    ['a product and its fork of the same minor', camunda('7.22.0'), camunda('7.22.0-cibseven')],
  ])('are mixed when they run %s', (_, first, second) => {
    expect(mixed(first, second)).toBe(true);
  });

  it.each([
    ['two patches', camunda('7.24.0'), camunda('7.24.3')],
    ['a version that one does not know', camunda('7.24.0'), camunda(null)],
    ['a fork that only one of them names', operaton('1.0.3'), camunda('1.0.3')],
  ])('are not called mixed for %s', (_, first, second) => {
    expect(mixed(first, second)).toBe(false);
  });

  it('are no concern while they are on databases of their own', () => {
    const engines = [
      { alias: 'eu', read: camunda('7.22.3') },
      { alias: 'us', read: camunda('7.24.0') },
    ];
    expect(hits(T415, engines, [['eu', 'us', 'cloned']])).toEqual([]);
  });
});

/** The rules that a pair of engines gives rise to. */
function findingsOf(verdict: VerdictKind): readonly string[] {
  return [T411, T412, T413, T414].flatMap((rule) =>
    hits<FactName, unknown>(rule, three, [['eu', 'us', verdict]]).map(
      (hit) => `${rule.code} ${hit.engines.join(' ')}`,
    ),
  );
}

function remedyOf(tenant: string | null): string {
  return T401.remedy({
    kind: 'process',
    key: 'order',
    tenant,
    engines: ['eu', 'eu-2', 'us'],
    apart: ['eu', 'us'],
    versions: [1],
  });
}

function used(alias: string): Engine {
  return deploys(alias, uuid(1), null, 'acme');
}

function recorded(alias: string): Engine {
  return { alias, read: tenantsOf('acme') };
}

/** What is said of engines whose clocks are so many seconds ahead of this machine's. */
function clocksTold(...ahead: readonly number[]): readonly string[] {
  const engines = ahead.map((seconds, index) => ({
    alias: ['eu', 'us', 'asia', 'africa'][index] ?? '',
    read: { clockOffsetMs: seconds * 1000 },
  }));
  return hits(P333, engines).flatMap(({ data }) => [P333.message(data), P333.remedy(data)]);
}

function mixed(first: Engine['read'], second: Engine['read']): boolean {
  const engines = [
    { alias: 'eu', read: first },
    { alias: 'us', read: second },
  ];
  return hits(T415, engines, [['eu', 'us', 'shared']]).length > 0;
}

function camunda(version: string | null): Engine['read'] {
  return { version: known(version), telemetry: telemetry({ productVersion: version ?? '7.24.0' }) };
}

function operaton(version: string): Engine['read'] {
  const productName = 'Operaton BPM Runtime';
  return { version: known(version), telemetry: telemetry({ productName, productVersion: version }) };
}

function deploys(
  alias: string,
  first: string | null,
  second: string | null = null,
  tenantId: string | null = null,
): Engine {
  const processDefinitions = definitions('process', [{ key: 'order', tenantId, ids: [first, second] }]);
  return { alias, read: { processDefinitions } };
}

function hits<N extends FactName, D>(
  rule: LandscapeRule<N, D>,
  engines: readonly Engine[],
  verdicts: Verdicts = [],
): readonly Hit<D>[] {
  return [...rule.check(viewOf(engines, databasesOf(engines, verdicts)))];
}

function viewOf(engines: readonly Engine[], databases: ReturnType<typeof databasesOf>) {
  const views = landscape(engines);
  return { engines: views, databases, configuration: configurationOf(views.map(({ entry }) => entry)) };
}
