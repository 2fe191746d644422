import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { EngineReadings } from '../../../../src/probe/readings.js';
import type { Failure } from '../../../../src/probe/contact.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type EngineServer,
  type EngineServerOptions,
} from '../../../helpers/engine-server.js';
import { entry, network, probe, probeOne } from '../../landscape.js';

const servers: EngineServer[] = [];
const ports: Server[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
  for (const port of ports.splice(0)) port.close();
});

const login = { user: 'optimize', password: 'secret' };

describe('a port that speaks the other protocol', () => {
  it('is told where https is written and plain HTTP is spoken', async () => {
    const server = await start();
    const { reach } = await probeOne(server.rest.replace('http:', 'https:'), { login });
    expect(failureIn(reach)).toMatchObject({ step: 'tls', code: 'speaks-plain', instead: server.rest });
    expect(server.seen.map(({ path, authorization }) => [path, authorization])).toEqual([['/engine', null]]);
  });

  it('is told where http is written and TLS is spoken, whatever the certificate', async () => {
    const server = await start({ tls: 'localhost' });
    const { reach } = await probeOne(server.rest.replace('https:', 'http:'), { login });
    expect(failureIn(reach)).toMatchObject({ step: 'tls', code: 'speaks-tls', instead: server.rest });
    expect(server.seen).toEqual([]);
  });

  it('is told by the sentence of a TLS port, without another request', async () => {
    // Word for word what Tomcat 9 and 10 write into a plain connection to their TLS port.
    const text = 'Bad Request\r\nThis combination of host and port requires TLS.\r\n';
    const server = await startEngineServer(() => ({
      status: 400,
      text,
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
    }));
    servers.push(server);
    const { reach } = await probeOne(server.rest, { login });
    expect(failureIn(reach)).toMatchObject({
      code: 'speaks-tls',
      instead: server.rest.replace('http:', 'https:'),
      refusal: { wants: 'tls' },
    });
    expect(server.seen).toHaveLength(1);
  });

  it('is not claimed where a proxy answers everything itself', async () => {
    const page = '<html><title>Blocked</title></html>';
    const said = `content-type: text/html\r\ncontent-length: ${page.length}\r\n\r\n${page}`;
    const port = await listening((socket) =>
      socket.on('data', (asked) => {
        const status = asked.toString().startsWith('CONNECT') ? '200 OK\r\n\r\nHTTP/1.1 403' : '403';
        socket.write(`HTTP/1.1 ${status} Forbidden\r\n${said}`);
      }),
    );
    const proxy = `http://127.0.0.1:${port}`;
    const through = await network({ http_proxy: proxy, https_proxy: proxy });
    const { engines } = await probe([entry('eu', 'https://engine.example:8443/engine-rest')], {}, through);
    expect(engines).toMatchObject([{ reach: { failure: { step: 'tls', code: 'tls-protocol' } } }]);
  });

  it('is not claimed of a port that hangs up on both', async () => {
    const port = await listening((socket) => socket.destroy());
    const plain = await probeOne(`http://127.0.0.1:${port}/engine-rest`);
    expect(failureIn(plain.reach)).toMatchObject({ code: 'reset' });
    expect(failureIn(plain.reach).instead).toBeUndefined();
    const secure = await probeOne(`https://127.0.0.1:${port}/engine-rest`);
    expect(failureIn(secure.reach).instead).toBeUndefined();
  });
});

describe('a redirect to https', () => {
  it.each([
    ['the same path', 'https://127.0.0.1:8443/engine-rest/engine', 'https://127.0.0.1:8443/engine-rest'],
    [
      'the same path without the port',
      'https://127.0.0.1/engine-rest/engine',
      'https://127.0.0.1/engine-rest',
    ],
    ['a login page', 'https://127.0.0.1:8443/login?from=/engine-rest/engine', undefined],
    ['another host', 'https://sso.example.org/engine-rest/engine', undefined],
  ])('on %s', async (_name, location, instead) => {
    const server = await startEngineServer((path) =>
      path === '/engine' ? { status: 308, headers: { location } } : undefined,
    );
    servers.push(server);
    const { reach } = await probeOne(server.rest, { login });
    const failure = failureIn(reach);
    expect(failure.code).toBe('redirect');
    expect(failure.instead).toBe(instead);
    expect(server.seen.filter(({ authorization }) => authorization !== null)).toEqual([]);
    if (instead !== undefined) expect(server.seen).toHaveLength(1);
  });
});

async function start(options: EngineServerOptions = {}): Promise<EngineServer> {
  const server = await startEngineServer(() => ({ json: [{ name: 'default' }] }), options);
  servers.push(server);
  return server;
}

/** A port that closes each connection without a word. */
async function listening(onSocket: (socket: Socket) => unknown): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  ports.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

function failureIn(reach: EngineReadings['reach']): Failure {
  if (reach.status !== 'failed') throw new Error(`no failure, but ${reach.status}`);
  return reach.failure;
}
