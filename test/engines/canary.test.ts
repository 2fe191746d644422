import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configurationOf, examineWith, runProgram } from './harness/doctor.js';
import { copyDatabase, fileDatabase, startEngine, stopEngines } from './harness/engine.js';
import type { Engine } from './harness/engine.js';
import { process as model } from './harness/models.js';
import { restOf } from './harness/rest.js';
import { PROGRAM, workDirectory } from './harness/run-directory.js';

/** A database with two nodes, and a copy of it: none was used since, so nothing that can be read decides. */
let first: Engine;
let second: Engine;
let copy: Engine;

beforeAll(async () => {
  const seed = await startEngine({ name: 'seed', database: fileDatabase('canary') });
  await restOf(seed).deploy([model('payment-processing')]);
  await seed.stop();
  copyDatabase('canary', 'canary-copy');
  first = await startEngine({ name: 'canary-1', database: fileDatabase('canary') });
  [second, copy] = await Promise.all([
    startEngine({ name: 'canary-2', database: fileDatabase('canary') }),
    startEngine({ name: 'canary-copy', database: fileDatabase('canary-copy') }),
  ]);
});

afterAll(stopEngines);

describe('a canary', () => {
  test('is not sent where nobody allowed it', async () => {
    const { report } = await examineWith('no-canary', landscape(), []);
    expect(report).toMatchObject({ result: 'inconclusive' });
    expect(requestsOtherThanGet()).toEqual([]);
  });

  test('tells one database from its copy at once, and leaves nothing behind', async () => {
    const { report } = await examineWith('canary', landscape(), ['--canary']);
    expect(report.databases).toMatchObject([
      { verdict: 'shared', certainty: 'proven', engines: ['eu-1', 'eu-2'] },
      { verdict: 'cloned' },
    ]);
    expect(requestsOtherThanGet()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^POST .*\/filter\/create$/)]),
    );
    expect(requestsOtherThanGet().filter((line) => !/\/filter\//.test(line))).toEqual([]);
    expect(await filtersLeft()).toBe(0);
  });

  test('is deleted when the run is interrupted in the middle', async () => {
    // The copy never shows the filter, so the run looks for it for five seconds: time enough to interrupt it.
    const code = await interruptedWith('SIGINT');
    expect(code).toBe(130);
    expect(await filtersLeft()).toBe(0);
  });

  test('that a killed run left behind is deleted by --canary-clean', async () => {
    await interruptedWith('SIGKILL');
    expect(await filtersLeft()).toBe(1);
    const bystander = { resourceType: 'Task', name: 'multi-engine-canary-mine', query: {}, properties: {} };
    await restOf(first).post('/filter/create', bystander);
    const directory = configured('canary-clean');
    const { code, stderr } = await runProgram(directory, ['doctor', '--canary-clean']);
    expect(stderr).toContain('1 task filter deleted');
    expect(code).toBe(0);
    // Somebody's own filter, however much alike it is called, stays.
    expect(await filtersLeft()).toBe(1);
  });
});

function landscape() {
  return { 'eu-1': { engine: first }, 'eu-2': { engine: second }, us: { engine: copy } };
}

function requestsOtherThanGet(): readonly string[] {
  return [first, second, copy]
    .flatMap(({ front }) => front.seen)
    .map(({ method, target }) => `${method} ${target}`)
    .filter((line) => !line.startsWith('GET '));
}

async function filtersLeft(): Promise<number> {
  const counts = await Promise.all(
    [first, copy].map((engine) => restOf(engine).get<{ count: number }>('/filter/count')),
  );
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function configured(name: string): string {
  const directory = workDirectory(join('landscapes', name));
  const entries = { 'eu-1': { engine: first }, us: { engine: copy } };
  writeFileSync(join(directory, 'environment-config.yaml'), configurationOf(entries));
  return directory;
}

/** Starts the program and sends the signal as soon as the filter was made. */
async function interruptedWith(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null> {
  const directory = configured(`canary-${signal}`);
  for (const { front } of [first, copy]) front.seen.length = 0;
  const entry = join(workDirectory(PROGRAM), 'bin', 'multi-engine.js');
  const program = spawn(process.execPath, [entry, 'doctor', '--canary', '--format', 'json'], {
    cwd: directory,
    env: { PATH: process.env['PATH'], HOME: directory },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => program.once('close', (code) => resolve(code)));
  await expect
    .poll(() => copy.front.seen.some(({ target }) => /\/filter\/[^/]+$/.test(target)), { timeout: 60_000 })
    .toBe(true);
  program.kill(signal);
  return ended;
}
