import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopEngines } from './harness/engine.js';
import { startPostgres } from './harness/postgres.js';
import { rulesIn } from './harness/report.js';
import { projectDirectory } from './harness/run-directory.js';
import type { Row } from './matrix/judge.js';
import { PAIRS, VIEWS } from './matrix/landscapes.js';
import { mayBeUnknown } from './matrix/may-be-unknown.js';
import { play, titleOf } from './matrix/play.js';
import type { Played } from './matrix/play.js';
import type { Casting } from './matrix/stage.js';
import { page, plainTable } from './matrix/table.js';

/**
 * Landscape × what the user may see × product and version × database: every verdict against what the engines really read.
 * Two castings at a time, of two processes each.
 */
const EVERYTHING = { kinds: ['H2', 'PostgreSQL'], pairs: PAIRS.map(({ name }) => name) } as const;
const all = process.env['MULTI_ENGINE_ALL'] === '1';

const REPRESENTATIVE: readonly Casting[] = [
  { left: '7.24.0', right: '7.24.0', kinds: ['PostgreSQL'], pairs: EVERYTHING.pairs },
  { left: '7.24.0', right: 'operaton-1.0.3', kinds: ['H2'], pairs: ['shared', 'cloned', 'distinct'] },
];
const ALL: readonly Casting[] = [
  { left: '7.24.0', right: '7.24.0', ...EVERYTHING },
  { left: '7.24.0', right: 'operaton-1.0.3', ...EVERYTHING },
  { left: '7.22.0', right: '7.22.0', ...EVERYTHING },
  { left: '7.18.0', right: '7.18.0', ...EVERYTHING },
  { left: '7.16.0', right: '7.16.0', ...EVERYTHING },
  { left: '7.13.0', right: '7.13.0', ...EVERYTHING },
  { left: 'operaton-1.0.3', right: 'operaton-1.0.3', ...EVERYTHING },
  { left: '7.24.0', right: '7.22.0', ...EVERYTHING },
  { left: '7.24.0', right: '7.24.0', zone: 'Asia/Kolkata', ...EVERYTHING },
  { left: '7.16.0', right: '7.16.0', zone: 'Asia/Kolkata', ...EVERYTHING },
];
const castings = all ? ALL : REPRESENTATIVE;
const AT_A_TIME = 2;
const plays = new Map<Casting, Played>();

beforeAll(async () => {
  const postgres = await startPostgres();
  try {
    const queue = castings.entries();
    const worker = async (): Promise<void> => {
      for (const [index, casting] of queue) plays.set(casting, await play(`m${index}`, casting, postgres));
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  } finally {
    await stopEngines();
    await postgres.stop();
  }
}, 3_600_000);

afterAll(async () => {
  const played = castings.flatMap((casting) => plays.get(casting) ?? []);
  process.stdout.write(`landscape | state | the user | verdict\n${plainTable(played)}\n`);
  if (process.env['MULTI_ENGINE_TABLE'] !== '1') return;
  writeFileSync(join(projectDirectory, 'docs', 'verdict-matrix.md'), await page(played));
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
    // Whether one is a copy stays open only for those who may read nothing.
    const apart = rowsOf(casting).filter(({ verdict }) => verdict === 'apart');
    expect(apart.filter(({ view }) => view !== 'no rights').map(inWords)).toEqual([]);
  });

  test('one database is at least strong once the meter rows were written', () => {
    const shared = rowsOf(casting).filter(
      ({ scene, state }) => scene.pair.name === 'shared' && state !== 'just started',
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

function rowsOf(casting: Casting): readonly Row[] {
  return plays.get(casting)?.rows ?? [];
}

function inWords({ scene, state, view, verdict, certainty }: Row): string {
  return `${scene.name}, ${state}, ${view}: ${verdict} ${certainty ?? ''}`;
}
