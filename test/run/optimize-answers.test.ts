import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/run/check.js';
import { damagedRecording, type Damage } from '../helpers/damaged.js';
import { fixtureRequest, replayRequest, RULE_FIXTURES } from '../helpers/fixtures.js';

/** Where the rule of a fixture that fails is left open once one answer of Optimize or of its store is damaged. */
async function leftOpen(fixture: string, resource: string, damage: Damage) {
  const request = fixtureRequest(path.join(RULE_FIXTURES, fixture));
  const service = /^(?:ui-configuration|status|readyz)$/u.test(resource) ? 'optimize' : 'store';
  const recording = request.live?.replayFrom ?? '';
  const live = replayRequest(damagedRecording(recording, `${service}.json`, resource, damage));
  const context = { version: '0.0.0-test', interruptedBy: () => null };
  const { coverage } = await check({ ...request, live }, context);
  const own = coverage.find(({ rule }) => fixture.startsWith(rule));
  return own?.skipped.filter(({ open }) => open).map(({ because }) => because);
}

const NAME = 'O705-engine-name-differs/fail-other-name';
const CONNECTION = 'O707-optimize-cannot-reach-engine/fail-not-connected';
const IMPORTS = 'O708-imports-although-off/fail-importing';
const READY = 'O702-optimize-not-ready/fail-not-ready';

const pageInstead: Damage = (answer) => {
  answer.status = 404;
  answer.headers = { contentType: 'text/html' };
  delete answer.body;
};

describe('what a running Optimize does not say is open', () => {
  it.each<[string, string, string, Damage]>([
    ['its engines', NAME, 'ui-configuration', ({ body }) => delete body.webappsEndpoints],
    ['its engines, but something else', NAME, 'ui-configuration', ({ body }) => (body.webappsEndpoints = [])],
    ['one of its engines', NAME, 'ui-configuration', ({ body }) => delete body.webappsEndpoints.inventory],
    ['the name of an engine', NAME, 'ui-configuration', ({ body }) => (body.webappsEndpoints.inventory = {})],
    [
      'where the web applications are',
      'O706-webapps-differ/fail-other-address',
      'ui-configuration',
      ({ body }) => (body.webappsEndpoints.inventory = { engineName: 'default' }),
    ],
    ['its configuration, but a gateway a page', NAME, 'ui-configuration', pageInstead],
    ['the state of an engine', CONNECTION, 'status', ({ body }) => delete body.engineStatus.inventory],
    ['the state of any engine', CONNECTION, 'status', ({ body }) => (body.engineStatus = {})],
    [
      'whether it reaches an engine',
      CONNECTION,
      'status',
      ({ body }) => (body.engineStatus.inventory = null),
    ],
    [
      'whether it imports an engine',
      IMPORTS,
      'status',
      ({ body }) => {
        for (const engine of Object.values<{ isImporting: unknown }>(body.engineStatus))
          engine.isImporting = 'no';
      },
    ],
    ['its status, but a gateway a page', CONNECTION, 'status', pageInstead],
    ['whether it is ready, but a gateway a page', READY, 'readyz', pageInstead],
    [
      'whether it is ready, but a start page',
      READY,
      'readyz',
      (answer) => {
        answer.status = 200;
        answer.headers = { contentType: 'text/html' };
      },
    ],
  ])('%s', async (_what, fixture, resource, damage) => {
    expect(await leftOpen(fixture, resource, damage)).toEqual([expect.any(String)]);
  });
});

const HIDDEN = 'O726-definition-hidden/fail-hidden';
const TENANT = 'O728-tenant-owned-by-other/fail-tenant-taken';
const STOPPED = 'O725-import-stopped/fail-stopped';
const FOREIGN = 'O729-instances-under-foreign-definition/fail-imported-twice';

interface Hit {
  readonly fields: Record<string, unknown>;
  readonly _source: Record<string, unknown>;
}

const everyHit =
  (change: (hit: Hit) => void): Damage =>
  ({ body }) => {
    for (const hit of body.hits.hits as Hit[]) change(hit);
  };

describe('what the store of Optimize does not say is open', () => {
  it.each<[string, string, string, Damage]>([
    ['a list of definitions', HIDDEN, 'process-definition', ({ body }) => delete body.hits],
    ['a list of rows', HIDDEN, 'process-definition', ({ body }) => (body.hits.hits = 'none')],
    [
      'as many rows as it counts',
      HIDDEN,
      'process-definition',
      ({ body }) => (body.hits = { total: { value: 2, relation: 'eq' }, hits: [] }),
    ],
    [
      'as many rows as an older store counts',
      HIDDEN,
      'process-definition',
      ({ body }) => (body.hits = { total: 9, hits: body.hits.hits.slice(1) }),
    ],
    ['the id of a definition', HIDDEN, 'process-definition', everyHit(({ fields }) => delete fields['id'])],
    [
      'the key of a definition',
      HIDDEN,
      'process-definition',
      everyHit(({ fields }) => (fields['key'] = [7])),
    ],
    ['the version', HIDDEN, 'process-definition', everyHit(({ fields }) => delete fields['version'])],
    ['what is deleted', HIDDEN, 'process-definition', everyHit(({ fields }) => (fields['deleted'] = ['no']))],
    ['whose it is', HIDDEN, 'process-definition', everyHit(({ fields }) => delete fields['dataSource.name'])],
    ['the tenant', HIDDEN, 'process-definition', everyHit(({ fields }) => (fields['tenantId'] = [7]))],
    ['the id of a tenant', TENANT, 'tenant', everyHit(({ _source }) => delete _source['id'])],
    ['whose a tenant is', TENANT, 'tenant', everyHit(({ _source }) => (_source['engine'] = null))],
    [
      'when an import ran',
      STOPPED,
      'timestamp-based-import-index',
      everyHit(({ _source }) => (_source['lastImportExecutionTimestamp'] = 'yesterday')),
    ],
    [
      'which import ran',
      STOPPED,
      'timestamp-based-import-index',
      everyHit(({ _source }) => {
        delete _source['dataSource.name'];
        delete _source['engine'];
      }),
    ],
    ['its counts', FOREIGN, 'process-instance', ({ body }) => (body.aggregations = null)],
    ['its counts per alias', FOREIGN, 'process-instance', ({ body }) => (body.aggregations.sources = {})],
    [
      'a count for an alias',
      FOREIGN,
      'process-instance',
      ({ body }) => (body.aggregations.sources.aliases.buckets = [{ key: 'inventory' }]),
    ],
    [
      'counts for all instances',
      FOREIGN,
      'process-instance',
      ({ body }) => (body.aggregations.sources = { doc_count: 9, aliases: { buckets: [] } }),
    ],
    [
      'counts for the definitions of an alias',
      FOREIGN,
      'process-instance',
      ({ body }) => {
        for (const bucket of body.aggregations.sources.aliases.buckets as Record<string, unknown>[])
          bucket['definitions'] = {};
      },
    ],
    ['anything, but a gateway a page', HIDDEN, 'process-definition', pageInstead],
  ])('%s', async (_what, fixture, resource, damage) => {
    expect(await leftOpen(fixture, resource, damage)).toEqual([expect.any(String)]);
  });
});
