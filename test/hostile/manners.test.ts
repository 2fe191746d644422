import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answering, EngineServer, Fault, Reply } from '../helpers/engine-server.js';
import {
  expectOthersJudged,
  HostileLandscape,
  KEPT_WITHIN_MS,
  MORE_MEMORY_MIB,
  type DoctorRun,
} from '../helpers/hostile.js';
import { answersOf } from '../helpers/real-answers.js';

/** Engines that do not do what is expected of them, beside two that do. */
const well = answersOf('camunda-7.22.0/auth');

const landscape = new HostileLandscape();
let healthy: Readonly<Record<'a' | 'b', EngineServer>>;
let calm: DoctorRun;

beforeAll(async () => {
  healthy = await landscape.healthy();
  calm = await doctor((await landscape.engine(well)).rest);
}, 60_000);
afterAll(() => landscape.end());

describe('the deadline is kept to a quarter of a second', { retry: 3 }, () => {
  it.each<[string, Answering]>([
    ['never answers', silentExceptFor()],
    ['never answers a login', silentExceptFor('/engine')],
    ['falls silent after the login', silentExceptFor('/engine', '/version')],
    ['drips', () => ({ fault: 'drip' })],
    ['drips where a stream is read', at(/\/statistics$/, { fault: 'drip' })],
    [
      'redirects without end, slowly',
      () => ({ status: 302, headers: { location: '/engine-rest/engine' }, fault: { late: 900 } }),
    ],
    [
      'sends sound rows without end',
      at(/\/statistics$/, { fault: definitions(Number.POSITIVE_INFINITY, 8) }),
    ],
  ])('against an engine that %s', async (_name, answering) => {
    const server = await landscape.engine(answering);
    const run = await doctor(server.rest, ['--timeout', '30', '--deadline', '2']);
    expect(run.wallMs).toBeLessThan(2_000 + KEPT_WITHIN_MS + 2 * calm.wallMs);
    expectOthersJudged(run, calm);
    expect(run.peakMib).toBeLessThan(calm.peakMib + MORE_MEMORY_MIB);
  });
});

describe.concurrent('an engine', () => {
  it('that sends 100 Continue before every sound answer is as well as any', async () => {
    const rest = await rawFront('HTTP/1.1 100 Continue\r\n\r\n', await landscape.engine(well));
    const run = await doctor(rest);
    expect(run.engines['hostile']).toMatchObject({ status: 'ok', failure: null, version: '7.22.0' });
    expectOthersJudged(run, calm);
  });

  it('that answers with a status which HTTP does not have keeps nobody from the others', async () => {
    const origin = await landscape.raw((socket) =>
      socket.on('data', () => socket.write('HTTP/1.1 099 X\r\ncontent-length: 0\r\n\r\n')),
    );
    // It costs no time-out: that would be half a minute.
    const run = await doctor(`${origin}/engine-rest`, ['--timeout', '30']);
    expect(run.engines['hostile']?.failure?.detail).toContain('the answer is not HTTP');
    expect(run.wallMs).toBeLessThan(30_000);
    expectOthersJudged(run, calm);
  });

  it('that leaves every second request unanswered costs its time-out once', async () => {
    let asked = 0;
    const server = await landscape.engine((path, request, earlier) => {
      const counted = path.startsWith('/engine/default/') && !path.endsWith('/version');
      return counted && (asked += 1) % 2 === 0 ? { fault: 'silent' } : well(path, request, earlier);
    });
    const run = await doctor(server.rest, ['--timeout', '8', '--deadline', '60']);
    // How long the second and the third wait depends on how busy this machine is; they were nine.
    expect(asked / 2).toBeLessThan(5);
    expect(run.wallMs).toBeLessThan(3 * 8_000 + calm.wallMs);
    expect(run.engines['hostile']).toMatchObject({ status: 'failed', failure: { step: 'http' } });
    expectOthersJudged(run, calm);
  });

  it('that dies after the login costs its time-out once', async () => {
    const server = await landscape.engine((path, request, earlier) =>
      path === '/engine' || path.endsWith('/version') ? well(path, request, earlier) : { fault: 'silent' },
    );
    const run = await doctor(server.rest, ['--timeout', '8', '--deadline', '60']);
    // One round, of which the version is a part where no login has to be accepted first.
    expect(server.seen.filter(({ path: asked }) => !/\/engine$|\/version$/.test(asked))).toHaveLength(3);
    expect(run.wallMs).toBeLessThan(2 * 8_000 + calm.wallMs);
    expect(run.engines['hostile']).toMatchObject({ status: 'failed', failure: { step: 'http' } });
    expectOthersJudged(run, calm);
  });

  it('with a key of 1 MB has no such key printed', async () => {
    const long = 'k'.repeat(1_000_000);
    const row = { id: 'x', instances: 0, definition: { id: 'x', key: long, version: 1, tenantId: null } };
    const server = await landscape.engine(at(/\/statistics$/, { json: [row] }));
    const run = await doctor(server.rest);
    expect(run.engines['hostile']).toMatchObject({ status: 'ok', processDefinitions: null });
    expectOthersJudged(run, calm);
  });

  it('with a version of 1 MB has no such version printed', async () => {
    const long = '7.'.repeat(500_000);
    const server = await landscape.engine(
      at(/\/version$|\/telemetry\/data$/, {
        json: { version: long, installation: long, product: { name: long, version: long } },
      }),
    );
    const run = await doctor(server.rest);
    expect(run.engines['hostile']).toMatchObject({ version: null });
    expectOthersJudged(run, calm);
  });

  it('with half a million long keys is read as far as memory goes', async () => {
    const count = 500_000;
    const server = await landscape.engine((path, request, earlier) => {
      if (path.endsWith('/process-definition/count')) return { json: { count } };
      if (path.endsWith('/statistics')) return { fault: definitions(count, 200) };
      return well(path, request, earlier);
    });
    const run = await doctor(server.rest, ['--timeout', '20', '--deadline', '60']);
    expect(run.engines['hostile']?.status).toBe('ok');
    expect(run.peakMib).toBeLessThan(calm.peakMib + MORE_MEMORY_MIB);
    expectOthersJudged(run, calm);
  });

  it('whose pages never end is not read without end', async () => {
    let page = 0;
    const server = await landscape.engine((path, request, earlier) => {
      if (path.includes('/tenant/count')) return { json: { count: 20_000 } };
      if (!/\/tenant\?/.test(path)) return well(path, request, earlier);
      page += 1;
      const first = (page - 1) * 9_999;
      return {
        json: Array.from({ length: 10_000 }, (_, row) => ({
          id: `t${String(first + row).padStart(9, '0')}`,
        })),
      };
    });
    const run = await doctor(server.rest);
    expect(run.engines['hostile']).toMatchObject({ status: 'ok', tenants: null });
    expect(page).toBeLessThan(15);
    expectOthersJudged(run, calm);
  });

  it('with two dots for a name is asked for nothing', async () => {
    const server = await landscape.engine(well);
    const run = await landscape.doctor({
      a: healthy.a.rest,
      b: healthy.b.rest,
      hostile: { rest: server.rest, name: '..' },
    });
    expect(run.engines['hostile']?.status).toBe('not-probed');
    expect(server.seen).toEqual([]);
    expectOthersJudged(run, calm);
  });
});

describe.concurrent('an engine that is well', () => {
  it.each([
    ['side by side', [], 4],
    ['one after the other where it is asked politely', ['--polite'], 1],
  ])('is asked %s', async (_name, options, sideBySide) => {
    let [open, most] = [0, 0];
    const server = await landscape.engine((path, request, earlier) => {
      open += 1;
      most = Math.max(most, open);
      const { status = 200, json } = well(path, request, earlier) ?? { status: 404, json: {} };
      return {
        status,
        fault: (response) =>
          void setTimeout(() => {
            open -= 1;
            response.end(JSON.stringify(json));
          }, 30),
      };
    });
    const run = await doctor(server.rest, options);
    expect(run.engines['hostile']).toMatchObject({ status: 'ok', version: '7.22.0' });
    expect(most).toBe(sideBySide);
    expectOthersJudged(run, calm);
  });
});

describe.concurrent('logins of one user', () => {
  it('that hang on eight engines do not keep it from the others', async () => {
    const hanging: Answering = (path, request, earlier) =>
      path === '/engine' ? well(path, request, earlier) : { fault: 'silent' };
    const engines = await Promise.all(Array.from({ length: 8 }, () => landscape.engine(hanging)));
    const entries = engines.map(({ rest }, index) => [`h${index}`, { rest, user: 'demo' }] as const);
    const [c, d] = [await landscape.engine(well), await landscape.engine(well)];
    const run = await landscape.doctor(
      {
        ...Object.fromEntries(entries),
        a: healthy.a.rest,
        b: healthy.b.rest,
        c: { rest: c.rest, user: 'demo' },
        d: { rest: d.rest, user: 'demo' },
      },
      ['--timeout', '5', '--deadline', '30'],
    );
    for (const alias of ['c', 'd'])
      expect(run.engines[alias]).toMatchObject({ status: 'ok', version: '7.22.0' });
    for (const [alias] of entries) expect(run.engines[alias]).toMatchObject({ status: 'failed' });
    // Nobody is asked a second time: it might have been counted.
    for (const { seen } of engines)
      expect(seen.filter(({ authorization }) => authorization !== null)).toHaveLength(1);
    expectOthersJudged(run, calm);
  });
});

function silentExceptFor(...paths: readonly string[]): Answering {
  return (path, request, earlier) =>
    paths.some((each) => path.endsWith(each)) ? well(path, request, earlier) : { fault: 'silent' };
}

function at(path: RegExp, reply: Reply): Answering {
  return (asked, request, earlier) => (path.test(asked) ? reply : well(asked, request, earlier));
}

/** Sound rows, each with a key of its own. */
function definitions(count: number, keyLength: number): Fault {
  return (response) => {
    let sent = 0;
    response.write('[');
    const more = (): void => {
      while (!response.destroyed) {
        const rows = Array.from({ length: Math.min(500, count - sent) }, () => rowOf((sent += 1), keyLength));
        const room = response.write((sent === rows.length ? '' : ',') + rows.join(','));
        if (sent >= count) return void response.end(']');
        if (!room) return;
      }
    };
    response.on('drain', more);
    more();
  };
}

function rowOf(number: number, keyLength: number): string {
  const key = `k${number}`.padEnd(keyLength, 'x');
  return JSON.stringify({ id: key, definition: { id: `${key}:1`, key, version: 1, tenantId: null } });
}

function doctor(
  hostile: string,
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<DoctorRun> {
  return landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest, hostile }, options, env);
}

/** Passes requests on to an engine, and says something before each answer. */
async function rawFront(before: string, engine: EngineServer): Promise<string> {
  const origin = await landscape.raw((socket) => {
    let asked = '';
    socket.on('data', (data) => {
      asked += data.toString('latin1');
      if (!asked.endsWith('\r\n\r\n')) return;
      const path = asked.split(' ')[1] ?? '';
      asked = '';
      void fetch(`${engine.origin}${path}`).then(async (response) => {
        const body = Buffer.from(await response.arrayBuffer());
        const head = `HTTP/1.1 ${response.status} X\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\ndate: ${new Date().toUTCString()}\r\n\r\n`;
        socket.write(Buffer.concat([Buffer.from(before + head), body]));
      });
    });
  });
  return `${origin}/engine-rest`;
}
