import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readAuthorizations } from '../../../src/probe/engine/resources/access/authorizations.js';
import { record } from '../../../src/probe/recording/record.js';
import { replay } from '../../../src/probe/recording/replay.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { entry, network, probe, probeOne } from '../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const demo = { user: 'demo', password: 'demo' };
const shared = answersOf('camunda-7.24.0/shared-A');
const SCHEMA_LOG = /\/schema\/log/;
const LOGIN = /\/version$/;

describe('a request that ended badly', () => {
  it.each<[string, Reply, number | 'reset']>([
    ['502', { status: 502 }, 502],
    ['503', { status: 503, json: {} }, 503],
    ['504', { status: 504, text: '<html>' }, 504],
    ['a closed connection', { fault: 'reset' }, 'reset'],
    ['half a body', { fault: 'torn' }, 'reset'],
  ])('with %s is sent once more, and told', async (_name, reply, reason) => {
    const server = await start(once(SCHEMA_LOG, reply));
    const { reach, requests, schemaLog } = await probeOne(server.rest, { login: demo });
    expect(reach.status).toBe('ok');
    expect(schemaLog.known).toBe(true);
    expect(asked(server, SCHEMA_LOG)).toBe(2);
    expect(requests.filter(({ retried }) => retried !== undefined)).toMatchObject([
      { resource: 'schema-log', status: 200, retried: reason },
    ]);
  });

  it.each<[string, Reply]>([
    ['500', { status: 500 }],
    ['429', { status: 429 }],
    ['404', { status: 404 }],
    ['nothing in time', { fault: 'silent' }],
  ])('with %s is not', async (_name, reply) => {
    const server = await start(once(SCHEMA_LOG, reply));
    await probeOne(server.rest, { login: demo }, { timeoutMs: 500 });
    expect(asked(server, SCHEMA_LOG)).toBe(1);
  });

  it('is not sent a third time', async () => {
    const server = await start(at(SCHEMA_LOG, { status: 503 }));
    const { requests } = await probeOne(server.rest, { login: demo });
    expect(asked(server, SCHEMA_LOG)).toBe(2);
    expect(requests.filter(({ retried }) => retried !== undefined)).toHaveLength(1);
  });

  it('is not sent once more where it was a login', async () => {
    for (const reply of [{ status: 503 }, { fault: 'reset' }] as const) {
      const server = await start(at(LOGIN, reply));
      await probeOne(server.rest, { login: demo });
      expect(asked(server, LOGIN)).toBe(1);
    }
  });

  it('waits as long as the server wants, where its time allows', async () => {
    const reply = { status: 503, headers: { 'retry-after': '1' } };
    const patient = await start(once(SCHEMA_LOG, reply));
    const started = performance.now();
    await probeOne(patient.rest, { login: demo }, { timeoutMs: 5_000 });
    expect(asked(patient, SCHEMA_LOG)).toBe(2);
    expect(performance.now() - started).toBeGreaterThan(1_000);
    const short = await start(once(SCHEMA_LOG, reply));
    await probeOne(short.rest, { login: demo }, { timeoutMs: 900 });
    expect(asked(short, SCHEMA_LOG)).toBe(1);
  });

  it('in the middle of a list that is read while it comes is not', async () => {
    const row = { id: 'x', definition: { id: 'x:1', key: 'x', version: 1, tenantId: null } };
    const server = await start(
      once(/\/statistics$/, {
        fault: (response) => {
          response.write(`[${`${JSON.stringify(row)},`.repeat(10_000)}`, () => response.destroy());
        },
      }),
    );
    const { processDefinitions } = await probeOne(server.rest, { login: demo });
    expect(asked(server, /\/statistics$/)).toBe(1);
    expect(processDefinitions.known).toBe(false);
  });

  it('is told by a replay as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'retry-'));
    const server = await start(once(SCHEMA_LOG, { status: 503 }));
    const entries = [entry('eu', server.rest, { login: demo })];
    const live = await probe(entries, {}, record(await network(), folder));
    const replayed = await probe(entries, {}, replay(folder));
    rmSync(folder, { recursive: true });
    expect(replayed).toEqual(live);
    expect(replayed.engines[0]?.requests).toContainEqual(expect.objectContaining({ retried: 503 }));
  });
});

describe('an engine that wants to be left alone', () => {
  it.each([429, 502, 503, 504])('with %i for everything is asked for little more', async (status) => {
    const server = await start((path, request, earlier) =>
      /\/engine$|\/version$/.test(path) ? shared(path, request, earlier) : { status },
    );
    const { reach } = await probeOne(server.rest, { login: demo });
    expect(reach).toMatchObject({
      status: 'failed',
      failure: { step: 'http', code: 'server-error', status },
    });
    // Two resources, each twice where a second try may help.
    expect(server.seen).toHaveLength(2 + (status === 429 ? 2 : 4));
  });

  it('now and then is read to the end', async () => {
    const server = await start(at(SCHEMA_LOG, { status: 503 }));
    const { reach } = await probeOne(server.rest, { login: demo });
    expect(reach.status).toBe('ok');
  });
});

describe('a list of authorizations of several pages', () => {
  it('is read page by page, each once, between two counts', async () => {
    const rows = Array.from({ length: 2_500 }, (_, row) => ({
      id: `a${row}`,
      type: 1,
      permissions: ['READ'],
      userId: null,
      groupId: 'g',
      resourceType: 6,
      resourceId: '*',
    }));
    const server = await start((path, request, earlier) => {
      if (!path.includes('/authorization')) return shared(path, request, earlier);
      const query = new URL(path, server.origin).searchParams;
      const list = query.get('resourceType') === '6' ? rows : [];
      if (path.includes('/count')) return { json: { count: list.length } };
      const first = Number(query.get('firstResult'));
      return { json: list.slice(first, first + Number(query.get('maxResults'))) };
    });
    const folder = mkdtempSync(join(tmpdir(), 'pages-'));
    const read: unknown[] = [];
    const visit: Parameters<typeof probeOne>[2] = {
      visit: async ({ session }) => void read.push(await readAuthorizations(session)),
    };
    const entries = [entry('eu', server.rest, { login: demo })];
    await probe(entries, visit, record(await network(), folder));
    expect(read).toMatchObject([{ processDefinition: { known: true, gaps: [] } }]);
    const pages = server.seen.flatMap(({ path }) =>
      path.includes('resourceType=6') && !path.includes('/check') ? [path] : [],
    );
    expect(pages.filter((path) => path.includes('/count'))).toHaveLength(2);
    expect(pages.filter((path) => !path.includes('/count'))).toHaveLength(3);
    await probe(entries, visit, replay(folder));
    rmSync(folder, { recursive: true });
    expect(read[1]).toEqual(read[0]);
  });
});

function asked(server: EngineServer, path: RegExp): number {
  return server.seen.filter((each) => path.test(each.path)).length;
}

function at(path: RegExp, reply: Reply): Answering {
  return (each, request, earlier) => (path.test(each) ? reply : shared(each, request, earlier));
}

/** The first time only. */
function once(path: RegExp, reply: Reply): Answering {
  return (each, request, earlier) =>
    path.test(each) && earlier === 0 ? reply : shared(each, request, earlier);
}

async function start(answering: Answering): Promise<EngineServer> {
  const server = await startEngineServer(answering);
  servers.push(server);
  return server;
}
