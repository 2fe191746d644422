import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { serveRecording, type ServedRecording } from '../../src/probe/recording/serve.js';
import { liveRequestOf } from '../../src/cli/live-request.js';
import { render } from '../../src/report/index.js';
import { check } from '../../src/run/check.js';
import { loadConfiguration } from '../../src/run/request/configure.js';
import type { CheckRequest, LiveRequest } from '../../src/run/request/request.js';
import { runningAddress } from '../../src/run/request/services.js';
import type { EngineServer } from '../helpers/engine-server.js';
import { LANDSCAPES, liveRequest, requestFor } from '../helpers/fixtures.js';
import { startOptimize, startPage, type StandIn } from '../helpers/optimize-server.js';

let folder: string;
let served: ServedRecording;
let optimize: EngineServer | null = null;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-running-'));
  served = await serveRecording(path.join(LANDSCAPES, 'distinct'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await served.close();
  await optimize?.close();
  optimize = null;
});

const aliases = (): readonly string[] => [...served.urls.keys()];
const webapps = (alias: string): string => `https://${alias}.example.com/camunda`;

/** What Optimize says where it was started with the file below. */
function started(changes: Partial<StandIn> = {}): StandIn {
  const engines = aliases().map((alias) => [alias, { endpoint: webapps(alias) }] as const);
  return { engines: Object.fromEntries(engines), ...changes };
}

function entryOf(alias: string, rest: string, more = ''): string {
  return `  ${alias}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: true, endpoint: ${webapps(alias)} }
${more}`;
}

function written(more = ''): string {
  const entries = [...served.urls].map(([alias, url]) => entryOf(alias, url));
  const file = path.join(folder, 'environment-config.yaml');
  writeFileSync(file, `engines:\n${entries.join('')}${more}`);
  return file;
}

async function doctor(
  live: Partial<LiveRequest>,
  more: Partial<CheckRequest> = {},
  file = written(),
): Promise<Report> {
  const request: CheckRequest = {
    ...requestFor([file]),
    command: 'doctor',
    ...more,
    live: { ...liveRequest(), timeoutMs: 4_000, deadlineMs: 15_000, ...live },
  };
  return check(request, { version: 'test', interruptedBy: () => null });
}

async function ask(standIn: StandIn, live: Partial<LiveRequest> = {}, more: Partial<CheckRequest> = {}) {
  optimize = await startOptimize(standIn);
  const report = await doctor({ running: { url: optimize.origin }, ...live }, more);
  // Whatever it answers.
  expect(optimize.seen.length).toBeLessThanOrEqual(3);
  expect(optimize.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
  return { report, seen: optimize.seen, about: report.findings.filter(({ rule }) => rule.startsWith('O7')) };
}

const pretty = (report: Report): Promise<string> =>
  render('pretty', report, { color: false, quiet: false, verbose: false, timings: false, width: 100 });

describe('a running Optimize (written from source, not seen)', () => {
  it('that was started with the file agrees with it, and what is not visible is said', async () => {
    const { report, seen, about } = await ask(started());
    expect(about).toEqual([]);
    expect(report.running).toMatchObject({ version: '3.13.0', problem: null, agrees: true });
    expect(seen.map(({ method, path: asked }) => `${method} ${asked}`)).toEqual([
      'GET /api/ui-configuration',
      'GET /api/status',
      'GET /api/readyz',
    ]);
    const text = await pretty(report);
    expect(text).toContain('What can be seen agrees with the configuration');
    expect(text).toContain('Not visible: REST addresses, logins, default tenants and excluded tenants');
    expect(
      await render('html', report, {
        color: false,
        quiet: false,
        verbose: false,
        timings: false,
        width: 100,
      }),
    ).toContain('What can be seen agrees with the configuration');
  });

  it('is sent no login and no cookie, whatever the file has', async () => {
    const { seen } = await ask(started());
    expect(seen.flatMap(({ authorization, headers }) => authorization ?? headers.cookie ?? [])).toEqual([]);
  });

  it('gives the version to judge for where --optimize names none', async () => {
    const { report } = await ask(started({ version: '3.12.0-SNAPSHOT' }));
    expect(report.optimize).toBe('3.12');
    const { report: of8 } = await ask(started({ version: '8.7.1' }));
    expect(of8.optimize).toBe('8.x');
    const { report: unheardOf } = await ask(started({ version: '3.99.0' }));
    expect(unheardOf.optimize).toBeNull();
  });

  it('tells in the shape of releases up to 3.3 as well', async () => {
    const [first = ''] = aliases();
    const engines = { ...started().engines, [first]: { endpoint: webapps(first), connected: false } };
    const { about } = await ask({ engines, old: true, version: '3.2.0' });
    expect(about.map(({ rule, engines: of }) => [rule, ...of])).toContainEqual(['O707', first]);
  });

  it('that does not reach an engine which this run reads is an error', async () => {
    const [first = ''] = aliases();
    const engines = { ...started().engines, [first]: { endpoint: webapps(first), connected: false } };
    const { about } = await ask({ engines });
    expect(about.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['O707 error', 'O702 info']);
  });

  it('is the same in a replay of its recording, which holds nothing but what is compared', async () => {
    const recorded = path.join(folder, 'recording');
    const [first = ''] = aliases();
    const engines = {
      ...started().engines,
      [first]: { endpoint: 'https://us%65r:hush-hush@payment.example.com/camunda?token=hush-hush' },
      gone: { endpoint: 'not an address hush-hush' },
    };
    const { report } = await ask({ engines }, { recordTo: recorded });
    const again = await doctor({ replayFrom: recorded });
    expect(again.findings).toEqual(report.findings);
    expect(again.running).toEqual(report.running);
    expect(report.findings.map(({ rule }) => rule)).toContain('O704');
    const files = readdirSync(recorded).map((name) => readFileSync(path.join(recorded, name), 'utf8'));
    for (const text of [...files, await pretty(report), JSON.stringify(report)])
      expect(text).not.toMatch(/hush-hush|token-of-mixpanel|a-hook/u);
  });

  it('that was not recorded leaves the run open where it is asked for', async () => {
    const recorded = path.join(folder, 'recording');
    await doctor({ recordTo: recorded });
    const report = await doctor({ replayFrom: recorded, running: { url: null } });
    expect(report.running).toMatchObject({
      agrees: null,
      problem: 'the recording does not have the running Optimize',
    });
    expect(report.result).toBe('inconclusive');
    const usual = await doctor({ replayFrom: recorded });
    expect(usual.running).toBeUndefined();
    expect(usual.coverage.filter(({ rule }) => rule.startsWith('O7'))).toEqual([]);
  });

  it('agrees in nothing where a comparing rule was left out', async () => {
    const { report } = await ask(started(), {}, { skip: ['O705'] });
    expect(report.running?.agrees).toBeNull();
  });

  it('is no reason to ask one where --optimize says that there is none', async () => {
    const { about } = await ask(started({ engines: {} }), {}, { target: 'none' });
    expect(about).toEqual([]);
  });
});

describe('what is no Optimize', () => {
  it.each<[string, StandIn, number]>([
    ['a start page', { instead: () => startPage }, 2],
    ['a login page', { instead: () => ({ status: 401, text: '<html>Log in</html>' }) }, 2],
    ['nothing there', { instead: () => ({ status: 404, json: {} }) }, 2],
    ['a redirect to a login', { instead: () => ({ status: 302, headers: { location: '/login' } }) }, 1],
    ['JSON of something else', { instead: () => ({ json: [{ name: 'default' }] }) }, 2],
    ['a silent server', { instead: () => ({ fault: 'silent' }) }, 1],
    ['an endless answer', { instead: () => ({ fault: 'endless' }) }, 1],
    ['a torn answer', { instead: () => ({ fault: 'torn' }) }, 1],
    ['a bomb', { instead: () => ({ headers: { 'content-encoding': 'gzip' }, fault: { gzipBomb: 16 } }) }, 1],
  ])('%s is told, costs its time alone and leaves the run open', async (_what, standIn, requests) => {
    const { report, seen, about } = await ask(standIn);
    expect(about.map(({ rule }) => rule)).toEqual(['O701']);
    expect(report.running?.agrees).toBeNull();
    expect(about[0]?.inconclusive).toBe(true);
    expect(seen.length).toBeLessThanOrEqual(requests);
    expect(report.engines.map(({ status }) => status)).toEqual(['ok', 'ok']);
  });

  it('an engine that makes /api/status hang is open, and the rest is compared', async () => {
    const silent = {
      instead: (asked: string) => (asked === '/api/status' ? { fault: 'silent' as const } : undefined),
    };
    const { report, about } = await ask({ ...started({ engines: {} }), ...silent });
    expect(about.map(({ rule }) => rule)).toEqual(['O703', 'O703']);
    const open = report.coverage.find(({ rule }) => rule === 'O707');
    expect(open?.skipped.map(({ open: isOpen }) => isOpen)).toEqual([true]);
  });
});

describe('where Optimize is asked without an address', () => {
  it.each([
    ['', 'http://localhost:8090'],
    ['container: { host: 0.0.0.0, ports: { http: 9090 } }', 'http://localhost:9090'],
    [
      'container: { host: optimize.internal, contextPath: /optimize/ }',
      'http://optimize.internal:8090/optimize',
    ],
    ['container: { ports: { http: null } }', 'https://localhost:8091'],
    ['container: { host: "::1" }', 'http://[::1]:8090'],
    ['container: { host: "${NOBODY_HAS_IT}" }', null],
    ['container: { ports: { http: "80/../x" } }', null],
  ])('with %j it is %s', async (more, address) => {
    const { configuration } = await loadConfiguration(requestFor([written(more)]));
    expect(runningAddress(configuration)).toBe(address);
  });

  it('takes what the file does not have from the variables that Optimize asks for', async () => {
    const environment = { CONTAINER_HOST: 'o1', CAMUNDA_OPTIMIZE_CONTEXT_PATH: '/optimize' };
    const request = { ...requestFor([written('container: { ports: { http: 9090 } }')]), environment };
    const { configuration } = await loadConfiguration(request);
    expect(runningAddress(configuration)).toBe('http://o1:9090/optimize');
  });
});

describe('--running', () => {
  const { signal } = new AbortController();
  const running = (text: string | true) => liveRequestOf({ running: text }, signal, () => undefined).running;

  it('takes the address of a node, or none', () => {
    expect(running(true)).toEqual({ url: null });
    expect(running('http://optimize.example.com:8090/optimize/')).toEqual({
      url: 'http://optimize.example.com:8090/optimize',
    });
  });

  it('without the session of the browser that it was copied from', () => {
    for (const copied of [
      'http://optimize/a;jsessionid=hush-hush',
      'http://optimize/a;hush-hush/?x=hush-hush#hush-hush',
    ])
      expect(running(copied)).toEqual({ url: 'http://optimize/a' });
  });

  it.each(['environment-config.yaml', 'ftp://optimize', 'https://user:hush-hush@optimize', ''])(
    'refuses %j, and does not repeat it',
    (text) => {
      expect(() => running(text)).toThrow(/--running/u);
      expect(() => running(text)).not.toThrow(/hush-hush/u);
    },
  );

  it('has to be given where only a rule about a running Optimize is asked for', async () => {
    await expect(doctor({}, { only: ['O703'] })).rejects.toThrow(
      'O703 alias-not-running looks at a running Optimize',
    );
    await expect(doctor({}, { only: ['P301'] })).resolves.toMatchObject({ findings: [] });
  });
});
