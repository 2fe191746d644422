import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEngineServer, type Answering, type EngineServer } from '../helpers/engine-server.js';
import { answersOf } from '../helpers/real-answers.js';

/**
 * `doctor --watch` for a long time against three engines that come and go: npm run soak -- MINUTES. Fails where memory or open files
 * grow, or where anything but GET is sent; says what was asked. Linux only: it reads /proc.
 */
const minutes = Number(process.argv[2] ?? 60);
/** Above what the process had after a tenth of the time. */
const MORE_MEMORY_MIB = 30;
const MORE_FILES = 4;
const SAMPLE_MS = 5_000;

interface Sample {
  readonly mebibytes: number;
  readonly files: number;
}

const folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-soak-'));
const servers: EngineServer[] = [];
try {
  for (const start of ['06:00:01.000', '06:10:02.000', '06:20:03.000'])
    servers.push(await startEngineServer(engine(start)));
  process.exitCode = judged(await watched(servers.map(({ rest }) => rest)));
} finally {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true });
}

/** One database as far as its answers tell, so that the watch never ends by deciding; now and then it closes a connection, or is late. */
function engine(start: string): Answering {
  let asked = 0;
  return answersOf('camunda-7.24.0/shared-A', (url) => {
    asked += 1;
    if (asked > 40 && asked % 7 === 0) return { fault: 'reset' };
    if (asked > 40 && asked % 5 === 0) return { json: [], fault: { late: 2_000 } };
    if (url.includes('/metrics')) return { json: [] };
    if (!url.endsWith('/telemetry/data')) return undefined;
    const internals = {
      database: { vendor: 'H2', version: '2.3.232' },
      'data-collection-start-date': `2026-11-23T${start}+0000`,
    };
    return {
      json: { installation: 'one', product: { name: 'Camunda BPM Runtime', version: '7.24.0', internals } },
    };
  });
}

async function watched(rests: readonly string[]): Promise<readonly Sample[]> {
  const entries = rests.map(
    (rest, index) => `  ${'abc'.charAt(index)}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: true, user: demo, password: demo }
`,
  );
  writeFileSync(path.join(folder, 'environment-config.yaml'), `engines:\n${entries.join('')}`);
  const bin = path.resolve(import.meta.dirname, '../../bin/multi-engine.js');
  const args = [bin, 'doctor', `--watch=${minutes}`, '--format', 'json=report.json'];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const samples: Sample[] = [];
  const started = performance.now();
  while (child.exitCode === null) {
    await Promise.race([ended, sleep(SAMPLE_MS)]);
    if (child.exitCode === null && child.pid !== undefined) samples.push(sampleOf(child.pid));
  }
  const lasted = (performance.now() - started) / 60_000;
  console.log(`ended with ${child.exitCode} after ${lasted.toFixed(1)} of ${minutes} minutes`);
  return samples;
}

function sampleOf(pid: number): Sample {
  const kibibytes = /^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { mebibytes: Number(kibibytes) / 1024, files: readdirSync(`/proc/${pid}/fd`).length };
}

function judged(samples: readonly Sample[]): number {
  const from = Math.floor(samples.length / 10);
  const settled = samples.slice(from, 2 * from + 1);
  const later = samples.slice(2 * from + 1);
  const [before, after] = [most(settled), most(later)];
  const seen = new Set(
    servers.flatMap((server) => server.seen.map((request) => `${request.method} ${pathOf(request.path)}`)),
  );
  console.log(`memory ${before.mebibytes.toFixed(0)} MiB, later at most ${after.mebibytes.toFixed(0)} MiB`);
  console.log(`open files ${before.files}, later at most ${after.files}`);
  console.log(
    `${servers.reduce((all, server) => all + server.seen.length, 0)} requests: ${[...seen].toSorted().join(', ')}`,
  );
  const writes = [...seen].filter((request) => !request.startsWith('GET '));
  const grown =
    after.mebibytes > before.mebibytes + MORE_MEMORY_MIB || after.files > before.files + MORE_FILES;
  return grown || writes.length > 0 || samples.length < minutes ? 1 : 0;
}

function most(samples: readonly Sample[]): Sample {
  return {
    mebibytes: Math.max(...samples.map(({ mebibytes }) => mebibytes)),
    files: Math.max(...samples.map(({ files }) => files)),
  };
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? '';
}
