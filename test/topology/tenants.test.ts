import { describe, expect, it } from 'vitest';
import { anyUnrelated, tenantClashes } from '../../src/topology/tenants.js';
import { ratioOf, type Work } from '../helpers/growth.js';
import { definitions, uuid } from '../helpers/readings.js';
import { databasesOf, landscape, tenantsOf, type Engine } from './landscape.js';

describe('tenantClashes', () => {
  it('finds a tenant that definitions of two databases carry', () => {
    expect(clashes([deploys('eu'), deploys('us')])).toEqual([
      { tenant: 'acme', inDefinitions: ['eu', 'us'], onlyRecord: [] },
    ]);
  });

  it('tells bare records from tenants in use', () => {
    expect(clashes([deploys('eu'), records('us')])).toEqual([
      { tenant: 'acme', inDefinitions: ['eu'], onlyRecord: ['us'] },
    ]);
    expect(clashes([records('eu'), records('us')])).toEqual([
      { tenant: 'acme', inDefinitions: [], onlyRecord: ['eu', 'us'] },
    ]);
  });

  it('counts a tenant as in use where it is a record as well', () => {
    const both = { ...deploys('eu'), read: { ...deploys('eu').read, ...records('eu').read } };
    expect(clashes([both, deploys('us')])).toMatchObject([{ inDefinitions: ['eu', 'us'], onlyRecord: [] }]);
  });

  it('is silent about a tenant of one engine, and about other tenants', () => {
    expect(clashes([deploys('eu'), deploys('us', 'zeta')])).toEqual([]);
  });

  it('is silent about a tenant that Optimize is told to leave out', () => {
    expect(clashes([deploys('eu'), { ...deploys('us'), excluded: ['acme'] }])).toEqual([]);
  });

  it('is silent inside one database, and between a database and its copy', () => {
    for (const verdict of ['shared', 'same-node', 'cloned', 'unknown'] as const) {
      expect(clashes([deploys('eu'), deploys('us')], [['eu', 'us', verdict]])).toEqual([]);
    }
    expect(clashes([deploys('eu'), deploys('us')], [['eu', 'us', 'distinct']])).toHaveLength(1);
  });

  it('names both engines of one database when a third has the tenant', () => {
    const found = clashes([deploys('eu'), deploys('us'), deploys('asia')], [['eu', 'us', 'shared']]);
    expect(found).toEqual([{ tenant: 'acme', inDefinitions: ['eu', 'us', 'asia'], onlyRecord: [] }]);
  });
});

/** As many engines that all have one tenant. */
function together(count: number): Work {
  const engines = Array.from({ length: count }, (_, index) => records(`e${index}`));
  const [views, databases] = [landscape(engines), databasesOf(engines, [])];
  return () => tenantClashes(views, databases);
}

it('goes through the engines that have a tenant once', async () => {
  expect(await ratioOf([together(1000), together(8000)], 8, 2)).toBeLessThan(24);
});

describe('anyUnrelated', () => {
  const engines = ['eu', 'us', 'asia'].map((alias) => deploys(alias));

  it('asks whether two of the engines are neither one database nor of one origin', () => {
    const databases = databasesOf(engines, [['eu', 'us', 'shared']]);
    expect(anyUnrelated(['eu', 'us'], databases)).toBe(false);
    expect(anyUnrelated(['eu', 'us', 'asia'], databases)).toBe(true);
    expect(anyUnrelated(['eu'], databases)).toBe(false);
    expect(anyUnrelated([], databases)).toBe(false);
  });
});

function clashes(engines: readonly Engine[], verdicts: Parameters<typeof databasesOf>[1] = []) {
  return tenantClashes(landscape(engines), databasesOf(engines, verdicts));
}

function deploys(alias: string, tenantId = 'acme'): Engine {
  const processDefinitions = definitions('process', [{ key: alias, tenantId, ids: [uuid(1)] }]);
  return { alias, read: { processDefinitions } };
}

function records(alias: string): Engine {
  return { alias, read: tenantsOf('acme') };
}
