import { Agent, createServer, request } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFront } from './harness/front.js';
import type { Front } from './harness/front.js';

/** All scenarios trust what the front has taken down: it must not miss a request nor see one that was not made. */
let server: Server;
let front: Front;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  server = createServer((incoming, response) => {
    incoming.resume().on('end', () => response.end(incoming.url));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  front = await openFront(address.port);
});

afterAll(async () => {
  agent.destroy();
  await front.close();
  server.close();
});

test('the front passes requests on and takes down each of them', async () => {
  expect(await send('GET', '/engine', {})).toBe('/engine');
  await send('POST', '/filter/create', {}, 'GET /never-sent HTTP/1.1\r\n\r\n'.repeat(5_000));
  const authorization = `Basic ${Buffer.from('scooter:secret').toString('base64')}`;
  await send('GET', '/engine/default/version', { authorization });

  expect(front.seen).toEqual([
    { method: 'GET', target: '/engine', login: null },
    { method: 'POST', target: '/filter/create', login: null },
    { method: 'GET', target: '/engine/default/version', login: 'scooter:secret' },
  ]);
});

function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<string> {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, method, path, port: front.port, host: '127.0.0.1', headers: { ...headers, ...length } },
      (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
        response.on('end', () => resolve(answer));
      },
    );
    outgoing.on('error', reject).end(body);
  });
}
