import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Transport } from '../../../../src/probe/http/transport.js';
import type { Reach } from '../../../../src/probe/contact.js';
import {
  closeAfterOneTry,
  startEngineServer,
  type Answering,
  type EngineServer,
} from '../../../helpers/engine-server.js';
import { ROOT } from '../../../helpers/fixtures.js';
import { runProgram } from '../../../helpers/program.js';
import { answersOf } from '../../../helpers/real-answers.js';
import { entry, network, probe } from '../../landscape.js';

const servers: EngineServer[] = [];
afterEach(async () => {
  await closeAfterOneTry(servers);
});

const shared = answersOf('camunda-7.24.0/shared-A');
const SLOW_MS = 150;

/** An engine that has the password `right`, on a host of this name. */
interface Engine {
  readonly host: string;
  readonly password: string;
}

const right = (host: string): Engine => ({ host, password: 'right' });
const wrong = (host: string, password = 'wrong'): Engine => ({ host, password });

describe.each([
  ['the first engine answers first', 0],
  ['the last engine answers first', 1],
])('the login of one user, where %s', (_name, turned) => {
  it.each<[string, readonly Engine[], readonly string[]]>([
    [
      'fails on one engine and leaves others with another password alone',
      [right('eu.example'), wrong('asia.example'), right('us.example')],
      ['ok', 'credentials-rejected', 'ok'],
    ],
    [
      'is examined on the engines that come before the one that rejects it',
      [right('node1.example'), wrong('node2.example')],
      ['ok', 'credentials-rejected'],
    ],
    [
      'is held back from engines that may share a database with the one that rejects it',
      [wrong('node1.example'), right('node2.example'), right('node3.example')],
      ['credentials-rejected', 'credentials-rejected-elsewhere', 'credentials-rejected-elsewhere'],
    ],
    [
      'is held back where engines are told apart by addresses only',
      [wrong('10.0.0.1'), right('10.1.7.4'), right('localhost')],
      ['credentials-rejected', 'credentials-rejected-elsewhere', 'credentials-rejected-elsewhere'],
    ],
    [
      'is tried once where it has one wrong password everywhere',
      [wrong('eu.example'), wrong('us.example'), wrong('asia.example')],
      ['credentials-rejected', 'credentials-rejected-elsewhere', 'credentials-rejected-elsewhere'],
    ],
    [
      'is tried once on each engine where its passwords are all wrong',
      [wrong('eu.example', 'one'), wrong('us.example', 'two')],
      ['credentials-rejected', 'credentials-rejected'],
    ],
  ])('%s', async (_what, engines, expected) => {
    const delays = engines.map((_, index) => SLOW_MS * (turned === 1 ? engines.length - 1 - index : index));
    const running = await Promise.all(delays.map((late) => start(late)));
    const reached = await reachOf(engines, running);
    expect(reached.map(outcomeOf)).toEqual(expected);
    const refused = running.flatMap(({ seen }) =>
      seen.filter(({ path, authorization }) => isWrong(path, authorization)),
    );
    expect(refused).toHaveLength(expected.filter((outcome) => outcome === 'credentials-rejected').length);
  });
});

describe('an engine above in the file', () => {
  it('that does not answer keeps the logins below waiting for a part of the run only', async () => {
    const dead = await startEngineServer(() => ({ fault: 'silent' }));
    servers.push(dead);
    const alive = await start(0);
    const reached = await reachOf([right('eu.example'), right('us.example')], [dead, alive], 4_000, 4_000);
    expect(reached.map(({ status }) => status)).toEqual(['failed', 'ok']);
  });

  it('that is no engine keeps nobody waiting while its neighbourhood is searched', async () => {
    const alive = await start(0);
    const logins: number[] = [];
    const other = await startEngineServer((path) => {
      if (path === '/engine') return { status: 404, text: 'nothing here' };
      logins.push(alive.count('/engine/default/version'));
      return { status: 404, fault: { late: SLOW_MS } };
    });
    servers.push(other);
    await reachOf([right('eu.example'), right('us.example')], [other, alive]);
    expect(logins.slice(1)).toEqual(logins.slice(1).map(() => 1));
    expect(logins.length).toBeGreaterThan(1);
  });
});

describe('an engine whose login was held back', () => {
  const folder = join(ROOT, 'fixtures/landscapes/wrong-password-twice');
  const command = ['doctor', join(folder, 'environment-config.yaml'), '--replay', folder];

  it('is told as not asked, not as failed', async () => {
    const { stdout } = await runProgram(command);
    expect(stdout).toMatch(/^ +✗ +payment +login +\d+ ms +GET .*:\s+rejects\s+user piggy \(401\)$/m);
    expect(stdout).toMatch(
      /^ +– +inventory +not asked +not asked as user piggy, whom payment rejected; --engine inventory\s+asks\s+it alone$/m,
    );
    expect(stdout).toContain('2 engines, 1 failed, 1 not probed');
  });

  it('has a status of its own in JSON, and the step that was left out', async () => {
    const { stdout } = await runProgram([...command, '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      engines: [
        { alias: 'payment', status: 'failed', failure: { step: 'login' } },
        { alias: 'inventory', status: 'not-probed', failure: { step: 'login' } },
      ],
    });
  });
});

/** Behind the engine's own filter, with a list of engines that takes its time. */
async function start(late: number): Promise<EngineServer> {
  const answering: Answering = (path, request, earlier) => {
    if (isWrong(path, request.headers.authorization ?? null)) {
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="default"' } };
    }
    const reply = shared(path, request, earlier);
    return path === '/engine' ? { ...reply, fault: { late } } : reply;
  };
  const server = await startEngineServer(answering);
  servers.push(server);
  return server;
}

function isWrong(path: string, authorization: string | null): boolean {
  const given = Buffer.from((authorization ?? '').slice(6), 'base64').toString();
  return path !== '/engine' && !given.endsWith(':right');
}

async function reachOf(
  engines: readonly Engine[],
  running: readonly EngineServer[],
  timeoutMs = 4_000,
  deadlineMs = 15_000,
): Promise<readonly Reach[]> {
  const entries = engines.map(({ host, password }, index) =>
    entry(`e${index}`, `http://${host}/engine-rest`, { login: { user: 'kermit', password } }),
  );
  const addresses = new Map(engines.map(({ host }, index) => [host, running[index]?.origin ?? '']));
  const read = await probe(entries, { timeoutMs, deadlineMs }, namedHosts(await network(), addresses));
  return read.engines.map(({ reach }) => reach);
}

/** The network, in which some names lead to servers of the test. */
function namedHosts(live: Transport, addresses: ReadonlyMap<string, string>): Transport {
  const lead = (url: string): string =>
    url.replace(/^http:\/\/([^/]+)/, (_, host) => addresses.get(host) ?? '');
  return {
    startedAt: (now) => live.startedAt(now),
    target: (engine, target) => live.target(engine, target),
    withheld: (engine, by) => live.withheld(engine, by),
    get: (call) => live.get({ ...call, url: lead(call.url) }),
    getRows: (call, take) => live.getRows({ ...call, url: lead(call.url) }, take),
    close: () => live.close(),
  };
}

function outcomeOf(reach: Reach): string {
  return reach.status === 'failed' ? reach.failure.code : reach.status;
}
