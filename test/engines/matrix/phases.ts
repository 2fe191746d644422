import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../harness/engine.js';

/** Seconds between two meter rows of a node. */
export const METER_INTERVAL = 10;
const INTERVAL_MS = METER_INTERVAL * 1_000;
const MOST_TRIES = 60;

/** When a node starts, counted from the rows of another one, in milliseconds. */
export interface Moment {
  readonly apartMs: number;
  /** What the start may miss its moment by. */
  readonly toleranceMs: number;
}

export const TOGETHER: Moment = { apartMs: 0, toleranceMs: 800 };
export const SIDE_BY_SIDE: Moment = { apartMs: 3_000, toleranceMs: 800 };
/** Not to the millisecond: then nothing would tell the two from one. */
export const IN_TURN: Moment = { apartMs: INTERVAL_MS / 2 + 400, toleranceMs: 300 };

/** How many ticks in a row tell that nodes write in turn. */
const TOLD_BY = 6;
/** How long before they are read the rows end that are compared: where half of the interval is taken for it, or the interval. */
const NOT_COMPARED_MS = { least: 27_000, most: 54_000 };
/** What the lateness of one node at its ticks may differ by. */
const STEADY_MS = 25;
/** A node stamps the rows of one tick one by one. */
const ONE_TICK_MS = 1_000;

/**
 * Whether docs/verdicts.md promises that two nodes which write in turn are told from one that writes twice as often: each is late by the
 * same at each of its ticks, give or take a fortieth of a second, so that the distances between ticks are longer and shorter in turn.
 *
 * @param stamps of the meter rows in their database, newest first
 * @param askedAt when somebody began to read the rows, who may have read them at any moment since; milliseconds since 1970
 */
export function areLateByTheSame(stamps: readonly number[], askedAt: number): boolean {
  const newestFirst = ticksIn(stamps);
  const ticksSince = (moment: number): number => newestFirst.filter((tick) => tick > moment).length;
  const [first, last] = [
    ticksSince(Date.now() - NOT_COMPARED_MS.least),
    ticksSince(askedAt - NOT_COMPARED_MS.most),
  ];
  return newestFirst
    .map((_, newest) => newestFirst.slice(newest, newest + TOLD_BY))
    .slice(first, last + 1)
    .every(isSteadyInTurn);
}

function isSteadyInTurn(newestFirst: readonly number[]): boolean {
  const distances = newestFirst.slice(1).map((earlier, index) => (newestFirst[index] ?? 0) - earlier);
  return [0, 1].every((turn) => {
    const own = distances.filter((_, index) => index % 2 === turn);
    return Math.max(...own) - Math.min(...own) <= STEADY_MS;
  });
}

/** The first stamp of each tick. */
function ticksIn(newestFirst: readonly number[]): readonly number[] {
  return newestFirst.filter((stamp, index) => stamp - (newestFirst[index + 1] ?? 0) > ONE_TICK_MS);
}

/** How long the last start took, which the next one will take as well. */
let lastTook = 1_500;

/**
 * Starts the right engine so that its rows stand where they shall after those of the left one, which runs already. It is
 * started again until it meets the moment.
 */
export async function startAt(
  { apartMs, toleranceMs }: Moment,
  name: string,
  { left, right }: { readonly left: Engine; readonly right: Engine },
  startRight: () => Promise<void>,
): Promise<void> {
  const wanted = phaseOf(left, name) + apartMs;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await sleep(modulo(wanted - lastTook - Date.now()));
    const asked = Date.now();
    await startRight();
    lastTook = Date.now() - asked;
    const missed = modulo(phaseOf(right, name) - wanted);
    if (Math.min(missed, INTERVAL_MS - missed) < toleranceMs) return;
    await right.stopFurther(name);
  }
  throw new Error(`"${name}" never started at the moment that was wanted: the machine is too busy`);
}

/** Where in an interval a node writes: it counts from when it says that it was created. Zones differ by whole intervals. */
function phaseOf(engine: Engine, name: string): number {
  const told = engine
    .log()
    .matchAll(new RegExp(`:(\\d\\d)[.,](\\d{3}).*Process Engine ${name} created`, 'g'));
  const [, seconds, milliseconds] = [...told].at(-1) ?? [];
  if (seconds === undefined) throw new Error(`"${name}" does not tell that it was created`);
  return modulo(Number(seconds) * 1_000 + Number(milliseconds));
}

function modulo(value: number): number {
  return ((value % INTERVAL_MS) + INTERVAL_MS) % INTERVAL_MS;
}
