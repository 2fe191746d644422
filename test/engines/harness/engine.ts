import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../advice/programs.js';
import { buildEngine, launchOptions, portIn, productOf, settingPrefix } from './build.js';
import type { EngineVersion } from './build.js';
import { openFront } from './front.js';
import type { Front } from './front.js';
import { countStartedEngine, workDirectory } from './run-directory.js';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** How one engine process differs from the others. */
export interface EngineSettings {
  /** Names the log file and appears in error messages. */
  readonly name: string;
  readonly version?: EngineVersion;
  /** JDBC address; a database of its own in memory when left out. */
  readonly database?: string;
  /** Basic authentication and authorization are on, and this user may do everything. */
  readonly admin?: Login;
  /** Seconds between two writes of the meters. */
  readonly meterInterval?: number;
  /** 300 when left out: enough for one engine, and every further one takes about 40. */
  readonly heapMegabytes?: number;
  /** Nobody may use Optimize: without that a group is granted it, as on every engine that Optimize is meant for. */
  readonly withoutOptimizeUsers?: boolean;
  /** Any other property of the application or the engine. */
  readonly properties?: Readonly<Record<string, string>>;
  /** The port that recordings should show, taken when it is free. Without recording, any free port. */
  readonly port?: number;
}

type VersionedSettings = EngineSettings & { readonly version: EngineVersion };

/** How a further engine differs from others. */
export type Way =
  /** Ids come from a counter in the database. */
  | 'simple-ids'
  /** It writes no meter rows. */
  | 'no-meters'
  /** Built without knowledge of its application server: its telemetry answers 500. */
  | 'without-server'
  /** The names of its tables begin with that. They have to be there: engines make none with a prefix. */
  | `table-prefix=${string}`;

/** A running engine process. */
export interface Engine {
  readonly name: string;
  readonly version: EngineVersion;
  /** Address past the front, for setting things up. */
  readonly direct: string;
  /** Address for the program under test: through the front. */
  readonly rest: string;
  /** The same where nobody is asked for a login. */
  readonly open: string;
  readonly front: Front;
  readonly admin: Login | undefined;
  /** What the process has written so far. */
  log(): string;
  /** Starts a further engine in the same process. */
  startFurther(name: string, database: string, ...ways: readonly Way[]): Promise<void>;
  /** Stamps of the newest meter rows in the database of a further engine, whichever node wrote them: newest first, milliseconds since 1970. */
  meterStampsOf(name: string): Promise<readonly number[]>;
  /** Stops a further engine, which lets go of its database. */
  stopFurther(name: string): Promise<void>;
  stop(): Promise<void>;
  /** Ends the process at once, as a crash does: whatever it was answering breaks off. */
  kill(): Promise<void>;
}

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
/** Between a port being free and an engine taking it another process may be faster. */
const MOST_STARTS = 3;
const running = new Set<Engine>();
const recording = process.env['MULTI_ENGINE_RECORD'] === '1';

export async function startEngine(given: EngineSettings): Promise<Engine> {
  const settings = { version: '7.24.0', ...given } as const;
  await buildEngine(settings.version);
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnce(settings);
    } catch (error) {
      const lostItsPort = /already in use|listening on port/.test(String(error));
      if (!lostItsPort || tries === MOST_STARTS) throw error;
    }
  }
}

async function startOnce(settings: VersionedSettings): Promise<Engine> {
  const logFile = join(workDirectory('logs'), `${settings.name}-${Date.now()}.log`);
  const log = () => readFileSync(logFile, 'utf8');
  const openPort = settings.admin === undefined ? 0 : await freePort();
  const child = launch(settings, logFile, openPort);
  try {
    const port = await waitFor(child, log, () => Promise.resolve(portIn(log())));
    const direct = addressAt(port);
    await waitFor(child, log, () => answersNamed(direct, 'default'));
    await admitAnalysts(direct, 'default', settings);
    const version = await answeredVersion(direct, settings.admin);
    countStartedEngine(productOf(settings.version), version);
    const front = await openFront(port, recording ? settings.port : 0);
    const openFrontOf = openPort === 0 ? front : await openFront(openPort, 0, front.seen);
    const command = async (line: string): Promise<void> => {
      const times = (): number => log().split(`Done: ${line}\n`).length;
      const before = times();
      child.stdin?.write(`${line}\n`);
      await waitFor(child, log, () => Promise.resolve(times() > before || undefined));
    };
    const leave = async (): Promise<void> => {
      running.delete(engine);
      await Promise.all([front.close(), openFrontOf.close()]);
    };
    const engine: Engine = {
      name: settings.name,
      version: settings.version,
      direct,
      rest: addressAt(front.port),
      open: addressAt(openFrontOf.port),
      front,
      admin: settings.admin,
      log,
      async startFurther(name, database, ...ways) {
        await command(['start', name, database, ...ways].join(' '));
        await admitAnalysts(direct, name, settings);
        countStartedEngine(productOf(settings.version), version, false);
      },
      async meterStampsOf(name) {
        await command(`meters ${name}`);
        const told = [...log().matchAll(new RegExp(`^Meters of ${name}: \\[(.*)\\]$`, 'gm'))].at(-1);
        return (told?.[1] ?? '').split(', ').map(Number);
      },
      stopFurther: (name) => command(`stop ${name}`),
      async stop() {
        await leave();
        await end(child);
      },
      async kill() {
        const gone = exitOf(child);
        child.kill('SIGKILL');
        await gone;
        await leave();
      },
    };
    running.add(engine);
    return engine;
  } catch (error) {
    await end(child);
    throw error;
  }
}

function addressAt(port: number): string {
  return `http://127.0.0.1:${port}/engine-rest`;
}

/** Belongs into `afterAll` of every test file: engines do not outlive the file that started them. */
export async function stopEngines(): Promise<void> {
  await Promise.all([...running].map((engine) => engine.stop()));
}

/** H2 in a file; `AUTO_SERVER` lets a second process open it too. */
export function fileDatabase(name: string): string {
  return `jdbc:h2:file:${databasePath(name)};AUTO_SERVER=TRUE`;
}

/** A database of its own as long as the process runs. */
export function memoryDatabase(name: string): string {
  return `jdbc:h2:mem:${name};DB_CLOSE_DELAY=-1`;
}

/** Only while no engine has `from` open. */
export function copyDatabase(from: string, to: string): void {
  copyFileSync(`${databasePath(from)}.mv.db`, `${databasePath(to)}.mv.db`);
}

function databasePath(name: string): string {
  return join(workDirectory('databases'), name);
}

function launch(settings: VersionedSettings, logFile: string, openPort: number): ChildProcess {
  const prefix = settingPrefix(settings.version);
  const openAt = openPort === 0 ? {} : { 'engine.open-port': String(openPort) };
  const properties = { ...propertiesOf(settings), ...openAt, ...settings.properties };
  const output = openSync(logFile, 'w');
  try {
    // Standard input stays open: the process ends by itself when this one is gone.
    return spawn(
      'java',
      [
        `-Xmx${settings.heapMegabytes ?? 300}m`,
        // Its web server leaves folders behind.
        `-Djava.io.tmpdir=${workDirectory('temporary')}`,
        // What REST of 7.16 and older loads is from a time before modules.
        '--add-opens=java.base/java.lang=ALL-UNNAMED',
        ...Object.entries(properties).map(
          ([name, value]) => `-D${name.replace('camunda.bpm', prefix)}=${value}`,
        ),
        ...launchOptions(settings.version),
      ],
      { stdio: ['pipe', output, output] },
    );
  } finally {
    closeSync(output);
  }
}

function propertiesOf(settings: EngineSettings): Record<string, string> {
  const { database, admin, meterInterval } = settings;
  return {
    'server.port': '0',
    'h2.bindAddress': '127.0.0.1',
    ...(database !== undefined && { 'spring.datasource.url': database }),
    ...(meterInterval !== undefined && { 'engine.meter-interval': String(meterInterval) }),
    ...(admin !== undefined && {
      'engine.basic-auth': 'true',
      'camunda.bpm.authorization.enabled': 'true',
      'camunda.bpm.admin-user.id': admin.user,
      'camunda.bpm.admin-user.password': admin.password,
    }),
  };
}

async function waitFor<T>(
  child: ChildProcess,
  log: () => string,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const result = await look();
    if (result !== undefined) return result;
    if (child.exitCode !== null || /Application run failed|^Not done: /m.test(log())) break;
    await sleep(100);
  }
  throw new Error(`The engine did not start:\n${log().slice(-5_000)}`);
}

async function answersNamed(base: string, name: string): Promise<true | undefined> {
  const response = await fetch(`${base}/engine`).catch(() => undefined);
  if (response?.status !== 200) return undefined;
  const engines: { name: string }[] = JSON.parse(await response.text());
  return engines.some((engine) => engine.name === name) || undefined;
}

/** An administrator is granted everything by the engine itself. A database that several engines share is granted it once. */
async function admitAnalysts(base: string, name: string, settings: EngineSettings): Promise<void> {
  if (settings.admin !== undefined || settings.withoutOptimizeUsers === true) return;
  const grant = {
    type: 1,
    permissions: ['ACCESS'],
    groupId: 'analysts',
    resourceType: 0,
    resourceId: 'optimize',
  };
  const list = `${base}/engine/${name}/authorization`;
  const answer = await fetch(`${list}/create`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(grant),
  });
  if (answer.ok) return;
  const count = await (await fetch(`${list}/count?resourceType=0&groupIdIn=analysts`)).text();
  if (count !== '{"count":1}') throw new Error(`no grant on ${name}: ${await answer.text()}`);
}

async function answeredVersion(base: string, admin: Login | undefined): Promise<string> {
  const response = await fetch(`${base}/version`, { headers: loginHeader(admin) });
  const answer: { version: string } = JSON.parse(await response.text());
  return answer.version;
}

export function loginHeader(login: Login | undefined): Record<string, string> {
  if (login === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = exitOf(child);
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(killer);
}

function exitOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}
