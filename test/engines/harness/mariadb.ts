import { execFile, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../advice/programs.js';

/** Where Debian's package puts the server; the others are in the path. */
const SERVER = '/usr/sbin/mariadbd';
const START_LIMIT_MS = 60_000;
const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 * 1024 * 1024 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;

/** A MariaDB server of its own, in a temporary folder. What it calls a database is a schema of the one server. */
export interface MariaDb {
  /** A schema that does not exist yet. */
  create(name: string): Promise<void>;
  /** Only while no engine has `from` open. */
  copy(from: string, to: string): Promise<void>;
  /** Moves the tables of a schema into another one, with a prefix before their names. Only while no engine has it open. */
  moveWithPrefix(from: string, to: string, prefix: string): Promise<void>;
  address(name: string): string;
  stop(): Promise<void>;
}

export async function startMariaDb(): Promise<MariaDb> {
  if (!existsSync(SERVER)) throw new Error('MariaDB is not installed (apt-get install mariadb-server).');
  const folder = mkdtempSync(join(roomInMemory() ?? tmpdir(), 'multi-engine-mariadb-'));
  const port = await freePort();
  const identity = asWhom();
  if (identity !== null) chownSync(folder, identity.uid, identity.gid);
  const [data, socket, first] = [join(folder, 'data'), join(folder, 'socket'), join(folder, 'first.sql')];
  const run = promisify(execFile);
  await run(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--skip-test-db', '--skip-log-bin'],
    {
      ...identity,
      cwd: folder,
    },
  );
  writeFileSync(first, "CREATE USER sa@'%';\nGRANT ALL ON *.* TO sa@'%';\n");
  const where = [`--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, `--init-file=${first}`];
  const server = spawn('sh', ['-c', UNTIL_INPUT_ENDS, 'sh', SERVER, '--no-defaults', ...where, ...SETTINGS], {
    ...identity,
    cwd: folder,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const at = ['--no-defaults', '-h', '127.0.0.1', '-P', String(port), '-u', 'sa'];
  const sql = async (text: string, schema = 'mysql'): Promise<string> => {
    const client = run('mariadb', [...at, '-N', '-B', schema], { maxBuffer: MOST_BYTES });
    // Where it cannot connect it is gone before it has read, and says so itself.
    client.child.stdin?.on('error', () => undefined).end(text);
    return (await client).stdout;
  };
  await untilItAnswers(() => sql('SELECT 1'));
  return {
    create: async (name) => void (await sql(`CREATE DATABASE ${quoted(name)}`)),
    async copy(from, to) {
      const { stdout } = await run('mariadb-dump', [...at, '--skip-comments', from], {
        maxBuffer: MOST_BYTES,
      });
      await sql(`CREATE DATABASE ${quoted(to)}`);
      await sql(stdout, to);
    },
    async moveWithPrefix(from, to, prefix) {
      // Their names are of a whole schema, so that two sets of tables cannot both have them.
      const references = linesOf(await sql(REFERENCES_OF(from)));
      await sql(`SET foreign_key_checks = 0; ${references.join(' ')}`, from);
      const tables = linesOf(await sql(TABLES_OF(from)));
      const moves = tables.map(
        (table) => `${quoted(from)}.${quoted(table)} TO ${quoted(to)}.${quoted(prefix + table)}`,
      );
      await sql(`RENAME TABLE ${moves.join(', ')}`);
    },
    // Without that an engine takes the tables of another schema for its own, and makes none.
    address: (name) => `jdbc:mariadb://127.0.0.1:${port}/${name}?user=sa&nullDatabaseMeansCurrent=true`,
    async stop() {
      server.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The tables of a schema are some fifty files: on a busy disk they take half a minute, in memory a fifth of a second. */
function roomInMemory(): string | null {
  if (!existsSync(MEMORY)) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM_BYTES ? MEMORY : null;
}

const quoted = (name: string): string => `\`${name}\``;

const TABLES_OF = (schema: string): string =>
  `SELECT table_name FROM information_schema.tables WHERE table_schema = '${schema}'`;

const REFERENCES_OF = (schema: string): string =>
  `SELECT CONCAT('ALTER TABLE \`', table_name, '\` DROP FOREIGN KEY \`', constraint_name, '\`;')
   FROM information_schema.table_constraints
   WHERE table_schema = '${schema}' AND constraint_type = 'FOREIGN KEY'`;

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Engines ask for this isolation; the rest spares the disk. */
const SETTINGS = [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--transaction-isolation=READ-COMMITTED',
  '--max-connections=400',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-flush-method=nosync',
  '--innodb-file-per-table=0',
  '--sync-frm=0',
  '--innodb-buffer-pool-size=64M',
  '--skip-log-bin',
];

/** The server ends with the test run, however that ends: its input is a pipe held by the run. */
const UNTIL_INPUT_ENDS = '"$@" & server=$!; cat >/dev/null; kill -TERM $server; wait $server';

/** The server refuses to run as root: then it runs as the user that its package made. */
function asWhom(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(spawnSync('id', [which, 'mysql'], { encoding: 'utf8' }).stdout),
  );
  if (!uid || !gid) throw new Error('There is no user "mysql" to run MariaDB as.');
  return { uid, gid };
}

async function untilItAnswers(ask: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + START_LIMIT_MS; ; await sleep(100)) {
    try {
      await ask();
      return;
    } catch (problem) {
      if (Date.now() > deadline) throw problem;
    }
  }
}
