import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalFile, note, readJournal } from '../../src/probe/canary/journal.js';
import { cleanEngine } from '../../src/probe/canary/clean.js';
import type { ProbeOptions } from '../../src/probe/probe.js';
import { probeLandscape } from '../../src/probe/landscape.js';
import type { Transport } from '../../src/probe/http/transport.js';
import { FilterWriter } from '../../src/probe/canary/task-filters.js';
import {
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../helpers/engine-server.js';
import { answersOf } from '../helpers/real-answers.js';
import { entry, network, options, vaultOf } from './landscape.js';

const ID = '5f6e0f0a-0000-11f1-be09-02fc00000001';
const NAME = 'multi-engine-canary-01234567-89ab-cdef-0123-456789abcdef';
let state: string;
let servers: EngineServer[] = [];

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'journal-'));
  process.env['XDG_STATE_HOME'] = state;
});
afterEach(async () => {
  delete process.env['XDG_STATE_HOME'];
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  rmSync(state, { recursive: true, force: true });
});

describe('a canary', () => {
  it('that the other engine shows is found, and gone afterwards', async () => {
    const database = new Filters();
    const { outcome } = await fly(database, database);
    expect(outcome).toMatchObject([{ with: 'b', outcome: 'found' }]);
    expect(database.name).toBeNull();
    expect(existsSync(journalFile())).toBe(false);
  });

  it('that the other engine does not show is absent, after several looks', async () => {
    const database = new Filters();
    const { outcome, other } = await fly(database, new Filters());
    expect(outcome).toMatchObject([{ with: 'b', outcome: 'absent' }]);
    expect(other.count(`/engine/default/filter/${ID}`)).toBe(6);
    expect(database.name).toBeNull();
  });

  it('that the other user may not see decides nothing', async () => {
    const database = new Filters();
    const { outcome } = await fly(database, new Filters({ status: 403, json: { type: 'RestException' } }));
    expect(outcome).toMatchObject([{ outcome: 'open' }]);
    expect(database.name).toBeNull();
  });

  it('that could not be made decides nothing, and nothing is left', async () => {
    const { outcome } = await fly(new Filters({ status: 403, json: {} }), new Filters());
    expect(outcome).toMatchObject([{ outcome: 'open', detail: expect.stringContaining('403') }]);
    expect(existsSync(journalFile())).toBe(false);
  });

  it('whose answer got lost is found by its name and deleted', async () => {
    const database = new Filters(null, true);
    const { outcome } = await fly(database, database);
    expect(outcome).toMatchObject([{ outcome: 'open' }]);
    expect(database.made).toBe(1);
    expect(database.name).toBeNull();
    expect(existsSync(journalFile())).toBe(false);
  });

  it('is deleted when the run is interrupted while it is looked for', async () => {
    const [database, interrupt] = [new Filters(), new AbortController()];
    await fly(database, new Filters(), { signal: interrupt.signal }, () => interrupt.abort());
    expect(database.made).toBe(1);
    expect(database.name).toBeNull();
  });

  it('is not made where every pair is decided', async () => {
    const database = new Filters();
    await fly(database, database, { undecided: () => [] });
    expect(database.made).toBe(0);
  });
});

describe('the journal', () => {
  it('in whose place a device without end is has nothing in it', () => {
    mkdirSync(dirname(journalFile()), { recursive: true });
    symlinkSync('/dev/zero', journalFile());
    expect(readJournal()).toEqual([]);
  });
});

describe('cleaning up', () => {
  it('deletes what a killed run left, and nobody else’s filters', async () => {
    const database = new Filters();
    database.name = NAME;
    const server = await start(database);
    note({ base: server.rest, engine: 'default', filter: NAME, id: null });
    const writer = new FilterWriter({ version: 'test' });
    const site = { address: server.rest, name: 'default', credentials: null };
    expect(await cleanEngine(site, writer)).toEqual({ deleted: 1, failed: null });
    expect(database.name).toBeNull();
    expect(readJournal()).toEqual([]);
    database.name = 'multi-engine-canary-mine';
    expect(await cleanEngine(site, writer)).toEqual({ deleted: 0, failed: null });
    expect(database.name).toBe('multi-engine-canary-mine');
    await writer.close();
  });
});

describe('a watch', () => {
  it('reads the meters again until nothing is left to decide, and says what it waits for', async () => {
    const server = await start(new Filters());
    const entries = [entry('a', server.rest)];
    const waits: unknown[] = [];
    let left = 3;
    const watched = await patient();
    await probeLandscape(
      entries,
      vaultOf(entries),
      {
        ...options,
        watchMs: 60_000,
        undecided: () => (left-- > 1 ? [['a', 'b']] : []),
        onProgress: ({ waiting }) => waits.push(...(waiting?.engines ?? [])),
      },
      watched,
    );
    await watched.close();
    expect(server.seen.filter(({ path }) => path.includes('/metrics')).length).toBe(2 * 3);
    expect(waits).toEqual(['a', 'a']);
  });

  it('keeps how often an engine had been asked when it was looked at first', async () => {
    const server = await start(new Filters());
    const entries = [entry('a', server.rest)];
    let [left, looks] = [3, 0];
    const watched = await patient();
    const { engines } = await probeLandscape(
      entries,
      vaultOf(entries),
      {
        ...options,
        watchMs: 60_000,
        undecided: () => (left-- > 1 ? [['a', 'b']] : []),
        again: () => [{ alias: 'a', ticks: [], afterMs: 0, ...(looks++ === 0 && { start: true as const }) }],
      },
      watched,
    );
    await watched.close();
    expect(looks).toBeGreaterThan(1);
    expect(engines[0]?.again?.counts).toMatchObject([{ turn: 1 }, { turn: 2 }]);
  });

  it('ends when its time is over', async () => {
    const server = await start(new Filters());
    const entries = [entry('a', server.rest)];
    const transport = await network();
    const begun = performance.now();
    const watch = { watchMs: 300, undecided: () => [['a', 'b']] as const };
    await probeLandscape(entries, vaultOf(entries), { ...options, ...watch }, transport);
    await transport.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

/** The filters of one database: at most one, which is all a canary needs. */
class Filters {
  name: string | null = null;
  made = 0;
  readonly #refusal: Reply | null;
  readonly #losesAnswer: boolean;

  constructor(refusal: Reply | null = null, losesAnswer = false) {
    this.#refusal = refusal;
    this.#losesAnswer = losesAnswer;
  }

  answer(path: string, request: IncomingMessage): Reply {
    const { method = '' } = request;
    if (this.#refusal !== null) return this.#refusal;
    if (method === 'POST') return this.#create(request);
    if (path.includes('/filter?')) return { json: this.name === null ? [] : [{ id: ID, name: this.name }] };
    if (this.name === null) return { status: 404, json: { type: 'InvalidRequestException' } };
    if (method === 'GET') return { json: { id: ID, name: this.name } };
    this.name = null;
    return { status: 204 };
  }

  #create(request: IncomingMessage): Reply {
    this.made += 1;
    this.name = NAME;
    request.on('data', (chunk: Buffer) => (this.name = /"name":"([^"]+)"/.exec(String(chunk))?.[1] ?? NAME));
    return this.#losesAnswer ? { fault: 'reset' } : { json: { id: ID, name: NAME } };
  }
}

async function start(database: Filters): Promise<EngineServer> {
  const rest = answersOf('operaton-1.0.3/noauth');
  const answering: Answering = (path, request, earlier) =>
    path.includes('/filter') ? database.answer(path, request) : rest(path, request, earlier);
  const server = await startEngineServer(answering);
  servers.push(server);
  return server;
}

async function fly(
  first: Filters,
  second: Filters,
  changes: Partial<ProbeOptions> = {},
  onPause: () => void = () => undefined,
) {
  const [maker, other] = [await start(first), await start(second)];
  const entries = [entry('a', maker.rest), entry('b', other.rest)];
  const transport = await patient(onPause);
  const canary = new FilterWriter({ version: 'test', environment: {} });
  const { engines } = await probeLandscape(
    entries,
    vaultOf(entries),
    { ...options, undecided: () => [['a', 'b']], canary, ...changes },
    transport,
  );
  await canary.close();
  await transport.close();
  return { outcome: engines[0]?.canary, other };
}

/** The network, without waiting. */
async function patient(onPause: () => void = () => undefined): Promise<Transport> {
  const live = await network();
  return {
    startedAt: (now) => live.startedAt(now),
    target: (engine, target) => live.target(engine, target),
    withheld: (engine, by) => live.withheld(engine, by),
    get: (call) => live.get(call),
    getRows: (call, take) => live.getRows(call, take),
    pause: async () => onPause(),
    close: () => live.close(),
  };
}
