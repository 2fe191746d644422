import { execFile, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../advice/programs.js';

/** Where Debian's package puts what is not meant to be called by hand. */
const INSTALLED = '/usr/lib/postgresql';
const START_LIMIT_MS = 30_000;

/** A PostgreSQL server of its own, in a temporary folder. */
export interface Postgres {
  /** A database that does not exist yet. */
  create(name: string): Promise<void>;
  /** Only while no engine has `from` open. */
  copy(from: string, to: string): Promise<void>;
  address(name: string): string;
  /** Runs statements in a database, and gives what they print: values without decoration. */
  sql(name: string, text: string): Promise<string>;
  stop(): Promise<void>;
}

/** The folder with the server's programs; null where it is not installed. */
function programs(): string | null {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED) : [];
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? null : join(INSTALLED, newest, 'bin');
}

export async function startPostgres(): Promise<Postgres> {
  const bin = programs();
  if (bin === null) throw new Error('PostgreSQL is not installed (apt-get install postgresql).');
  const folder = mkdtempSync(join(tmpdir(), 'multi-engine-postgres-'));
  const port = await freePort();
  const identity = asWhom();
  if (identity !== null) chownSync(folder, identity.uid, identity.gid);
  const data = join(folder, 'data');
  const run = promisify(execFile);
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'sa', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...identity,
    cwd: folder,
  });
  const server = spawn('sh', ['-c', UNTIL_INPUT_ENDS, 'sh', ...serverCommand(bin, data, folder, port)], {
    ...identity,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const at = ['-h', '127.0.0.1', '-p', String(port)];
  const psql = async (sql: string, database = 'postgres'): Promise<string> => {
    const how = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
    const { stdout } = await run(join(bin, 'psql'), [...at, '-U', 'sa', '-d', database, ...how, '-c', sql]);
    return stdout.trim();
  };
  await untilItAnswers(psql);
  return {
    create: async (name) => void (await psql(`CREATE DATABASE "${name}"`)),
    copy: async (from, to) => void (await psql(`CREATE DATABASE "${to}" TEMPLATE "${from}"`)),
    address: (name) => `jdbc:postgresql://127.0.0.1:${port}/${name}?user=sa`,
    sql: (name, text) => psql(text, name),
    async stop() {
      server.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server ends with the test run, however that ends: its input is a pipe held by the run. */
const UNTIL_INPUT_ENDS = '"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server';

function serverCommand(bin: string, data: string, folder: string, port: number): readonly string[] {
  const settings = ['fsync=off', 'max_connections=400', 'shared_buffers=64MB'];
  const where = ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)];
  return [join(bin, 'postgres'), ...where, ...settings.flatMap((setting) => ['-c', setting])];
}

/** The server refuses to run as root: then it runs as the user that its package made. */
function asWhom(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout),
  );
  if (!uid || !gid) throw new Error('There is no user "postgres" to run PostgreSQL as.');
  return { uid, gid };
}

async function untilItAnswers(psql: (sql: string) => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + START_LIMIT_MS; ; await sleep(100)) {
    try {
      await psql('SELECT 1');
      return;
    } catch (problem) {
      if (Date.now() > deadline) throw problem;
    }
  }
}
