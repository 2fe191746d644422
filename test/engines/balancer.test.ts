import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort, hasProgram, start as startProgram } from '../advice/programs.js';
import { fileDatabase, startEngine, stopEngines, type Engine } from './harness/engine.js';
import { process as processModel } from './harness/models.js';
import { findingsOf, type Report } from './harness/report.js';
import { restOf } from './harness/rest.js';
import { PROGRAM, workDirectory } from './harness/run-directory.js';

/** What is made so long after both nodes were started, and seen by both, is made in one database. */
const CLOCKS_CANNOT_LIE_MS = 130_000;
const FILE = 'environment-config.yaml';

let folder = '';
let started: { stop: () => Promise<void> }[] = [];
let one: Engine;
let two: Engine;
/** With a database of its own. */
let stranger: Engine;

beforeAll(async () => {
  one = await startEngine({ name: 'balanced-1', database: fileDatabase('balanced') });
  [two, stranger] = await Promise.all([
    startEngine({ name: 'balanced-2', database: fileDatabase('balanced') }),
    startEngine({ name: 'stranger' }),
  ]);
  await sleep(CLOCKS_CANNOT_LIE_MS);
  await restOf(one).deploy([processModel('balanced-order')]);
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

async function run(...args: readonly string[]) {
  const bin = path.join(workDirectory(PROGRAM), 'bin', 'multi-engine.js');
  const env = { PATH: process.env['PATH'], HOME: folder };
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { stdout, stderr, code };
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

  test('is not told before one node', async () => {
    const report = await saidOf(way, [one]);
    expect([...findingsOf(report, 'P341'), ...findingsOf(report, 'P342')]).toEqual([]);
  });
});

describe('an engine with a database of its own', () => {
  test.skipIf(!hasProgram('nginx'))('put behind the balancer by hand is found by doctor', async () => {
    configure({ left: one, right: two });
    const port = await freePort();
    const at = `127.0.0.1:${port}`;
    const { stdout } = await run(
      'balancer',
      FILE,
      '--for',
      'nginx',
      '--group',
      'left,right',
      '--at',
      at,
      '--write',
    );
    const wrong = stdout.replace(new URL(two.rest).host, new URL(stranger.rest).host);
    started.push(await startProgram('nginx', folder, wrong, port));
    const report = await reportOf('doctor', FILE);
    expect(findingsOf(report, 'P342')).toHaveLength(1);
  });

  test('preview foresees what doctor finds after the deployment', async () => {
    configure({ here: one, there: stranger });
    const model = processModel('balanced-order', 'another');
    writeFileSync(path.join(folder, model.file), model.text);
    const foreseen = await reportOf('preview', model.file, '--to', 'there', '--config', FILE);
    expect(foreseen.exitCode).toBe(1);
    expect(findingsOf(await reportOf('doctor', FILE), 'T401')).toEqual([]);

    await restOf(stranger).deploy([model]);
    const found = findingsOf(await reportOf('doctor', FILE), 'T401');
    expect(found).toHaveLength(1);
    expect(findingsOf(foreseen, 'T401').map(({ data }) => data)).toEqual(found.map(({ data }) => data));
    expect(findingsOf(foreseen, 'T401')[0]?.message).toBe(`Predicted: ${found[0]?.message}`);
  });

  test('another preview has nothing to say against what is on no other engine', async () => {
    configure({ here: one, there: stranger });
    const model = processModel('only-here');
    writeFileSync(path.join(folder, model.file), model.text);
    const { stdout, code } = await run('preview', model.file, '--all', '--config', FILE, '--color', 'never');
    expect(stdout).toMatch(
      /^here: no clash is foreseen\n {2}process only-here: version 1[^]*\nthere: no clash is foreseen/,
    );
    expect(code).toBe(0);
  });
});
