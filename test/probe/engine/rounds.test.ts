import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Rounds } from '../../../src/probe/engine/rounds.js';
import { liveTransport } from '../../../src/probe/http/network.js';
import { record } from '../../../src/probe/recording/record.js';
import { replay } from '../../../src/probe/recording/replay.js';
import type { EngineReadings } from '../../../src/probe/readings.js';
import {
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { ENGINE_401 } from '../../helpers/refusing-answers.js';
import { entry, network, probe, type Login } from '../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const demo = { user: 'demo', password: 'demo' };
const shared = answersOf('camunda-7.24.0/shared-A');
const open = answersOf('camunda-7.21.0/noauth');
/** How long after the last request a round is taken to be complete. */
const QUIET_MS = 60;

describe('the requests to one engine', () => {
  it('take at most seven rounds of four, and are as many as one after the other', async () => {
    const { rounds, readings } = await roundsOf(withCleanup(open), null);
    expect(rounds.length).toBeLessThanOrEqual(7);
    expect(Math.max(...rounds)).toBe(4);
    const { rounds: polite, readings: politely } = await roundsOf(withCleanup(open), null, 1);
    expect(new Set(polite)).toEqual(new Set([1]));
    expect(readings.requests).toHaveLength(24);
    expect(politely.requests).toHaveLength(24);
  });

  it('take no more where the history level has to be asked for step by step, because nothing has run', async () => {
    const { rounds, readings } = await roundsOf(unused(withCleanup(open)), null);
    expect(readings.requests.map(({ resource }) => resource)).toContain('process-instance');
    expect(rounds.length).toBeLessThanOrEqual(8);
  });

  it.each<[string, Answering]>([
    ['lets nobody in', refusing(open, /^\/engine\//, { ...ENGINE_401 })],
    ['lets nobody see its version', refusing(open, /\/version$/, { ...ENGINE_401 })],
    ['has no version', refusing(open, /\/version$/, { status: 404 })],
    [
      'is somewhere else',
      refusing(open, /^\/engine\//, { status: 302, headers: { location: 'https://sso.example.org/' } }),
    ],
    ['has too much to do', refusing(open, /^\/engine\//, { status: 503 })],
  ])('end with the round of the version where an engine without a login %s', async (_name, answering) => {
    const [abreast, politely] = [await roundsOf(answering, null), await roundsOf(answering, null, 1)];
    expect(abreast.rounds.slice(0, 2)).toEqual([1, 4]);
    expect(politely.rounds.slice(0, 2)).toEqual([1, 1]);
    expect(comparable(abreast.readings)).toEqual(comparable(politely.readings));
    expect(abreast.readings.reach.status).toBe('failed');
  });

  it('show a login to one new connection at a time', async () => {
    const { rounds } = await roundsOf(shared, demo);
    // The fifth has the looks for further nodes alone.
    expect(rounds.slice(0, 6)).toEqual([1, 1, 2, 3, 3, 4]);
    expect(rounds.length).toBeLessThanOrEqual(10);
  });

  it.each<[string, Answering, Login | null]>([
    ['is well', withCleanup(open), null],
    ['wants a login', shared, demo],
    ['limits its lists', limited(shared, 1), demo],
    ['breaks in the middle', breaking(open), null],
  ])(
    'tell the same, side by side or not, live or replayed, of an engine that %s',
    async (_name, answering, login) => {
      for (const connections of [4, 1]) {
        const folder = mkdtempSync(join(tmpdir(), 'rounds-'));
        const server = await start(answering);
        const entries = [entry('eu', server.rest, login === null ? {} : { login })];
        const transport = await liveTransport({ version: 'test', environment: {}, connections });
        const live = await probe(entries, {}, record(transport, folder));
        const replayed = await probe(entries, {}, replay(folder));
        rmSync(folder, { recursive: true });
        expect(replayed).toEqual(live);
      }
    },
  );

  it('are no more than one after the other where its lists are limited', async () => {
    const { readings } = await roundsOf(limited(shared, 1), demo);
    const { readings: politely } = await roundsOf(limited(shared, 1), demo, 1);
    expect(readings.requests.length).toBeLessThanOrEqual(politely.requests.length);
    expect(readings.requests.filter(({ status }) => status === 400)).toHaveLength(1);
  });
});

describe('pieces of work', () => {
  it('go on together once all of their round are answered, in the order in which they asked', async () => {
    const log: string[] = [];
    const rounds = new Rounds(
      () => 2,
      () => Promise.resolve(),
    );
    const ask = (name: string, ms: number) =>
      rounds.ask(
        () => new Promise<string>((resolve) => setTimeout(() => resolve(name), ms)),
        (answer) => (log.push(answer), answer),
      );
    const nested = await rounds.all([
      () => ask('slow', 30),
      async () => [await ask('quick', 0), ...(await rounds.all([() => ask('c', 5), () => ask('d', 0)]))],
      () => ask('late', 0),
    ]);
    expect(log).toEqual(['slow', 'quick', 'late', 'c', 'd']);
    expect(nested).toEqual(['slow', ['quick', 'c', 'd'], 'late']);
    expect(await ask('alone', 0)).toBe('alone');
  });

  it('that fail keep no other one waiting', async () => {
    const rounds = new Rounds(
      () => 4,
      () => Promise.resolve(),
    );
    const broken = () =>
      rounds.ask(
        () => Promise.reject(new Error('no')),
        () => 0,
      );
    const sound = () =>
      rounds.ask(
        () => Promise.resolve(1),
        (answer) => answer,
      );
    const settled = rounds.all([
      () => broken().catch(() => 'caught'),
      async () => [await sound(), await sound()],
      () => rounds.all([]),
    ]);
    expect(await settled).toEqual(['caught', [1, 1], []]);
    await expect(rounds.all([broken, sound])).rejects.toThrow('no');
    expect(await sound()).toBe(1);
  });
});

/** How many requests each round had. */
async function roundsOf(
  answering: Answering,
  login: Login | null,
  connections = 4,
): Promise<{ readonly rounds: readonly number[]; readonly readings: EngineReadings }> {
  const rounds: number[] = [];
  let inRound = 0;
  let timer: NodeJS.Timeout | undefined;
  const held: (() => void)[] = [];
  const server = await start((path, request, earlier) => {
    inRound += 1;
    clearTimeout(timer);
    timer = setTimeout(() => {
      rounds.push(inRound);
      inRound = 0;
      for (const release of held.splice(0)) release();
    }, QUIET_MS);
    const {
      status = 200,
      json = null,
      text,
      headers = {},
    } = answering(path, request, earlier) ?? { status: 404 };
    return {
      status,
      headers,
      fault: (response) => void held.push(() => response.end(text ?? JSON.stringify(json))),
    };
  });
  const transport = await (connections === 4
    ? network()
    : liveTransport({ version: 'test', environment: {}, connections }));
  const entries = [entry('eu', server.rest, login === null ? {} : { login })];
  const { engines } = await probe(entries, {}, transport);
  const [readings] = engines;
  if (readings === undefined) throw new Error('no readings');
  return { rounds, readings };
}

/** An engine whose history is cleaned up: it is asked about the newest versions of three processes, too. */
function withCleanup(answering: Answering): Answering {
  const jobs = [
    { id: 'job', createTime: '2026-11-20T10:00:00.000+0000', dueDate: '2026-11-25T10:00:00.000+0000' },
  ];
  const definitions = ['a', 'b', 'c'].map((key) => ({
    id: `${key}:1`,
    definition: { id: `${key}:1`, key, version: 1, tenantId: null },
  }));
  return (path, request, earlier) => {
    if (path.endsWith('/history/cleanup/jobs')) return { json: jobs };
    if (path.endsWith('/history/cleanup/configuration'))
      return { json: { batchWindowStartTime: '2026-11-25T22:00:00.000+0000', enabled: true } };
    if (path.endsWith('/process-definition/count')) return { json: { count: 3 } };
    if (path.endsWith('/process-definition/statistics')) return { json: definitions };
    if (/\/process-definition\/[abc]/.test(path)) return { json: { historyTimeToLive: 5 } };
    return answering(path, request, earlier);
  };
}

/** Without what differs from run to run. */
function comparable(readings: EngineReadings): unknown {
  const told = JSON.stringify({ ...readings, requests: [], contactAt: null, clockOffsetMs: null });
  return JSON.parse(
    told
      .replaceAll(/localhost:\d+|127\.0\.0\.1:\d+/g, 'host')
      .replaceAll(/"(milliseconds|latencyMs)":[\d.]+/g, '"$1":0'),
  );
}

/** An engine that gives one answer to everything that matches. */
function refusing(answering: Answering, what: RegExp, reply: Reply): Answering {
  return (path, request, earlier) => (what.test(path) ? reply : answering(path, request, earlier));
}

/** An engine that has not run anything yet. */
function unused(answering: Answering): Answering {
  return (path, request, earlier) =>
    /\/(?:history\/(?:detail|variable-instance|process-instance)|process-instance|variable-instance)\?/.test(
      path,
    )
      ? { json: [] }
      : answering(path, request, earlier);
}

/** An engine that returns so many rows at most. */
function limited(answering: Answering, limit: number): Answering {
  return (path, request, earlier) => {
    const asked = Number(/maxResults=(\d+)/.exec(path)?.[1] ?? 0);
    const isList = /\/(tenant|decision-definition|decision-requirements-definition)\?/.test(path);
    if (!isList || asked <= limit) return answering(path, request, earlier);
    const message = `Max results limit of ${limit} exceeded!`;
    return { status: 400, json: { type: 'BadUserRequestException', message, code: 0 } };
  };
}

/** An engine of which a gateway hides everything after the first answers. */
function breaking(answering: Answering): Answering {
  let asked = 0;
  return (path, request, earlier) => ((asked += 1) > 9 ? { status: 429 } : answering(path, request, earlier));
}

async function start(answering: Answering): Promise<EngineServer> {
  const server = await startEngineServer(answering);
  servers.push(server);
  return server;
}
