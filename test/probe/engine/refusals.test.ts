import { afterEach, describe, expect, it } from 'vitest';
import type { Failure, Reach } from '../../../src/probe/contact.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type Answering,
  type EngineServer,
  type EngineServerOptions,
  type Reply,
} from '../../helpers/engine-server.js';
import { answersOf } from '../../helpers/real-answers.js';
import {
  BEARER_REJECTED,
  ENGINE_401,
  ENGINE_404,
  KERBEROS_401,
  MESH_403,
  NGINX_403,
  SESSION_401,
  springError,
} from '../../helpers/refusing-answers.js';
import { entry, probe, probeOne } from '../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const login = { user: 'optimize', password: 'right' };
const engine = answersOf('camunda-7.24.0/shared-A');
/** It asks nobody for a login. */
const open = answersOf('camunda-7.24.0/samejvm-noauth-default');
const SPRING = springError(403, 'Forbidden');
/** With an entry point that spares browsers the dialog. */
const SPRING_401 = springError(401, 'Unauthorized');

describe.each([
  ['behind an open list of engines', true],
  ['with a closed list of engines', false],
])('what judges no password, %s,', (_name, openList) => {
  it.each<[string, Reply, Partial<Failure>]>([
    [
      'a resource server',
      BEARER_REJECTED,
      { code: 'other-login', refusal: { by: 'resource-server', schemes: ['bearer'] } },
    ],
    ['Kerberos', KERBEROS_401, { code: 'other-login' }],
    [
      'a gateway',
      NGINX_403,
      { code: 'access-denied', refusal: { by: 'gateway', product: 'nginx', sentence: '403 Forbidden' } },
    ],
    ['a mesh', MESH_403, { code: 'access-denied' }],
    [
      // oauth2-proxy to a program (errorJSON); others may write it, too.
      'an empty object',
      { status: 401, json: {} },
      { code: 'access-denied', refusal: { by: 'gateway' } },
    ],
    ['a page that asks people to sign in', SESSION_401, { code: 'access-denied' }],
    ['Spring Security that does not let the user in', SPRING, { code: 'access-denied' }],
  ])(
    '%s: is told as what it is, and keeps no other engine from being asked',
    async (_who, reply, expected) => {
      const closed = await start((path, request, earlier) =>
        path === '/engine' && openList ? engine(path, request, earlier) : reply,
      );
      const healthy = await start(withPassword('right'));
      const reached = await reachOf([closed, healthy]);
      expect(failureIn(reached[0])).toMatchObject({ step: 'login', ...expected });
      expect(JSON.stringify(reached[0])).not.toMatch(/reject|lock|password/);
      expect(reached[1]).toMatchObject({ status: 'ok' });
      expect(logins(closed)).toBe(1);
    },
  );
});

describe('behind an open list of engines', () => {
  it.each<[string, Reply, Partial<Failure>]>([
    [
      // Kong, without a route for the path. Its source: kong.runloop.handler.
      '404 of a gateway',
      {
        status: 404,
        headers: { server: 'kong/3.4.2' },
        json: { message: 'no Route matched with those values' },
      },
      { refusal: { by: 'gateway', product: 'Kong', sentence: 'no Route matched with those values' } },
    ],
    [
      '403 with an error object that is longer than what is read',
      {
        status: 403,
        json: { title: 'Not for you', trace: 'at x '.repeat(30_000), status: 403 },
      },
      { refusal: { by: 'unknown', sentence: 'Not for you' } },
    ],
    // Envoy, without a route for the path. Its source: the router filter writes no body.
    ['404 and nothing else', { status: 404, headers: { server: 'istio-envoy' } }, { status: 404 }],
    [
      // F5 BIG-IP, its answer to what a policy blocks: from its documentation, cut.
      '200 and a page',
      { text: '<html><head><title>Request Rejected</title></head><body>Your support ID is: 1</body></html>' },
      { refusal: { by: 'gateway', sentence: 'Request Rejected' } },
    ],
    [
      '403 and a page in Latin-1 that does not say so',
      {
        status: 403,
        headers: { 'content-type': 'text/html', server: 'nginx' },
        fault: (response) =>
          void response.end(
            Buffer.from('<html><head><title>Accès refusé au serveur</title></head></html>', 'latin1'),
          ),
      },
      { refusal: { by: 'gateway', product: 'nginx', sentence: 'Accès refusé au serveur' } },
    ],
    [
      // Cloudflare Access to whoever has no session: from its documentation, with another host.
      'a redirect elsewhere',
      { status: 302, headers: { location: 'https://team.example.org/cdn-cgi/access/login?kid=1' } },
      { leadsTo: 'https://team.example.org/cdn-cgi/access/login' },
    ],
  ])('%s closes the engine, and the address is right', async (_what, reply, expected) => {
    const server = await start((path, request, earlier) =>
      path === '/engine' ? engine(path, request, earlier) : reply,
    );
    const { reach } = await probeOne(server.rest, { login });
    expect(failureIn(reach)).toMatchObject({ code: 'access-denied', ...expected });
    expect(logins(server)).toBe(1);
  });

  it('404 of the engine itself is one about the path', async () => {
    const server = await start((path, request, earlier) =>
      path === '/engine' ? engine(path, request, earlier) : ENGINE_404,
    );
    const { reach } = await probeOne(server.rest, { login });
    expect(failureIn(reach).code).toBe('not-found');
  });
});

describe('what judges a password', () => {
  it.each<[string, Reply]>([
    ['the engine', ENGINE_401],
    [
      'an application that accepts tokens, too',
      { status: 401, headers: { 'www-authenticate': 'Bearer, Basic realm="x"' } },
    ],
    ['an application that offers nothing', SPRING_401],
    [
      'a gateway that asks for user and password',
      { ...SESSION_401, headers: { 'www-authenticate': 'Basic realm="x"' } },
    ],
  ])('%s: is asked once, and no other engine afterwards', async (_who, reply) => {
    const rejecting = await start((path, request, earlier) =>
      path === '/engine' ? engine(path, request, earlier) : reply,
    );
    const other = await start(withPassword('right'));
    const reached = await reachOf([rejecting, other]);
    expect(reached.map((reach) => failureIn(reach).code)).toEqual([
      'credentials-rejected',
      'credentials-rejected-elsewhere',
    ]);
    expect([logins(rejecting), logins(other)]).toEqual([1, 0]);
  });
});

describe('a server that lets nobody in without a login', () => {
  it.each<[string, Reply]>([
    ['with 401', ENGINE_401],
    ['with 401 and a token in mind', BEARER_REJECTED],
    ['with 403', SPRING],
    ['with 403 and nothing else', { status: 403 }],
  ])('%s is asked with the login, and examined', async (_how, reply) => {
    const server = await start((path, request, earlier) =>
      request.headers.authorization === undefined ? reply : withPassword('right')(path, request, earlier),
    );
    const [reach] = await reachOf([server]);
    expect(reach).toMatchObject({ status: 'ok' });
  });

  it.each<[string, Reply, Failure['code']]>([
    ['401', ENGINE_401, 'login-required'],
    ['403', SPRING, 'login-required'],
    ['a token', BEARER_REJECTED, 'other-login'],
    ['a page of a gateway', NGINX_403, 'access-denied'],
  ])('says so with %s where the entry has none', async (_how, reply, code) => {
    const server = await start(() => reply);
    const { reach } = await probeOne(server.rest);
    expect(failureIn(reach).code).toBe(code);
    expect(logins(server)).toBe(0);
  });
});

describe('an engine that asks for no login itself', () => {
  // As Spring Security in front of it answers, whose users the engine does not know.
  const guardian =
    (isListOpen: boolean): Answering =>
    (path, request, earlier) =>
      request.headers.authorization === undefined && !(isListOpen && path === '/engine')
        ? ENGINE_401
        : open(path, request, earlier);

  it.each<[string, Answering, boolean]>([
    ['open', open, false],
    ['not open behind somebody who does', guardian(false), true],
    ['not open behind somebody who lets the list of engines through', guardian(true), true],
  ])('is %s', async (_how, answering, guarded) => {
    const server = await start(answering);
    const { reach, caller } = await probeOne(server.rest, { login });
    expect(reach).toMatchObject({ status: 'ok' });
    expect(caller).toMatchObject({ known: true, value: { loggedIn: false } });
    expect(caller.known && caller.value.guarded === true).toBe(guarded);
  });
});

describe('a token', () => {
  const given = { by: 'token', user: null, asOptimize: false, replaces: true, plainHttp: false } as const;

  it.each<[string, Reply, Failure['code']]>([
    ['an engine that accepts Basic only has not looked at', ENGINE_401, 'other-login'],
    ['a resource server rejects', BEARER_REJECTED, 'credentials-rejected'],
    ['somebody who names no scheme rejects', SESSION_401, 'credentials-rejected'],
  ])('%s', async (_who, reply, code) => {
    const server = await start(() => reply);
    const token = { user: null, password: null, headers: { authorization: 'Bearer x' }, given };
    const { reach } = await probeOne(server.rest, { login: token });
    expect(failureIn(reach).code).toBe(code);
  });
});

describe('a list of engines that stays closed', () => {
  it('does not matter, for Optimize never asks for it', async () => {
    const server = await start(withClosedList(withPassword('right')));
    const { reach, engineNames } = await probeOne(server.rest, { login });
    expect(reach).toMatchObject({ status: 'ok' });
    expect(engineNames).toMatchObject({ known: false, reason: 'refused' });
  });

  it('does not hide that there is no engine of this name, although /version answers', async () => {
    const server = await start(
      withClosedList((path) =>
        path.endsWith('/version')
          ? { json: { version: '7.24.0' } }
          : {
              status: 400,
              json: { type: 'InvalidRequestException', message: 'No process engine available', code: null },
            },
      ),
    );
    const { reach } = await probeOne(server.rest, { name: 'five' });
    expect(failureIn(reach)).toMatchObject({ step: 'name', code: 'name-unknown' });
  });
});

describe('a refusal in the middle', () => {
  it('that is not about the password ends the engine without a word of it', async () => {
    const first = await start((path, request, earlier) =>
      path.includes('/metrics') ? BEARER_REJECTED : withPassword('right')(path, request, earlier),
    );
    const reached = await reachOf([first, await start(withPassword('right'))]);
    expect(reached).toMatchObject([{ failure: { code: 'other-login' } }, { status: 'ok' }]);
  });
});

describe('a server that repeats the login', () => {
  const secret = { user: 'optimize', password: 'gr3at&secret' };
  it.each<[string, (authorization: string) => string]>([
    ['as it came', (authorization) => authorization],
    ['as a page writes it', () => secret.password.replace('&', '&amp;')],
    ['where the sentence is cut', () => `${'x'.repeat(155)}${secret.password}`],
  ])('%s is not quoted with it', async (_how, repeat) => {
    const repeating = await start((path, request) =>
      path === '/engine'
        ? { json: [{ name: 'default' }] }
        : { status: 403, text: `<title>${repeat(request.headers.authorization ?? '')}</title>` },
    );
    const { reach } = await probeOne(repeating.rest, { login: secret });
    expect(failureIn(reach).detail).toContain('answered 403');
    expect(JSON.stringify(reach)).not.toMatch(/gr3at|b3B0aW1p/);
  });
});

/** Whose list of engines is not let through. */
function withClosedList(answering: Answering): Answering {
  return (path, request, earlier) => (path === '/engine' ? NGINX_403 : answering(path, request, earlier));
}

async function start(answering: Answering, options: EngineServerOptions = {}): Promise<EngineServer> {
  const server = await startEngineServer(answering, options);
  servers.push(server);
  return server;
}

async function reachOf(running: readonly EngineServer[]): Promise<readonly Reach[]> {
  const { engines } = await probe(running.map((server, index) => entry(`e${index}`, server.rest, { login })));
  return engines.map(({ reach }) => reach);
}

/** An engine behind its own login filter. */
function withPassword(password: string): Answering {
  return (path, request, earlier) => {
    const given = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString();
    return path === '/engine' || given.endsWith(`:${password}`) ? engine(path, request, earlier) : ENGINE_401;
  };
}

/** Requests for `/version` with a login, whatever came of them. */
function logins({ seen }: EngineServer): number {
  return seen.filter(({ authorization }) => authorization !== null).length;
}

function failureIn(reach: Reach | undefined): Failure {
  if (reach?.status !== 'failed') throw new Error(`no failure, but ${reach?.status ?? 'nothing'}`);
  return reach.failure;
}
