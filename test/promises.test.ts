import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEngineServer, type EngineServer } from './helpers/engine-server.js';
import { ROOT } from './helpers/fixtures.js';
import { runProgram, type ProgramRun } from './helpers/program.js';
import { answersOf } from './helpers/real-answers.js';

/** What SECURITY.md promises and no other test holds. */
const MODEL = path.join(ROOT, 'fixtures/models/order.bpmn');
const PRELOAD = path.join(ROOT, 'test/helpers/connections.cjs');
const CONFIG = 'environment-config.yaml';

const LIVE: readonly (readonly string[])[] = [
  ['doctor'],
  ['doctor', '--verbose', '--format', 'html'],
  ['access', 'demo'],
  ['access', '--all', '--names'],
  ['preview', MODEL, '--all'],
  ['balancer', '--for', 'nginx', '--at', 'lb:80'],
];
const OFFLINE: readonly (readonly string[])[] = [
  ['validate'],
  ['validate', '--format', 'html'],
  ['validate', '--fix-all', '--dry-run'],
  ['validate', '--print-effective'],
  ['diff', CONFIG, CONFIG],
  ['balancer', '--group', 'a,b', '--for', 'haproxy', '--at', 'lb:80'],
  ['rules'],
  ['explain', 'T401'],
  ['schema'],
  ['completion', 'bash'],
  ['validate', '--no-such-option'],
  ['--help'],
];

let engines: readonly EngineServer[] = [];
let folder = '';

beforeAll(async () => {
  const names = ['camunda-7.24.0/shared-A', 'camunda-7.24.0/shared-B-tz-kolkata'];
  engines = await Promise.all(names.map((name) => startEngineServer(answersOf(name))));
});
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'promises-'));
  for (const name of ['home', 'temporary', 'work']) mkdirSync(path.join(folder, name));
  const entries = engines.map(
    ({ rest }, index) => `  ${'ab'.charAt(index)}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: true, user: demo, password: demo }
    webapps: { endpoint: 'http://127.0.0.1:1/camunda', enabled: true }
`,
  );
  writeFileSync(path.join(folder, 'work', CONFIG), `engines:\n${entries.join('')}`);
});

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ProgramRun> {
  const own = {
    PATH: process.env['PATH'],
    HOME: path.join(folder, 'home'),
    TMPDIR: path.join(folder, 'temporary'),
  };
  return runProgram(args, { cwd: path.join(folder, 'work'), env: { ...own, ...env } });
}

/** Where a run connects to, and which names it looks up. */
async function connectionsOf(args: readonly string[]): Promise<readonly string[]> {
  const file = path.join(folder, 'connections');
  writeFileSync(file, '');
  await run(args, { NODE_OPTIONS: `--require=${PRELOAD}`, CONNECTIONS: file });
  return [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))].toSorted();
}

describe('every request is a GET', () => {
  it.each(LIVE.map((args) => [args.map((arg) => path.basename(arg)).join(' '), args]))(
    'of %s',
    async (_, args) => {
      const before = engines.map(({ seen }) => seen.length);
      await run(args);
      const asked = engines.flatMap(({ seen }, index) => seen.slice(before[index]));
      expect(asked.length).toBeGreaterThan(10);
      expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
    },
  );
});

describe('nobody is asked', () => {
  it.each(LIVE.map((args) => [args.map((arg) => path.basename(arg)).join(' '), args]))(
    'but the engines, by %s',
    async (_, args) => {
      expect(await connectionsOf(args)).toEqual(engines.map(({ port }) => `127.0.0.1:${port}`).toSorted());
    },
  );

  it.each(OFFLINE.map((args) => [args.join(' '), args]))('by %s', async (_, args) => {
    expect(await connectionsOf(args)).toEqual([]);
  });
});

describe('nothing is kept but compiled code', () => {
  it.each([...LIVE, ...OFFLINE].map((args) => [args.map((arg) => path.basename(arg)).join(' '), args]))(
    'by %s',
    async (_, args) => {
      // The second run keeps code.
      await run(args);
      await run(args);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
      const others = files.filter((file) => !/^home\/\.cache\/multi-engine\/[\w.-]+\.bin$/u.test(file));
      expect(others).toEqual([`work/${CONFIG}`]);
    },
  );
});
