import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { harmIn } from '../../helpers/harm.js';
import type { Engine, Login } from './engine.js';
import type { SeenRequest } from './front.js';
import type { Report } from './report.js';
import { PROGRAM, projectDirectory, workDirectory } from './run-directory.js';

/** One entry under `engines`. */
interface Entry {
  readonly engine: Engine;
  /** Where it differs from the engine's own address. */
  readonly rest?: string;
  /** The engine's name, `default` when left out. */
  readonly name?: string;
  readonly login?: Login;
  readonly defaultTenant?: string;
}

export type Landscape = Readonly<Record<string, Entry>>;

/** A judged landscape. */
export interface Examination {
  readonly report: Report;
  /** Every request that reached an engine, by alias. Entries with one engine share their list. */
  readonly requests: Readonly<Record<string, readonly SeenRequest[]>>;
  readonly stderr: string;
  readonly milliseconds: number;
}

const CONFIGURATION = 'environment-config.yaml';

/**
 * Runs the built program on a configuration file for the landscape. Whatever the scenario is about, the exit code must
 * be the reported one and no engine may have been touched in a way that changes or burdens it.
 *
 * @param name of the landscape, in its own folder; with MULTI_ENGINE_RECORD=1 a recording of it is kept under this name
 * @param worthRecording false where the recording would be too large to keep
 */
export async function examine(
  name: string,
  landscape: Landscape,
  worthRecording = true,
): Promise<Examination> {
  const examination = await examineWith(name, landscape, []);
  Object.values(examination.requests).forEach(expectNoHarm);
  const directory = workDirectory(join('landscapes', name));
  if (worthRecording && process.env['MULTI_ENGINE_RECORD'] === '1') await record(name, directory);
  return examination;
}

/** The same with further options, whatever these allow it to send. */
export async function examineWith(
  name: string,
  landscape: Landscape,
  options: readonly string[],
): Promise<Examination> {
  const directory = workDirectory(join('landscapes', name));
  writeFileSync(join(directory, CONFIGURATION), configurationOf(landscape));
  const fronts = new Set(Object.values(landscape).map((entry) => entry.engine.front));
  for (const front of fronts) front.seen.length = 0;

  const started = performance.now();
  const { stdout, stderr, code } = await runProgram(directory, [
    'doctor',
    CONFIGURATION,
    '--format',
    'json',
    ...options,
  ]);
  const milliseconds = performance.now() - started;
  writeFileSync(join(directory, 'report.json'), stdout);
  const report = parse(stdout, stderr);
  if (code !== report.exitCode || code === 4)
    throw new Error(`Exit code ${code}, reported ${report.exitCode}\n${stderr}`);

  const requests: Record<string, readonly SeenRequest[]> = {};
  for (const [alias, entry] of Object.entries(landscape)) requests[alias] = [...entry.engine.front.seen];
  return { report, requests, stderr, milliseconds };
}

function expectNoHarm(requests: readonly SeenRequest[]): void {
  expect(harmIn(requests.map(({ method, target }) => `${method} ${target}`))).toEqual([]);
}

async function record(name: string, directory: string): Promise<void> {
  const recording = join(projectDirectory, 'fixtures', 'landscapes', name);
  rmSync(recording, { recursive: true, force: true });
  const { code, stderr } = await runProgram(directory, ['doctor', CONFIGURATION, '--record', recording]);
  if (![0, 1, 3].includes(code ?? -1)) throw new Error(`Exit code ${code} while recording\n${stderr}`);
  mkdirSync(recording, { recursive: true });
  copyFileSync(join(directory, CONFIGURATION), join(recording, CONFIGURATION));
}

export async function runProgram(directory: string, args: readonly string[]) {
  // Nothing of this machine's environment may decide: no proxy, no placeholder value.
  const env = { PATH: process.env['PATH'], HOME: directory, XDG_CACHE_HOME: workDirectory('kept-code') };
  const entry = join(workDirectory(PROGRAM), 'bin', 'multi-engine.js');
  const program = spawn(process.execPath, [entry, ...args], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    program.once('error', reject);
    program.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(program.stdout), text(program.stderr), ended]);
  return { stdout, stderr, code };
}

function parse(stdout: string, stderr: string): Report {
  try {
    return JSON.parse(stdout);
  } catch (cause) {
    throw new Error(`Not a JSON report: ${stdout.slice(0, 500)}\n${stderr.slice(0, 2_000)}`, { cause });
  }
}

export function configurationOf(landscape: Landscape): string {
  return `engines:\n${Object.entries(landscape)
    .map(([alias, entry]) => entryOf(alias, entry))
    .join('')}`;
}

function entryOf(alias: string, { engine, rest, name, login, defaultTenant }: Entry): string {
  const tenant = defaultTenant === undefined ? '' : `    defaultTenant:\n      id: ${defaultTenant}\n`;
  return `  ${alias}:
    name: ${name ?? 'default'}
    rest: ${rest ?? engine.rest}
    importEnabled: true
    authentication:
      enabled: ${login !== undefined}
      user: ${JSON.stringify(login?.user ?? '')}
      password: ${JSON.stringify(login?.password ?? '')}
${tenant}    webapps:
      endpoint: https://${alias}.example.org/camunda
      enabled: true
`;
}
