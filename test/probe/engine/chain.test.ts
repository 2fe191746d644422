import { afterEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../src/probe/contact.js';
import { KEPT_WITHIN_MS } from '../../helpers/deadline.js';
import {
  closeAfterOneTry,
  startEngineServer,
  testAuthority,
  type Answering,
  type EngineServer,
  type EngineServerOptions,
  type Reply,
} from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import { ENGINE_401 } from '../../helpers/refusing-answers.js';
import { entry, probe, probeOne } from '../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const demo = { user: 'demo', password: 'demo' };
const shared = answersOf('camunda-7.24.0/shared-A');

describe('the chain of an engine', () => {
  it('goes to the end, the login first, with GETs only', async () => {
    const server = await start(shared);
    const { reach, requests } = await probeOne(server.rest, { login: demo });
    expect(reach).toMatchObject({ status: 'ok' });
    expect(server.seen.map(({ method }) => method)).not.toContain('POST');
    expect(server.seen.slice(0, 2).map(({ path }) => path)).toEqual(['/engine', '/engine/default/version']);
    expect(requests).toHaveLength(server.seen.length);
  });

  it('never asks what would harm an engine or lock an account', async () => {
    const server = await start(shared);
    await probeOne(server.rest, { login: demo });
    const asked = server.seen.map(({ path }) => path);
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((path) => path.includes('/metrics'))).not.toEqual([]);
    expect(asked.filter((path) => /\/process-definition\/?(\?|$)/.test(path))).toEqual([]);
    expect(asked.filter((path) => path.includes('/identity/'))).toEqual([]);
    expect(asked.filter((path) => /\/metrics/.test(path) && !path.includes('startDate='))).toEqual([]);
  });

  it('sends no credentials to the public list of engines', async () => {
    const server = await start(shared);
    await probeOne(server.rest, { login: demo });
    expect(server.seen[0]).toMatchObject({ path: '/engine', authorization: null });
    const login = `Basic ${Buffer.from(`${demo.user}:${demo.password}`).toString('base64')}`;
    expect(server.seen[1]).toMatchObject({ authorization: login });
  });

  it('tells an engine name that is not there, without trying the login', async () => {
    const server = await start(answersOf('camunda-7.24.0/samejvm-noauth-default'));
    const { reach } = await probeOne(server.rest, { name: 'five', login: demo });
    expect(failureIn(reach)).toMatchObject({ step: 'name', code: 'name-unknown' });
    expect(failureIn(reach).detail).toContain('lists default, four, two, three, but not five');
    expect(server.seen).toHaveLength(1);
  });

  it('is not begun where a placeholder has no value', async () => {
    const server = await start(shared);
    const { reach } = await probeOne(server.rest, { unresolved: ['DB_HOST'] });
    expect(reach).toEqual({ status: 'not-probed', because: '${DB_HOST} has no value' });
    expect(server.seen).toEqual([]);
  });

  // A Secret made with `echo` ends with a line break: as part of a password it would only count as a wrong try.
  it.each([
    ['the password ends with a line break', { user: 'demo', password: 'demo\n' }],
    ['the password ends with a line break', { user: 'demo', password: 'demo\r\n' }],
    ['the user ends with a line break', { user: 'demo\n', password: 'demo' }],
    ['the user begins or ends with a blank', { user: ' demo', password: 'demo' }],
    ['the password begins or ends with a blank', { user: 'demo', password: 'demo\t' }],
  ])('is not begun where %s', async (said, login) => {
    const server = await start(shared);
    const { reach } = await probeOne(server.rest, { login });
    expect(reach).toEqual({ status: 'not-probed', because: `${said}: the login is not sent` });
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['no address', { rest: null }],
    ['no http address', { rest: 'ftp://127.0.0.1/engine-rest' }],
    ['no engine name', { name: null }],
    ['a name that leads out of the address', { name: '..' }],
    ['a name that is the address itself', { name: '.' }],
    ['half a character for a name', { name: '\ud800' }],
  ])('is not begun where there is %s', async (_name, changes) => {
    const { reach } = await probeOne('http://127.0.0.1:1/engine-rest', changes);
    expect(reach).toMatchObject({ status: 'not-probed' });
  });

  it('takes an address with a trailing slash as Optimize does', async () => {
    const server = await start(shared);
    const { reach } = await probeOne(`${server.rest}/`, { login: demo });
    expect(reach).toMatchObject({ status: 'ok' });
    expect(server.seen[0]?.path).toBe('/engine');
  });

  it('goes on when one resource is slow, and ends when nothing answers any more', async () => {
    const slow = await start(faulty('/schema/log', { fault: 'silent' }));
    const patient = await probeOne(slow.rest, { login: demo }, { timeoutMs: 200 });
    expect(patient.reach).toMatchObject({ status: 'ok' });
    expect(patient.schemaLog).toMatchObject({ known: false, reason: 'failed' });
    expect(patient.tenants).toMatchObject({ known: true });

    const dying = await start(faulty('/engine/default/', { fault: 'silent' }, '/version'));
    const ended = await probeOne(dying.rest, { login: demo }, { timeoutMs: 200 });
    expect(failureIn(ended.reach)).toMatchObject({ step: 'http', code: 'timeout' });
    expect(dying.seen.length).toBeLessThan(6);
  });

  it('waits out one time-out for an engine that leaves every second request unanswered', async () => {
    let asked = 0;
    const server = await start((path, request, earlier) => {
      const hidden = path.startsWith('/engine/default/') && !path.endsWith('/version');
      return hidden && (asked += 1) % 2 === 1 ? { fault: 'silent' } : shared(path, request, earlier);
    });
    const started = performance.now();
    const { reach, tenants } = await probeOne(server.rest, { login: demo }, { timeoutMs: 2_000 });
    expect(performance.now() - started).toBeLessThan(3 * 2_000);
    expect(asked / 2).toBeLessThan(5);
    expect(failureIn(reach)).toMatchObject({ step: 'http', code: 'timeout' });
    // What was answered stays known.
    expect(tenants).toMatchObject({ known: true });
  });

  it('waits out one time-out for an engine that dies after the login', async () => {
    const server = await start(faulty('/engine/default/', { fault: 'silent' }, '/version'));
    const started = performance.now();
    const { reach } = await probeOne(server.rest, { login: demo }, { timeoutMs: 2_000 });
    expect(performance.now() - started).toBeLessThan(2 * 2_000);
    expect(failureIn(reach)).toMatchObject({ step: 'http', code: 'timeout' });
  });

  it('never takes longer than the deadline', async () => {
    const server = await start(faulty('/engine/default/', { fault: 'drip' }, '/version'));
    const started = performance.now();
    const { reach } = await probeOne(server.rest, { login: demo }, { timeoutMs: 5_000, deadlineMs: 500 });
    expect(performance.now() - started).toBeLessThan(500 + KEPT_WITHIN_MS);
    expect(failureIn(reach)).toMatchObject({ step: 'deadline' });
  });
});

describe('an address that is no engine', () => {
  it('with a 404 is told with the addresses beside it that are one', async () => {
    // The paths of the answers are those below the base: elsewhere there is nothing.
    const server = await start((path, request, earlier) =>
      request.url?.startsWith('/engine-rest/') === true ? shared(path, request, earlier) : undefined,
    );
    const { reach } = await probeOne(`${server.origin}/engine-rest-7`);
    expect(failureIn(reach)).toMatchObject({
      step: 'http',
      code: 'not-found',
      status: 404,
      siblings: [server.rest],
    });
  });

  it('that is a login page behind a redirect is told as that', async () => {
    const server = await start((path) =>
      path === '/engine' ? { status: 302, headers: { location: '/login' } } : { text: '<html>Log in</html>' },
    );
    const { reach } = await probeOne(server.rest);
    expect(failureIn(reach)).toMatchObject({ code: 'redirect' });
    expect(failureIn(reach).detail).toContain('login page');
  });

  it.each<[string, Reply, Partial<Failure>]>([
    ['HTML', { text: '<html></html>' }, { step: 'parse', code: 'not-json' }],
    ['other JSON', { json: { status: 'UP' } }, { step: 'parse', code: 'not-an-engine-list' }],
    [
      'brackets in brackets in brackets',
      { text: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
      { step: 'parse', code: 'too-large' },
    ],
    ['an empty list', { json: [] }, { step: 'parse', code: 'not-an-engine-list' }],
    ['JSON that is cut off', { text: '[{"name":' }, { step: 'parse', code: 'not-json' }],
    [
      'an error of a proxy',
      { status: 502, text: '<html>Bad gateway</html>' },
      { step: 'http', code: 'server-error' },
    ],
    ['nothing', {}, { step: 'parse', code: 'not-json' }],
  ])('answers %s', async (_name, reply, expected) => {
    const server = await start(() => reply);
    const { reach, processDefinitions } = await probeOne(server.rest);
    expect(failureIn(reach)).toMatchObject(expected);
    expect(processDefinitions).toMatchObject({ known: false, reason: 'not-asked' });
  });

  it.each<[string, Reply, string]>([
    ['an empty list', { json: [] }, 'answered an empty list'],
    [
      'nothing as JSON',
      { text: '', headers: { 'content-type': 'application/json' } },
      'answered application/json with a body that is empty or no JSON',
    ],
    [
      'what is not compressed as it says',
      { text: 'plain', headers: { 'content-encoding': 'gzip' } },
      'the body is not compressed as its header says (Z_DATA_ERROR)',
    ],
  ])('and answers %s is told with what came', async (_name, reply, said) => {
    const server = await start(() => reply);
    const { reach } = await probeOne(server.rest);
    expect(failureIn(reach).detail).toBe(`GET ${server.rest}/engine: ${said}`);
  });

  it('and redirects to what is not there is not said to answer so itself', async () => {
    const server = await start((path) =>
      path === '/engine' ? { status: 302, headers: { location: '/sign-in' } } : undefined,
    );
    const { reach } = await probeOne(server.rest);
    expect(failureIn(reach)).toMatchObject({ code: 'not-found', status: 404 });
    expect(failureIn(reach).detail).toContain('/engine: redirects, and what it leads to answered 404');
  });

  it('with a certificate that nobody confirms breaks at TLS', async () => {
    const server = await start(shared, { tls: 'localhost' });
    const { reach } = await probeOne(server.rest);
    expect(failureIn(reach)).toMatchObject({ step: 'tls', code: 'certificate' });
    expect(testAuthority()).toContain('CERTIFICATE');
  });
});

describe('a login', () => {
  it('is demanded where none is configured', async () => {
    const server = await start(answersOf('camunda-7.24.0/shared-A-no-login'));
    const { reach, engineNames } = await probeOne(server.rest);
    expect(failureIn(reach)).toMatchObject({ step: 'login', code: 'login-required', status: 401 });
    expect(engineNames).toMatchObject({ known: true, value: ['default'] });
  });

  it('that is rejected was sent once', async () => {
    const server = await start(withPassword('right'));
    const { reach } = await probeOne(server.rest, { login: { user: 'zed', password: 'wrong' } });
    expect(failureIn(reach)).toMatchObject({ step: 'login', code: 'credentials-rejected', status: 401 });
    expect(failureIn(reach).detail).toContain('zed');
    expect(failureIn(reach).detail).not.toContain('wrong');
    expect(withLogin(server)).toHaveLength(1);
  });

  it('is not sent again when the connection breaks, for it may have been counted', async () => {
    const server = await start(faulty('/version', { fault: 'reset' }));
    const { reach } = await probeOne(server.rest, { login: demo });
    expect(failureIn(reach)).toMatchObject({ step: 'http', code: 'reset' });
    expect(withLogin(server)).toHaveLength(1);
  });

  it('that was rejected by one engine is tried on no other, whatever the case of its letters', async () => {
    const running = await Promise.all(Array.from({ length: 5 }, () => start(withPassword('right'))));
    const { engines } = await probe(
      running.map((server, index) =>
        entry(`e${index}`, server.rest, {
          login: { user: index === 3 ? 'ZED' : 'zed', password: `wrong${index}` },
        }),
      ),
    );
    expect(running.flatMap(withLogin)).toHaveLength(1);
    const codes = engines.map(({ reach }) => failureIn(reach).code).toSorted();
    expect(codes).toEqual([
      'credentials-rejected',
      ...codes.slice(1).map(() => 'credentials-rejected-elsewhere'),
    ]);
  });

  it('of another user is not held back by that', async () => {
    const [a, b] = [await start(withPassword('right')), await start(withPassword('right'))];
    const { engines } = await probe([
      entry('a', a.rest, { login: { user: 'zed', password: 'wrong' } }),
      entry('b', b.rest, { login: { user: 'demo', password: 'right' } }),
    ]);
    expect(engines.map(({ reach }) => reach.status)).toEqual(['failed', 'ok']);
  });

  it('of one user goes to one engine at a time', async () => {
    let atOnce = 0;
    let most = 0;
    const counting: Answering = (path, request, earlier) => {
      if (!path.endsWith('/version')) return shared(path, request, earlier);
      atOnce += 1;
      most = Math.max(most, atOnce);
      setTimeout(() => (atOnce -= 1), 50);
      return { json: { version: '7.24.0' }, fault: { late: 60 } };
    };
    const running = await Promise.all(Array.from({ length: 4 }, () => start(counting)));
    await probe(running.map((server, index) => entry(`e${index}`, server.rest, { login: demo })));
    expect(most).toBe(1);
  });

  it('that is accepted first and rejected later ends the chain and is not sent again', async () => {
    const server = await start((path, request, earlier) =>
      path.includes('/metrics') ? ENGINE_401 : shared(path, request, earlier),
    );
    const { reach, tenants, decisionDefinitions } = await probeOne(server.rest, { login: demo });
    expect(failureIn(reach)).toMatchObject({ step: 'login', code: 'credentials-rejected' });
    expect(failureIn(reach).detail).toContain('accepted first');
    expect(tenants).toMatchObject({ known: true });
    expect(decisionDefinitions).toMatchObject({ known: false });
    expect(server.seen.filter(({ path }) => path.includes('/decision-definition'))).toEqual([]);
    expect(server.seen.filter(({ path }) => path.includes('/metrics'))).toHaveLength(1);
  });

  it('that is rejected by several answers side by side is told as rejected here, not elsewhere', async () => {
    for (let accepted = 1; accepted <= 8; accepted += 1) {
      let asked = 0;
      const server = await startEngineServer((path, request, earlier) =>
        request.headers.authorization !== undefined && (asked += 1) > accepted
          ? ENGINE_401
          : shared(path, request, earlier),
      );
      const { reach } = await probeOne(server.rest, { login: demo });
      expect(failureIn(reach)).toMatchObject({ code: 'credentials-rejected', status: 401 });
      await server.close();
    }
  });

  it('opens a list of engines that is closed to the public, after it was accepted', async () => {
    const server = await start((path, request, earlier) =>
      request.headers.authorization === undefined ? ENGINE_401 : shared(path, request, earlier),
    );
    const { reach, engineNames } = await probeOne(server.rest, { login: demo });
    expect(reach).toMatchObject({ status: 'ok' });
    expect(engineNames).toMatchObject({ value: ['default'] });
    expect(server.seen.map(({ path }) => path).slice(0, 3)).toEqual([
      '/engine',
      '/engine/default/version',
      '/engine',
    ]);
  });

  it('is demanded where even the list is closed and none is configured', async () => {
    const server = await start(() => ENGINE_401);
    const { reach } = await probeOne(server.rest);
    expect(failureIn(reach)).toMatchObject({ step: 'login', code: 'login-required' });
  });

  it('that nobody asks for is told as an open door, not as accepted', async () => {
    const server = await start(answersOf('camunda-7.24.0/samejvm-noauth-default'));
    const { caller } = await probeOne(server.rest, { login: { user: 'demo', password: 'wrong' } });
    expect(caller).toMatchObject({ known: true, value: { loggedIn: false, user: null, admin: null } });
  });
});

describe('a landscape', () => {
  it('is read whole although one engine is broken', async () => {
    const good = await start(shared);
    const { engines } = await probe([
      entry('dead', 'http://127.0.0.1:1/engine-rest'),
      entry('good', good.rest, { login: demo }),
      entry('nowhere', null),
    ]);
    expect(engines.map(({ alias, reach }) => [alias, reach.status])).toEqual([
      ['dead', 'failed'],
      ['good', 'ok'],
      ['nowhere', 'not-probed'],
    ]);
  });

  it('is read by as many at a time as are allowed', async () => {
    let atOnce = 0;
    let most = 0;
    const counting: Answering = () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      setTimeout(() => (atOnce -= 1), 50);
      return { status: 429, fault: { late: 60 } };
    };
    const server = await start(counting);
    const entries = Array.from({ length: 12 }, (_, index) => entry(`e${index}`, server.rest));
    await probe(entries, { concurrency: 3 });
    expect(most).toBe(3);
    expect(server.seen).toHaveLength(12);
  });

  it('of many engines is read without a warning of Node', async () => {
    const warnings: string[] = [];
    const onWarning = (warning: Error): number => warnings.push(warning.name);
    process.on('warning', onWarning);
    const server = await start(() => ({ status: 503, fault: { late: 20 } }));
    await probe(
      Array.from({ length: 30 }, (_, index) => entry(`e${index}`, server.rest)),
      { signal: new AbortController().signal },
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('tells how far it is', async () => {
    const server = await start(shared);
    const seen: string[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }): number =>
      seen.push(`${done}/${total}`);
    await probe([entry('a', server.rest, { login: demo }), entry('b', null)], { onProgress });
    expect(seen).toEqual(['0/2', '1/2', '2/2']);
  });

  it('that is interrupted gives what is known so far, and says so', async () => {
    const quick = await start(shared);
    const slow = await start(() => ({ fault: 'silent' }));
    const interrupt = new AbortController();
    const onProgress = ({ done }: { done: number }): void => {
      if (done > 0) interrupt.abort();
    };
    const readings = await probe([entry('quick', quick.rest, { login: demo }), entry('slow', slow.rest)], {
      signal: interrupt.signal,
      onProgress,
    });
    expect(readings.interrupted).toBe(true);
    expect(readings.engines.map(({ reach }) => reach.status)).toEqual(['ok', 'failed']);
  });

  it('is looked at again where that is asked for, and only there', async () => {
    const [a, b] = [await start(shared), await start(shared)];
    const { engines } = await probe(
      [entry('a', a.rest, { login: demo }), entry('b', b.rest, { login: demo })],
      {
        again: ({ engines: first }) =>
          first.slice(0, 1).map(({ alias }) => ({ alias, ticks: [], afterMs: 0 })),
      },
    );
    expect(engines[0]?.again).toMatchObject({ processDefinitions: { known: true } });
    expect(engines[1]?.again).toBeNull();
    expect(a.count('/engine/default/history/cleanup/jobs')).toBe(2);
    expect(b.count('/engine/default/history/cleanup/jobs')).toBe(1);
  });
});

async function start(answering: Answering, options: EngineServerOptions = {}): Promise<EngineServer> {
  const server = await startEngineServer(answering, options);
  servers.push(server);
  return server;
}

/** The engine of `shared-A`, with another reply to all paths that hold `part` but not `spared`. */
function faulty(part: string, reply: Reply, spared = '\n'): Answering {
  return (path, request, earlier) =>
    path.includes(part) && !path.includes(spared) ? reply : shared(path, request, earlier);
}

/** Behind the engine's own filter: only the list of engines is public. */
function withPassword(password: string): Answering {
  return (path, request, earlier) => {
    const [, given = ''] = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64')
      .toString()
      .split(':');
    return path !== '/engine' && given !== password ? ENGINE_401 : shared(path, request, earlier);
  };
}

function withLogin(server: EngineServer) {
  return server.seen.filter(({ authorization }) => authorization !== null);
}

function failureIn(reach: { readonly status: string } & { readonly failure?: Failure }): Failure {
  if (reach.failure === undefined) throw new Error(`no failure, but ${reach.status}`);
  return reach.failure;
}
