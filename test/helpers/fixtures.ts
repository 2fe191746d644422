import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { targetOf } from '../../src/optimize/target.js';
import type { Report } from '../../src/core/report/report.js';
import { access } from '../../src/run/access/access.js';
import { check } from '../../src/run/check.js';
import { diff } from '../../src/run/diff/diff.js';
import { plainRequest } from '../../src/run/request/plain-request.js';
import type { CheckRequest, LiveRequest } from '../../src/run/request/request.js';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const RULE_FIXTURES = path.join(ROOT, 'fixtures/rules');
export const LANDSCAPES = path.join(ROOT, 'fixtures/landscapes');
export const RUNNING = path.join(ROOT, 'fixtures/running');

/** One folder below `fixtures/rules/<CODE>-<name>/`: what the rule has to do with it stands in its name. */
export interface Fixture {
  readonly code: string;
  readonly rule: string;
  readonly kind: 'fail' | 'pass' | 'skip';
  readonly name: string;
  readonly folder: string;
}

export function fixturesOf(rule: string): readonly Fixture[] {
  const folder = path.join(RULE_FIXTURES, rule);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .toSorted()
    .map((name) => ({
      code: rule.slice(0, 4),
      rule,
      kind: kindOf(name),
      name: `${rule}/${name}`,
      folder: path.join(folder, name),
    }));
}

export function allFixtures(): readonly Fixture[] {
  return readdirSync(RULE_FIXTURES).toSorted().flatMap(fixturesOf);
}

function kindOf(name: string): Fixture['kind'] {
  const kind = /^(fail|pass|skip)-/.exec(name)?.[1];
  if (kind !== 'fail' && kind !== 'pass' && kind !== 'skip')
    throw new Error(`${name} says nothing of its kind`);
  return kind;
}

/** What stands in a fixture's `options.json`. */
interface FixtureOptions {
  /** Use the recording in `fixtures/landscapes/<name>`, and its configuration where the fixture has none of its own. */
  readonly landscape?: string;
  /** Use the recording of a running Optimize in `fixtures/running/<name>`. */
  readonly running?: string;
  readonly command?: 'access';
  /** Two recordings in `fixtures/landscapes` to compare. */
  readonly before?: string;
  readonly after?: string;
  readonly optimize?: string;
  readonly define?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly variablesFiles?: readonly string[];
  readonly nodes?: number;
  /** A file of accepted findings beside the options. */
  readonly baseline?: string;
}

/** Runs all rules on a fixture, offline, or from the recording that lies in it; those about users for everybody there. */
export function runFixture(folder: string): Promise<Report> {
  const request = fixtureRequest(folder);
  const context = { version: '0.0.0-test', interruptedBy: () => null };
  const sides = sidesIn(folder);
  if (sides !== null) return diff(sides, { ...request, command: 'validate', files: [], live: null }, context);
  if (!isAboutUsers(folder)) return check(request, context);
  const everybody = { users: [], all: true, definition: null, explain: false, names: false };
  return access({ check: { ...request, live: request.live ?? liveRequest() }, ...everybody }, context);
}

function relative(file: string): string {
  return path.relative(process.cwd(), file);
}

/** `before.yaml` and `after.yaml`, or two recordings that the options name; null where there is one point in time. */
function sidesIn(folder: string): readonly [string, string] | null {
  const { before, after } = optionsOf(folder);
  if (before !== undefined && after !== undefined)
    return [relative(path.join(LANDSCAPES, before)), relative(path.join(LANDSCAPES, after))];
  const file = path.join(folder, 'before.yaml');
  return existsSync(file) ? [relative(file), relative(path.join(folder, 'after.yaml'))] : null;
}

/** `landscape.yaml` describes users and rights; recordings of them say so in their options. */
function isAboutUsers(folder: string): boolean {
  return existsSync(path.join(folder, 'landscape.yaml')) || optionsOf(folder).command === 'access';
}

function optionsOf(folder: string): FixtureOptions {
  const file = path.join(folder, 'options.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FixtureOptions) : {};
}

export function fixtureRequest(folder: string): CheckRequest {
  const options = optionsOf(folder);
  const { landscape } = options;
  const recording = recordingOf(folder, options);
  const own = configurationsIn(folder);
  const files =
    own.length === 0 && landscape !== undefined ? configurationsIn(path.join(LANDSCAPES, landscape)) : own;
  return {
    ...requestFor(files.map((file) => path.relative(process.cwd(), file))),
    command: existsSync(recording) ? 'doctor' : 'validate',
    target: targetOf(options.optimize),
    environment: options.env ?? {},
    variablesFiles: (options.variablesFiles ?? []).map((name) =>
      path.relative(process.cwd(), path.join(folder, name)),
    ),
    defines: options.define ?? {},
    ...(options.nodes !== undefined && { nodes: options.nodes }),
    baseline: baselineIn(folder, options),
    live: existsSync(recording) ? replayRequest(recording) : null,
  };
}

function recordingOf(folder: string, { landscape, running }: FixtureOptions): string {
  if (running !== undefined && landscape !== undefined) return joinedRecording(landscape, running);
  if (running !== undefined) return path.join(RUNNING, running);
  return landscape === undefined ? path.join(folder, 'recording') : path.join(LANDSCAPES, landscape);
}

/** Engines of the one recording and services of the other, as if they had been asked together. */
function joinedRecording(landscape: string, running: string): string {
  const target = mkdtempSync(path.join(tmpdir(), 'multi-engine-fixture-'));
  process.once('exit', () => rmSync(target, { recursive: true, force: true }));
  cpSync(path.join(RUNNING, running), target, { recursive: true });
  const { services } = JSON.parse(readFileSync(path.join(target, 'recording.json'), 'utf8')) as object as {
    readonly services: unknown;
  };
  cpSync(path.join(LANDSCAPES, landscape), target, { recursive: true });
  const index = JSON.parse(readFileSync(path.join(target, 'recording.json'), 'utf8')) as object;
  writeFileSync(path.join(target, 'recording.json'), JSON.stringify({ ...index, services }));
  return target;
}

/** How `validate` asks without options, on a day that is always the same. */
export function requestFor(files: readonly string[]): CheckRequest {
  return { ...plainRequest(files), today: () => '2026-01-01' };
}

function baselineIn(folder: string, { baseline }: FixtureOptions): CheckRequest['baseline'] {
  if (baseline === undefined) return null;
  return { file: path.relative(process.cwd(), path.join(folder, baseline)), update: false };
}

function configurationsIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
    .toSorted()
    .map((name) => path.join(folder, name));
}

export function replayRequest(recording: string): LiveRequest {
  return { ...liveRequest(), replayFrom: recording };
}

/** The recording as if its engines had answered at other addresses, by alias. */
export function recordedAt(recording: string, addresses: Readonly<Record<string, string>>): string {
  const target = mkdtempSync(path.join(tmpdir(), 'multi-engine-recorded-at-'));
  process.once('exit', () => rmSync(target, { recursive: true, force: true }));
  cpSync(recording, target, { recursive: true });
  for (const name of readdirSync(target).filter((each) => /^\d+-.*\.json$/u.test(each))) {
    const file = path.join(target, name);
    const engine = JSON.parse(readFileSync(file, 'utf8')) as { engine: string; target: object };
    const address = addresses[engine.engine];
    if (address === undefined) continue;
    writeFileSync(file, JSON.stringify({ ...engine, target: { ...engine.target, address } }));
  }
  return target;
}

/** How `doctor` asks without options. */
export function liveRequest(): LiveRequest {
  return {
    timeoutMs: 10_000,
    deadlineMs: 60_000,
    concurrency: 32,
    caFile: null,
    recordTo: null,
    replayFrom: null,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
}
