import { afterEach, describe, expect, it } from 'vitest';
import type { EngineEntry } from '../../../../src/configuration/types.js';
import { probeLandscape } from '../../../../src/probe/landscape.js';
import type { EngineReadings } from '../../../../src/probe/readings.js';
import type { Failure } from '../../../../src/probe/contact.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type EngineServer,
  type Reply,
} from '../../../helpers/engine-server.js';
import { engine404Naming, ENGINE_404, NGINX_403, TOMCAT_404 } from '../../../helpers/refusing-answers.js';
import { entry, network, options, probe, probeOne, vaultOf } from '../../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const login = { user: 'optimize', password: 'secret' };

describe('an address at which no engine answers', () => {
  it.each<[string, string, readonly string[], Partial<EngineEntry>?]>([
    ['an engine at the root', '/engine-rest', ['']],
    ['the context path of a Spring Boot application', '/bpm-platform', ['/bpm-platform/engine-rest']],
    ['the older path of Spring Boot', '/engine-rest', ['/rest']],
    ['/engine that is there already', '/engine-rest/engine', ['/engine-rest']],
    ['the whole path of an engine', '/a/engine-rest/engine/default', ['/a/engine-rest']],
    ['another application name', '/camunda-engine-rest-7', ['/engine-rest']],
    ['the web applications', '/camunda/app', ['/camunda/engine-rest']],
    [
      'a prefix that the web applications show',
      '/engine-rest',
      ['/bpm-platform/engine-rest'],
      { webappsEndpoint: 'http://127.0.0.1/bpm-platform/camunda' },
    ],
  ])('is told with that: %s', async (_name, wrong, mounts, changes = {}) => {
    const server = await site(Object.fromEntries(mounts.map((mount) => [mount, ['default']])));
    const { reach } = await probeOne(server.origin + wrong, { login, ...changes });
    expect(failureIn(reach).siblings).toEqual(mounts.map((mount) => server.origin + mount));
    expect(server.seen.filter(({ authorization }) => authorization !== null)).toEqual([]);
  });

  it('is told with a path that an error of an engine names', async () => {
    const server = await site({ '/app/engine-rest': ['default'] }, () =>
      engine404Naming('http://engine:8080/app/x/engine'),
    );
    const { reach } = await probeOne(`${server.origin}/x`);
    expect(failureIn(reach).siblings).toEqual([`${server.origin}/app/engine-rest`]);
  });

  it('is told with the engines that have the wanted name, where any has', async () => {
    const server = await site({ '/engine-rest': ['orders'], '/rest': ['default'] });
    const { reach } = await probeOne(`${server.origin}/wrong`);
    expect(failureIn(reach).siblings).toEqual([`${server.origin}/rest`]);
    const other = await probeOne(`${server.origin}/wrong`, { name: 'claims' });
    expect(failureIn(other.reach).siblings).toHaveLength(2);
  });

  it.each<[string, Reply]>([
    ['200 and a page', { text: '<html></html>' }],
    [
      'a redirect to a login page elsewhere',
      { status: 302, headers: { location: 'https://sso.example.org/' } },
    ],
    ['200 and other JSON', { json: { status: 'UP' } }],
    ['400', { status: 400 }],
    ['500', { status: 500, json: { timestamp: 1, status: 500, error: 'Internal Server Error', path: '/' } }],
    ['401', { status: 401, headers: { 'www-authenticate': 'Bearer' } }],
    ['403', NGINX_403],
  ])('is told with an engine nearby when it answers %s', async (_name, reply) => {
    const server = await site({ '/rest': ['default'] }, () => reply);
    const { reach } = await probeOne(`${server.origin}/engine-rest`, { login });
    expect(failureIn(reach).siblings).toEqual([`${server.origin}/rest`]);
    expect(server.seen.filter(({ authorization }) => authorization !== null).length).toBeLessThan(2);
  });

  it('is told with what is masked in the address still masked', async () => {
    const server = await site({ '/tok-7f3a9c/engine-rest': ['default'] });
    const masked = entry('eu', `${server.origin}/***/x`);
    const vault = { ...vaultOf([masked]), addressOf: () => `${server.origin}/tok-7f3a9c/x` };
    const transport = await network();
    const { engines } = await probeLandscape([masked], vault, options, transport);
    await transport.close();
    const [{ reach } = { reach: null }] = engines;
    if (reach === null) throw new Error('nothing was probed');
    expect(failureIn(reach).siblings).toEqual([`${server.origin}/***/engine-rest`]);
  });

  it('is told from a prefix that a proxy does not take off', async () => {
    const server = await site({}, (path) => (path.startsWith('/claims/') ? ENGINE_404 : TOMCAT_404));
    const { reach } = await probeOne(`${server.origin}/claims/engine-rest`);
    expect(failureIn(reach)).toMatchObject({ code: 'not-found', refusal: { by: 'engine' } });
    expect(failureIn(reach).siblings).toBeUndefined();
  });
});

describe('guesses', () => {
  it('are bounded, however long the address is', async () => {
    const server = await site({});
    await probeOne(`${server.origin}/${'a/'.repeat(200)}engine-rest`);
    expect(server.seen.length).toBeLessThan(26);
  });

  it('are made once for a host, for all engines of the run', async () => {
    const server = await site({ '/rest': ['default'] });
    const { engines } = await probe(
      ['a', 'b', 'c'].map((alias) => entry(alias, `${server.origin}/engine-rest`, { login })),
    );
    const found = engines.map(({ reach }) => failureIn(reach).siblings);
    expect(found).toEqual(['a', 'b', 'c'].map(() => [`${server.origin}/rest`]));
    const guesses = server.seen.map(({ path }) => path).filter((path) => path !== '/engine-rest/engine');
    expect(new Set(guesses).size).toBe(guesses.length);
  });

  it('end where nothing answers', async () => {
    const server = await site({}, (path) =>
      path === '/engine-rest/engine' ? TOMCAT_404 : { fault: 'silent' },
    );
    await probeOne(`${server.origin}/engine-rest`, {}, { timeoutMs: 300 });
    expect(server.seen).toHaveLength(2);
  });

  it.each([429, 502, 503, 504])('are not made where a server answers %i', async (status) => {
    const server = await site({ '/rest': ['default'] }, () => ({ status }));
    await probeOne(`${server.origin}/engine-rest`);
    // Once more for itself, where that may help.
    const tries = status === 429 ? 1 : 2;
    expect(server.seen.map(({ path }) => path)).toEqual(Array<string>(tries).fill('/engine-rest/engine'));
  });

  it('are not made on the host of the web applications, where that is another one', async () => {
    const server = await site({ '/portal/engine-rest': ['default'] });
    const webappsEndpoint = 'https://apps.example.org/portal/camunda';
    const { reach } = await probeOne(`${server.origin}/engine-rest`, { webappsEndpoint });
    expect(failureIn(reach).siblings).toBeUndefined();
  });
});

/** Engines by the path below which they answer, and what answers elsewhere. */
async function site(
  mounts: Readonly<Record<string, readonly string[]>>,
  elsewhere: (path: string) => Reply = () => TOMCAT_404,
): Promise<EngineServer> {
  const server = await startEngineServer(
    (path) => {
      const names = mounts[path.replace(/\/engine$/, '')];
      return names !== undefined && path.endsWith('/engine')
        ? { json: names.map((name) => ({ name })) }
        : elsewhere(path);
    },
    { base: '' },
  );
  servers.push(server);
  return server;
}

function failureIn(reach: EngineReadings['reach']): Failure {
  if (reach.status !== 'failed') throw new Error(`no failure, but ${reach.status}`);
  return reach.failure;
}
