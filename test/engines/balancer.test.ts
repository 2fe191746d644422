import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort, hasProgram, start as startProgram } from '../advice/programs.js';
import { untilClocksCannotLie } from './harness/clocks.js';
import { runProgram } from './harness/doctor.js';
import { copyDatabase, fileDatabase, startEngine, stopEngines, type Engine } from './harness/engine.js';
import { process } from './harness/models.js';
import { findingsOf, type Report } from './harness/report.js';
import { restOf } from './harness/rest.js';
import { workDirectory } from './harness/run-directory.js';

/** After 15 s HAProxy leaves a node alone that does not answer, and nginx asks it again. */
const TRIED_AGAIN_MS = 20_000;
const FILE = 'environment-config.yaml';

let folder = '';
let started: { stop: () => Promise<void> }[] = [];
let one: Engine;
let two: Engine;
/** With a database of its own. */
let stranger: Engine;
/** With a database, and a copy of it. */
let original: Engine;
let copy: Engine;

beforeAll(async () => {
  one = await startNode('balanced-1');
  [two, stranger] = await Promise.all([startNode('balanced-2'), startEngine({ name: 'stranger' })]);
  const past = await startEngine({ name: 'past', database: fileDatabase('balanced-original') });
  await past.stop();
  copyDatabase('balanced-original', 'balanced-copy');
  // With intervals of their own they do not write the same rows, whenever they start.
  [original, copy] = await Promise.all([
    startEngine({ name: 'original', database: fileDatabase('balanced-original'), meterInterval: 5 }),
    startEngine({ name: 'copy', database: fileDatabase('balanced-copy'), meterInterval: 7 }),
  ]);
  await untilClocksCannotLie(Date.now());
  await restOf(one).deploy([process('balanced-order')]);
});

afterAll(stopEngines);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-balanced-'));
  started = [];
});

afterEach(async () => {
  for (const each of started) await each.stop();
  rmSync(folder, { recursive: true });
});

/** A node that writes down which requests it answered. */
function startNode(name: string): Promise<Engine> {
  const log = 'server.tomcat.accesslog';
  return startEngine({
    name,
    database: fileDatabase('balanced'),
    properties: {
      [`${log}.enabled`]: 'true',
      [`${log}.directory`]: workDirectory('logs'),
      [`${log}.prefix`]: name,
      [`${log}.suffix`]: '.answered',
      [`${log}.rotate`]: 'false',
      [`${log}.buffered`]: 'false',
    },
  });
}

/** How many requests for a path with its query a node has answered. */
function answeredBy({ name }: Engine, asked: string): number {
  const log = readFileSync(path.join(workDirectory('logs'), `${name}.answered`), 'utf8');
  return log.split('\n').filter((line) => line.includes(`GET ${asked} `)).length;
}

function configure(engines: Readonly<Record<string, Engine>>): void {
  writeConfiguration(Object.fromEntries(Object.entries(engines).map(([alias, { rest }]) => [alias, rest])));
}

function writeConfiguration(addresses: Readonly<Record<string, string>>): void {
  const entries = Object.entries(addresses).map(
    ([alias, rest]) => `  # where ${alias} runs
  ${alias}:
    name: default
    rest: ${rest}   # by hand
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps:
      endpoint: https://${alias}.example.org/camunda
      enabled: true
`,
  );
  writeFileSync(path.join(folder, FILE), `engines:\n${entries.join('')}`);
}

function run(...args: readonly string[]) {
  return runProgram(folder, args);
}

async function reportOf(...args: readonly string[]): Promise<Report> {
  const { stdout, stderr } = await run(...args, '--format', 'json');
  if (!stdout.startsWith('{')) throw new Error(`no report: ${stderr}`);
  return JSON.parse(stdout);
}

describe.each(['nginx', 'haproxy'] as const)('two nodes on one database behind %s', (program) => {
  test.skipIf(!hasProgram(program))('doctor is clean once the result of balancer is applied', async () => {
    configure({ left: one, right: two });
    const before = await reportOf('doctor', FILE);
    expect(before.findings.map(({ rule }) => rule)).toContain('T411');

    const port = await freePort();
    const at = `127.0.0.1:${port}`;
    const { stdout, stderr, code } = await run('balancer', FILE, '--for', program, '--at', at, '--write');
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(folder, FILE), 'utf8')).toContain(
      `rest: http://${at}/engine-rest   # by hand\n`,
    );
    started.push(await startProgram(program, folder, stdout, port));
    // HAProxy lets a node in after its first check.
    await sleep(1000);

    const after = await reportOf('doctor', FILE);
    const known = new Set(before.findings.map(({ rule }) => rule));
    const added = after.findings.filter(({ rule, severity }) => !known.has(rule) && severity !== 'info');
    expect(added).toEqual([]);
    expect(
      after.findings.filter(({ rule, severity }) => rule.startsWith('T') || severity === 'error'),
    ).toEqual([]);
    expect(after.engines.map(({ alias, status }) => [alias, status])).toEqual([['left', 'ok']]);
    expect(after.exitCode).toBe(0);
  });
});

interface Sent {
  readonly begun: 'before' | 'after';
  /** What came of it: a status, or why there was none. */
  readonly outcome: number | string;
}

/** Asks without a pause, in several lanes as Optimize does, and takes down what came of every request. */
class Asking {
  readonly sent: Sent[] = [];
  /** Whether what begins now begins after the kill. */
  begun: Sent['begun'] = 'before';
  #going = true;
  readonly #lanes: readonly Promise<void>[];

  constructor(url: string) {
    this.#lanes = Array.from({ length: 8 }, () => this.#lane(url));
  }

  async #lane(url: string): Promise<void> {
    while (this.#going) {
      const { begun } = this;
      this.sent.push({ begun, outcome: await outcomeOf(url) });
    }
  }

  async stop(): Promise<void> {
    this.#going = false;
    await Promise.all(this.#lanes);
  }
}

async function outcomeOf(url: string): Promise<number | string> {
  try {
    const response = await fetch(url);
    await response.text();
    return response.status;
  } catch (error) {
    return String(error instanceof Error ? (error.cause ?? error) : error);
  }
}

describe.each(['nginx', 'haproxy'] as const)('behind the generated %s', (program) => {
  test.skipIf(!hasProgram(program))('a killed node loses no request that had not begun', async () => {
    const dies = await startNode(`dies-${program}`);
    // Past the fronts, which would go on listening when the process is gone.
    writeConfiguration({ stays: one.direct, dies: dies.direct });
    const at = await balanceGroup(program, ['stays', 'dies']);
    const asked = `/engine-rest/engine/default/process-definition/count?key=${program}`;
    const asking = new Asking(`http://${at}${asked}`);
    await sleep(2000);
    await dies.kill();
    asking.begun = 'after';
    await sleep(TRIED_AGAIN_MS);
    await asking.stop();
    const after = asking.sent.filter(({ begun }) => begun === 'after');
    expect(after.filter(({ outcome }) => outcome !== 200)).toEqual([]);
    expect(after.length).toBeGreaterThan(50);
    expect([one, dies].filter((node) => answeredBy(node, asked) < 20)).toEqual([]);

    const report = await reportOf('doctor', FILE);
    expect(report.engines.map(({ alias, status }) => [alias, status])).toEqual([['stays', 'ok']]);
    expect(report.exitCode).toBe(0);
  });

  test.skipIf(!hasProgram(program))(
    'an engine of another database, put in by hand, is found by doctor',
    async () => {
      configure({ left: one, right: two });
      const wrong = (text: string) => text.replace(new URL(two.rest).host, new URL(stranger.rest).host);
      await balanceGroup(program, ['left', 'right'], wrong);
      const report = await reportOf('doctor', FILE);
      expect(findingsOf(report, 'P342')).toMatchObject([{ severity: 'error', engines: ['left'] }]);
    },
  );
});

/** Applies the result of `balancer`: the program runs on the text, the file has one entry for both. */
async function balanceGroup(
  program: 'nginx' | 'haproxy',
  group: readonly string[],
  change = (text: string) => text,
): Promise<string> {
  const port = await freePort();
  const at = `127.0.0.1:${port}`;
  const options = ['--group', group.join(','), '--at', at, '--write'];
  const { stdout, stderr, code } = await run('balancer', FILE, '--for', program, ...options);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  started.push(await startProgram(program, folder, change(stdout), port));
  // HAProxy lets a node in after its first check.
  await sleep(1000);
  return at;
}

/** In the order in which their nodes would be listed: requests, or connections, go round. */
const WAYS = {
  'nginx, by request': { program: 'nginx', upstream: '' },
  'nginx, by connection': { program: 'nginx', upstream: 'hash $connection;' },
  'haproxy, by connection': { program: 'haproxy', upstream: '' },
} as const;

async function balance(way: keyof typeof WAYS, nodes: readonly Engine[]): Promise<string> {
  const { program, upstream } = WAYS[way];
  const port = await freePort();
  const hosts = nodes.map(({ rest }) => new URL(rest).host);
  const settings =
    program === 'nginx'
      ? `upstream nodes { ${upstream} ${hosts.map((host) => `server ${host};`).join(' ')} }
server { listen 127.0.0.1:${port}; location / { proxy_pass http://nodes; } }
`
      : `defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
listen nodes
  bind 127.0.0.1:${port}
  balance roundrobin
${hosts.map((host, index) => `  server node${index} ${host}`).join('\n')}
`;
  started.push(await startProgram(program, folder, settings, port));
  return `http://127.0.0.1:${port}/engine-rest`;
}

/** What is said of one entry whose address is that of the balancer. */
async function saidOf(way: keyof typeof WAYS, nodes: readonly Engine[]): Promise<Report> {
  const rest = await balance(way, nodes);
  writeConfiguration({ both: rest });
  return reportOf('doctor', FILE);
}

describe.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('a balancer made by hand: %s', (way) => {
  test('before two nodes of one database is told, and nothing held against it', async () => {
    const report = await saidOf(way, [one, two]);
    expect(findingsOf(report, 'P341')).toMatchObject([{ severity: 'info', data: { nodes: 2 } }]);
    expect(findingsOf(report, 'P342')).toEqual([]);
  });

  test('before two databases is an error', async () => {
    const report = await saidOf(way, [one, stranger]);
    expect(findingsOf(report, 'P342')).toMatchObject([{ severity: 'error' }]);
    expect(findingsOf(report, 'P341')).toEqual([]);
  });

  test('before a database and its copy is an error, although both have one installation id', async () => {
    const report = await saidOf(way, [original, copy]);
    expect(findingsOf(report, 'P342')).toMatchObject([{ severity: 'error', certainty: 'proven' }]);
    expect(findingsOf(report, 'P342')).toMatchObject([{ data: { installations: [expect.any(String)] } }]);
    expect(findingsOf(report, 'P341')).toEqual([]);
  });

  test('is not told before one node', async () => {
    const report = await saidOf(way, [one]);
    expect([...findingsOf(report, 'P341'), ...findingsOf(report, 'P342')]).toEqual([]);
  });
});
