import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/fixtures.js';
import { expectOthersJudged, HostileLandscape, KEPT_WITHIN_MS, type DoctorRun } from '../helpers/hostile.js';

/** Proxies and name servers that do not do what is expected of them, beside two engines that need neither. */
const landscape = new HostileLandscape();
let healthy: Readonly<Record<'a' | 'b', { readonly rest: string }>>;
let calm: DoctorRun;

beforeAll(async () => {
  healthy = await landscape.healthy();
  calm = await landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest });
}, 60_000);
afterAll(() => landscape.end());

describe.concurrent('a proxy', () => {
  const target = 'https://engine.example/engine-rest';

  it('that closes at CONNECT is asked once', async () => {
    let connections = 0;
    const proxy = await landscape.raw((socket) => {
      connections += 1;
      socket.once('data', () => socket.destroy());
    });
    const run = await doctor(target, { https_proxy: proxy });
    expect(run.engines['hostile']).toMatchObject({ status: 'failed', failure: { step: 'connect' } });
    expect(connections).toBe(1);
    expectOthersJudged(run, calm);
  });

  it.each([
    ['tunnelled', target],
    ['plain', 'http://engine.example/engine-rest'],
  ])('that demands a login is named as that, %s', async (_name, address) => {
    const proxy = await landscape.raw((socket) => {
      socket.once('data', () =>
        socket.end(
          'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
        ),
      );
    });
    const run = await doctor(address, { https_proxy: proxy, http_proxy: proxy });
    expect(run.engines['hostile']).toMatchObject({
      status: 'failed',
      failure: { step: 'connect', detail: expect.stringContaining('the proxy requires a login (407)') },
    });
    expectOthersJudged(run, calm);
  });
});

/** A resolver and a network of its own, in which a name server hears everything and says nothing. */
const SURROUNDINGS = `
  set -e
  ip link set lo up
  printf 'nameserver 127.0.0.1\\n' > "$1/resolv.conf"
  printf '127.0.0.1 localhost known.test\\n' > "$1/hosts"
  mount --bind "$1/resolv.conf" /etc/resolv.conf
  mount --bind "$1/hosts" /etc/hosts
  shift
  node -e 'require("dgram").createSocket("udp4").bind(53, "127.0.0.1", () => console.error("deaf"))' 2>/dev/null &
  deaf=$!
  trap 'kill $deaf' EXIT
  sleep 0.3
  "$@"
`;

function inSurroundings(...command: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'surroundings-'));
  const args = ['--user', '--map-root-user', '--net', '--mount', 'sh', '-c', SURROUNDINGS, 'sh', folder];
  const started = performance.now();
  const run = spawnSync('unshare', [...args, ...command], { encoding: 'utf8', timeout: 20_000 });
  return { ...run, wallMs: performance.now() - started };
}

const surroundings = inSurroundings('true');
if (surroundings.status !== 0) {
  console.warn(`not tested here: a name server that never answers (${surroundings.stderr})`);
}

describe.runIf(surroundings.status === 0)('a name server that never answers', () => {
  it('holds neither the process nor engines with other names', () => {
    const dead = Array.from({ length: 8 }, (_, index) => `dead${index}`);
    const entries = [...dead, 'known'].map((alias) => [alias, `http://${alias}.test:1/engine-rest`]);
    const config = landscape.configuration(Object.fromEntries(entries));
    const options = ['--format', 'json', '--timeout', '30', '--deadline', '3'];
    const run = inSurroundings(
      process.execPath,
      join(ROOT, 'bin/multi-engine.js'),
      'doctor',
      config,
      ...options,
    );
    expect(run.stderr).toBe('');
    expect(run.wallMs).toBeLessThan(3_000 + KEPT_WITHIN_MS + surroundings.wallMs + 2 * calm.wallMs);
    const report: { engines: { alias: string; failure: { step: string; detail: string } }[] } = JSON.parse(
      run.stdout,
    );
    const steps = Object.fromEntries(report.engines.map(({ alias, failure }) => [alias, failure.step]));
    // Nobody listens at any of the addresses: what counts is how far each has come.
    expect(steps).toEqual({
      ...Object.fromEntries(dead.map((alias) => [alias, 'deadline'])),
      known: 'connect',
    });
  });
});

function doctor(hostile: string, env: NodeJS.ProcessEnv): Promise<DoctorRun> {
  return landscape.doctor({ a: healthy.a.rest, b: healthy.b.rest, hostile }, [], env);
}
