import type { TickDetail, TickSpan } from '../../probe/types.js';
import { compareMeters, intervalMsOf, phasesTogether, standsAtPhase } from '../meters.js';
import type { Pair } from './pair.js';
import type { Signal } from './table.js';

/**
 * Rows of one tick: nodes whose starts are too close to tell their phases apart, less than two seconds, write within this
 * of each other, as late as either may be and cut to the second.
 */
const TOGETHER_MS = 3_000;

/**
 * The newest tick that both show, where a closer look at it can decide: nothing differs by the second, and it is younger
 * than the engines as far as these tell. Null otherwise.
 */
export function tickToCompare(pair: Pair): TickSpan | null {
  const readings = pair.both('meters');
  if (readings === null) return null;
  const { common, onlyFirst, onlySecond } = compareMeters(...readings);
  const instants = common.map((row) => row.instant).toSorted((a, b) => b - a);
  const [to] = instants;
  if (to === undefined || onlyFirst.length + onlySecond.length > 0) return null;
  // Older than the engines it is inherited, and equal whatever became of the databases since.
  if (pair.starts !== null && to < Math.max(...pair.starts)) return null;
  const from = instants.reduce((oldest, instant) => (oldest - instant <= TOGETHER_MS ? instant : oldest), to);
  return to - from > 2 * TOGETHER_MS ? { from: to, to } : { from, to };
}

/** The closest look that was taken at one tick on both engines. */
function detailsOf({ first, second }: Pair): readonly [TickDetail, TickDetail] | null {
  for (const tick of first.again?.ticks ?? []) {
    const other = second.again?.ticks?.find(({ from, to }) => from === tick.from && to === tick.to);
    if (other !== undefined) return [tick, other];
  }
  return null;
}

/** 1d-ms: one row of one database has one stamp; rows that are equal by the second only were written by two engines. */
export function tickMillisecondsDiffer(pair: Pair): Signal | null {
  const details = detailsOf(pair);
  if (details === null || isOneTick(...details)) return null;
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

/**
 * 2-ms: two rows within one tick, equal on both to the millisecond, made while both were running. Each database of a pair
 * of copies has one writer that started then, so it has one such row.
 */
export function tickOfBothToTheMillisecond(pair: Pair): Signal | null {
  const details = detailsOf(pair);
  const { starts, surelyWhileBothRan } = pair;
  if (details === null || surelyWhileBothRan === null || !isOneTick(...details)) return null;
  const [tick] = details;
  const readings = pair.both('meters');
  if (readings === null || tick.first === tick.last || tick.from <= surelyWhileBothRan) return null;
  const intervalMs = intervalMsOf(...readings);
  // Where the starts are known, the rows have to be those of these two nodes.
  if (starts !== null && !starts.every((start) => standsNear(tick, start, intervalMs))) return null;
  return {
    certainty: 'proven',
    evidence: [pair.evidence('meter-rows', `both show one tick ${inWords(tick)}`)],
  };
}

/** Whether the node that started then wrote the first or the last row of the tick, give or take a second. */
function standsNear({ from, to }: TickSpan, start: number, intervalMs: number): boolean {
  return [from, to]
    .flatMap((second) => [second, second - 1_000, second + 1_000])
    .some((instant) => standsAtPhase({ instant, reporter: '', value: 0 }, start, intervalMs));
}

/**
 * 2': nobody tells when the nodes started, but they answered us, and rows that were made since stand side by side at two
 * phases on both.
 */
export function wroteSideBySideSinceContact(pair: Pair): Signal | null {
  const readings = pair.both('meters');
  const { surelyWhileBothRan } = pair;
  if (readings === null || surelyWhileBothRan === null || pair.starts !== null) return null;
  const { common, onlyFirst, onlySecond } = compareMeters(...readings);
  if (onlyFirst.length + onlySecond.length > 0) return null;
  const young = common.filter((row) => row.instant > surelyWhileBothRan);
  if (young.length < 2 || phasesTogether(young, intervalMsOf(...readings)) < 2) return null;
  const detail = `${young.length} equal rows at two phases, made since both engines answered`;
  return { certainty: 'proven', evidence: [pair.evidence('meter-rows', detail)] };
}

/** Whether a closer look showed two writers in one tick. */
export function twoWritersInOneTick(pair: Pair): boolean {
  const details = detailsOf(pair);
  return details !== null && isOneTick(...details) && details[0].first !== details[0].last;
}
