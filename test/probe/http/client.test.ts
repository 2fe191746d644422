import { connect, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../../src/probe/http/client.js';
import type { ClientOptions, GetRequest, HttpResult } from '../../../src/probe/http/requests.js';
import type { Limits } from '../../../src/probe/http/transport.js';
import type { Failure } from '../../../src/probe/contact.js';
import { KEPT_WITHIN_MS } from '../../helpers/deadline.js';
import {
  startEngineServer,
  testAuthority,
  type Answering,
  type EngineServer,
  type EngineServerOptions,
  type Reply,
} from '../../helpers/engine-server.js';

const cleanup: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of cleanup.splice(0).toReversed()) await end();
});

describe('a request', () => {
  it('says who asks and what is wanted, and is a GET', async () => {
    const server = await engine(() => ({ json: [] }));
    await client().get(request(server.rest));
    expect(server.seen).toMatchObject([
      {
        method: 'GET',
        headers: { 'user-agent': 'multi-engine/1.2.3', accept: 'application/json' },
        authorization: null,
      },
    ]);
  });

  it('sends user and password as basic authentication in UTF-8', async () => {
    const server = await engine(() => ({ json: [] }));
    await client().get(request(server.rest, { credentials: { user: 'jürgen', password: 'pä:ß' } }));
    expect(server.seen[0]?.authorization).toBe(`Basic ${Buffer.from('jürgen:pä:ß').toString('base64')}`);
  });

  it('drops user and password that stand in the address', async () => {
    const server = await engine(() => ({ json: [] }));
    await client().get(request(server.rest.replace('http://', 'http://demo:secret@')));
    expect(server.seen).toMatchObject([{ authorization: null }]);
  });

  it('shares one connection with the requests before it', async () => {
    const server = await engine(() => ({ json: [] }));
    const http = client();
    for (const path of ['/a', '/b', '/c']) await http.get(request(`${server.rest}${path}`));
    expect(server.seen).toHaveLength(3);
    expect(server.connections).toBe(1);
  });

  it('takes a new connection when a balancer shall choose anew, unless this one has not carried the request yet', async () => {
    const server = await engine(() => ({ json: [] }));
    const http = client();
    await http.get(request(`${server.rest}/a`));
    await http.get(request(`${server.rest}/b`, { fresh: true }));
    expect(server.connections).toBe(1);
    await http.get(request(`${server.rest}/a`, { fresh: true }));
    expect(server.connections).toBe(2);
    await http.get(request(`${server.rest}/a?b=1`, { fresh: true }));
    expect(server.connections).toBe(2);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('reads a body compressed with %s', async (encoding, compress) => {
    const server = await raw((socket) => {
      const body = compress('[{"name":"default"}]');
      const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`;
      socket.write(Buffer.concat([Buffer.from(head), body]));
    });
    const result = await client().get(request(server));
    expect(result).toMatchObject({ ok: true, body: '[{"name":"default"}]' });
  });
});

describe('interim answers', () => {
  it.each(['100 Continue', '102 Processing', '103 Early Hints'])(
    'such as %s are passed over',
    async (interim) => {
      const server = await raw((socket) => {
        socket.write(`HTTP/1.1 ${interim}\r\nlink: </style.css>\r\n\r\n`.repeat(3));
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]');
      });
      expect(await client().get(request(server))).toMatchObject({ ok: true, status: 200, body: '[]' });
    },
  );

  it('of several kinds are passed over, whichever comes first', async () => {
    const server = await raw((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n');
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]');
    });
    expect(await client().get(request(server))).toMatchObject({ ok: true, status: 200, body: '[]' });
  });

  it('without end cost the time of the request and no more', async () => {
    const server = await raw((socket) => {
      const pour = (): void => {
        while (!socket.destroyed && socket.write('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000)));
      };
      socket.on('drain', pour);
      pour();
    });
    const failure = await failsWithin(300, (limits) => client().get(request(server, { limits })));
    expect(failure).toMatchObject({ step: 'http', code: 'timeout' });
  });

  it('that change the protocol are no answer', async () => {
    const server = await raw((socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
    });
    const failure = failureIn(await client().get(request(server)));
    expect(failure).toMatchObject({ step: 'http', code: 'network' });
    expect(failure.detail).toContain('another protocol (101)');
  });
});

describe('the time of a request is kept', () => {
  it('when the server takes it and never answers', async () => {
    const server = await engine(() => ({ fault: 'silent' }));
    const failure = await failsWithin(300, (limits) => client().get(request(server.rest, { limits })));
    expect(failure).toMatchObject({ step: 'http', code: 'timeout' });
  });

  it('when the answer only drips', async () => {
    const server = await engine(() => ({ fault: 'drip' }));
    const failure = await failsWithin(300, (limits) => client().get(request(server.rest, { limits })));
    expect(failure).toMatchObject({ step: 'http', code: 'timeout' });
  });

  it('when a stream only drips', async () => {
    const server = await engine(() => ({ fault: 'drip' }));
    const failure = await failsWithin(300, (limits) =>
      client().getStream(request(server.rest, { limits }), () => true),
    );
    expect(failure).toMatchObject({ step: 'http', code: 'timeout' });
  });

  it('while the connection is still being made, and the socket is gone afterwards', async () => {
    const sockets: Socket[] = [];
    const server = await raw((socket) => sockets.push(socket.resume()), 'https');
    const failure = await failsWithin(300, (limits) => client().get(request(server, { limits })));
    expect(failure).toMatchObject({ step: 'tls', code: 'timeout' });
    await expect
      .poll(() => sockets.map((socket) => socket.destroyed || socket.readableEnded))
      .toEqual([true]);
  });

  it('over all redirects together', async () => {
    const server = await engine(() => ({
      status: 302,
      headers: { location: '/engine-rest/engine' },
      fault: { late: 130 },
    }));
    const failure = await failsWithin(300, (limits) => client().get(request(server.rest, { limits })));
    expect(failure).toMatchObject({ code: 'timeout' });
  });

  it('but a stream may take longer as long as it brings something', async () => {
    const server = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
      let pieces = 0;
      const timer = setInterval(() => {
        pieces += 1;
        socket.write(' '.repeat(70_000));
        if (pieces === 6) socket.end(() => clearInterval(timer));
      }, 100);
      socket.on('close', () => clearInterval(timer));
    });
    let length = 0;
    const limits = limitsOf({ timeoutMs: 300 });
    const result = await client().getStream(
      request(server, { limits }),
      (chunk) => (length += chunk.length) > 0,
    );
    expect(result.ok).toBe(true);
    expect(length).toBe(420_000);
  });
});

describe('the deadline of the run is kept', () => {
  it.each<[string, Reply]>([
    ['never answers', { fault: 'silent' }],
    ['drips', { fault: 'drip' }],
    ['sends without end', { fault: 'endless' }],
    [
      'redirects forever, slowly',
      { status: 302, headers: { location: '/engine-rest/engine' }, fault: { late: 150 } },
    ],
  ])('against a server that %s', async (_name, reply) => {
    const server = await engine(() => reply);
    const started = performance.now();
    const limits = limitsOf({ timeoutMs: 10_000, deadlineAt: started + 400 });
    const http = client({ maxStreamBytes: Number.MAX_SAFE_INTEGER });
    const result = await http.getStream(request(server.rest, { limits }), () => true);
    expect(performance.now() - started).toBeLessThan(400 + KEPT_WITHIN_MS);
    expect(failureIn(result)).toMatchObject({ step: 'deadline', code: 'deadline' });
  });

  it('by not asking at all once it has passed', async () => {
    const server = await engine(() => ({ json: [] }));
    const limits = limitsOf({ deadlineAt: performance.now() - 1 });
    const result = await client().get(request(server.rest, { limits }));
    expect(failureIn(result)).toMatchObject({ step: 'deadline' });
    expect(server.connections).toBe(0);
  });

  it('and an interrupt ends a request at once', async () => {
    const server = await engine(() => ({ fault: 'silent' }));
    const interrupt = new AbortController();
    setTimeout(() => interrupt.abort(), 100);
    const started = performance.now();
    const limits = limitsOf({ signal: interrupt.signal });
    const result = await client().get(request(server.rest, { limits }));
    expect(performance.now() - started).toBeLessThan(100 + KEPT_WITHIN_MS);
    expect(failureIn(result).detail).toContain('interrupted');
  });
});

describe('the size of an answer is limited', () => {
  it('after decompression: a small answer that grows is not taken', async () => {
    const server = await engine(() => ({ headers: { 'content-encoding': 'gzip' }, fault: { gzipBomb: 64 } }));
    const result = await client({ maxBytes: 1_048_576 }).get(request(server.rest));
    expect(failureIn(result)).toMatchObject({ step: 'http', code: 'too-large' });
  });

  it('to 64 KiB where it is an error, of which more is not even waited for', async () => {
    const faults = ['endless', { gzipBomb: 64 }] as const;
    for (const fault of faults) {
      const headers = fault === 'endless' ? {} : { 'content-encoding': 'gzip' };
      const server = await engine((_path, _request, earlier) =>
        earlier === 0 ? { status: 500, headers, fault } : { json: [] },
      );
      const http = client();
      const result = await http.getStream(request(server.rest), () => true);
      expect(result).toMatchObject({ ok: true, status: 500 });
      expect(result.ok && result.body.length).toBe(65_536);
      expect(await http.get(request(server.rest))).toMatchObject({ ok: true, status: 200, body: '[]' });
      expect(server.connections).toBe(fault === 'endless' ? 2 : 1);
    }
  });

  it('in a stream, too', async () => {
    const server = await engine(() => ({ fault: 'endless' }));
    const result = await client({ maxStreamBytes: 1_048_576 }).getStream(request(server.rest), () => true);
    expect(failureIn(result)).toMatchObject({ code: 'too-large' });
  });

  it('and a reader who has had enough ends the stream', async () => {
    const server = await engine(() => ({ fault: 'endless' }));
    const result = await client().getStream(request(server.rest), () => false);
    expect(result).toMatchObject({ ok: true, status: 200 });
  });
});

describe('a redirect', () => {
  it('to another host is reported and not followed', async () => {
    const other = await engine(() => ({ json: [] }));
    const server = await engine(() => ({
      status: 302,
      headers: { location: `${other.origin}/login?session=1` },
    }));
    const result = await client().get(
      request(server.rest, { credentials: { user: 'demo', password: 'secret' } }),
    );
    expect(failureIn(result)).toMatchObject({ step: 'http', code: 'redirect', status: 302 });
    expect(failureIn(result).detail).toContain(`redirects to ${other.origin}/login`);
    expect(failureIn(result).detail).not.toContain('session');
    expect(other.seen).toEqual([]);
  });

  it.each([
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['ldap://user:pass@other.example/x?y', 'ldap://other.example/x'],
  ])('to what is no server of the web is told as that: %s', async (location, told) => {
    const server = await engine(() => ({ status: 302, headers: { location } }));
    const result = await client().get(request(server.rest));
    expect(failureIn(result).detail.endsWith(`redirects to ${told}`)).toBe(true);
  });

  it('on the same origin is followed', async () => {
    const server = await engine((path) =>
      path === '/engine' ? { status: 301, headers: { location: '/engine-rest/engines' } } : { json: [1] },
    );
    const result = await client().get(request(server.rest));
    expect(result).toMatchObject({ ok: true, status: 200, redirected: true, body: '[1]' });
  });

  it('that leads round in a circle is given up after three', async () => {
    const server = await engine(() => ({ status: 302, headers: { location: '/engine-rest/engine' } }));
    const result = await client().get(request(server.rest));
    expect(failureIn(result)).toMatchObject({ code: 'redirect' });
    expect(server.seen).toHaveLength(4);
  });
});

describe('a connection that was closed', () => {
  it('after it had been used is made anew, once', async () => {
    const server = await engine((_path, _request, earlier) =>
      earlier === 1 ? { fault: 'reset' } : { json: [] },
    );
    const http = client();
    await http.get(request(server.rest));
    expect(await http.get(request(server.rest))).toMatchObject({ ok: true, status: 200 });
    expect(server.seen).toHaveLength(3);
  });

  it('that says before it closes that no request has come is made anew, once', async () => {
    const timedOut: Reply = { status: 408, headers: { connection: 'close' } };
    const server = await engine((_path, _request, earlier) => (earlier === 1 ? timedOut : { json: [] }));
    const http = client();
    await http.get(request(server.rest));
    expect(await http.get(request(server.rest))).toMatchObject({ ok: true, status: 200, resent: true });
    expect(server.connections).toBe(2);
  });

  it('that says so to a login, or to the first request, is given up', async () => {
    const server = await engine(() => ({ status: 408, headers: { connection: 'close' } }));
    expect(await client().get(request(server.rest))).toMatchObject({ status: 408 });
    const used = await engine((_path, _request, earlier) => (earlier === 0 ? { json: [] } : { status: 408 }));
    const http = client();
    await http.get(request(used.rest));
    expect(await http.get(request(used.rest, { repeatable: false }))).toMatchObject({ status: 408 });
    expect([server.seen.length, used.seen.length]).toEqual([1, 2]);
  });

  it('before it was ever used is a failure', async () => {
    const server = await engine(() => ({ fault: 'reset' }));
    const result = await client().get(request(server.rest));
    expect(failureIn(result)).toMatchObject({ step: 'http', code: 'reset' });
    expect(server.seen).toHaveLength(1);
  });

  it('by a server that ends each after its answer, and does not say so, costs no login', async () => {
    const seen: string[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        seen.push(data.toString('latin1'));
        socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const rest = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/engine-rest`;
    const http = client();
    await http.get(request(rest));
    const result = await http.get(request(rest, { repeatable: false }));
    server.close();
    expect(result).toMatchObject({ ok: true, status: 200 });
    expect(seen).toHaveLength(2);
  });

  it('does not make a login be sent twice', async () => {
    const server = await engine((_path, _request, earlier) =>
      earlier === 1 ? { fault: 'reset' } : { json: [] },
    );
    const http = client();
    await http.get(request(server.rest));
    const result = await http.get(request(server.rest, { repeatable: false }));
    expect(failureIn(result)).toMatchObject({ code: 'reset' });
    expect(server.seen).toHaveLength(2);
  });

  it('in the middle of a body is a failure, not half an answer', async () => {
    const server = await engine(() => ({ fault: 'torn' }));
    expect(failureIn(await client().get(request(server.rest)))).toMatchObject({
      step: 'http',
      code: 'reset',
    });
  });

  it('by nobody listening is told as refused', async () => {
    const server = await engine(() => undefined);
    await server.close();
    const result = await client().get(request(server.rest));
    expect(failureIn(result)).toMatchObject({ step: 'connect', code: 'refused' });
  });
});

describe('TLS', () => {
  it('is trusted with the authority given, beside those of the system', async () => {
    const server = await engine(() => ({ json: [] }), { tls: 'localhost' });
    const http = client({ tls: { ca: testAuthority() } });
    expect(await http.get(request(server.rest))).toMatchObject({ ok: true });
  });

  it('names subject and issuer of a certificate that nobody confirms, and sends nothing', async () => {
    const server = await engine(() => ({ json: [] }), { tls: 'localhost' });
    const failure = failureIn(await client().get(request(server.rest)));
    expect(failure).toMatchObject({ step: 'tls', code: 'certificate' });
    expect(failure.certificate).toEqual({
      subject: 'CN=localhost.test, O=multi-engine tests',
      issuer: 'CN=Test Authority, O=multi-engine tests',
    });
    expect(server.seen).toEqual([]);
  });

  it('refuses a certificate for another host', async () => {
    const server = await engine(() => ({ json: [] }), { tls: 'other' });
    const failure = failureIn(await client({ tls: { ca: testAuthority() } }).get(request(server.rest)));
    expect(failure).toMatchObject({ step: 'tls', code: 'certificate' });
    expect(failure.detail).toContain('another host name');
  });

  it('on a port that speaks plain http is no TLS', async () => {
    const server = await engine(() => ({ json: [] }));
    const failure = failureIn(await client().get(request(server.rest.replace('http:', 'https:'))));
    expect(failure).toMatchObject({ step: 'tls', code: 'tls-protocol' });
  });

  it('spoken by a port that is asked in plain http is no HTTP', async () => {
    const server = await engine(() => ({ json: [] }), { tls: 'localhost' });
    const failure = failureIn(await client().get(request(server.rest.replace('https:', 'http:'))));
    expect(failure.step).toBe('http');
  });
});

describe('a proxy from the environment', () => {
  const target = 'http://engine.example:8080/engine-rest/engine';

  it('is asked for the whole address of a plain http engine, without a tunnel', async () => {
    const proxy = await engine(() => ({ json: ['by proxy'] }));
    const http = client({ environment: { HTTP_PROXY: proxy.origin } });
    expect(await http.get(request(target))).toMatchObject({ ok: true, body: '["by proxy"]' });
    expect(proxy.seen).toMatchObject([{ method: 'GET', path: target }]);
  });

  it('tunnels https, and the certificate is still the engine’s own', async () => {
    const server = await engine(() => ({ json: ['through'] }), { tls: 'other' });
    const asked: string[] = [];
    const proxy = await raw((socket) => {
      socket.once('data', (head) => {
        asked.push(head.toString().split('\r\n')[0] ?? '');
        tunnel(socket, server.port);
      });
    });
    const http = client({ environment: { https_proxy: proxy }, tls: { ca: testAuthority() } });
    expect(await http.get(request('https://other.test/engine-rest/engine'))).toMatchObject({
      ok: true,
      body: '["through"]',
    });
    expect(asked).toEqual(['CONNECT other.test:443 HTTP/1.1']);
  });

  it.each([
    ['after a Continue', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    ['after hints', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    ['with another status that says it is', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ])('may open the tunnel %s', async (_how, opening) => {
    const server = await engine(() => ({ json: ['through'] }), { tls: 'other' });
    const proxy = await raw((socket) => socket.once('data', () => tunnel(socket, server.port, opening)));
    const http = client({ environment: { https_proxy: proxy }, tls: { ca: testAuthority() } });
    expect(await http.get(request('https://other.test/engine-rest/engine'))).toMatchObject({
      ok: true,
      body: '["through"]',
    });
  });

  it('is left out for hosts under NO_PROXY and for this machine', async () => {
    const proxy = await engine(() => ({ json: ['by proxy'] }));
    const server = await engine(() => ({ json: ['direct'] }));
    const http = client({ environment: { http_proxy: proxy.origin } });
    expect(await http.get(request(server.rest))).toMatchObject({ body: '["direct"]' });
    expect(proxy.seen).toEqual([]);
  });

  it('that does not answer is told as the proxy’s fault', async () => {
    const proxy = await engine(() => undefined);
    await proxy.close();
    const failure = failureIn(
      await client({ environment: { http_proxy: proxy.origin } }).get(request(target)),
    );
    expect(failure).toMatchObject({ step: 'connect', code: 'proxy' });
    expect(failure.detail).toContain(`at the proxy 127.0.0.1:${proxy.port}`);
  });

  it.each(['::::', 'proxy:99999', 'socks5://proxy', '%zz', 'http://me:50%s3cret@proxy'])(
    'that has no address (%s) is told by the name of its variable, and only for what would go through it',
    async (text) => {
      const server = await engine(() => ({ json: ['direct'] }));
      const http = client({ environment: { http_proxy: text } });
      const failure = failureIn(await http.get(request(target)));
      expect(failure).toMatchObject({ step: 'connect', code: 'proxy' });
      expect(failure.detail).toBe(
        `GET ${target}: the environment variable http_proxy is not the http(s) address of a proxy`,
      );
      expect(await http.get(request(server.rest))).toMatchObject({ body: '["direct"]' });
    },
  );

  it('that demands a login is named as that, tunnelled or not', async () => {
    const proxy = await engine(() => ({ status: 407, text: 'who are you?' }));
    const tunnels = await raw((socket) => {
      socket.once('data', () =>
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
      );
    });
    const http = client({ environment: { http_proxy: proxy.origin, https_proxy: tunnels } });
    for (const address of [target, 'https://engine.example/engine-rest/engine']) {
      const failure = failureIn(await http.get(request(address)));
      expect(failure).toMatchObject({ step: 'connect', code: 'proxy', status: 407 });
      expect(failure.detail).toContain('the proxy requires a login (407) (at the proxy 127.0.0.1:');
    }
  });

  it('gets the login that stands in its address, and is told where it refuses that', async () => {
    const proxy = await engine(() => ({ status: 407 }));
    const withLogin = proxy.origin.replace('//', '//j%C3%BCrgen:s3cret@');
    const http = client({ environment: { http_proxy: withLogin } });
    const failure = failureIn(await http.get(request(target)));
    const sent = `Basic ${Buffer.from('jürgen:s3cret').toString('base64')}`;
    expect(proxy.seen[0]?.headers['proxy-authorization']).toBe(sent);
    expect(failure.detail).toContain('the proxy rejects the user and password in its address (407)');
    expect(JSON.stringify(failure)).not.toContain('s3cret');
  });

  it('that closes at CONNECT is asked once', async () => {
    let connections = 0;
    const proxy = await raw((socket) => {
      connections += 1;
      socket.once('data', () => socket.destroy());
    });
    const http = client({ environment: { https_proxy: proxy } });
    const failure = failureIn(await http.get(request('https://engine.example/engine-rest/engine')));
    expect(failure).toMatchObject({ step: 'connect', code: 'proxy' });
    expect(failure.detail).toContain('closed');
    expect(connections).toBe(1);
  });

  it('whose headers have no end is told as the proxy’s fault, and the engine as not asked', async () => {
    const proxy = await raw((socket) =>
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`)),
    );
    const http = client({ environment: { https_proxy: proxy } });
    const failure = failureIn(await http.get(request('https://engine.example/engine-rest/engine')));
    expect(failure).toMatchObject({ step: 'connect', code: 'proxy' });
  });

  it('whose certificate is refused is told as the proxy’s fault: that of the engine was not seen', async () => {
    const proxy = await engine(() => undefined, { tls: 'localhost' });
    const environment = { http_proxy: proxy.origin, https_proxy: proxy.origin };
    for (const address of [target, 'https://engine.example/engine-rest/engine']) {
      const failure = failureIn(await client({ environment }).get(request(address)));
      expect(failure).toMatchObject({ step: 'connect', code: 'proxy' });
      expect(failure).not.toHaveProperty('certificate');
      expect(failure.detail).toContain(`authority (at the proxy 127.0.0.1:${proxy.port})`);
    }
  });

  it('that answers something else to CONNECT is told with its status', async () => {
    const proxy = await raw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'));
    });
    const http = client({ environment: { https_proxy: proxy } });
    const failure = failureIn(await http.get(request('https://engine.example/engine-rest/engine')));
    expect(failure).toMatchObject({ step: 'connect', code: 'proxy', status: 403 });
  });

  it('that never answers costs the time of the request and no more', async () => {
    const proxy = await raw(() => undefined);
    const http = client({ environment: { https_proxy: proxy } });
    const get = (limits: Limits) => http.get(request('https://engine.example/engine', { limits }));
    expect(await failsWithin(300, get)).toMatchObject({ code: 'timeout' });
  });
});

function tunnel(socket: Socket, port: number, opening = 'HTTP/1.1 200 Connection established\r\n\r\n'): void {
  const upstream = connectTo(port);
  socket.write(opening);
  socket.pipe(upstream).pipe(socket);
  socket.on('close', () => upstream.destroy());
}

function connectTo(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
}

async function engine(answering: Answering, options: EngineServerOptions = {}): Promise<EngineServer> {
  const server = await startEngineServer(answering, options);
  cleanup.push(() => server.close());
  return server;
}

/** A server that speaks as told, byte by byte; its origin. */
async function raw(onSocket: (socket: Socket) => unknown, scheme = 'http'): Promise<string> {
  const sockets: Socket[] = [];
  const server: Server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanup.push(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `${scheme}://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

function client(options: Partial<ClientOptions> = {}): HttpClient {
  const made = new HttpClient({ version: '1.2.3', environment: {}, ...options });
  cleanup.push(() => made.close());
  return made;
}

function request(address: string, changes: Partial<GetRequest> = {}): GetRequest {
  const url = new URL(address.endsWith('/engine-rest') ? `${address}/engine` : address);
  return {
    lane: 'eu',
    url,
    credentials: null,
    limits: limitsOf({}),
    repeatable: true,
    fresh: false,
    ...changes,
  };
}

function limitsOf(changes: Partial<Limits>): Limits {
  return {
    timeoutMs: 5_000,
    deadlineAt: performance.now() + 10_000,
    signal: new AbortController().signal,
    ...changes,
  };
}

async function failsWithin(
  timeoutMs: number,
  send: (limits: Limits) => Promise<HttpResult>,
): Promise<Failure> {
  const started = performance.now();
  const result = await send(limitsOf({ timeoutMs }));
  expect(performance.now() - started).toBeLessThan(timeoutMs + KEPT_WITHIN_MS);
  return failureIn(result);
}

function failureIn(result: HttpResult): Failure {
  if (result.ok) throw new Error(`answered ${result.status} ${result.body}`);
  return result.failure;
}
