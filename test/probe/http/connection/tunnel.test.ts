import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { liveTransport } from '../../../../src/probe/http/network.js';
import {
  closeAfterOneTry,
  startEngineServer,
  testAuthority,
  type EngineServer,
  type Reply,
} from '../../../helpers/engine-server.js';
import { answersOf } from '../../../helpers/real-answers.js';
import { entry, probe } from '../../landscape.js';

const servers: EngineServer[] = [];
const proxies: Server[] = [];
afterEach(async () => {
  for (const each of proxies.splice(0)) each.close();
  await closeAfterOneTry(servers);
});

const demo = { user: 'demo', password: 'demo' };

describe('a tunnel that a proxy does not open', () => {
  it.each([502, 503, 504])('after %i is asked for once more, also for a login', async (status) => {
    const { reach, server, connects, requests } = await behind((earlier) =>
      earlier % 2 === 0 ? status : 200,
    );
    expect(reach).toMatchObject({ status: 'ok' });
    expect(connects() % 2).toBe(0);
    expect(requests.filter(({ retried }) => retried === status)).toHaveLength(connects() / 2);
    expect(server.seen.filter(({ path }) => path.endsWith('/version'))).toHaveLength(1);
  });

  it('is not asked for a third time', async () => {
    const { reach, connects } = await behind(() => 503);
    expect(reach).toMatchObject({ status: 'failed', failure: { code: 'proxy', status: 503 } });
    expect(connects()).toBe(2);
  });

  it('is not asked for again behind a redirect of a login, which was sent by then', async () => {
    const redirect = { status: 302, headers: { location: '/elsewhere', connection: 'close' } };
    const { server } = await behind(
      (earlier) => (earlier === 1 ? 503 : 200),
      (path) => (path.endsWith('/version') ? redirect : undefined),
    );
    expect(server.seen.filter(({ path }) => path.endsWith('/version'))).toHaveLength(1);
  });

  it.each([403, 407, 429, 500])('is not asked for again after %i', async (status) => {
    const { reach, connects } = await behind(() => status);
    expect(reach).toMatchObject({ status: 'failed', failure: { code: 'proxy', status } });
    expect(connects()).toBe(1);
  });
});

/** Probes an engine behind a proxy that answers its requests for a tunnel with these statuses. */
async function behind(statusOf: (earlier: number) => number, change?: (path: string) => Reply | undefined) {
  const server = await startEngineServer(answersOf('camunda-7.24.0/shared-A', change), { tls: 'other' });
  servers.push(server);
  let asked = 0;
  const environment = {
    https_proxy: await proxy((socket) => {
      const status = statusOf(asked);
      asked += 1;
      if (status === 200) tunnel(socket, server.port);
      else socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    }),
  };
  const network = await liveTransport({ version: 'test', environment, tls: { ca: testAuthority() } });
  const { engines } = await probe(
    [entry('eu', 'https://other.test/engine-rest', { login: demo })],
    {},
    network,
  );
  const [readings] = engines;
  if (readings === undefined) throw new Error('no readings');
  return { ...readings, server, connects: () => asked };
}

async function proxy(onRequest: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => onRequest(socket));
  });
  proxies.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

function tunnel(socket: Socket, port: number): void {
  const upstream = connect(port, '127.0.0.1');
  upstream.on('error', () => undefined);
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  socket.pipe(upstream).pipe(socket);
  socket.on('close', () => upstream.destroy());
}
