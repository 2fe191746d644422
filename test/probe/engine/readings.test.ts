import { afterEach, describe, expect, it } from 'vitest';
import { liveTransport } from '../../../src/probe/http/network.js';
import type { EngineReadings } from '../../../src/probe/readings.js';
import type { MeterReading } from '../../../src/probe/types.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { entry, probe, probeOne } from '../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const demo = { user: 'demo', password: 'demo' };
const NAMED = '/engine/default';

/** Rows of history and of running instances, in these resources and no others. */
const rowsIn =
  (...there: readonly string[]) =>
  (path: string): Reply | undefined => {
    const asked = /\/engine\/default(\/(?:history\/)?[a-z-]+)\?/.exec(path)?.[1] ?? '';
    const wanted = ['/history/detail', '/history/variable-instance', '/variable-instance'];
    return [...wanted, '/process-instance', '/history/process-instance'].includes(asked)
      ? { json: there.includes(asked) ? [{ id: 'x', value: 'secret' }] : [] }
      : undefined;
  };

describe('a real engine', () => {
  it.each([
    ['camunda-7.13.0/noauth-cleanup-window', '7.13.0', 'absent', 'H2'],
    ['camunda-7.16.0/auth', '7.16.0', 'absent', 'H2'],
    ['camunda-7.18.0/auth', '7.18.0', 'known', 'H2'],
    ['camunda-7.21.0/noauth', '7.21.0', 'known', 'H2'],
    ['camunda-7.22.0/auth', '7.22.0', 'known', 'H2'],
    ['camunda-7.24.0/shared-A', '7.24.0', 'known', 'PostgreSQL'],
    ['operaton-1.0.3/noauth', '1.0.3', 'known', 'H2'],
  ])('%s is read to the end', async (name, version, telemetry, vendor) => {
    const readings = await read(name);
    expect(readings.reach).toMatchObject({ status: 'ok' });
    expect(readings.version).toMatchObject({ value: version });
    expect(readings.telemetry).toMatchObject(
      telemetry === 'known' ? { value: { databaseVendor: vendor } } : { known: false, reason: telemetry },
    );
    const known = { known: true };
    expect(readings).toMatchObject({
      meters: known,
      cleanupJobs: known,
      processDefinitions: known,
      tenants: known,
      caller: known,
      importRights: known,
    });
  });

  it('tells its installation, its product and its start', async () => {
    const { telemetry } = await read('camunda-7.24.0/shared-A');
    expect(telemetry).toMatchObject({
      value: {
        installation: '1e80799a-e2b1-4939-95c8-792d11f5af3b',
        productName: 'Camunda BPM Runtime',
        integrationKey: 'camunda-integration',
        dataCollectionStart: expect.any(Number),
      },
    });
  });

  it('of a fork tells it by the name of its integrations', async () => {
    const { telemetry } = await read('operaton-1.0.3/noauth');
    expect(telemetry).toMatchObject({ value: { integrationKey: 'operaton-integration' } });
  });

  it('whose installation has no id says so', async () => {
    const { telemetry } = await read('camunda-7.24.0/shared-A', (path) =>
      path.endsWith('/telemetry/data')
        ? { json: { installation: null, product: { name: 'Camunda BPM Runtime' } } }
        : undefined,
    );
    expect(telemetry).toMatchObject({ known: true, value: { installation: null } });
  });

  it('that stumbles over its own telemetry has none', async () => {
    const { telemetry, reach } = await read(
      'camunda-7.24.0/samejvm-noauth-standalone-engine-three',
      (path) => (path === '/engine' ? { json: [{ name: 'three' }] } : undefined),
    );
    expect(telemetry).toMatchObject({ known: false, reason: 'absent' });
    expect(reach).toMatchObject({ status: 'ok' });
  });

  it('in another zone shows the same wall clock, but another instant', async () => {
    const [here, there] = [
      await read('camunda-7.24.0/shared-A'),
      await read('camunda-7.24.0/shared-B-tz-kolkata'),
    ];
    const [a, b] = [rowOf(here), rowOf(there)];
    expect(a.wallClock).toBe(b.wallClock);
    expect(a.instant).not.toBe(b.instant);
  });

  it('without clean-up jobs says that it has none', async () => {
    const { cleanupJobs } = await read('camunda-7.24.0/shared-A');
    expect(cleanupJobs).toMatchObject({ known: true, value: [] });
  });

  it('with clean-up jobs shows their dates', async () => {
    const { cleanupJobs } = await read('camunda-7.24.0/distinct-D-cleanup-window');
    expect(cleanupJobs).toMatchObject({
      known: true,
      value: [{ id: expect.any(String), createTime: expect.any(String), dueInstant: expect.any(Number) }],
    });
  });

  it('that has no clean-up jobs at all is not taken for one without', async () => {
    const { cleanupJobs } = await read('camunda-7.24.0/shared-A', (path) =>
      path.endsWith('/cleanup/jobs')
        ? { status: 404, json: { type: 'NotFoundException', message: 'HTTP 404 Not Found', code: null } }
        : undefined,
    );
    expect(cleanupJobs).toMatchObject({ known: false, reason: 'absent' });
  });

  describe('behind a server that says it has not what every engine has', () => {
    const page = { status: 404, text: '<h1>Not Found</h1>', headers: { 'content-type': 'text/html' } };
    const own = { status: 404, json: { type: 'NotFoundException', message: 'HTTP 404 Not Found' } };
    it.each<[string, string, keyof EngineReadings, Reply]>([
      ['a page', '/optimize/', 'importRights', page],
      [
        'a gateway in JSON',
        '/optimize/',
        'importRights',
        { status: 404, json: { message: 'no Route matched' } },
      ],
      ['an error of the engine', '/optimize/', 'importRights', own],
      ['a page', '/tenant?', 'tenants', page],
      // What not every version has: only the engine itself can tell.
      ['a page', '/telemetry/data', 'telemetry', page],
      ['a page', '/schema/log', 'schemaLog', page],
      ['a page', '/history/cleanup/jobs', 'cleanupJobs', page],
      ['a page', '/metrics', 'meters', page],
    ])('%s for %s: that could not be read', async (_, path, fact, reply) => {
      const readings = await read('camunda-7.24.0/shared-A', (asked) =>
        asked.includes(path) ? reply : undefined,
      );
      expect(readings[fact]).toMatchObject({ known: false, reason: 'failed' });
    });
  });

  it.each<[string, Reply]>([
    ['a login page', { status: 200, text: '<h1>Log in</h1>', headers: { 'content-type': 'text/html' } }],
    ['an object', { json: {} }],
    ['null', { json: null }],
    ['a text', { json: 'ok' }],
    ['nothing', { status: 200, text: '' }],
  ])('that answers %s where Optimize imports does not let it import', async (_, reply) => {
    const { importRights } = await read('camunda-7.24.0/shared-A', (asked) =>
      asked.includes('/optimize/') ? reply : undefined,
    );
    expect(importRights).toMatchObject({ known: false, reason: 'failed' });
  });

  it('that does not know its version is known not to', async () => {
    const { version } = await read('camunda-7.24.0/shared-A', (path) =>
      path.endsWith('/version') ? { json: { version: null } } : undefined,
    );
    expect(version).toMatchObject({ known: true, value: null });
  });
});

describe('a user without rights', () => {
  it('is refused what the engine hides, and the hiding is not taken for absence', async () => {
    const readings = await read('camunda-7.24.0/shared-A-user-without-rights', () => undefined, 'bob');
    expect(readings.reach).toMatchObject({ status: 'ok' });
    expect(readings.telemetry).toMatchObject({ known: false, reason: 'refused' });
    expect(readings.schemaLog).toMatchObject({ known: false, reason: 'refused' });
    expect(readings.meters).toMatchObject({ known: true });
    expect(readings.caller).toMatchObject({
      value: {
        loggedIn: true,
        user: 'bob',
        admin: false,
        readAll: { processDefinition: false, tenant: false },
      },
    });
  });

  it('learns which of the rights to import are missing', async () => {
    const { importRights } = await read('camunda-7.24.0/shared-A-user-without-rights', mayReadTenants, 'bob');
    expect(importRights).toMatchObject({
      known: true,
      value: {
        granted: false,
        missing: [
          { permission: 'READ_HISTORY', resource: 'Process Definition', resourceId: '*' },
          { permission: 'READ_HISTORY', resource: 'Decision Definition', resourceId: '*' },
        ],
      },
    });
  });

  it('is no administrator, and an administrator of another product is none either', async () => {
    const admin = await read('camunda-7.24.0/shared-A');
    expect(admin.caller).toMatchObject({ value: { admin: true } });
    const stranger = await read('operaton-1.0.3/on-camunda-db');
    expect(stranger.caller).toMatchObject({ value: { admin: false } });
  });

  it('whose groups or tenants cannot be told from the answer may be an administrator, or a member, or not', async () => {
    const unreadable = [{ id: 'clerks' }, { name: 'somewhere' }];
    const { caller } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('/group?') || path.includes('/tenant?userMember') ? { json: unreadable } : undefined,
    );
    expect(caller).toMatchObject({ value: { admin: null, memberOfTenants: null } });
  });

  it('whose groups are hidden may be an administrator or not', async () => {
    const { caller } = await read('camunda-7.24.0/shared-A', (path) => {
      if (path.includes('/group?')) return { json: [] };
      return path.includes('/authorization/check') && path.includes('resourceType=2&')
        ? { json: { authorized: false } }
        : undefined;
    });
    expect(caller).toMatchObject({ value: { admin: null } });
  });
});

describe('a list', () => {
  it('of process definitions is read without their models, and counted once where nothing moves', async () => {
    const server = await start(answersOf('camunda-7.24.0/shared-A'));
    const { processDefinitions } = await probeOne(server.rest, { login: demo });
    expect(processDefinitions).toMatchObject({ known: true, gaps: [], value: { kind: 'process', count: 4 } });
    const asked = server.seen.map(({ path }) => path).filter((path) => path.includes('process-definition'));
    expect(asked).toEqual([`${NAMED}/process-definition/count`, `${NAMED}/process-definition/statistics`]);
  });

  it('keeps keys and tenants apart', async () => {
    const { processDefinitions } = await read('camunda-7.24.0/shared-A');
    if (!processDefinitions.known) throw new Error(processDefinitions.detail);
    const groups = processDefinitions.value.groups.map(({ key, tenantId, versions }) => [
      key,
      tenantId,
      versions.map(({ version }) => version),
    ]);
    expect(groups).toEqual([
      ['order', null, [1, 2]],
      ['order', 't1', [1]],
      ['order', 'ghost', [1]],
    ]);
  });

  it('that changes while it is read is read again', async () => {
    const { processDefinitions } = await read('camunda-7.24.0/shared-A', counting([5, 4, 4, 4]));
    expect(processDefinitions).toMatchObject({ known: true, value: { count: 4 } });
  });

  it('that changed before it was read is read again only where the next count contradicts it, too', async () => {
    const deployed = await start(answersOf('camunda-7.24.0/shared-A', counting([3, 4])));
    const moving = await start(answersOf('camunda-7.24.0/shared-A', counting([3, 5, 4])));
    for (const server of [deployed, moving]) {
      const { processDefinitions } = await probeOne(server.rest, { login: demo });
      expect(processDefinitions).toMatchObject({ known: true, value: { count: 4 } });
    }
    expect(deployed.count(`${NAMED}/process-definition/statistics`)).toBe(1);
    expect(moving.count(`${NAMED}/process-definition/statistics`)).toBe(2);
  });

  it('that fits into one page, as a longer one did, is asked for once, and not counted', async () => {
    const server = await start(manyDecisions(17));
    const { decisionDefinitions } = await probeOne(server.rest, { login: demo });
    expect(decisionDefinitions).toMatchObject({ known: true, gaps: [], value: { count: 17 } });
    const asked = server.seen.filter(({ path }) => path.includes('/decision-definition'));
    expect(asked).toHaveLength(1);
  });

  it('in pages is read again when rows moved between them, or its count changed', async () => {
    const moved = await start(
      manyDecisions(1_500, undefined, (path, earlier) => path.includes('firstResult=999') && earlier === 0),
    );
    const recounted = await start(
      manyDecisions(1_500, undefined, (path, earlier) => path.endsWith('/count') && earlier === 1),
    );
    for (const server of [moved, recounted]) {
      const { decisionDefinitions } = await probeOne(server.rest, { login: demo });
      expect(decisionDefinitions).toMatchObject({ known: true, value: { count: 1_500 } });
      expect(server.seen.filter(({ path }) => path.includes('decision-definition?')).length).toBe(4);
    }
  });

  it('that never comes to rest is not known', async () => {
    const { processDefinitions } = await read('camunda-7.24.0/shared-A', counting([5, 6, 7, 8, 9, 10]));
    expect(processDefinitions).toMatchObject({ known: false, reason: 'changing' });
  });

  it.each([
    ['is not there', 404],
    ['is closed by a gateway', 403],
    ['is broken', 500],
  ])('is read in small pages where the statistics are not to be had because it %s', async (_name, status) => {
    const server = await start(manyProcesses(120, status));
    const { processDefinitions } = await probeOne(server.rest, { login: demo });
    expect(processDefinitions).toMatchObject({ known: true, gaps: [], value: { count: 120 } });
    const pages = server.seen.filter(({ path }) => path.includes('/process-definition?'));
    expect(pages).toHaveLength(3);
    for (const { path } of pages)
      expect(path).toMatch(/sortBy=id&sortOrder=asc&firstResult=\d+&maxResults=50$/);
  });

  it('of models is never read beyond a ceiling, and says so', async () => {
    const server = await start(manyProcesses(5_000, 404));
    const { processDefinitions } = await probeOne(server.rest, { login: demo });
    expect(processDefinitions).toMatchObject({
      known: true,
      gaps: [expect.stringContaining('of 5000 rows')],
    });
    expect(server.seen.filter(({ path }) => path.includes('/process-definition?')).length).toBeLessThan(6);
  });

  it('of decisions is read in pages that overlap, without a row twice', async () => {
    const server = await start(manyDecisions(2_500));
    const { decisionDefinitions } = await probeOne(server.rest, { login: demo });
    expect(decisionDefinitions).toMatchObject({ known: true, gaps: [], value: { count: 2_500 } });
    const starts = server.seen.flatMap(
      ({ path }) => /decision-definition\?.*firstResult=(\d+)/.exec(path)?.[1] ?? [],
    );
    expect(starts).toEqual(['0', '999', '1998']);
  });

  it('of decisions obeys the limit that the engine tells', async () => {
    const server = await start(manyDecisions(120, 50));
    const { decisionDefinitions, schemaLog } = await probeOne(server.rest, { login: demo });
    expect(decisionDefinitions).toMatchObject({ known: true, value: { count: 120 } });
    expect(schemaLog).toMatchObject({ known: true });
    expect(server.seen.filter(({ path }) => /decision-definition\?/.test(path)).length).toBe(3);
  });

  it('with a row that is none is not known', async () => {
    const { processDefinitions } = await read('camunda-7.24.0/shared-A', (path) =>
      path.endsWith('/statistics') ? { json: [{ definition: { id: 'a' } }] } : undefined,
    );
    expect(processDefinitions).toMatchObject({ known: false, reason: 'failed' });
  });

  it('that is HTML is not known', async () => {
    const { processDefinitions } = await read('camunda-7.24.0/shared-A', (path) =>
      path.endsWith('/statistics') ? { text: '<html></html>' } : undefined,
    );
    expect(processDefinitions).toMatchObject({ known: false, reason: 'failed' });
  });
});

describe('an answer with something in it that no engine writes', () => {
  const definition = { id: 'a:1', key: 'a', version: 1, tenantId: null, deploymentId: 'd' };
  const metric = {
    name: 'job-acquisition-attempt',
    reporter: 'node',
    timestamp: '2026-11-23T04:15:00.000+0000',
  };
  const schemaRow = { id: '0', version: '7.24.0', timestamp: '2026-11-23T04:15:00.000+0000' };
  it.each<[keyof EngineReadings, string, unknown]>([
    ['version', '/version', { version: 7.24 }],
    ['version', '/version', { version: ['7.24.0'] }],
    ['schemaLog', '/schema/log?', [null]],
    ['schemaLog', '/schema/log?', [{ ...schemaRow, id: null }]],
    ['schemaLog', '/schema/log?', [schemaRow, schemaRow]],
    ['schemaLog', '/schema/log?', [{ id: '0', version: '7.24.0', timestamp: null }]],
    ['schemaLog', '/schema/log?', [{ id: '0', version: '7.24.0' }]],
    ['cleanupJobs', '/history/cleanup/jobs', [null]],
    ['cleanupJobs', '/history/cleanup/jobs', [{ id: 12, dueDate: null }]],
    ['meters', '/metrics?', [{ ...metric, value: '15' }]],
    ['meters', '/metrics?', [null]],
    ['tenants', '/tenant?', [{ id: 'acme' }, { id: '' }]],
    ['decisionDefinitions', '/decision-definition?', [{ ...definition, tenantId: 12 }]],
    ['decisionDefinitions', '/decision-definition?', [{ ...definition, tenantId: ['acme'] }]],
    [
      'processDefinitions',
      '/process-definition/statistics',
      [{ definition: { ...definition, tenantId: true } }],
    ],
    ...[
      { tenantId: undefined },
      { key: '' },
      { version: 0 },
      { version: -1 },
      { version: 1.5 },
      { version: 2 ** 53 },
    ].flatMap((fault): [keyof EngineReadings, string, unknown][] => [
      ['decisionDefinitions', '/decision-definition?', [{ ...definition, ...fault }]],
      ['processDefinitions', '/process-definition/statistics', [{ definition: { ...definition, ...fault } }]],
    ]),
  ])('leaves the %s unknown: %s %j', async (what, begin, json) => {
    const readings = await read('camunda-7.24.0/shared-A', (path) => {
      if (path === `${NAMED}/process-definition/count`) return { json: { count: 1 } };
      return path.startsWith(NAMED + begin) ? { json } : undefined;
    });
    expect(readings[what]).toMatchObject({ known: false, reason: 'failed' });
  });

  it('leaves definitions unknown where the tenant of one is longer than any can be', async () => {
    const { decisionDefinitions } = await read('camunda-7.24.0/shared-A', (path) =>
      path.startsWith(`${NAMED}/decision-definition?`)
        ? { json: [{ ...definition, tenantId: 'x'.repeat(600) }] }
        : undefined,
    );
    expect(decisionDefinitions).toMatchObject({ known: false, reason: 'failed' });
  });

  it('leaves definitions and tenants unknown where one row stands twice: another one may be missing', async () => {
    const twice = [definition, definition];
    const { processDefinitions, decisionDefinitions, tenants } = await read(
      'camunda-7.24.0/shared-A',
      (path) => {
        if (path === `${NAMED}/process-definition/count`) return { json: { count: 2 } };
        if (path === `${NAMED}/process-definition/statistics`)
          return { json: twice.map((each) => ({ definition: each })) };
        if (path.startsWith(`${NAMED}/tenant?`)) return { json: [{ id: 'acme' }, { id: 'acme' }] };
        return path.startsWith(`${NAMED}/decision-definition?`) ? { json: twice } : undefined;
      },
    );
    for (const list of [processDefinitions, decisionDefinitions, tenants])
      expect(list).toMatchObject({ known: false, reason: 'failed' });
  });

  it('is read where it is the mark of UTF-8, before what is wanted and before an error', async () => {
    const headers = { 'content-type': 'application/json' };
    const marked = (json: unknown, status = 200): Reply => ({
      status,
      headers,
      text: `\ufeff${JSON.stringify(json)}`,
    });
    const { version, tenants, telemetry } = await read('camunda-7.24.0/shared-A', (path) => {
      if (path.endsWith('/version')) return marked({ version: '7.24.0' });
      if (path.startsWith(`${NAMED}/tenant?`)) return marked([{ id: 'acme' }]);
      return path.endsWith('/telemetry/data')
        ? marked({ type: 'NotFoundException', message: 'no' }, 404)
        : undefined;
    });
    expect(version).toMatchObject({ value: '7.24.0' });
    expect(tenants).toMatchObject({ value: [{ id: 'acme' }] });
    expect(telemetry).toMatchObject({ known: false, reason: 'absent' });
  });
});

describe('the history level', () => {
  it.each([
    ['full', ['/history/detail', '/history/variable-instance']],
    ['audit', ['/history/variable-instance', '/history/process-instance']],
    ['activity', ['/history/process-instance', '/variable-instance']],
    ['none', ['/process-instance', '/variable-instance']],
  ])('is %s by what is there and what is not', async (level, there) => {
    const { historyLevel } = await read('camunda-7.24.0/shared-A', rowsIn(...there));
    expect(historyLevel).toMatchObject({ known: true, value: { level, told: false } });
  });

  it('is not told by rows that are none', async () => {
    const { historyLevel } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('/history/detail?') ? { json: ['x'] } : undefined,
    );
    expect(historyLevel).toMatchObject({ known: false, reason: 'failed' });
  });

  it.each<[string, readonly string[]]>([
    ['/history/variable-instance', ['/history/process-instance', '/variable-instance']],
    ['/history/process-instance', ['/process-instance']],
    ['/variable-instance', ['/history/process-instance']],
    ['/process-instance', []],
  ])('is not known where %s cannot be read, whatever else is there', async (unread, there) => {
    const rows = rowsIn(...there);
    const { historyLevel } = await read('camunda-7.24.0/shared-A', (path) =>
      path.startsWith(`${NAMED}${unread}?`) ? { status: 500, json: { type: 'X' } } : rows(path),
    );
    expect(historyLevel).toMatchObject({
      known: false,
      reason: 'failed',
      detail: expect.stringContaining(`${unread}?`),
    });
  });

  it('of an engine that nobody has used yet is not known', async () => {
    const { historyLevel } = await read('camunda-7.24.0/shared-A', rowsIn());
    expect(historyLevel).toMatchObject({ known: false, reason: 'absent' });
  });

  it('is told by CIB seven', async () => {
    const { historyLevel } = await read('camunda-7.24.0/shared-A', (path) => {
      if (path.endsWith('/version')) return { json: { version: '2.2.0' } };
      return path.endsWith('/configuration') ? { json: { historyLevel: 'AUDIT' } } : undefined;
    });
    expect(historyLevel).toMatchObject({ value: { level: 'audit', told: true } });
  });
});

describe('the list of users', () => {
  const LIST = `${NAMED}/user?maxResults=10000&sortBy=userId&sortOrder=asc&firstResult=0`;
  const listing = (reply: Reply) =>
    answersOf('camunda-7.24.0/shared-A', (path) => (path === LIST ? reply : undefined));

  it('is asked for once, as Optimize does, and only counted', async () => {
    const json = ['kermit', 'gonzo', 'piggy'].map((id) => ({ id, email: `${id}@example.org` }));
    const server = await start(listing({ json }));
    const readings = await probeOne(server.rest, { login: demo });
    expect(readings.userList).toMatchObject({ known: true, value: { users: 3, problem: null } });
    expect(server.count(LIST)).toBe(1);
    expect(JSON.stringify(readings)).not.toMatch(/gonzo|example\.org/u);
  });

  it.each<[string, Reply, RegExp]>([
    ['fails', { status: 500, json: { type: 'IdentityProviderException', message: 'x' } }, /answered 500/u],
    ['is closed by a gateway', { status: 403, text: 'no' }, /answered 403/u],
    ['is a page', { text: '<html>' }, /no array/u],
    [
      'is a page with a title',
      { text: '<html><head><title>Maintenance</title></head></html>' },
      /no array, but a page that says "Maintenance"/u,
    ],
    ['is no list', { json: { count: 3 } }, /array/u],
    ['never comes', { fault: 'silent' }, /no answer|in time|within|timed out/iu],
  ])('is known to fail where it %s, and the rest is read', async (_name, reply, problem) => {
    const server = await start(listing(reply));
    const { userList, decisionDefinitions, reach } = await probeOne(
      server.rest,
      { login: demo },
      { timeoutMs: 500 },
    );
    expect(userList).toMatchObject({ known: true, value: { users: null } });
    expect(userList.known && userList.value?.problem).toMatch(problem);
    expect(decisionDefinitions).toMatchObject({ known: true });
    expect(reach).toMatchObject({ status: 'ok' });
    expect(server.count(LIST)).toBe(1);
  });

  it.each<[string, Reply, RegExp]>([
    ['has too much to do', { status: 429, text: 'slow down' }, /answered 429/u],
    ['is not reached by its gateway', { status: 503, text: '<h1>later</h1>' }, /answered 503/u],
    ['leads to a login', { status: 302, headers: { location: 'http://127.0.0.1:1/login' } }, /redirects to/u],
    ['closes the connection', { fault: 'reset' }, /closed before/u],
    ['lists nothing', { json: [null] }, /a row that is none/u],
    ['lists somebody without an id', { json: [{ id: 'kermit' }, {}] }, /a row that is none/u],
    ['lists numbers', { json: [{ id: 7 }] }, /a row that is none/u],
  ])('is not known where the engine %s', async (_name, reply, detail) => {
    const server = await start(listing(reply));
    const { userList, reach } = await probeOne(server.rest, { login: demo });
    expect(userList).toMatchObject({
      known: false,
      reason: 'failed',
      detail: expect.stringMatching(detail),
    });
    expect(reach).toMatchObject({ status: 'ok' });
  });

  it('is not there on an engine without it, and not asked for where pages of that size are refused', async () => {
    const { userList } = await read('camunda-7.24.0/shared-A');
    expect(userList).toMatchObject({ known: false, reason: 'absent' });
    const server = await start(manyDecisions(120, 2_000));
    expect((await probeOne(server.rest, { login: demo })).userList).toMatchObject({
      known: true,
      value: null,
    });
    expect(server.count(LIST)).toBe(0);
  });

  it('that a server in front of the engine does not let through is told', async () => {
    const { userList } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('/user?') ? { status: 404, text: '<h1>Not Found</h1>' } : undefined,
    );
    expect(userList).toMatchObject({
      value: { users: null, problem: expect.stringContaining('answered 404') },
    });
  });
});

describe('the limit of rows', () => {
  it('is known where it lies between the pages of this tool and those of Optimize', async () => {
    const server = await start(manyDecisions(120, 2_000));
    const { resultLimit, tenants } = await probeOne(server.rest, { login: demo });
    expect(resultLimit).toMatchObject({ known: true, value: { rows: 2_000, refuses: true } });
    expect(tenants).toMatchObject({ known: true });
  });

  it('is none where the engine hands out pages as long as Optimize wants', async () => {
    const { resultLimit } = await read('camunda-7.24.0/shared-A');
    expect(resultLimit).toMatchObject({ known: true, value: null });
  });
});

describe('the meter rows', () => {
  it('of a closed window are asked for after their spacing was learned', async () => {
    const server = await start(answersOf('camunda-7.24.0/shared-A'));
    const { meters } = await probeOne(server.rest, { login: demo });
    expect(meters).toMatchObject({ known: true, value: { intervalSeconds: 30, learned: true } });
    const asked = server.seen.map(({ path }) => path).filter((path) => path.includes('/metrics'));
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/&startDate=[^&]+%2B0000&endDate=[^&]+%2B0000$/);
  });

  it('inside the unsafe end of the window do not count', async () => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const rows = [0, 1, 2, 5, 10].map((back) => row(now - back * 20_000));
    const { meters } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('/metrics') ? { json: rows } : undefined,
    );
    if (!meters.known) throw new Error(meters.detail);
    for (const { instant } of meters.value.rows) expect(instant).toBeLessThan(meters.value.end);
    expect(meters.value.end).toBeLessThan(now);
  });

  it('lose their oldest second where the engine cut the list', async () => {
    const end = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
    const rows = Array.from({ length: 200 }, (_, index) => row(end - Math.floor(index / 2) * 1_000));
    const { meters } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('/metrics') ? { json: rows } : undefined,
    );
    if (!meters.known) throw new Error(meters.detail);
    expect(meters.value.truncated).toBe(true);
    expect(meters.value.rows).toHaveLength(198);
  });

  it('in a date format of the application cannot be compared', async () => {
    const { meters } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('/metrics')
        ? { json: [{ timestamp: '23.11.2026 06:00', reporter: 'x', value: 1 }] }
        : undefined,
    );
    expect(meters).toMatchObject({ known: false, reason: 'failed' });
  });
});

describe('statistics that take longer than anybody waits', () => {
  it('are given up once, and the definitions are read from the count and the list', async () => {
    const server = await start(
      answersOf('camunda-7.24.0/shared-A', (path) =>
        path.endsWith('/process-definition/statistics') ? { fault: 'silent' } : undefined,
      ),
    );
    const { engines } = await probe([entry('eu', server.rest, { login: demo })], {
      timeoutMs: 400,
      again: () => [{ alias: 'eu', ticks: [], afterMs: 0 }],
    });
    const [readings] = engines;
    expect(readings?.processDefinitions).toMatchObject({ known: true, gaps: [] });
    expect(readings?.again?.processDefinitions).toMatchObject({ known: true, gaps: [] });
    expect(server.count(`${NAMED}/process-definition/statistics`)).toBe(1);
    expect(readings?.listedPages).toContainEqual(
      expect.objectContaining({ resource: 'process-definition-statistics', gaveUp: true }),
    );
    expect(server.seen.filter(({ path }) => /process-definition\?.*maxResults=(?!50$)/.test(path))).toEqual(
      [],
    );
  });
});

describe('a balancer', () => {
  it('before two databases shows the installation ids of both', async () => {
    const readings = await read('camunda-7.24.0/shared-A', alternating('installation'));
    expect(readings.telemetry).toMatchObject({ value: { installationsSeen: ['one', 'two'] } });
  });

  it('is asked on until no further node shows itself', async () => {
    const starts = ['06:00:01.000', '06:00:02.000', '06:00:03.000'];
    let asked = 0;
    const { telemetry } = await read('camunda-7.24.0/shared-A', (path) => {
      if (!path.endsWith('/telemetry/data')) return undefined;
      const startDate = `2026-11-23T${starts[asked++ % 3] ?? ''}+0000`;
      const internals = { 'data-collection-start-date': startDate };
      return { json: { installation: 'one', product: { name: 'Camunda BPM Runtime', internals } } };
    });
    if (!telemetry.known) throw new Error(telemetry.detail);
    expect(telemetry.value.startsSeen).toHaveLength(3);
    expect(asked).toBe(7);
  });

  it('is given a chance to choose another node: each look takes a connection of its own', async () => {
    const server = await start(answersOf('camunda-7.24.0/shared-A'));
    await probeOne(server.rest, { login: demo });
    const looks = server.seen.filter(({ path }) => path === `${NAMED}/telemetry/data`);
    expect(looks).toHaveLength(1 + 3);
    expect(new Set(looks.map(({ socket }) => socket)).size).toBe(1 + 3);
    // Four are there anyway: one is made anew, because the first look went over it.
    expect(server.connections).toBe(4 + 1);
  });

  it('is seen through where its nodes take turns and the second look meets the first node again', async () => {
    let asked = 0;
    const { telemetry } = await read('camunda-7.24.0/shared-A', (path) => {
      if (!path.endsWith('/telemetry/data')) return undefined;
      asked += 1;
      const installation = asked > 1 && asked % 2 === 1 ? 'two' : 'one';
      return { json: { installation, product: { name: 'Camunda BPM Runtime', internals: {} } } };
    });
    expect(telemetry).toMatchObject({ value: { installationsSeen: ['one', 'two'] } });
  });

  it.each([1, 2, 3, 4])(
    'whose two nodes take turns with every request is seen through over %i connections',
    async (connections) => {
      for (const { answers, login } of [
        { answers: answersOf('camunda-7.24.0/shared-A'), login: demo },
        { answers: answersOf('camunda-7.21.0/noauth'), login: null },
      ]) {
        let requests = 0;
        const server = await start((path, request, earlier) => {
          requests += 1;
          if (!path.endsWith('/telemetry/data')) return answers(path, request, earlier);
          const installation = requests % 2 === 0 ? 'even' : 'odd';
          return { json: { installation, product: { name: 'Camunda BPM Runtime', internals: {} } } };
        });
        const transport = await liveTransport({ version: 'test', environment: {}, connections });
        const { engines } = await probe(
          [entry('eu', server.rest, login === null ? {} : { login })],
          {},
          transport,
        );
        if (engines[0]?.telemetry.known !== true) throw new Error('no telemetry');
        expect(new Set(engines[0].telemetry.value.installationsSeen)).toEqual(new Set(['even', 'odd']));
      }
    },
  );

  it.each([1, 2, 3, 4].flatMap((connections) => [2, 3, 5].map((nodes) => [connections, nodes] as const)))(
    'that gives each new connection to the next node is seen through over %i connections: %i nodes',
    async (connections, nodes) => {
      for (const { answers, login } of [
        { answers: answersOf('camunda-7.24.0/shared-A'), login: demo },
        { answers: answersOf('camunda-7.21.0/noauth'), login: null },
      ]) {
        const sockets: unknown[] = [];
        const server = await start((path, request, earlier) => {
          if (!sockets.includes(request.socket)) sockets.push(request.socket);
          if (!path.endsWith('/telemetry/data')) return answers(path, request, earlier);
          const installation = `node ${sockets.indexOf(request.socket) % nodes}`;
          return { json: { installation, product: { name: 'Camunda BPM Runtime', internals: {} } } };
        });
        const transport = await liveTransport({ version: 'test', environment: {}, connections });
        const own = entry('eu', server.rest, login === null ? {} : { login });
        const { engines } = await probe([own], {}, transport);
        if (engines[0]?.telemetry.known !== true) throw new Error('no telemetry');
        expect(engines[0].telemetry.value.installationsSeen).toHaveLength(nodes);
      }
    },
  );

  it('before several nodes is asked for one window of meter rows again and again', async () => {
    const asked: string[] = [];
    const twoNodes = alternatingStarts();
    const { meters } = await read('camunda-7.24.0/shared-A', (path) => {
      if (path.includes('&endDate=')) asked.push(path);
      return path.includes('&endDate=') ? { json: [row(asked.length)] } : twoNodes(path);
    });
    expect(asked).toEqual(Array.from({ length: 5 }, () => asked[0]));
    if (!meters.known) throw new Error(meters.detail);
    expect(meters.value.rows.map(({ instant }) => instant)).toEqual([1]);
    expect(instantsElsewhere(meters.value)).toEqual([2, 3, 4, 5]);
  });

  it('is looked for in the meter rows where telemetry is refused', async () => {
    const refused: Reply = { status: 403, json: { type: 'AuthorizationException', message: 'no', code: 0 } };
    let asked = 0;
    const { meters } = await read('camunda-7.24.0/shared-A', (path) => {
      if (path.endsWith('/telemetry/data')) return refused;
      return path.includes('&endDate=') ? { json: [row((asked += 1))] } : undefined;
    });
    if (!meters.known) throw new Error(meters.detail);
    expect(instantsElsewhere(meters.value)).toEqual([2, 3, 4]);
  });

  it('is told where some of the meter rows cannot be read', async () => {
    const twoNodes = alternatingStarts();
    let asked = 0;
    const { meters } = await read('camunda-7.24.0/shared-A', (path) => {
      if (!path.includes('&endDate=')) return twoNodes(path);
      asked += 1;
      return asked === 3 ? { json: [{ timestamp: 1 }] } : { json: [row(asked)] };
    });
    if (!meters.known) throw new Error(meters.detail);
    expect(meters.value.elsewhere).toHaveLength(3);
    expect(meters.value.unread).toEqual([
      expect.stringContaining('answered 200 with something else than expected'),
    ]);
  });

  it('before one node is not asked for it twice', async () => {
    const { meters } = await read('camunda-7.24.0/shared-A');
    if (!meters.known) throw new Error(meters.detail);
    expect(meters.value.elsewhere).toBeUndefined();
  });
});

/** Where a right is not told, it may be there or not. */
describe('the rights of the caller', () => {
  it('are untold where an answer says nothing of them', async () => {
    const { caller } = await read('camunda-7.24.0/shared-A', (path) =>
      path.includes('resourceName=Deployment') ? { json: { x: 1 } } : undefined,
    );
    if (!caller.known) throw new Error(caller.detail);
    expect(caller.value.readAll.deployment).toBeNull();
    expect(caller.value.untold).toContain('deployment');
  });
});

/** Of requests side by side any may come first. */
function instantsElsewhere({ elsewhere = [] }: MeterReading): readonly number[] {
  return elsewhere.flatMap(({ rows }) => rows.map(({ instant }) => instant)).toSorted((a, b) => a - b);
}

function alternatingStarts(): (path: string) => Reply | undefined {
  let asked = 0;
  return (path) => {
    if (!path.endsWith('/telemetry/data')) return undefined;
    const internals = { 'data-collection-start-date': `2026-11-23T06:00:0${asked++ % 2}.000+0000` };
    return { json: { installation: 'one', product: { name: 'Camunda BPM Runtime', internals } } };
  };
}

function mayReadTenants(path: string): Reply | undefined {
  return path.includes('/authorization/check') && path.includes('resourceType=11')
    ? { json: { permissionName: 'READ', resourceName: 'Tenant', resourceId: '*', authorized: true } }
    : undefined;
}

async function start(answering: Answering): Promise<EngineServer> {
  const server = await startEngineServer(answering);
  servers.push(server);
  return server;
}

async function read(
  name: string,
  change: (path: string) => Reply | undefined = () => undefined,
  user = 'demo',
): Promise<EngineReadings> {
  const server = await start(answersOf(name, change));
  const login = { user, password: user };
  return probeOne(server.rest, { login, ...(name.endsWith('engine-three') && { name: 'three' }) });
}

function rowOf(readings: EngineReadings) {
  if (!readings.schemaLog.known) throw new Error(readings.schemaLog.detail);
  const [first] = readings.schemaLog.value;
  if (first === undefined) throw new Error('no row');
  return first;
}

/** Counts of process definitions, one per request. */
function counting(counts: readonly number[]): (path: string) => Reply | undefined {
  const left = [...counts];
  return (path) =>
    path.endsWith('/process-definition/count') ? { json: { count: left.shift() ?? 0 } } : undefined;
}

function alternating(field: string): (path: string) => Reply | undefined {
  let asked = 0;
  return (path) =>
    path.endsWith('/telemetry/data')
      ? {
          json: {
            [field]: ['one', 'two'][asked++ % 2],
            product: { name: 'Camunda BPM Runtime', version: '7.24.0' },
          },
        }
      : undefined;
}

function row(instant: number) {
  const timestamp = new Date(instant).toISOString().replace('Z', '+0000');
  return { timestamp, name: 'job-acquisition-attempt', reporter: 'node', value: 1 };
}

function manyProcesses(count: number, statistics: number): Answering {
  const rest = answersOf('camunda-7.24.0/shared-A');
  return (path, request, earlier) => {
    if (path === `${NAMED}/process-definition/count`) return { json: { count } };
    if (path === `${NAMED}/process-definition/statistics`) return { status: statistics, text: '' };
    if (path.startsWith(`${NAMED}/process-definition?`)) return { json: pageOf(path, count) };
    return rest(path, request, earlier);
  };
}

/** Decisions in pages; where `shifted` says so, as if one had been deployed meanwhile. */
function manyDecisions(
  count: number,
  limit = Number.MAX_SAFE_INTEGER,
  shifted: (path: string, earlier: number) => boolean = () => false,
): Answering {
  const rest = answersOf('camunda-7.24.0/shared-A');
  return (path, request, earlier) => {
    const asked = Number(/maxResults=(\d+)/.exec(path)?.[1] ?? 0);
    if (asked > limit && !path.includes('/metrics')) {
      const message = `Max results limit of ${limit} exceeded!`;
      return { status: 400, json: { type: 'BadUserRequestException', message, code: 0 } };
    }
    const more = shifted(path, earlier) ? 1 : 0;
    if (path === `${NAMED}/decision-definition/count`) return { json: { count: count + more } };
    if (path.startsWith(`${NAMED}/decision-definition?`)) return { json: pageOf(path, count, more) };
    return rest(path, request, earlier);
  };
}

function pageOf(path: string, count: number, more = 0) {
  const query = new URLSearchParams(path.split('?')[1]);
  const first = Number(query.get('firstResult')) - more;
  const length = Math.max(0, Math.min(Number(query.get('maxResults')), count - first));
  return Array.from({ length }, (_, index) => {
    const id = String(first + index).padStart(6, '0');
    return { id, key: `key-${id}`, version: 1, tenantId: null };
  });
}
