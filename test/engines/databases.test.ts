import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { untilClocksCannotLie } from './harness/clocks.js';
import { examine } from './harness/doctor.js';
import type { Examination, Landscape } from './harness/doctor.js';
import { copyDatabase, fileDatabase, memoryDatabase, startEngine, stopEngines } from './harness/engine.js';
import type { Engine, EngineSettings, Way } from './harness/engine.js';
import { decision, process } from './harness/models.js';
import { findingsOf, rulesIn, topologyRulesIn } from './harness/report.js';
import type { Report } from './harness/report.js';
import { createTenant, restOf } from './harness/rest.js';
import { verdictIn } from './matrix/judge.js';

/**
 * One database is copied twice while no engine has it open. Two nodes run on the first copy; the second copy and the
 * database it was copied from get a node each. So all four have the same past, and only what happened since they were
 * started can tell who shares a database with whom. The process of the original holds further engines, each pair of
 * which has databases of its own or one in common.
 */
const METER_INTERVAL = 10;
const furtherEngines: Readonly<Record<string, readonly [string, ...Way[]]>> = {
  payment: ['payment'],
  inventory: ['inventory'],
  north: ['common'],
  south: ['common'],
  east: ['bare', 'without-server'],
  west: ['bare', 'without-server'],
};

/** Until two meter rows of each node are that much younger than the starts, and older than an interval besides. */
const METERS_LIMIT_MS = 300_000;

let first: Engine;
let second: Engine;
let original: Engine;
let copy: Engine;
let allStarted: number;
let copiesOfStopped: Promise<Report>;

beforeAll(async () => {
  const seed = await start('seed', 'original');
  await restOf(seed).deploy([process('payment-processing'), decision('payment-limit')]);
  await seed.stop();
  copyDatabase('original', 'shared');
  copyDatabase('original', 'copy');

  first = await start('shared-1', 'shared', { port: 8080 });
  second = await startAtAnotherPhase();
  // At the same time: meter rows that happen to be equal must not pass for common ones.
  [original, copy] = await Promise.all([
    start('original', 'original', { port: 8082, heapMegabytes: 720 }),
    start('copy', 'copy', { port: 8083 }),
  ]);
  for (const [name, [database, ...ways]] of Object.entries(furtherEngines)) {
    await original.startFurther(name, memoryDatabase(database), ...ways);
  }
  allStarted = Date.now();
  // Takes two minutes or more, most of which it waits: beside the tests, the last of which asks for it.
  copiesOfStopped = examineCopiesOfStopped();
  copiesOfStopped.catch(() => undefined);
});

afterAll(stopEngines);

describe('a database and its copy', () => {
  test('answer alike in everything older than the copy', async () => {
    const [one, other] = [await readOrigin(original), await readOrigin(copy)];
    expect(one.schemaLog).toEqual(other.schemaLog);
    expect(one.installation).toEqual(other.installation);
    expect(one.deployments).toEqual(other.deployments);
  });

  test('are told apart by their meter rows alone', async () => {
    const { report } = await examineUntilDecided('cloned-by-meters', {
      eu: { engine: original },
      us: { engine: first },
    });
    expect(report.databases).toMatchObject([{ verdict: 'cloned', engines: ['eu', 'us'] }]);
    expect(topologyRulesIn(report)).toContain('T413');
  });
});

describe('two nodes on one database', () => {
  test('answer alike in everything that comes from the database', async () => {
    const [one, other] = [await readOrigin(first), await readOrigin(second)];
    expect(one.schemaLog).toHaveLength(1);
    expect(one.schemaLog).toEqual(other.schemaLog);
    expect(one.installation).toEqual(other.installation);
    expect(one.started).not.toEqual(other.started);
  });

  test('are recognised by their meter rows alone', async () => {
    const { report } = await examineUntilDecided('shared-by-meters', twoNodes());
    expect(report.databases).toMatchObject([{ verdict: 'shared', engines: ['eu', 'us'] }]);
    expect(report.databases[0]?.certainty).toMatch(/^(proven|strong)$/);
    expect(topologyRulesIn(report)).toContain('T411');
  });
});

describe('copies whose engines were started together', () => {
  test('are not taken for one database although their meters move alike', async () => {
    await untilClocksCannotLie(allStarted);
    const { report } = await examine('cloned-unused', originalAndCopy());
    expect(report.databases.map((database) => database.verdict)).not.toContain('shared');
    expect(rulesIn(report)).not.toContain('T411');
    expect(report.exitCode).not.toBe(0);
  });

  test('are told apart as soon as both were used', async () => {
    await restOf(original).deploy([process('inventory-checkout')]);
    await restOf(copy).deploy([process('order-handling')]);
    await restOf(copy).post('/process-definition/key/order-handling/start', {});
    const { report } = await examine('cloned', originalAndCopy());
    expect(report.databases).toMatchObject([{ verdict: 'cloned', engines: ['eu', 'us'] }]);
    expect(topologyRulesIn(report)).toContain('T413');
    expect(topologyRulesIn(report)).not.toContain('T411');
    expect(report.exitCode).toBe(1);
  });
});

describe('two nodes on one database, in use', () => {
  test('are recognised by a deployment made after both had started', async () => {
    await untilClocksCannotLie(allStarted);
    await restOf(first).deploy([process('inventory-checkout')]);
    const { report } = await examine('shared', twoNodes());
    expect(report.databases).toMatchObject([
      { verdict: 'shared', certainty: 'proven', engines: ['eu', 'us'] },
    ]);
    expect(topologyRulesIn(report)).toEqual(['T411']);
    expect(report.exitCode).toBe(1);
  });

  test('are not mixed up with two other copies of their database', async () => {
    const { report } = await examine('shared-and-cloned', {
      'eu-1': { engine: first },
      'eu-2': { engine: second },
      us: { engine: original },
      asia: { engine: copy },
    });
    const shared = report.databases.filter((database) => database.verdict === 'shared');
    expect(shared).toMatchObject([{ engines: ['eu-1', 'eu-2'] }]);
    expect(report.databases.map((database) => database.verdict)).toContain('cloned');
    expect(topologyRulesIn(report)).toEqual(expect.arrayContaining(['T411', 'T413']));
  });
});

/** Behind one address: the entries differ in nothing but the engine's name. */
describe('several engines in one process', () => {
  test('are distinct with databases of their own', async () => {
    await restOf(original, 'payment').deploy([process('payment-processing')]);
    await restOf(original, 'inventory').deploy([process('inventory-checkout')]);
    const { report } = await examine('one-process', {
      payment: { engine: original, name: 'payment' },
      inventory: { engine: original, name: 'inventory' },
    });
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report).toMatchObject({ result: 'ok', exitCode: 0, databases: [] });
    expect(report.engines).toMatchObject([{ processDefinitions: 1 }, { processDefinitions: 1 }]);
  });

  test('share a database', async () => {
    await untilClocksCannotLie(allStarted);
    await restOf(original, 'north').deploy([process('order-handling')]);
    const { report } = await examine('one-process-shared', {
      north: { engine: original, name: 'north' },
      south: { engine: original, name: 'south' },
      payment: { engine: original, name: 'payment' },
    });
    expect(report.databases).toMatchObject([{ verdict: 'shared', engines: ['north', 'south'] }]);
    expect(report.databases[0]?.certainty).toMatch(/^(proven|strong)$/);
    expect(topologyRulesIn(report)).toEqual(['T411']);
    expect(findingsOf(report, 'T411')[0]?.engines).toEqual(['north', 'south']);
    expect(report.exitCode).toBe(1);
  });

  test('are not called down when their telemetry answers 500', async () => {
    await expect(restOf(original, 'east').get('/telemetry/data')).rejects.toThrow('500');
    await restOf(original, 'east').deploy([process('claim-handling')]);
    const { report } = await examine('one-process-without-telemetry', {
      east: { engine: original, name: 'east' },
      west: { engine: original, name: 'west' },
      payment: { engine: original, name: 'payment' },
    });
    expect(report.engines.map((engine) => engine.status)).toEqual(['ok', 'ok', 'ok']);
    expect(rulesIn(report)).not.toContain('P301');
    // One deployment seen through both: one origin, whether shared or copied. Never two separate databases.
    expect(report.databases).toMatchObject([{ engines: ['east', 'west'] }]);
    expect(report.databases[0]?.verdict).toMatch(/^(shared|unknown)$/);
    expect(topologyRulesIn(report)).not.toContain('T401');
  });
});

/** What "multi-engine demo" shows, from the recording of this landscape. */
describe('two nodes on one database beside an engine of its own', () => {
  test('show a shared database, and clash with the other engine in a definition and a tenant', async () => {
    const inventory = await startEngine({ name: 'inventory', meterInterval: METER_INTERVAL, port: 8090 });
    for (const engine of [first, inventory]) {
      await restOf(engine).deploy([process('invoice'), decision('invoice-limit')]);
      await createTenant(restOf(engine), 'acme');
      await restOf(engine).deploy([process('refund')], 'acme');
    }
    const { report } = await examine('demo', {
      'payment-1': { engine: first },
      'payment-2': { engine: second },
      inventory: { engine: inventory },
    });
    expect(report.databases).toMatchObject([{ verdict: 'shared', engines: ['payment-1', 'payment-2'] }]);
    expect(new Set(topologyRulesIn(report))).toEqual(new Set(['T401', 'T403', 'T411']));
    // One finding speaks of all engines, the two nodes included.
    expect(findingsOf(report, 'T403').map((finding) => finding.engines)).toEqual([
      ['payment-1', 'payment-2', 'inventory'],
    ]);
  });
});

/**
 * A node that is stopped writes its counters once more. Where that happens beside a tick, the last tick of its database has two rows, as if
 * two nodes had written it; and until the copies have rows of their own, all their rows are equal.
 */
describe('copies of what a node left that was stopped beside its tick', () => {
  test('are not called one database', async () => {
    const report = await copiesOfStopped;
    // Where the machine was too busy for the moment, the copies have rows of their own, or the last tick has one.
    expect(verdictIn(report).verdict).toMatch(/^(unknown|cloned)$/);
    expect(rulesIn(report)).not.toContain('T411');
  });
});

/** Enough for the program to learn the interval. */
const TICKS_TO_LEARN = 5;
/** The program takes rows that stand closer for one tick. */
const ROWS_OF_ONE_TICK_MS = 3_000;
/** Between the tick and the stop. */
const AFTER_TICK_MS = 1_200;
/** The rows that are compared end 54 s ago, with this interval: then the last of the stopped node are among them, and the first of the copies not. */
const LAST_ROWS_COMPARED_MS = 57_500;

/** How often a node is stopped until it was beside its tick: a busy machine stops it late. */
const STOPS = 5;

/** The copies run in the process of the original, in engines that do not tell when they started. */
async function examineCopiesOfStopped(): Promise<Report> {
  for (let stop = 1; stop <= STOPS; stop += 1) {
    const [restarted, restartedCopy] = [`restarted-${stop}`, `restarted-copy-${stop}`];
    const stoppedAt = await stopBesideTick(`stopped-${stop}`);
    copyDatabase(`stopped-${stop}`, `stopped-copy-${stop}`);
    await original.startFurther(restarted, fileDatabase(`stopped-${stop}`), 'without-server');
    await original.startFurther(restartedCopy, fileDatabase(`stopped-copy-${stop}`), 'without-server');
    if (!(await endsInTwoRowsOfOneTick(restarted))) continue;
    await sleep(Math.max(0, stoppedAt + LAST_ROWS_COMPARED_MS - Date.now()));
    const landscape = {
      eu: { engine: original, name: restarted },
      us: { engine: original, name: restartedCopy },
    };
    return (await examine('copies-of-stopped', landscape, false)).report;
  }
  throw new Error(`in ${STOPS} tries no node stopped beside its tick: the machine is too busy`);
}

async function stopBesideTick(name: string): Promise<number> {
  await original.startFurther(name, fileDatabase(name), 'without-server');
  const tick = await newestTickOf(name);
  await sleep(Math.max(0, tick + METER_INTERVAL * 1_000 + AFTER_TICK_MS - Date.now()));
  await original.stopFurther(name);
  return Date.now();
}

/** What the program would take for the rows of two nodes. */
async function endsInTwoRowsOfOneTick(engine: string): Promise<boolean> {
  const [last = 0, before = 0] = await original.meterStampsOf(engine);
  return last > before && last - before < ROWS_OF_ONE_TICK_MS;
}

async function newestTickOf(engine: string): Promise<number> {
  for (;;) {
    const stamps = await original.meterStampsOf(engine);
    const [newest] = stamps;
    if (newest !== undefined && stamps.length >= TICKS_TO_LEARN) return newest;
    await sleep(1_000);
  }
}

function twoNodes(): Landscape {
  return { eu: { engine: first }, us: { engine: second } };
}

function originalAndCopy(): Landscape {
  return { eu: { engine: original }, us: { engine: copy } };
}

function start(name: string, database: string, settings: Partial<EngineSettings> = {}): Promise<Engine> {
  return startEngine({
    ...settings,
    name,
    database: fileDatabase(database),
    meterInterval: METER_INTERVAL,
  });
}

/** Meter rows tell two nodes apart unless these write half an interval apart, which looks like one that writes twice as often. */
async function startAtAnotherPhase(): Promise<Engine> {
  const firstStarted = (await readOrigin(first)).started;
  for (;;) {
    const launched = Date.now();
    const engine = await start('shared-2', 'shared', { port: 8081 });
    const phase = secondsOfInterval((await readOrigin(engine)).started - firstStarted);
    if (Math.abs(phase - METER_INTERVAL / 2) > 1.2) return engine;
    await engine.stop();
    // A start takes about as long as the one before it: launched this much later, the next one is where it should be.
    const pause = secondsOfInterval((APART - phase) * 1000 - (Date.now() - launched));
    await sleep(pause * 1000);
  }
}

/** A third of an interval, in seconds. */
const APART = METER_INTERVAL / 3;

function secondsOfInterval(milliseconds: number): number {
  const seconds = milliseconds / 1000;
  return ((seconds % METER_INTERVAL) + METER_INTERVAL) % METER_INTERVAL;
}

/** Until then the verdict has to be open: every look is checked. */
async function examineUntilDecided(name: string, landscape: Landscape): Promise<Examination> {
  const deadline = Date.now() + METERS_LIMIT_MS;
  for (;;) {
    const examination = await examine(name, landscape);
    const verdict = examination.report.databases[0]?.verdict;
    if (verdict !== 'unknown' || Date.now() > deadline) return examination;
    expect(examination.report).toMatchObject({ result: 'inconclusive', exitCode: 3 });
    expect(topologyRulesIn(examination.report)).toEqual(['T414']);
    await sleep(5_000);
  }
}

/** What an engine tells about its database, and when it started itself. */
async function readOrigin(engine: Engine) {
  const rest = restOf(engine);
  const telemetry = await rest.get<{
    installation: string;
    product: { internals: { 'data-collection-start-date': string } };
  }>('/telemetry/data');
  return {
    installation: telemetry.installation,
    started: Date.parse(telemetry.product.internals['data-collection-start-date'].replace(/00$/, ':00')),
    schemaLog: await rest.get<unknown[]>('/schema/log'),
    deployments: (await rest.get<{ id: string }[]>('/deployment')).map((deployment) => deployment.id),
  };
}
