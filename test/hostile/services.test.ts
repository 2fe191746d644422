import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pour, type Answering, type EngineServer, type Reply } from '../helpers/engine-server.js';
import {
  expectOthersJudged,
  HostileLandscape,
  KEPT_WITHIN_MS,
  MORE_MEMORY_MIB,
  type DoctorRun,
} from '../helpers/hostile.js';
import { startOptimize } from '../helpers/optimize-server.js';
import { startStandInStore, storedDefinition, whole } from '../helpers/store-server.js';

/**
 * Two engines that are well beside a search store or an Optimize that is not: what the engines' part says stays, time and memory are kept.
 * The time-out is long where the content has to end it and no clock.
 */
const LONG = ['--timeout', '20', '--deadline', '40'];
const DEADLINE_MS = 3_000;
const SHORT = ['--timeout', '20', '--deadline', String(DEADLINE_MS / 1_000)];

const landscape = new HostileLandscape();
const servers: EngineServer[] = [];
let healthy: Readonly<Record<'a' | 'b', { readonly rest: string }>>;
let calm: DoctorRun;
/** 1 GiB, compressed. */
let bomb: Buffer;

beforeAll(async () => {
  healthy = await landscape.healthy();
  const [store, optimize] = [await startStandInStore(), await startOptimize()];
  servers.push(store, optimize);
  calm = await doctor(store, optimize, LONG);
  bomb = await bombOf(1_024);
}, 60_000);

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

afterAll(() => landscape.end());

function doctor(store: EngineServer, optimize: EngineServer, options: readonly string[]): Promise<DoctorRun> {
  const asked = [`--data=${store.origin}`, `--running=${optimize.origin}`];
  return landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest }, [...asked, ...options]);
}

/** A run beside such services; whatever they do, it has a report about the engines, and asks no more than it may. */
async function beside(
  hostile: { readonly store?: Answering; readonly optimize?: Answering },
  options: readonly string[] = LONG,
): Promise<DoctorRun> {
  const store = await startStandInStore({ ...(hostile.store && { instead: hostile.store }) });
  const optimize = await startOptimize({ ...(hostile.optimize && { instead: hostile.optimize }) });
  servers.push(store, optimize);
  const run = await doctor(store, optimize, options);
  expectOthersJudged(run, calm);
  expect(run.peakMib).toBeLessThan(calm.peakMib + MORE_MEMORY_MIB);
  expect(store.seen.length).toBeLessThanOrEqual(12);
  expect(optimize.seen.length).toBeLessThanOrEqual(3);
  expect([...store.seen, ...optimize.seen].filter(({ method }) => method !== 'GET')).toEqual([]);
  return run;
}

const rulesOf = ({ findings }: DoctorRun): readonly string[] => findings.map(({ rule }) => rule);
const at =
  (path: string, reply: (asked: string) => Reply): Answering =>
  (asked) =>
    asked.includes(path) ? reply(asked) : undefined;

/** What the ids of a page begin with: they come behind those of the page before. */
function pageAsked(asked: string): string {
  const last = /"search_after":\["(\d+)-/u.exec(decodeURIComponent(asked))?.[1];
  return last === undefined ? '0' : `${Number(last) + 1}`;
}

const gzipped = (): Reply => ({
  headers: { 'content-encoding': 'gzip' },
  fault: (response: ServerResponse) => response.end(bomb),
});
const endless =
  (begin: string, more: string): (() => Reply) =>
  () => ({
    fault: (response) => {
      response.write(begin);
      pour(response, more.repeat(Math.ceil(65_536 / more.length)));
    },
  });

const HITS = '{"timed_out":false,"_shards":{"failed":0},"hits":{"hits":[';
const GIBIBYTES: Readonly<Record<string, () => Reply>> = {
  '1 GiB behind gzip': gzipped,
  'rows without end': endless(`${HITS}{}`, ',{"fields":{"id":["x"],"key":["x"]}}'),
  'one row without end': endless(`${HITS}{"fields":{"id":["`, 'x'),
  'brackets without end': endless('', '['),
  'white space without end': endless('', ' \n'),
};

/** Parts of the addresses of everything that a store is asked. */
const SEARCHES = [
  '-metadata/',
  '-process-definition/',
  '-decision-definition/',
  '-tenant/',
  '-timestamp-based-import-index/',
  '-process-instance/',
  '-decision-instance/',
];

describe.each(Object.entries(GIBIBYTES))('a search store that answers %s', (_what, reply) => {
  it.each(SEARCHES)('in place of %s', async (path) => {
    const run = await beside({ store: at(path, reply) });
    expect(rulesOf(run)).toContain('O721');
  });
});

describe('a search store that answers as much as it may', () => {
  it('with long names is read in bounded memory', async () => {
    const long = 'x'.repeat(140);
    const rows = Array.from({ length: 10_000 }, (_, row) =>
      storedDefinition(`PAGE-${row}-${long}`, long, { key: long }),
    );
    const page = JSON.stringify(whole({ hits: { hits: rows } }).json);
    const store = at('-definition/', (asked) => ({ text: page.replaceAll('PAGE', pageAsked(asked)) }));
    const run = await beside({ store });
    expect(rulesOf(run)).toContain('O723');
    expect(page.length).toBeGreaterThan(5 * 1_048_576);
  });
});

describe('a search store that is none or not well', { retry: 3 }, () => {
  it('because it hangs costs the deadline', async () => {
    const run = await beside({ store: () => ({ fault: 'silent' }) }, SHORT);
    expect(run.wallMs).toBeLessThan(DEADLINE_MS + KEPT_WITHIN_MS + 2 * calm.wallMs);
    expect(rulesOf(run)).toContain('O721');
  });

  it('because it hangs after some answers costs the deadline', async () => {
    const run = await beside({ store: at('-process-instance/', () => ({ fault: 'silent' })) }, SHORT);
    expect(run.wallMs).toBeLessThan(DEADLINE_MS + KEPT_WITHIN_MS + 2 * calm.wallMs);
    expect(rulesOf(run)).toContain('O721');
  });

  it('because it drips costs the deadline', async () => {
    const run = await beside({ store: () => ({ fault: 'drip' }) }, SHORT);
    expect(run.wallMs).toBeLessThan(DEADLINE_MS + KEPT_WITHIN_MS + 2 * calm.wallMs);
    expect(rulesOf(run)).toContain('O721');
  });

  it('because it answers 200 with a page is not taken for an empty one', async () => {
    const page = '<!DOCTYPE html><html><body>Kibana</body></html>';
    const run = await beside({
      store: () => ({ text: page, headers: { 'content-type': 'text/html' } }),
    });
    expect(rulesOf(run)).toContain('O721');
    expect(rulesOf(run)).not.toContain('O722');
  });

  it('because it lies finds nothing about what it lied', async () => {
    const lie = {
      timed_out: 'no',
      _shards: { failed: '0' },
      hits: { hits: 'none' },
      aggregations: [1, null],
    };
    const run = await beside({ store: () => ({ json: lie }) });
    expect(rulesOf(run).filter((rule) => rule.startsWith('O72'))).toEqual(['O721']);
  });

  it('because it holds 10,000 indices of others costs one request more', async () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => ({
      alias: `p${row}-timestamp-based-import-index`,
    }));
    const missing = { status: 404, json: { error: { type: 'index_not_found_exception' } } };
    const run = await beside({ store: (asked) => (asked.startsWith('/_cat/') ? { json: rows } : missing) });
    expect(rulesOf(run)).toContain('O722');
  });

  it('because every row has an alias of its own is told in bounded length', async () => {
    const store = at('-process-definition/', (asked) => {
      const page = pageAsked(asked);
      const rows = Array.from({ length: 10_000 }, (_, row) =>
        storedDefinition(`${page}-${row}`, `alias-${row}`),
      );
      return whole({ hits: { hits: rows } });
    });
    const run = await beside({ store });
    expect(rulesOf(run)).toContain('O723');
  });

  it('because it lists 1 GiB of indices is called empty, and no other prefix is named', async () => {
    const missing = { status: 404, json: { error: { type: 'index_not_found_exception' } } };
    const run = await beside({ store: (asked) => (asked.startsWith('/_cat/') ? gzipped() : missing) });
    expect(rulesOf(run)).toContain('O722');
  });
});

describe('an Optimize (written from source, not seen) that answers', { retry: 3 }, () => {
  it.each(['/api/ui-configuration', '/api/status', '/api/readyz'])('1 GiB in place of %s', async (path) => {
    const run = await beside({ optimize: at(path, gzipped) });
    expect(run.code).not.toBe(0);
  });

  it.each(['/api/ui-configuration', '/api/status'])('text without end in place of %s', async (path) => {
    const run = await beside({ optimize: at(path, endless('{"optimizeVersion":"', '3')) });
    expect(run.code).not.toBe(0);
  });

  it('a page with status 200 is told as no Optimize', async () => {
    const run = await beside({ optimize: () => ({ text: '<html></html>' }) });
    expect(rulesOf(run)).toContain('O701');
  });

  it.each(['/api/ui-configuration', '/api/status', '/api/readyz'])(
    'nothing at %s costs the deadline',
    async (path) => {
      const run = await beside({ optimize: at(path, () => ({ fault: 'silent' })) }, SHORT);
      expect(run.wallMs).toBeLessThan(DEADLINE_MS + KEPT_WITHIN_MS + 2 * calm.wallMs);
    },
  );
});

async function bombOf(mebibytes: number): Promise<Buffer> {
  const stream = createGzip({ level: 1 });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  const zeros = Buffer.alloc(16 * 1_048_576);
  for (let sent = 0; sent < mebibytes; sent += 16)
    if (!stream.write(zeros)) await new Promise((resolve) => stream.once('drain', resolve));
  await new Promise((resolve) => stream.end(() => resolve(undefined)));
  return Buffer.concat(parts);
}
