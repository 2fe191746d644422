import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Failure, Reach } from '../../src/probe/contact.js';
import { freePort, hasProgram, scratch, start as startProgram } from '../advice/programs.js';
import {
  certificate,
  closeAfterOneTry,
  startEngineServer,
  testAuthority,
  type Answering,
  type EngineServer,
} from '../helpers/engine-server.js';
import { liveTransport } from '../../src/probe/http/network.js';
import { entry, probe } from './landscape.js';

/** Real programs in front of an engine: what they say is not ours to make up. */
const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const login = { user: 'optimize', password: 'wrong' };

describe.runIf(hasProgram('nginx'))('nginx in front of an engine', () => {
  it('that lets only the list of engines pass is named, with what it says', async () => {
    const { reach, server } = await throughNginx(
      (engine, port) => `server {
        listen 127.0.0.1:${port};
        location = /engine-rest/engine { proxy_pass ${engine}; }
        location / { deny all; }
      }`,
    );
    expect(failureIn(reach)).toMatchObject({
      code: 'access-denied',
      refusal: { by: 'gateway', product: 'nginx', sentence: '403 Forbidden' },
    });
    expect(loginsSeen(server)).toBe(0);
  });

  it('that only passes on is not taken for the author of what the engine says', async () => {
    const { reach } = await throughNginx(
      (engine, port) => `server { listen 127.0.0.1:${port}; location / { proxy_pass ${engine}; } }`,
    );
    expect(failureIn(reach)).toMatchObject({ code: 'credentials-rejected', refusal: { by: 'engine' } });
  });

  it.each(['on', 'optional'])('that wants a client certificate (%s) is told as that', async (verify) => {
    const { reach } = await throughNginx(
      (engine, port, folder) => `server {
        listen 127.0.0.1:${port} ssl;
        ${tlsLines(folder)}
        ssl_client_certificate ${folder}/ca.pem;
        ssl_verify_client ${verify};
        location / { if ($ssl_client_verify != SUCCESS) { return 496; } proxy_pass ${engine}; }
      }`,
      'https',
    );
    expect(failureIn(reach)).toMatchObject({ step: 'tls', code: 'client-certificate' });
  });
});

describe.runIf(hasProgram('haproxy'))('HAProxy in front of an engine', () => {
  it('that closes the paths of the engine is named', async () => {
    const { reach, server } = await throughHaproxy('http-request deny unless { path /engine-rest/engine }');
    expect(failureIn(reach)).toMatchObject({
      code: 'access-denied',
      refusal: { by: 'gateway', product: 'HAProxy' },
    });
    expect(loginsSeen(server)).toBe(0);
  });

  it('that asks for a password of its own rejects it', async () => {
    const { reach, server } = await throughHaproxy(
      'http-request auth realm Gateway unless { http_auth(known) }',
    );
    expect(failureIn(reach)).toMatchObject({
      code: 'credentials-rejected',
      refusal: { by: 'gateway', product: 'HAProxy', schemes: ['basic'] },
    });
    expect(loginsSeen(server)).toBe(0);
  });
});

/** The login filter of an engine that knows nobody: only the list of engines is open. */
const strict: Answering = (asked) =>
  asked === '/engine'
    ? { json: [{ name: 'default' }] }
    : { status: 401, headers: { 'www-authenticate': 'Basic realm="default"' } };

type Configuration = (engine: string, port: number, folder: string) => string;

async function throughNginx(configuration: Configuration, scheme: 'http' | 'https' = 'http') {
  const { server, rest, port, folder } = await behind(scheme);
  const { stop } = await startProgram('nginx', folder, configuration(server.origin, port, folder), port);
  stops.push(stop);
  return { reach: await reachOf(rest), server };
}

async function behind(scheme: 'http' | 'https') {
  const server = await startEngineServer(strict);
  const [port, folder] = [await freePort(), scratch()];
  stops.push(
    () => closeAfterOneTry([server]),
    () => rmSync(folder, { recursive: true }),
  );
  return { server, port, folder, rest: `${scheme}://localhost:${port}/engine-rest` };
}

async function throughHaproxy(rule: string) {
  const { server, rest, port, folder } = await behind('http');
  const { stop } = await startProgram('haproxy', folder, haproxy(port, server, rule), port);
  stops.push(stop);
  return { reach: await reachOf(rest), server };
}

function haproxy(port: number, { port: engine }: EngineServer, rule: string): string {
  return [
    'userlist known',
    '  user optimize insecure-password right',
    'defaults',
    '  mode http',
    '  timeout client 5s',
    '  timeout server 5s',
    '  timeout connect 5s',
    'frontend front',
    `  bind 127.0.0.1:${port}`,
    `  ${rule}`,
    '  default_backend engine',
    'backend engine',
    `  server one 127.0.0.1:${engine}`,
    '',
  ].join('\n');
}

function tlsLines(folder: string): string {
  const { cert, key } = certificate('localhost');
  const files = { 'cert.pem': cert, 'key.pem': key, 'ca.pem': testAuthority() };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;`;
}

async function reachOf(rest: string): Promise<Reach> {
  const transport = await liveTransport({ version: 'test', environment: {}, tls: { ca: testAuthority() } });
  const { engines } = await probe([entry('eu', rest, { login })], {}, transport);
  const [readings] = engines;
  if (readings === undefined) throw new Error('no readings');
  return readings.reach;
}

function loginsSeen({ seen }: EngineServer): number {
  return seen.filter(({ authorization }) => authorization !== null).length;
}

function failureIn(reach: Reach): Failure {
  if (reach.status !== 'failed') throw new Error(`no failure, but ${reach.status}`);
  return reach.failure;
}
