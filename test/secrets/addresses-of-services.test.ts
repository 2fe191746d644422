import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveRequest } from '../../src/run/request/request.js';
import { check } from '../../src/run/check.js';
import { FORMAT_NAMES, render } from '../../src/report/index.js';
import {
  startEngineServer,
  type Answering,
  type EngineServer,
  type Reply,
} from '../helpers/engine-server.js';
import { liveRequest, requestFor } from '../helpers/fixtures.js';
import { uiConfigurationOf } from '../helpers/optimize-server.js';
import { storeAnswers } from '../helpers/store-server.js';

const SECRET = 'Zq7canary9Xw';

function base64(secret: string): string {
  return Buffer.from(secret).toString('base64');
}

let folder: string;
let server: EngineServer | null = null;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-addresses-'));
  writeFileSync(path.join(folder, 'c.yaml'), 'engines: {}\n');
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server?.close();
  server = null;
});

/** Everything that is said and recorded, and the same of a replay. */
async function told(live: Partial<LiveRequest>): Promise<string> {
  const recorded = path.join(folder, 'recording');
  const texts: string[] = [];
  for (const each of [{ ...live, recordTo: recorded }, { replayFrom: recorded }]) {
    const request = {
      ...requestFor([path.join(folder, 'c.yaml')]),
      command: 'doctor' as const,
      live: { ...liveRequest(), timeoutMs: 2_000, ...each },
    };
    const report = await check(request, { version: 'test', interruptedBy: () => null });
    for (const format of FORMAT_NAMES)
      texts.push(
        await render(format, report, {
          color: false,
          quiet: false,
          verbose: true,
          timings: true,
          width: 300,
        }),
      );
  }
  for (const name of readdirSync(recorded)) texts.push(readFileSync(path.join(recorded, name), 'utf8'));
  return texts.join('\n');
}

const REPLIES: Readonly<Record<string, (base: string) => Reply>> = {
  'is found': () => ({ json: uiConfigurationOf({}) }),
  'is not found': (base) => ({ status: 404, text: `<p>Nothing at ${base}/api here</p>` }),
  'repeats the address': (base) => ({ status: 500, json: { message: `no route for ${base}` } }),
  'leads elsewhere': (base) => ({ status: 302, headers: { location: `http://127.0.0.1:1${base}/x` } }),
  'closes the connection': () => ({ fault: 'reset' }),
};

describe('the part of a path that is a secret is not told of a service that', () => {
  it.each(Object.entries(REPLIES))('%s', async (_what, reply) => {
    const base = `/hooks/${SECRET}`;
    const stored = storeAnswers();
    const seen: string[] = [];
    const answering: Answering = (asked, request) => {
      seen.push(asked);
      return asked.startsWith('/optimize-') ? stored(asked, request, 0) : reply(base);
    };
    server = await startEngineServer(answering, { base });
    const url = `${server.origin}${base}`;
    const text = await told({ running: { url }, data: { url } });
    expect(seen.length).toBeGreaterThan(1);
    expect(text).toContain('/hooks/***');
    expect(text).not.toContain(SECRET);
  });
});

describe('a running Optimize is sent no login, but has those of the engines: it', () => {
  const login = `{enabled: true, user: demo, password: ${SECRET}}`;
  const configuration = `engines: {eu: {name: default, rest: 'http://127.0.0.1:1/engine-rest', authentication: ${login}}}\n`;
  const said = `eu refused demo:${SECRET}, password ${SECRET} is wrong`;

  it.each<[string, Reply]>([
    ['refuses with one', { status: 401, json: { message: said } }],
    ['fails with one', { status: 500, text: said, headers: { 'content-type': 'text/plain' } }],
    ['shows one in a page', { status: 403, text: `<html><title>${said}</title></html>` }],
    ['names one as its version', { json: { ...uiConfigurationOf({}), optimizeVersion: `3.13.0 ${SECRET}` } }],
    [
      'has one as the name of an engine',
      { json: { optimizeVersion: '3.13.0', webappsEndpoints: { eu: { endpoint: '', engineName: SECRET } } } },
    ],
    [
      'has one in an alias',
      { json: { engineStatus: { [`a ${SECRET}`]: { isConnected: true, isImporting: true } } } },
    ],
  ])('%s', async (_what, reply) => {
    writeFileSync(path.join(folder, 'c.yaml'), configuration);
    server = await startEngineServer(() => reply);
    const text = await told({ running: { url: server.origin } });
    expect(text).toContain(server.origin);
    expect(text).not.toContain(SECRET);
  });
});

/** What is told of an engine without a login that answers so, beside another one with this password. */
async function toldBeside(reply: Reply, password: string, enabled = true): Promise<string> {
  server = await startEngineServer(() => reply);
  const asked = `eu: {name: default, rest: ${server.rest}, authentication: {enabled: false}}`;
  const login = `{enabled: ${enabled}, user: demo, password: '${password}'}`;
  const other = `us: {name: default, rest: 'http://127.0.0.1:1/us', authentication: ${login}}`;
  writeFileSync(path.join(folder, 'c.yaml'), `engines:\n  ${asked}\n  ${other}\n`);
  return told({ data: { url: server.origin } });
}

function refusing(password: string): Reply {
  return { status: 401, json: { message: `password ${password} of demo is not for this one` } };
}

describe('what is said of a secret that was sent to somebody else is not told', () => {
  it.each<[string, boolean]>([
    ['of another engine', true],
    ['of an engine that is asked without', false],
  ])('%s', async (_what, enabled) => {
    const text = await toldBeside(refusing(SECRET), SECRET, enabled);
    expect(text).toContain('password *** of demo is not for this one');
    expect(text).not.toContain(SECRET);
  });

  const ODD = 'Zq7&canary"9Xw';

  it.each<[string, string, (secret: string) => string]>([
    ['in Base64', SECRET, base64],
    ['in Base64, with its user', SECRET, (secret) => base64(`demo:${secret}`)],
    ['in hexadecimal numbers', SECRET, (secret) => Buffer.from(secret).toString('hex')],
    ['in capitals', SECRET, (secret) => secret.toUpperCase()],
    ['as in an address', ODD, encodeURIComponent],
    ['as in a page', ODD, (secret) => secret.replace('&', '&amp;').replace('"', '&quot;')],
    ['as in a page, by numbers', ODD, (secret) => secret.replace('&', '&#38;').replace('"', '&#x22;')],
    ['as in JSON', ODD, (secret) => secret.replace('&', '\\u0026').replace('"', '\\"')],
    ['where it is short', 'q7#x', (secret) => secret],
    ['where it is short and in Base64', 'q7#x', (secret) => base64(secret).replace(/=+$/, '')],
  ])('nor %s', async (_what, secret, spelledBy) => {
    const spelled = spelledBy(secret);
    const text = await toldBeside(refusing(spelled), secret);
    expect(text).toContain('password *** of demo is not for this one');
    expect(text).not.toContain(spelled);
    expect(text).not.toContain(secret);
  });

  it('nor in an address that a redirect leads to, of which the end is cut', async () => {
    const before = SECRET.slice(0, 6);
    const secret = `${before};${SECRET.slice(6)}`;
    const location = `http://127.0.0.1:2/login/${secret}/home`;
    const text = await toldBeside({ status: 302, headers: { location } }, secret);
    expect(text).toContain('http://127.0.0.1:2/login/***');
    expect(text).not.toContain(before);
  });
});
