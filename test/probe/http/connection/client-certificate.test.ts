import { createServer, type Server } from 'node:https';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../../../src/probe/http/client.js';
import type { HttpResult } from '../../../../src/probe/http/requests.js';
import { certificate, testAuthority } from '../../../helpers/engine-server.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s', (version) => {
  it('a server that demands a client certificate is told as that', async () => {
    const rest = await start(version, true, (_, response) => response.end('[]'));
    expect(await get(rest)).toMatchObject({
      ok: false,
      failure: { step: 'tls', code: 'client-certificate' },
    });
  });

  it('a server that would take one, but answers without, is no matter', async () => {
    const rest = await start(version, false, (_, response) => response.end('[]'));
    expect(await get(rest)).toMatchObject({ ok: true, status: 200 });
  });

  it('a server that would take one, and breaks later, is not said to miss one', async () => {
    let asked = 0;
    const rest = await start(version, false, (_, response) => {
      asked += 1;
      if (asked === 1) response.end('[]');
      else response.destroy();
    });
    expect(await get(rest, 2)).toMatchObject({ ok: false, failure: { code: 'reset' } });
  });
});

async function start(version: 'TLSv1.2' | 'TLSv1.3', demands: boolean, answer: RequestListener) {
  const server = createServer(
    {
      ...certificate('localhost'),
      ca: testAuthority(),
      requestCert: true,
      rejectUnauthorized: demands,
      minVersion: version,
      maxVersion: version,
    },
    answer,
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `https://localhost:${typeof address === 'object' ? address?.port : 0}/engine`;
}

/** The last of so many answers, over one connection as long as that holds. */
async function get(address: string, times = 1): Promise<HttpResult> {
  const client = new HttpClient({ version: 'test', tls: { ca: testAuthority() }, environment: {} });
  const limits = {
    timeoutMs: 5_000,
    deadlineAt: performance.now() + 10_000,
    signal: new AbortController().signal,
  };
  const request = {
    lane: 'eu',
    url: new URL(address),
    credentials: null,
    limits,
    repeatable: false,
    fresh: false,
  };
  let result = await client.get(request);
  for (let more = 1; more < times; more += 1) result = await client.get(request);
  await client.close();
  return result;
}
