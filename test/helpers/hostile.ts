import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { startEngineServer, type Answering, type EngineServer } from './engine-server.js';
import { ROOT } from './fixtures.js';
import { runProgram, type ProgramRun } from './program.js';
import { answersOf } from './real-answers.js';

/** What is promised against whatever an engine does: milliseconds beyond the deadline, MiB beyond a calm run. */
export const KEPT_WITHIN_MS = 250;
export const MORE_MEMORY_MIB = 120;

interface EngineRow {
  readonly alias: string;
  readonly status: 'ok' | 'not-probed' | 'failed';
  readonly failure: { readonly step: string; readonly detail: string } | null;
  readonly processDefinitions: number | null;
  readonly version: string | null;
}

export interface DoctorRun extends ProgramRun {
  readonly engines: Readonly<Record<string, EngineRow>>;
  /** Rules of the findings, with the engines they name. */
  readonly findings: readonly {
    readonly rule: string;
    readonly engines: readonly string[];
    readonly message: string;
  }[];
  readonly peakMib: number;
  /** From start to end of the process. */
  readonly wallMs: number;
}

/** Engines of which some are hostile, and the program that examines them, with real sockets between them. */
export class HostileLandscape {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  readonly #servers: EngineServer[] = [];
  readonly #ends: (() => void)[] = [];

  async engine(answering: Answering): Promise<EngineServer> {
    const server = await startEngineServer(answering);
    this.#servers.push(server);
    return server;
  }

  /** Two engines that are well, with databases of their own. */
  async healthy(): Promise<Readonly<Record<'a' | 'b', EngineServer>>> {
    return {
      a: await this.engine(answersOf('camunda-7.21.0/noauth')),
      b: await this.engine(answersOf('operaton-1.0.3/noauth')),
    };
  }

  /** A server that speaks as told, byte by byte; its origin. */
  raw(onSocket: (socket: Socket) => unknown): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      onSocket(socket);
    });
    this.#ends.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
      });
    });
  }

  /** A file with these entries. */
  configuration(entries: Readonly<Record<string, string | Entry>>): string {
    const file = path.join(this.#folder, `${randomUUID()}.yaml`);
    writeFileSync(file, configurationOf(entries));
    return file;
  }

  async doctor(
    entries: Readonly<Record<string, string | Entry>>,
    options: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
  ): Promise<DoctorRun> {
    const config = this.configuration(entries);
    const peak = path.join(this.#folder, randomUUID());
    const preload = path.join(ROOT, 'test/helpers/peak-memory.cjs');
    const started = performance.now();
    const run = await runProgram(['doctor', config, '--format', 'json', ...options], {
      env: { ...process.env, NODE_OPTIONS: `--require=${preload}`, PEAK_MEMORY_FILE: peak, ...env },
    });
    const wallMs = performance.now() - started;
    return { ...run, ...reportIn(run), wallMs, peakMib: Number(readFileSync(peak, 'utf8')) };
  }

  async end(): Promise<void> {
    for (const end of this.#ends) end();
    await Promise.all(this.#servers.map((server) => server.close()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** An entry of the configuration, where it is more than an address. */
interface Entry {
  readonly rest: string;
  readonly name?: string;
  readonly user?: string;
}

function configurationOf(entries: Readonly<Record<string, string | Entry>>): string {
  const texts = Object.entries(entries).map(([alias, entry]) => {
    const { rest, name = 'default', user = '' } = typeof entry === 'string' ? { rest: entry } : entry;
    return `  ${alias}:
    name: '${name}'
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: ${user !== ''}, user: '${user}', password: '${user}' }
    webapps: { endpoint: 'http://127.0.0.1:1/camunda', enabled: true }
`;
  });
  return `engines:\n${texts.join('')}`;
}

/** The run has a report, and says of the two that are well what it says when nobody is hostile. */
export function expectOthersJudged(run: DoctorRun, calm: DoctorRun): void {
  expect([0, 1, 3]).toContain(run.code);
  expect(run.stderr).toBe('');
  expect(run.stdout.length).toBeLessThan(4 * calm.stdout.length);
  for (const alias of ['a', 'b']) {
    expect(run.engines[alias]).toEqual({
      ...calm.engines[alias],
      line: expect.any(Number),
      file: expect.any(String),
      latencyMs: expect.any(Number),
    });
  }
}

function reportIn({ stdout, stderr }: ProgramRun): Pick<DoctorRun, 'engines' | 'findings'> {
  if (stdout === '') throw new Error(`no report: ${stderr}`);
  const report: { engines: EngineRow[]; findings: DoctorRun['findings'] } = JSON.parse(stdout);
  return {
    engines: Object.fromEntries(report.engines.map((engine) => [engine.alias, engine])),
    findings: report.findings,
  };
}
