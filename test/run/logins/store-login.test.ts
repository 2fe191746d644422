import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readServices } from '../../../src/probe/services/read-services.js';
import type { Transport } from '../../../src/probe/http/transport.js';
import type { Credentials } from '../../../src/configuration/logins.js';
import { startEngineServer, type EngineServer } from '../../helpers/engine-server.js';
import { startOptimize } from '../../helpers/optimize-server.js';
import { runProgram, type ProgramRun } from '../../helpers/program.js';
import { answersOf } from '../../helpers/real-answers.js';
import { startStandInStore } from '../../helpers/store-server.js';

let folder: string;
let engine: EngineServer;
let store: EngineServer;
let optimize: EngineServer;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-login-'));
  engine = await startEngineServer(answersOf('camunda-7.24.0/shared-A'));
  store = await startStandInStore();
  optimize = await startOptimize();
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([engine, store, optimize].map((server) => server.close()));
});

const OWN = 'Zq7-of-the-file';
const GIVEN = 'Zq7-of-credentials';
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const sentTo = ({ seen }: EngineServer): readonly (string | null)[] => [
  ...new Set(seen.map(({ authorization }) => authorization)),
];

async function doctor(hosts: string): Promise<ProgramRun> {
  const configuration = `engines:
  payment:
    name: default
    rest: ${engine.rest}
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: true, endpoint: https://payment.example.com/camunda }
es: { security: { username: optimize, password: ${OWN} } }
`;
  writeFileSync(path.join(folder, 'environment-config.yaml'), configuration);
  writeFileSync(path.join(folder, 'logins.yaml'), `hosts:\n  ${hosts}\n`);
  const asked = [`--data=${store.origin}`, `--running=${optimize.origin}`, '--record=recording'];
  const args = ['doctor', 'environment-config.yaml', '--credentials=logins.yaml', ...asked];
  return runProgram(args, { cwd: folder });
}

describe('the login of the search store', () => {
  it('is that of --credentials for its host and port, and nobody else gets it', async () => {
    const run = await doctor(`'127.0.0.1:${store.port}': { user: reader, password: ${GIVEN} }`);
    expect(run.stderr).toBe('');
    expect(sentTo(store)).toEqual([basic('reader', GIVEN)]);
    expect(sentTo(engine)).toEqual([null]);
    expect(sentTo(optimize)).toEqual([null]);
    const recorded = readFileSync(path.join(folder, 'recording/store.json'), 'utf8');
    for (const text of [run.stdout, recorded]) expect(text).not.toMatch(/Zq7/u);
  });

  it('is its own where the host is named for the engines on it', async () => {
    const run = await doctor(`'127.0.0.1': { user: checker, password: ${GIVEN} }`);
    expect(run.stderr).toBe('');
    expect(sentTo(store)).toEqual([basic('optimize', OWN)]);
    expect(sentTo(engine)).toContain(basic('checker', GIVEN));
    expect(sentTo(optimize)).toEqual([null]);
  });

  it('is refused for a host that neither an engine nor the store is on', async () => {
    const run = await doctor(`'search.internal:9200': { user: reader, password: ${GIVEN} }`);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('search.internal:9200');
    expect([...store.seen, ...engine.seen, ...optimize.seen]).toEqual([]);
  });
});

/** Which login would be sent; nothing is. */
async function loginAt(address: string, login: Credentials): Promise<readonly (Credentials | null)[]> {
  const sent: (Credentials | null)[] = [];
  const transport: Transport = {
    get: ({ credentials, resource }) => {
      sent.push(credentials);
      const detail = 'not sent in a test';
      return Promise.resolve({
        ok: false,
        failure: { step: 'connect', code: 'refused', detail: `${resource}: ${detail}`, milliseconds: 0 },
      });
    },
    startedAt: (now) => now,
    target: (_engine, live) => live,
    withheld: () => null,
    getRows: () => Promise.reject(new Error('no rows are asked for')),
    close: () => Promise.resolve(),
  };
  const limits = {
    timeoutMs: 1_000,
    deadlineAt: performance.now() + 1_000,
    signal: new AbortController().signal,
  };
  const vault = { hide: (text: string) => text, storeLogin: () => login };
  await readServices({ store: { address }, prefix: 'optimize' }, transport, limits, vault);
  return sent;
}

const own: Credentials = { user: 'optimize', password: OWN };
const given = (plainHttp: boolean): Credentials => ({
  user: 'reader',
  password: GIVEN,
  headers: {},
  given: { by: 'password', user: 'reader', asOptimize: false, replaces: true, plainHttp },
});

describe('a login for another machine', () => {
  it.each<[string, Credentials, boolean]>([
    ['https://search.internal:9200', own, true],
    ['http://search.internal:9200', own, false],
    ['http://10.0.0.1:9200', own, false],
    ['http://127.0.0.1.example.com:9200', own, false],
    ['http://localhost:9200', own, true],
    ['http://[::1]:9200', own, true],
    ['http://search.internal:9200', given(false), false],
    ['http://search.internal:9200', given(true), true],
    ['https://search.internal:9200', given(false), true],
  ])('at %s', async (address, login, isSent) => {
    expect(await loginAt(address, login)).toEqual([isSent ? login : null]);
  });
});
