import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopEngines } from './harness/engine.js';
import { startMariaDb } from './harness/mariadb.js';
import { startPostgres } from './harness/postgres.js';
import { rulesIn } from './harness/report.js';
import { projectDirectory } from './harness/run-directory.js';
import { ALL, chosenCastings } from './matrix/castings.js';
import type { Row } from './matrix/judge.js';
import { VIEWS } from './matrix/landscapes.js';
import { areMadeInOneSecond, mayBeUnknown } from './matrix/may-be-unknown.js';
import { play, titleOf } from './matrix/play.js';
import type { Played } from './matrix/play.js';
import type { Casting, Servers } from './matrix/stage.js';
import { keepTold, keptOf, page, plainTable, toldOf } from './matrix/table.js';

/**
 * Landscape × what the user may see × product and version × database: every verdict against what the engines really read.
 * Two castings at a time, of two processes each.
 */
const castings = chosenCastings();
const AT_A_TIME = 2;
const plays = new Map<Casting, Played>();
const broken = new Map<Casting, unknown>();

beforeAll(async () => {
  const servers = await startServers();
  try {
    const queue = castings.entries();
    const worker = async (): Promise<void> => {
      for (const [index, casting] of queue) await playOne(`m${index}`, casting, servers);
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  } finally {
    await stopEngines();
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}, 7_200_000);

async function startServers(): Promise<Servers> {
  const kinds = new Set(castings.flatMap((casting) => casting.kinds));
  return {
    ...(kinds.has('PostgreSQL') && { postgres: await startPostgres() }),
    ...(kinds.has('MariaDB') && { mariadb: await startMariaDb() }),
  };
}

afterAll(async () => {
  const told = castings.flatMap((casting) => plays.get(casting) ?? []).map(toldOf);
  process.stdout.write(`landscape | state | the user | verdict\n${plainTable(told)}\n`);
  if (process.env['MULTI_ENGINE_TABLE'] !== '1') return;
  told.forEach(keepTold);
  writeFileSync(join(projectDirectory, 'docs', 'verdict-matrix.md'), page(keptOf(ALL.map(titleOf))));
});

describe.each(castings.map((casting) => ({ title: titleOf(casting), casting })))('$title', ({ casting }) => {
  test('no verdict is wrong', () => {
    expect(rows().length).toBeGreaterThan(20);
    expect(rows(isWrong)).toEqual([]);
  });

  test('unknown is said only where the documentation says so, with what would decide', () => {
    const unknown = rowsOf(casting).filter(({ verdict }) => verdict === 'unknown');
    expect(unknown.filter((row) => !mayBeUnknown(row, casting)).map(inWords)).toEqual([]);
    expect(unknown.filter((row) => !saysWhatDecides(row)).map(inWords)).toEqual([]);
    // Whether one is a copy stays open only for those who may read nothing, or where nothing tells.
    const apart = rowsOf(casting).filter(
      ({ verdict, view, scene }) =>
        verdict === 'apart' && view !== 'no rights' && !areMadeInOneSecond(scene, casting),
    );
    expect(apart.map(inWords)).toEqual([]);
  });

  test('one database is at least strong once something was written that tells', () => {
    const shared = rowsOf(casting).filter(
      (row) => row.scene.pair.truth === 'shared' && !mayBeUnknown(row, casting),
    );
    expect(shared.length).toBeGreaterThan(0);
    const short = shared.filter(({ verdict, certainty }) => verdict !== 'shared' || certainty === 'weak');
    expect(short.map(inWords)).toEqual([]);
  });

  test('--watch ends by deciding, without a right too', () => {
    const watched = rowsOf(casting).filter(({ state }) => state === 'waited for');
    expect(watched.map(({ view }) => view)).toEqual(VIEWS);
    expect(watched.filter(({ verdict }) => verdict !== 'shared').map(inWords)).toEqual([]);
  });

  test('an engine is told by its product, and two products on one database are called out', () => {
    const mixed = rowsOf(casting).filter(
      ({ scene, view, verdict }) =>
        scene.pair.truth === 'shared' && view === 'administrator' && verdict === 'shared',
    );
    expect(mixed.length).toBeGreaterThan(0);
    const differ = casting.left !== casting.right;
    for (const { report } of mixed) expect(rulesIn(report).includes('T415')).toBe(differ);
  });

  test('a copy is never called one database', () => {
    const copies = rowsOf(casting).filter(({ scene }) => scene.pair.truth === 'cloned');
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.filter(({ verdict }) => verdict === 'shared').map(inWords)).toEqual([]);
  });

  function rows(chosen: (row: Row) => boolean = () => true): readonly string[] {
    return rowsOf(casting)
      .filter((row) => chosen(row))
      .map(inWords);
  }
});

function saysWhatDecides({ because }: Row): boolean {
  return because.includes('--watch') && because.includes('--canary');
}

function isWrong({ verdict, scene: { pair } }: Row): boolean {
  if (verdict === 'apart') return pair.truth === 'shared';
  return verdict !== 'unknown' && verdict !== pair.truth;
}

/** What one casting breaks on does not take the others along. */
async function playOne(id: string, casting: Casting, servers: Servers): Promise<void> {
  try {
    plays.set(casting, await play(id, casting, servers));
  } catch (problem) {
    broken.set(casting, problem);
  }
}

function rowsOf(casting: Casting): readonly Row[] {
  if (broken.has(casting)) throw broken.get(casting);
  return plays.get(casting)?.rows ?? [];
}

function inWords({ scene, state, view, verdict, certainty }: Row): string {
  return `${scene.name}, ${state}, ${view}: ${verdict} ${certainty ?? ''}`;
}
