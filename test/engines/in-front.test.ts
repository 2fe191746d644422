import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort, hasProgram, start } from '../advice/programs.js';
import { makeAuthority, makeServerCertificate, validity } from '../helpers/certificates.js';
import { examineWith, type Examination } from './harness/doctor.js';
import { startEngine, stopEngines, type Engine, type Login } from './harness/engine.js';
import { findingsOf } from './harness/report.js';
import { createUser, restOf } from './harness/rest.js';

/** What stands before a real engine in the field: real programs, each set up as people set it up. */
const admin: Login = { user: 'admin', password: 'admin-secret' };
/** Known to the engine; the configuration has another password. A wrong try locks an account for seconds. */
const piggy: Login = { user: 'piggy', password: 'piggy-secret' };
const wrong: Login = { user: piggy.user, password: 'not-this' };
const authority = makeAuthority('Tests of multi-engine');
const server = makeServerCertificate(authority, validity(1, 90));
const client = makeServerCertificate(authority, validity(1, 90), 'optimize.example.org');

let engine: Engine;
let folder = '';
let port = 0;
let stop: (() => Promise<void>) | null = null;

beforeAll(async () => {
  engine = await startEngine({ name: 'behind-fronts', admin });
  await createUser(restOf(engine), piggy);
});
afterAll(stopEngines);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-fronts-'));
  port = await freePort();
  for (const [name, text] of [
    ['ca.pem', authority.cert],
    ['server.pem', server.cert + server.key],
    ['client.pem', client.cert],
    ['client.key', client.key],
  ] as const)
    writeFileSync(path.join(folder, name), text);
});
afterEach(async () => {
  await stop?.();
  stop = null;
  rmSync(folder, { recursive: true });
});

async function put(program: 'nginx' | 'haproxy', text: string): Promise<void> {
  ({ stop } = await start(program, folder, text, port));
}

/** The engine behind what was put in front of it. */
function ask(name: string, rest: string, login: Login, ...options: readonly string[]): Promise<Examination> {
  return examineWith(name, { payment: { engine, rest, login } }, options);
}

/** Logins that reached the engine. */
function loginsOf({ requests }: Examination): readonly (string | null)[] {
  return (requests['payment'] ?? []).map(({ login }) => login).filter((login) => login !== null);
}

const upstream = (): string => new URL(engine.rest).host;

function withClientCertificates(): string {
  return `server {
  listen 127.0.0.1:${port} ssl;
  ssl_certificate ${folder}/server.pem;
  ssl_certificate_key ${folder}/server.pem;
  ssl_client_certificate ${folder}/ca.pem;
  ssl_verify_client on;
  location / { proxy_pass http://${upstream()}; }
}`;
}

function withTls(): string {
  return `defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend engines
  bind 127.0.0.1:${port} ssl crt ${folder}/server.pem
  default_backend nodes
backend nodes
  server one ${upstream()}
`;
}

describe.runIf(hasProgram('nginx'))('nginx', () => {
  test('that wants a client certificate judges no password, and the engine is asked with none', async () => {
    await put('nginx', withClientCertificates());
    const examination = await ask(
      'front-client-certificate',
      `https://localhost:${port}/engine-rest`,
      wrong,
      '--ca',
      path.join(folder, 'ca.pem'),
    );
    expect(findingsOf(examination.report, 'P310')).toMatchObject([{ engines: ['payment'] }]);
    expect(findingsOf(examination.report, 'P305')).toEqual([]);
    expect(JSON.stringify(examination.report)).not.toMatch(/lock accounts|unlock/u);
    expect(loginsOf(examination)).toEqual([]);
    expect(examination.report.exitCode).not.toBe(0);
  });

  test('lets the engine be examined with one', async () => {
    await put('nginx', withClientCertificates());
    const files = ['ca.pem', 'client.pem', 'client.key'].map((name) => path.join(folder, name));
    const [ca = '', cert = '', key = ''] = files;
    const examination = await ask(
      'front-with-certificate',
      `https://localhost:${port}/engine-rest`,
      admin,
      '--ca',
      ca,
      '--cert',
      cert,
      '--key',
      key,
    );
    expect(examination.report.engines).toMatchObject([{ status: 'ok', visibility: 'full' }]);
  });

  test('that leaves its prefix in the path is told from an engine that is not there', async () => {
    await put(
      'nginx',
      `server {
  listen 127.0.0.1:${port};
  location /camunda/ { proxy_pass http://${upstream()}; }
  location /engine-rest/ { proxy_pass http://${upstream()}; }
}`,
    );
    const rest = `http://localhost:${port}/camunda/engine-rest`;
    const examination = await ask('front-prefix', rest, wrong);
    const [finding] = findingsOf(examination.report, 'P303');
    expect(finding).toMatchObject({ engines: ['payment'] });
    expect(JSON.stringify(finding)).toContain(`http://localhost:${port}/engine-rest`);
    expect(loginsOf(examination)).toEqual([]);
  });

  test('in front of a wrong password lets it be tried once', async () => {
    await put(
      'nginx',
      `server { listen 127.0.0.1:${port}; location / { proxy_pass http://${upstream()}; } }`,
    );
    const examination = await ask('front-wrong-password', `http://localhost:${port}/engine-rest`, wrong);
    expect(findingsOf(examination.report, 'P305')).toMatchObject([{ engines: ['payment'] }]);
    expect(loginsOf(examination)).toEqual([`${wrong.user}:${wrong.password}`]);
  });
});

describe.runIf(hasProgram('haproxy'))('HAProxy', () => {
  test('whose port speaks TLS is named where it is asked by http, with the edit', async () => {
    await put('haproxy', withTls());
    const examination = await ask('front-tls-port', `http://localhost:${port}/engine-rest`, wrong);
    expect(JSON.stringify(examination.report.findings)).toContain(`https://localhost:${port}/engine-rest`);
    expect(findingsOf(examination.report, 'P305')).toEqual([]);
    expect(loginsOf(examination)).toEqual([]);
    expect(examination.report.exitCode).not.toBe(0);
  });

  test('lets the engine be examined by https', async () => {
    await put('haproxy', withTls());
    const ca = path.join(folder, 'ca.pem');
    const rest = `https://localhost:${port}/engine-rest`;
    const examination = await ask('front-tls', rest, admin, '--ca', ca);
    expect(examination.report.engines).toMatchObject([{ status: 'ok', visibility: 'full' }]);
  });
});
