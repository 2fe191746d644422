import { afterEach, describe, expect, it } from 'vitest';
import tooLow from '../../../src/rules/engine/P324-result-limit-too-low.js';
import type { EngineReadings } from '../../../src/probe/readings.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { probeOne } from '../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const NAMED = '/engine/default';
const demo = { user: 'demo', password: 'demo' };
const SECOND = 1_000;

describe('an engine behind a gateway that hands out fewer rows than are asked for, without a word', () => {
  it.each([3, 10, 100, 250])('is read completely, to the last row: %s at once', async (most) => {
    const { decisionDefinitions, decisionRequirements, tenants } = await readBehind(gateway(long(), most));
    expect(decisionDefinitions).toMatchObject({ known: true, gaps: [], value: { count: 120 } });
    expect(decisionRequirements).toMatchObject({ known: true, gaps: [], value: { count: 50 } });
    expect(tenants.known && tenants.value).toHaveLength(12);
  });

  it('is said to hand out so few', async () => {
    const { resultLimit } = await readBehind(gateway(long(), 100));
    expect(resultLimit).toMatchObject({
      known: true,
      value: { rows: 100, refuses: false },
      evidence: [{ detail: '100 of 120 rows' }],
    });
  });

  it('is told what that means for Optimize, in words that do not speak of a refusal', () => {
    const data = { engine: 'eu', limit: 100, refuses: false };
    expect(tooLow.message(data)).toBe(
      'Lists of "eu" are cut to 100 rows without an error, but Optimize asks for 10000: the rest may be missing there.',
    );
    expect(tooLow.remedy(data)).not.toContain('queryMaxResultsLimit');
  });

  it('has not a part of its schema log taken for the whole', async () => {
    const { schemaLog } = await readBehind(gateway(long(), 10));
    expect(schemaLog).toMatchObject({ known: false, reason: 'failed' });
  });

  it('has the window of its meter rows begin where what came of them does', async () => {
    const { meters } = await readBehind(gateway(long(), 10));
    if (!meters.known) throw new Error(meters.detail);
    expect(meters.value.truncated).toBe(true);
    expect(meters.value.rows.length).toBeLessThan(10);
  });

  it('has the authorizations of applications read to the end', async () => {
    const { applicationAuthorizations } = await readBehind(gateway(long(), 10));
    expect(applicationAuthorizations).toMatchObject({ known: true, gaps: [] });
    expect(applicationAuthorizations.known && applicationAuthorizations.value).toHaveLength(30);
  });

  it('does not tell of which tenants a user is no member, where that list is cut', async () => {
    const few = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    const user = withRows(long('camunda-7.24.0/shared-A'), {
      '/tenant?userMember=': few,
      '/group?member=': [],
    });
    const whole = await readBehind(user, { login: demo });
    expect(whole.caller).toMatchObject({ value: { memberOfTenants: ['a', 'b', 'c', 'd'] } });
    const cut = await readBehind(gateway(user, 3), { login: demo });
    expect(cut.caller).toMatchObject({ value: { memberOfTenants: null } });
  });
});

describe('an engine that hands out what is asked for', () => {
  it('is asked for a count only where no longer list came before', async () => {
    const { server } = await started(long());
    await probeOne(server.rest);
    const counts = server.seen.filter(({ path }) =>
      /(?:tenant|decision-[a-z-]+|authorization)\/count/u.test(path),
    );
    expect(counts.map(({ path }) => path)).toEqual([`${NAMED}/decision-definition/count`]);
    expect(server.seen.filter(({ path }) => path.includes('/schema/log'))).toHaveLength(1);
    expect(server.seen.filter(({ path }) => path.includes('/metrics'))).toHaveLength(2);
  });

  it('has no list believed that is shorter than its own count says, and that nobody can read on', async () => {
    const answering = withRows(long(), {});
    const { server } = await started((path, request, earlier) =>
      path.startsWith(`${NAMED}/decision-definition?`)
        ? { json: pageOf(definitions(120), '?firstResult=0&maxResults=100') }
        : answering(path, request, earlier),
    );
    const { decisionDefinitions } = await probeOne(server.rest);
    expect(decisionDefinitions).toMatchObject({ known: false, reason: 'changing' });
  });
});

async function readBehind(
  answering: Answering,
  changes: Parameters<typeof probeOne>[1] = {},
): Promise<EngineReadings> {
  const { server } = await started(answering);
  return probeOne(server.rest, changes);
}

async function started(answering: Answering): Promise<{ readonly server: EngineServer }> {
  const server = await startEngineServer(answering);
  servers.push(server);
  return { server };
}

/** As a gateway does that puts a number of its own in the place of a greater `maxResults`. */
function gateway(engine: Answering, most: number): Answering {
  return (path, request, earlier) => {
    const asked = path.replace(/(?<=[?&]maxResults=)\d+/u, (rows) => String(Math.min(Number(rows), most)));
    return engine(asked, request, earlier);
  };
}

/** A real engine with long lists: rows of its own making, but paged and counted as engines do. */
function long(name = 'camunda-7.21.0/noauth'): Answering {
  const now = Math.floor(Date.now() / SECOND) * SECOND;
  return withRows(answersOf(name), {
    '/decision-definition?': definitions(120),
    '/decision-requirements-definition?': definitions(50),
    '/tenant?sortBy': Array.from({ length: 12 }, (_, at) => ({ id: `tenant-${at + 10}` })),
    '/authorization?resourceType=0': Array.from({ length: 30 }, (_, at) => ({
      id: String(at),
      type: 1,
      permissions: ['ACCESS'],
      userId: `user-${at}`,
      groupId: null,
      resourceType: 0,
      resourceId: 'optimize',
    })),
    '/schema/log?': Array.from({ length: 14 }, (_, at) => ({
      id: String(at * 100),
      version: `7.${at + 11}.0`,
      timestamp: dateOf(now - (20 - at) * 86_400_000),
    })),
    '/metrics?': Array.from({ length: 24 }, (_, at) => ({
      timestamp: dateOf(now - (at + 1) * 890 * SECOND),
      name: 'job-acquisition-attempt',
      reporter: 'node',
      value: 1,
    })),
  });
}

/** The lists whose path begins so, in pages, and their counts. */
function withRows(engine: Answering, lists: Readonly<Record<string, readonly object[]>>): Answering {
  return (path, request, earlier): Reply | undefined => {
    for (const [begin, rows] of Object.entries(lists)) {
      const [name = '', filter = ''] = begin.split('?');
      if (path.startsWith(`${NAMED}${begin}`)) return { json: pageOf(inWindow(rows, path), path) };
      const isFilter = filter.includes('=') ? path.includes(filter) : !path.includes('?');
      if (path.startsWith(`${NAMED}${name}/count`) && isFilter) return { json: { count: rows.length } };
    }
    return engine(path, request, earlier);
  };
}

function pageOf(rows: readonly object[], path: string): readonly object[] {
  const query = new URLSearchParams(path.split('?')[1]);
  const first = Number(query.get('firstResult') ?? 0);
  return rows.slice(first, first + Number(query.get('maxResults')));
}

function inWindow(rows: readonly object[], path: string): readonly object[] {
  const query = new URLSearchParams(path.split('?')[1]);
  const [start, end] = ['startDate', 'endDate'].map((name) => query.get(name));
  return rows.filter((row) => {
    if (!('timestamp' in row) || start === null || start === undefined) return true;
    const time = Date.parse(String(row.timestamp));
    return time >= Date.parse(start) && (end === null || end === undefined || time < Date.parse(end));
  });
}

function dateOf(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

function definitions(count: number): readonly object[] {
  return Array.from({ length: count }, (_, at) => {
    const id = String(at).padStart(6, '0');
    return { id, key: `key-${id}`, version: 1, tenantId: null };
  });
}
