import { greatest, least } from '../../../core/many.js';
import type { TickDetail, TickSpan } from '../../../probe/types.js';
import { phasesTogether, standsAtPhase } from '../../fingerprints/meters.js';
import type { Pair } from '../pair.js';
import type { Signal } from './signal.js';

const SECOND_MS = 1_000;
/**
 * Rows of one tick: nodes whose starts are too close to tell their phases apart, less than two seconds, write within this
 * of each other, as late as either may be and cut to the second.
 */
const TOGETHER_MS = 3_000;
/** How many ticks in a row show that two nodes take turns, and not one that is late now and then. */
const TURNS = 6;
/** A node that is stopped writes once more, at whatever moment: one tick with two rows may be all of one node. */
const TICKS_OF_TWO = 2;
/** A node is late by the same few tenths of a second at each tick, and rarely by more than these in turn. */
const STEADY_MS = 25;
const APART_WHERE_STEADY_MS = 100;
/** No node is so late at one tick and so early at the next. */
const APART_MS = 1_500;

/**
 * The ticks that both show and at which a closer look can decide, newest first: the newest one, where nothing differs by the
 * second and it is younger than the engines as far as these tell. The one before as well where the window may end between
 * the rows of the newest, one more where nobody tells when the engines started, and some where two nodes may take turns, half an
 * interval apart, so that they look like one node that writes twice as often.
 */
export function ticksToCompare(pair: Pair): readonly TickSpan[] {
  if (pair.meters === null) return [];
  const { common, onlyFirst, onlySecond, end, intervalMs } = pair.meters;
  if (onlyFirst.length + onlySecond.length > 0) return [];
  // Older than the engines they are inherited, and equal whatever became of the databases since.
  const since = pair.starts === null ? 0 : greatest(pair.starts);
  const ticks = ticksOf(common.map((row) => row.instant)).filter(({ to }) => to >= since);
  const turns = ticks.slice(0, TURNS);
  if (turns.length === TURNS && turns.every(isOfOneSecond) && inARow(turns, intervalMs).length === TURNS)
    return turns;
  const [newest] = ticks;
  const wanted = pair.starts === null ? TICKS_OF_TWO : 1;
  return inARow(
    ticks.slice(0, newest !== undefined && isWhole(newest, end) ? wanted : wanted + 1),
    intervalMs,
  );
}

/** Whether all of its rows stand in the window that ends then. */
function isWhole({ from }: TickSpan, end: number): boolean {
  return from + TOGETHER_MS < end;
}

/** Newest first. Where more and more rows stand close to each other, only the newest of them is the tick. */
function ticksOf(instants: readonly number[]): readonly TickSpan[] {
  const ticks: TickSpan[] = [];
  for (const instant of instants.toSorted((a, b) => b - a)) {
    const last = ticks.at(-1);
    if (last === undefined || last.from - instant > TOGETHER_MS) ticks.push({ from: instant, to: instant });
    else ticks.splice(-1, 1, { from: instant, to: last.to });
  }
  return ticks.map(({ from, to }) => (to - from > 2 * TOGETHER_MS ? { from: to, to } : { from, to }));
}

function isOfOneSecond({ from, to }: TickSpan): boolean {
  return from === to;
}

/** The newest of them, up to where one is missing. */
function inARow(ticks: readonly TickSpan[], intervalMs: number): readonly TickSpan[] {
  const apart = distances(ticks.map(({ to }) => to));
  const gap = apart.findIndex((distance) => Math.abs(distance - intervalMs) >= intervalMs / 2);
  return gap === -1 ? ticks : ticks.slice(0, gap + 1);
}

function distances(newestFirst: readonly number[]): readonly number[] {
  return newestFirst.slice(0, -1).map((later, index) => later - (newestFirst[index + 1] ?? later));
}

/** The closer looks that were taken at the same ticks on both engines, newest first. */
function detailsOf({ first, second }: Pair): readonly (readonly [TickDetail, TickDetail])[] {
  const ticks = (first.again?.ticks ?? []).toSorted((a, b) => b.from - a.from);
  return ticks.flatMap((tick) => {
    const other = second.again?.ticks?.find(({ from, to }) => from === tick.from && to === tick.to);
    return other === undefined ? [] : [[tick, other] as const];
  });
}

/** One row of one database has one stamp; rows that are equal by the second only were written by two engines. */
export function tickMillisecondsDiffer(pair: Pair): Signal | null {
  const details = detailsOf(pair).find((each) => !isOneTick(...each));
  if (details === undefined) return null;
  const detail = `the tick at ${moment(details[0].from)} was written ${details.map(inWords).join(' there, and ')} here`;
  return { certainty: 'strong', evidence: [pair.evidence('meter-rows', detail)] };
}

function isOneTick(first: TickDetail, second: TickDetail): boolean {
  return first.first === second.first && first.last === second.last;
}

function moment(instant: number): string {
  return new Date(instant).toISOString();
}

function inWords({ first, last }: TickDetail): string {
  return first === last ? `at ${moment(first)}` : `at ${moment(first)} and ${moment(last)}`;
}

/** The closer looks that this pair asked for, newest first. Empty where they show different rows. */
function equalTicks(pair: Pair): readonly TickDetail[] {
  const details = detailsOf(pair);
  if (!details.every((each) => isOneTick(...each))) return [];
  // Other pairs had other ticks looked at.
  const asked = new Set(ticksToCompare(pair).map(({ from }) => from));
  return details.map(([tick]) => tick).filter(({ from }) => asked.has(from));
}

function hasTwoRows({ first, last }: TickDetail): boolean {
  return first !== last;
}

function takeTurns(ticks: readonly TickDetail[]): boolean {
  const apart = distances(ticks.map(({ first }) => first));
  if (apart.length < TURNS - 1) return false;
  const [ones = [], others = []] = [0, 1].map((turn) => apart.filter((_, index) => index % 2 === turn));
  const [longer, shorter] = (ones[0] ?? 0) > (others[0] ?? 0) ? [ones, others] : [others, ones];
  const difference = least(longer) - greatest(shorter);
  const areSteady = [ones, others].every((own) => greatest(own) - least(own) <= STEADY_MS);
  return difference >= (areSteady ? APART_WHERE_STEADY_MS : APART_MS);
}

/** Whether closer looks showed two nodes that wrote beside each other at the newest ticks of a window, or in turn. */
export function twoWritersInTicks(pair: Pair, end: number): boolean {
  const ticks = equalTicks(pair);
  const [newest] = ticks;
  if (newest === undefined) return false;
  const ended = hasTwoRows(newest) || isWhole(newest, end) ? ticks : ticks.slice(1);
  const last = ended.slice(0, TICKS_OF_TWO);
  return (last.length === TICKS_OF_TWO && last.every(hasTwoRows)) || takeTurns(ticks);
}

/**
 * Rows of two writers, equal on both to the millisecond, made while both were running. Each database of a pair of
 * copies has one writer that started then, whose rows all stand at one distance.
 */
export function ticksOfBothToTheMillisecond(pair: Pair): Signal | null {
  const looked = equalTicks(pair);
  // One with two rows is enough: both nodes were running.
  const one = looked.find(hasTwoRows);
  const ticks = one !== undefined ? [one] : takeTurns(looked) ? looked : [];
  const { starts, surelyWhileBothRan, meters } = pair;
  if (ticks.length === 0 || surelyWhileBothRan === null || meters === null) return null;
  if (ticks.some(({ from }) => from <= surelyWhileBothRan)) return null;
  // Where the starts are known, the rows have to be those of these two nodes.
  const intervalMs = repeatedAfterMs(ticks) ?? meters.intervalMs;
  const areTheirs = starts?.every((start) => ticks.some((tick) => standsNear(tick, start, intervalMs)));
  if (areTheirs === false) return null;
  const [newest, ...others] = ticks.map(inWords);
  const detail =
    others.length === 0
      ? `both show one tick ${newest}`
      : `both show ticks of two nodes in turn, the newest ${newest}`;
  return { certainty: 'proven', evidence: [pair.evidence('meter-rows', detail)] };
}

/** How long nodes that take turns wait for their own next row, to the second; null for a single tick. */
function repeatedAfterMs([newest, , ownBefore]: readonly TickDetail[]): number | null {
  if (newest === undefined || ownBefore === undefined) return null;
  return Math.round((newest.first - ownBefore.first) / SECOND_MS) * SECOND_MS;
}

/** Whether the node that started then wrote the first or the last row of the tick, give or take a second. */
function standsNear({ from, to }: TickSpan, start: number, intervalMs: number): boolean {
  return [from, to]
    .flatMap((second) => [second, second - SECOND_MS, second + SECOND_MS])
    .some((instant) => standsAtPhase({ instant, reporter: '', value: 0 }, start, intervalMs));
}

/**
 * Nobody tells when the nodes started, but they answered us, and rows that were made since stand side by side at two
 * phases on both.
 */
export function wroteSideBySideSinceContact(pair: Pair): Signal | null {
  const { surelyWhileBothRan, meters } = pair;
  if (meters === null || surelyWhileBothRan === null || pair.starts !== null) return null;
  const { common, onlyFirst, onlySecond, intervalMs } = meters;
  if (onlyFirst.length + onlySecond.length > 0) return null;
  const young = common.filter((row) => row.instant > surelyWhileBothRan);
  if (young.length < 2 || phasesTogether(young, intervalMs) < 2) return null;
  const detail = `${young.length} equal rows at two phases, made since both engines answered`;
  return { certainty: 'proven', evidence: [pair.evidence('meter-rows', detail)] };
}
