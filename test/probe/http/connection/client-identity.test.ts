import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../../../../src/probe/http/client.js';
import { PASS_PHRASE_VARIABLE, readIdentity } from '../../../../src/probe/http/connection/client-identity.js';
import { failureOf } from '../../../../src/probe/http/failures.js';
import type { HttpResult } from '../../../../src/probe/http/requests.js';
import { makeAuthority, makeServerCertificate, validity } from '../../../helpers/certificates.js';
import { certificate, testAuthority } from '../../../helpers/engine-server.js';
import { runProgram } from '../../../helpers/program.js';

const TLS = path.join(import.meta.dirname, '../../tls');
const CERT = path.join(TLS, 'localhost.pem');
const KEY = path.join(TLS, 'localhost.key');
const STORE = path.join(TLS, 'client.p12');
const CA = path.join(TLS, 'ca.pem');
const PASS_PHRASE = { [PASS_PHRASE_VARIABLE]: 'only-for-tests' };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('a client certificate', () => {
  it.each<[string, Parameters<typeof readIdentity>[0], NodeJS.ProcessEnv]>([
    ['PEM, with the key in a file of its own', { certFile: CERT, keyFile: KEY }, {}],
    ['PEM, with the key in the same file', { certFile: together() }, {}],
    ['PKCS#12', { certFile: STORE }, PASS_PHRASE],
    [
      'PEM, with a byte order mark and other line breaks',
      {
        certFile: fileWith(`\ufeff${read(CERT)}`),
        keyFile: fileWith(`\ufeff${read(KEY).replaceAll('\n', '\r')}`),
      },
      {},
    ],
  ])('is shown to a server that demands one: %s', async (_name, files, environment) => {
    const identity = readIdentity(files, environment);
    expect(await get(await start(), identity)).toMatchObject({ ok: true, status: 200 });
  });

  it('that the server does not accept is told as that', async () => {
    // Without the authority of the tests the server trusts none of its certificates.
    const rest = await start({ ca: readFileSync(path.join(TLS, 'other.pem')), minVersion: 'TLSv1.3' });
    const result = await get(rest, readIdentity({ certFile: CERT, keyFile: KEY }, {}));
    expect(result).toMatchObject({ ok: false, failure: { step: 'tls', code: 'client-certificate-refused' } });
  });

  it('that has ended is told as that', async () => {
    const authority = makeAuthority('authority-of-clients');
    const own = makeServerCertificate(authority, validity(9, -2), 'client-of-tests');
    const identity = readIdentity({ certFile: fileWith(own.cert), keyFile: fileWith(own.key) }, {});
    const rest = await start({ ca: authority.cert, minVersion: 'TLSv1.3' });
    expect(await get(rest, identity)).toMatchObject({
      ok: false,
      failure: {
        code: 'client-certificate-refused',
        certificate: { subject: 'CN=client-of-tests', issuer: 'CN=authority-of-clients' },
      },
    });
  });

  it.each([
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'client-certificate-refused'],
    ['ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED', 'client-certificate-refused'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-protocol'],
  ])('that a server refuses by the alert %s is told as %s', (code, told) => {
    const circumstances = {
      address: 'https://x/',
      step: 'tls',
      milliseconds: 1,
      timeoutMs: 1,
      proxy: null,
    } as const;
    const error = Object.assign(new Error('alert'), { code });
    expect(failureOf(error, { ...circumstances, certificateSent: true }).code).toBe(told);
    expect(failureOf(error, circumstances).code).toBe('tls-protocol');
  });

  it('is refused with an empty file for its key, which would leave it out', () => {
    const keyFile = path.join(mkdtempSync(path.join(tmpdir(), 'identity-')), 'empty.key');
    writeFileSync(keyFile, '');
    expect(() => readIdentity({ certFile: CERT, keyFile }, {})).toThrow(`${keyFile}: is empty`);
  });

  it('is given by options, and neither pass phrase nor key is shown anywhere', async () => {
    const rest = await start();
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'identity-')), 'environment-config.yaml');
    writeFileSync(file, `engines:\n  eu: { name: default, rest: '${rest}', importEnabled: true }\n`);
    const run = (...options: string[]) =>
      runProgram(['doctor', file, '--ca', CA, '--format', 'json', ...options], { env: PASS_PHRASE });
    expect((await run()).stdout).toContain('"P310"');
    for (const options of [
      ['--cert', CERT, '--key', KEY],
      ['--cert', STORE],
    ]) {
      const { stdout, stderr } = await run(...options, '--verbose');
      const { engines } = JSON.parse(stdout) as { engines: readonly { failure: { step: string } | null }[] };
      expect(engines[0]?.failure?.step).not.toBe('tls');
      expect(stdout + stderr).not.toMatch(/only-for-tests|PRIVATE KEY/);
    }
  });
});

describe('what is no client certificate', () => {
  it.each<[string, Parameters<typeof readIdentity>[0], NodeJS.ProcessEnv, RegExp]>([
    ['a key alone', { keyFile: KEY }, {}, /--key needs the certificate/],
    ['a certificate without a key', { certFile: CERT }, {}, /holds no private key/],
    ['the key of another', { certFile: CERT, keyFile: path.join(TLS, 'other.key') }, {}, /does not belong/],
    [
      'a store without its pass phrase',
      { certFile: STORE },
      {},
      /MULTI_ENGINE_CERT_PASSWORD is missing or wrong/,
    ],
    [
      'a store with another',
      { certFile: STORE },
      { [PASS_PHRASE_VARIABLE]: 'x-secret-x' },
      /missing or wrong/,
    ],
    ['anything else', { certFile: path.join(TLS, 'README.md') }, {}, /neither a certificate/],
    [
      'a key of another kind',
      { certFile: CERT, keyFile: fileWith(otherKindOfKey()) },
      {},
      /does not belong to the certificate/,
    ],
    [
      'another certificate before its own',
      { certFile: fileWith(read(path.join(TLS, 'other.pem')) + read(CERT)), keyFile: KEY },
      {},
      /does not belong to the certificate/,
    ],
    [
      'the two in each other’s place',
      { certFile: KEY, keyFile: CERT },
      {},
      /localhost\.key: holds no certif/,
    ],
    [
      'a certificate as its key',
      { certFile: CERT, keyFile: CERT },
      {},
      /localhost\.pem: holds no private key/,
    ],
    ['a key that is cut', { certFile: CERT, keyFile: fileWith(cut(KEY)) }, {}, /its private key is damaged/],
    [
      'a certificate that is cut',
      { certFile: fileWith(cut(CERT)), keyFile: KEY },
      {},
      /certificate is damaged/,
    ],
    ['a key beside a store', { certFile: STORE, keyFile: '/nowhere' }, PASS_PHRASE, /which holds its key/],
    ['a file that is not there', { certFile: '/nowhere/at-all.pem' }, {}, /at-all\.pem/],
  ])('is told before anything is asked: %s', (_name, files, environment, told) => {
    expect(() => readIdentity(files, environment)).toThrow(told);
    expect(() => readIdentity(files, environment)).not.toThrow(/x-secret-x/);
  });

  it('is not missed where none was given', () => {
    expect(readIdentity({}, PASS_PHRASE)).toEqual({});
  });
});

function together(): string {
  return fileWith(read(CERT) + read(KEY));
}

function fileWith(text: string): string {
  const name = path.join(mkdtempSync(path.join(tmpdir(), 'identity-')), 'made.pem');
  writeFileSync(name, text);
  return name;
}

function read(name: string): string {
  return readFileSync(name, 'utf8');
}

/** Its lines but for one. */
function cut(name: string): string {
  return read(name).replace(/\n[^-]+?\n/u, '\n');
}

function otherKindOfKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A server that lets nobody in without a certificate. */
async function start(options: ServerOptions = {}): Promise<string> {
  const server = createServer(
    {
      ...certificate('localhost'),
      ca: testAuthority(),
      requestCert: true,
      rejectUnauthorized: true,
      ...options,
    },
    (_request, response) => response.end('[{"name":"default"}]'),
  );
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `https://localhost:${typeof address === 'object' ? address?.port : 0}`;
}

async function get(rest: string, identity: ReturnType<typeof readIdentity>): Promise<HttpResult> {
  const client = new HttpClient({
    version: 'test',
    tls: { ca: testAuthority(), ...identity },
    environment: {},
  });
  const limits = {
    timeoutMs: 5_000,
    deadlineAt: performance.now() + 10_000,
    signal: new AbortController().signal,
  };
  const url = new URL(`${rest}/engine`);
  const result = await client.get({
    lane: 'eu',
    url,
    credentials: null,
    limits,
    repeatable: false,
    fresh: false,
  });
  await client.close();
  return result;
}
