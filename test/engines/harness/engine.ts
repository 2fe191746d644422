import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, copyFileSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildEngine, engineJar, settingPrefix } from './build.js';
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
  /** Further engines in the same process: name to in-memory database. */
  readonly furtherEngines?: Readonly<Record<string, string>>;
  /** 300 when left out: enough for one engine, and every further one takes about 40. */
  readonly heapMegabytes?: number;
  /** Nobody may use Optimize: without that a group is granted it, as on every engine that Optimize is meant for. */
  readonly withoutOptimizeUsers?: boolean;
  /** Any other property of the application or the engine. */
  readonly properties?: Readonly<Record<string, string>>;
  /** The port that recordings should show, taken when it is free. Without recording, any free port. */
  readonly port?: number;
}

/** A running engine process. */
export interface Engine {
  readonly name: string;
  /** Address past the front, for setting things up. */
  readonly direct: string;
  /** Address for the program under test: through the front. */
  readonly rest: string;
  readonly front: Front;
  readonly admin: Login | undefined;
  /** What the process has written so far. */
  log(): string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
const running = new Set<Engine>();
const recording = process.env['MULTI_ENGINE_RECORD'] === '1';

export async function startEngine(settings: EngineSettings): Promise<Engine> {
  await buildEngine(settings.version ?? '7.24.0');
  const logFile = join(workDirectory('logs'), `${settings.name}-${Date.now()}.log`);
  const log = () => readFileSync(logFile, 'utf8');
  const child = launch(settings, logFile);
  try {
    const port = await waitFor(child, log, () =>
      Promise.resolve(/Tomcat started on port(?:\(s\):)? (\d+)/.exec(log())?.[1]),
    );
    const direct = `http://127.0.0.1:${port}/engine-rest`;
    await waitFor(child, log, () => allEnginesAnswer(direct, settings));
    if (settings.withoutOptimizeUsers !== true) await admitAnalysts(direct, settings);
    countStartedEngine(await answeredVersion(direct, settings.admin));
    const front = await openFront(Number(port), recording ? settings.port : 0);
    const engine: Engine = {
      name: settings.name,
      direct,
      rest: `http://127.0.0.1:${front.port}/engine-rest`,
      front,
      admin: settings.admin,
      log,
      async stop() {
        running.delete(engine);
        await front.close();
        await end(child);
      },
    };
    running.add(engine);
    return engine;
  } catch (error) {
    await end(child);
    throw error;
  }
}

/** Belongs into `afterAll` of every test file: engines do not outlive the file that started them. */
export async function stopEngines(): Promise<void> {
  await Promise.all([...running].map((engine) => engine.stop()));
}

/** H2 in a file; `AUTO_SERVER` lets a second process open it too. */
export function fileDatabase(name: string): string {
  return `jdbc:h2:file:${databasePath(name)};AUTO_SERVER=TRUE`;
}

/** Only while no engine has `from` open. */
export function copyDatabase(from: string, to: string): void {
  copyFileSync(`${databasePath(from)}.mv.db`, `${databasePath(to)}.mv.db`);
}

function databasePath(name: string): string {
  return join(workDirectory('databases'), name);
}

function launch(settings: EngineSettings, logFile: string): ChildProcess {
  const prefix = settingPrefix(settings.version ?? '7.24.0');
  const properties = { ...propertiesOf(settings), ...settings.properties };
  const output = openSync(logFile, 'w');
  try {
    // Standard input stays open: the process ends by itself when this one is gone.
    return spawn(
      'java',
      [
        `-Xmx${settings.heapMegabytes ?? 300}m`,
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        // What REST of 7.16 and older loads is from a time before modules.
        '--add-opens=java.base/java.lang=ALL-UNNAMED',
        ...Object.entries(properties).map(
          ([name, value]) => `-D${name.replace('camunda.bpm', prefix)}=${value}`,
        ),
        '-jar',
        engineJar(settings.version ?? '7.24.0'),
      ],
      { stdio: ['pipe', output, output] },
    );
  } finally {
    closeSync(output);
  }
}

function propertiesOf(settings: EngineSettings): Record<string, string> {
  const { database, admin, meterInterval, furtherEngines } = settings;
  return {
    'server.port': '0',
    'h2.bindAddress': '127.0.0.1',
    ...(database !== undefined && { 'spring.datasource.url': database }),
    ...(meterInterval !== undefined && { 'engine.meter-interval': String(meterInterval) }),
    ...(furtherEngines !== undefined && {
      'engine.further': Object.entries(furtherEngines)
        .map(([name, memory]) => `${name}@${memory}`)
        .join(','),
    }),
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
    if (child.exitCode !== null || log().includes('Application run failed')) break;
    await sleep(100);
  }
  throw new Error(`The engine did not start:\n${log().slice(-5_000)}`);
}

async function allEnginesAnswer(base: string, settings: EngineSettings): Promise<true | undefined> {
  const response = await fetch(`${base}/engine`).catch(() => undefined);
  if (response?.status !== 200) return undefined;
  const engines: { name: string }[] = JSON.parse(await response.text());
  const names = new Set(engines.map((engine) => engine.name));
  const wanted = ['default', ...Object.keys(settings.furtherEngines ?? {})];
  return wanted.every((name) => names.has(name)) || undefined;
}

/** An administrator is granted everything by the engine itself. A database that several engines share is granted it once. */
async function admitAnalysts(base: string, settings: EngineSettings): Promise<void> {
  if (settings.admin !== undefined) return;
  const grant = {
    type: 1,
    permissions: ['ACCESS'],
    groupId: 'analysts',
    resourceType: 0,
    resourceId: 'optimize',
  };
  for (const name of ['default', ...Object.keys(settings.furtherEngines ?? {})]) {
    const list = `${base}/engine/${name}/authorization`;
    const answer = await fetch(`${list}/create`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(grant),
    });
    if (answer.ok) continue;
    const count = await (await fetch(`${list}/count?resourceType=0&groupIdIn=analysts`)).text();
    if (count !== '{"count":1}') throw new Error(`no grant on ${name}: ${await answer.text()}`);
  }
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
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(killer);
}
