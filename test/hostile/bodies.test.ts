import type { ServerResponse } from 'node:http';
import { constants, createBrotliCompress, createDeflate, createGzip, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pour, type Answering, type Reply } from '../helpers/engine-server.js';
import { expectOthersJudged, HostileLandscape, MORE_MEMORY_MIB, type DoctorRun } from '../helpers/hostile.js';
import { answersOf } from '../helpers/real-answers.js';

/**
 * One engine of three whose bodies are what no engine sends. The time-out is long, so that what ends them is their content
 * and no clock.
 */
const OPTIONS = ['--timeout', '20', '--deadline', '40'];
const well = answersOf('camunda-7.22.0/auth');

const landscape = new HostileLandscape();
let healthy: Readonly<Record<'a' | 'b', { readonly rest: string }>>;
let calm: DoctorRun;
/** 1 GiB, compressed: made once, by piece. */
const bombs = new Map<string, Buffer>();

beforeAll(async () => {
  healthy = await landscape.healthy();
  const third = await landscape.engine(well);
  calm = await doctor(third.rest);
  for (const encoding of ['gzip', 'deflate', 'br']) bombs.set(encoding, await bomb(encoding));
}, 60_000);
afterAll(() => landscape.end());

type Body = (response: ServerResponse) => void;

const endless =
  (begin: string, more: string): Body =>
  (response) => {
    response.write(begin);
    pour(response, more.repeat(Math.ceil(65_536 / more.length)));
  };

const rows =
  (row: object, count: number): Body =>
  (response) => {
    const text = JSON.stringify(row);
    response.write(`[${text}`);
    for (let sent = 1; sent < count; sent += 1_000)
      response.write(`,${text}`.repeat(Math.min(1_000, count - sent)));
    response.end(']');
  };

const compressed =
  (encoding: string): Body =>
  (response) =>
    response.end(bombs.get(encoding));

const definition = { id: 'x:1:1', key: 'x', version: 1, tenantId: null };

const BODIES: Readonly<Record<string, Body | readonly [Body, encoding: string]>> = {
  'a text without end': endless('[{"name":"', 'x'),
  'a text of backslashes without end': endless('[{"name":"', '\\'),
  'white space without end': endless('', ' \n'),
  'white space within an array without end': endless('[', ' '),
  'brackets without end': endless('', '['),
  'braces without end': endless('', '{"a":'),
  'NUL without end': endless('', '\0'),
  'NUL in a text without end': endless('["', '\0'),
  'an object without end': endless('{"version":"1"', ',"a":1'),
  'a page without end': endless('<html>', '<p>'),
  'a list of nothing without end': endless('[{}', ',{}'),
  'a list of 31 MiB': rows({}, 10_800_000),
  '200,000 rows': rows({ ...definition, name: 'default' }, 200_000),
  '1 GiB of zeros behind gzip': [compressed('gzip'), 'gzip'],
  '1 GiB of zeros behind deflate': [compressed('deflate'), 'deflate'],
  '1 GiB of zeros behind brotli': [compressed('br'), 'br'],
};

/** Where it comes, and what the run says of the engine then. */
const PLACES: Readonly<Record<string, { readonly path: RegExp; readonly check: (run: DoctorRun) => void }>> =
  {
    'the list of engines': {
      path: /^\/engine$/,
      check: ({ engines, findings }) => {
        expect(engines['hostile']).toMatchObject({ status: 'failed', version: null });
        expect(engines['hostile']?.failure?.step).toMatch(/^(http|parse|name)$/);
        expect(
          findings.filter((each) => each.engines.includes('hostile')).map(({ rule }) => rule),
        ).toContainEqual(expect.stringMatching(/^P30[34]$/));
      },
    },
    'the telemetry': {
      path: /\/telemetry\/data$/,
      check: ({ engines }) => {
        expect(engines['hostile']).toMatchObject({ status: 'ok', failure: null, version: '7.22.0' });
      },
    },
    'the definitions': {
      path: /\/process-definition\/statistics$/,
      check: ({ engines }) => {
        expect(engines['hostile']).toMatchObject({ status: 'ok', failure: null, processDefinitions: null });
      },
    },
  };

describe.concurrent.each(Object.entries(BODIES))('%s', (_name, hostile) => {
  const [body, encoding] = typeof hostile === 'function' ? [hostile, 'identity'] : hostile;

  it.each(Object.entries(PLACES))('in place of %s', async (_place, { path, check }) => {
    const server = await landscape.engine(
      hostileAt(path, { fault: body, headers: { 'content-encoding': encoding } }),
    );
    const run = await doctor(server.rest);
    check(run);
    expectOthersJudged(run, calm);
    expect(run.peakMib).toBeLessThan(calm.peakMib + MORE_MEMORY_MIB);
    expect(JSON.stringify(run.engines)).not.toMatch(/deadline|within \d+ ms/);
  });
});

it('a list of 31 MiB on each of eight engines at once', async () => {
  const answering = hostileAt(/\/process-definition\/statistics$/, { fault: rows({}, 10_800_000) });
  const servers = await Promise.all(Array.from({ length: 8 }, () => landscape.engine(answering)));
  const hostile = Object.fromEntries(servers.map(({ rest }, index) => [`hostile${index}`, rest]));
  const run = await landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest, ...hostile }, OPTIONS);
  expectOthersJudged(run, calm);
  expect(Object.keys(hostile).map((alias) => run.engines[alias]?.processDefinitions)).toEqual(
    Array.from({ length: 8 }, () => null),
  );
  expect(run.peakMib).toBeLessThan(calm.peakMib + MORE_MEMORY_MIB);
});

it('errors of 31 MiB on each of forty engines at once', async () => {
  const blanks = gzipSync(Buffer.alloc(31 * 1_048_576, ' '), { level: 1 });
  const { rest } = await landscape.engine(() => ({
    status: 500,
    headers: { 'content-encoding': 'gzip' },
    fault: (response) => response.end(blanks),
  }));
  const hostile = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`hostile${index}`, rest]));
  const run = await landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest, ...hostile }, OPTIONS);
  expect([0, 1, 3]).toContain(run.code);
  expect(Object.keys(hostile).map((alias) => run.engines[alias]?.status)).toEqual(
    Array.from({ length: 40 }, () => 'failed'),
  );
  expect(JSON.stringify(run.engines)).not.toMatch(/deadline|within \d+ ms/);
  expect(run.peakMib).toBeLessThan(calm.peakMib + MORE_MEMORY_MIB);
});

function hostileAt(path: RegExp, reply: Reply): Answering {
  return (asked, request, earlier) => (path.test(asked) ? reply : well(asked, request, earlier));
}

function doctor(hostile: string): Promise<DoctorRun> {
  return landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest, hostile }, OPTIONS);
}

async function bomb(encoding: string): Promise<Buffer> {
  const stream =
    encoding === 'gzip'
      ? createGzip({ level: 1 })
      : encoding === 'deflate'
        ? createDeflate({ level: 1 })
        : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  const zeros = Buffer.alloc(16 * 1_048_576);
  for (let piece = 0; piece < 64; piece += 1) {
    if (!stream.write(zeros)) await new Promise((resolve) => stream.once('drain', resolve));
  }
  await new Promise((resolve) => stream.end(() => resolve(undefined)));
  return Buffer.concat(parts);
}
