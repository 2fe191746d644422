import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import C145 from '../../../src/rules/config/C145-webapps-endpoint.js';
import C203 from '../../../src/rules/landscape/C203-same-default-tenant.js';
import C204 from '../../../src/rules/landscape/C204-some-without-default-tenant.js';
import C206 from '../../../src/rules/landscape/C206-same-default-tenant-name.js';
import T405 from '../../../src/rules/topology/T405-default-tenant-is-real-tenant.js';
import { cure } from '../../../src/run/balancer/balancer.js';
import { check } from '../../../src/run/check.js';
import { runRules } from '../../../src/run/judge/runner.js';
import { loadConfiguration } from '../../../src/run/request/configure.js';
import type { Databases, VerdictKind } from '../../../src/topology/types.js';
import { LANDSCAPES, recordedAt, replayRequest, requestFor } from '../../helpers/fixtures.js';
import { databasesOf, landscape, tenantsOf } from '../../topology/landscape.js';

const ALIASES = ['eu', 'us', 'asia'].map((alias) => ({ alias }));

/** Two entries of one database, or what may be one, and each consequence that they have. */
const CONSEQUENCES = {
  C203: [{ id: 'x' }, { id: 'x' }, null],
  C206: [{ id: 'a', name: 'n' }, { id: 'b', name: 'n' }, null],
  C204: [null, null, { id: 'x' }],
  T405: [{ id: 'acme' }, null, null],
  C145: [null, null, null],
} as const;

describe.each(Object.entries(CONSEQUENCES))('%s', (rule, tenants) => {
  it.each<[VerdictKind, boolean]>([
    ['shared', false],
    ['same-node', false],
    ['unknown', false],
    ['cloned', true],
    ['distinct', true],
  ])('between two engines whose databases are %s: told %s', async (verdict, told) => {
    const rules = await rulesOn(tenants, databasesOf(ALIASES, [['eu', 'us', verdict]]));
    expect(rules.includes(rule)).toBe(told);
  });

  it('is told where the database is only guessed to be one', async () => {
    const { groups, ...databases } = databasesOf(ALIASES, [['eu', 'us', 'shared']]);
    const guessed = groups.map((group) => ({ ...group, certainty: 'weak' as const }));
    expect(await rulesOn(tenants, { ...databases, groups: guessed })).toContain(rule);
  });
});

describe('what doctor advises and what balancer does', () => {
  const same = { eu: {}, us: {} };
  it.each<[string, Readonly<Record<'eu' | 'us', Settings>>, boolean]>([
    ['entries agree', same, true],
    ['default tenants differ', { eu: { tenant: 'a' }, us: { tenant: 'b' } }, false],
    ['excluded tenants differ', { eu: { excluded: 'a' }, us: {} }, false],
    ['logins differ', { eu: { user: 'a' }, us: { user: 'b' } }, false],
    ['one has a login', { eu: { user: 'a' }, us: {} }, false],
    ['engine paths differ', { eu: {}, us: { path: 'rest' } }, false],
  ])('is one decision where %s', async (_, settings, possible) => {
    const file = written(textOf(settings));
    const us = `http://127.0.0.1:8081/${settings.us.path ?? 'engine-rest'}`;
    const live = replayRequest(recordedAt(path.join(LANDSCAPES, 'shared'), { us }));
    const request = { ...requestFor([file]), command: 'doctor', live } as const;
    const { findings } = await check(request, { version: '0.0.0-test', interruptedBy: () => null });
    const shared = findings.find(({ rule }) => rule === 'T411');
    const cured = await cure(
      { check: request, groups: [], settings: { host: null, port: null, caFile: null } },
      'test',
    );
    if (!('plans' in cured)) throw new Error('nothing could be read');
    expect(cured.plans.map(({ kind }) => kind)).toEqual([possible ? 'balance' : 'refused']);
    expect(shared?.remedy.includes('multi-engine balancer')).toBe(possible);
    expect((shared?.edits ?? []).length > 0).toBe(possible);
    for (const plan of cured.plans) {
      if (plan.kind !== 'refused') continue;
      for (const { decide } of plan.refusals) expect(shared?.remedy).toContain(decide);
    }
  });
});

interface Settings {
  readonly tenant?: string;
  readonly excluded?: string;
  readonly user?: string;
  readonly path?: string;
}

function textOf(settings: Readonly<Record<string, Settings>>): string {
  const entries = Object.entries(settings).map(
    ([alias, { tenant, excluded, user, path: base = 'engine-rest' }], index) => `  ${alias}:
    name: default
    rest: http://127.0.0.1:808${index}/${base}
    importEnabled: true
    authentication: { enabled: ${user !== undefined}, user: "${user ?? ''}", password: "x" }
    webapps: { enabled: true, endpoint: "https://${alias}.example.org/camunda" }
${tenant === undefined ? '' : `    defaultTenant: { id: ${tenant}, name: ${tenant} }\n`}${excluded === undefined ? '' : `    excludedTenants: [${excluded}]\n`}`,
  );
  return `engines:\n${entries.join('')}`;
}

async function rulesOn(
  tenants: readonly ({ readonly id: string; readonly name?: string } | null)[],
  databases: Databases,
): Promise<readonly string[]> {
  const entries = ALIASES.map(({ alias }, index) => {
    const tenant = tenants[index] ?? null;
    const lines =
      tenant === null ? '' : `    defaultTenant: { id: ${tenant.id}, name: ${tenant.name ?? tenant.id} }\n`;
    const cockpit = alias === 'asia' ? 'https://asia.example.org/camunda' : 'https://eu.example.org/camunda';
    return `  ${alias}:\n    name: default\n    rest: http://${alias}.example.org/engine-rest\n    webapps: { endpoint: "${cockpit}", enabled: true }\n${lines}`;
  });
  const { configuration } = await loadConfiguration(requestFor([written(`engines:\n${entries.join('')}`)]));
  const engines = landscape([
    { alias: 'eu', read: tenantsOf('acme'), ...(tenants[0] && { tenant: tenants[0].id }) },
    { alias: 'us', read: tenantsOf('acme') },
  ]);
  const { hits } = runRules([C145, C203, C204, C206, T405], { configuration, live: { engines, databases } });
  return hits.map(({ rule }) => rule.code);
}

function written(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'one-database-')), 'environment-config.yaml');
  writeFileSync(file, text);
  return file;
}
