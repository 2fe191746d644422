import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examine } from './harness/doctor.js';
import { copyDatabase, fileDatabase, startEngine, stopEngines } from './harness/engine.js';
import type { Engine, Login } from './harness/engine.js';
import { rulesIn } from './harness/report.js';
import { createAdministrator, createUser, openRestOf } from './harness/rest.js';
import { verdictIn } from './matrix/judge.js';

/**
 * A node that is stopped writes its counters once more. Where that happens beside a tick, the last tick of its database has two rows, as if
 * two nodes had written it; and until the copies have rows of their own, their rows are equal up to the end of the window.
 */
const METER_INTERVAL = 10;
/** Enough for the program to learn the interval. */
const TICKS = 5;
/** Between the tick and the stop: the program takes rows that stand closer than three seconds for one tick. */
const AFTER_TICK_MS = 1_200;
/** The window of rows that are compared ends 54 s ago, with this interval: the last row stands in it, and none of the copies does. */
const WINDOW_ENDED_MS = 57_500;

const admin: Login = { user: 'admin', password: 'admin-secret' };
const walter: Login = { user: 'walter', password: 'walter-secret' };

let engine: Engine;

beforeAll(async () => {
  engine = await startEngine({ name: 'copy-after-stop', admin, meterInterval: METER_INTERVAL });
  await engine.startFurther('seed', fileDatabase('stopped'));
  await createAdministrator(openRestOf(engine, 'seed'), admin, 'camunda-admin');
  await createUser(openRestOf(engine, 'seed'), walter);
});

afterAll(stopEngines);

test('two copies of what a node left that was stopped beside its tick are not called one database', async () => {
  const lastTick = await newestTickOf('seed');
  await sleep(Math.max(0, lastTick + METER_INTERVAL * 1_000 + AFTER_TICK_MS - Date.now()));
  await engine.stopFurther('seed');
  const stopped = Date.now();
  copyDatabase('stopped', 'stopped-copy');
  await Promise.all([
    engine.startFurther('eu', fileDatabase('stopped')),
    engine.startFurther('us', fileDatabase('stopped-copy')),
  ]);
  const [atStop = 0, atTick = 0] = await engine.meterStampsOf('eu');
  expect(atStop - atTick, 'the node was not stopped beside its tick').toBeLessThan(3_000);

  await sleep(stopped + WINDOW_ENDED_MS - Date.now());
  const { report } = await examine(
    'copies-of-stopped',
    { eu: { engine, name: 'eu', login: walter }, us: { engine, name: 'us', login: walter } },
    false,
  );
  expect(verdictIn(report).verdict).toBe('unknown');
  expect(rulesIn(report)).not.toContain('T411');
});

/** Once there are enough of them. */
async function newestTickOf(name: string): Promise<number> {
  for (;;) {
    const stamps = await engine.meterStampsOf(name);
    const [newest] = stamps;
    if (newest !== undefined && stamps.length >= TICKS) return newest;
    await sleep(1_000);
  }
}
