import { least } from '../../core/many.js';
import { oncePer } from '../../core/memoize.js';
import type { MeterReading, MeterRow } from '../../probe/types.js';

/** Every node stamps its rows 0 to 0.7 s after start + n × interval, and the bucket is cut to the second. */
const PHASE_EARLIEST_MS = -1_000;
const PHASE_LATEST_MS = 1_500;
/** Every 15 minutes, where nobody set anything else. */
const DEFAULT_INTERVAL_MS = 900_000;
/** Two nodes whose ticks stand closer than this cannot be told apart by the second. */
const PHASES_APART_MS = 2_000;
/** Two rows of one node, cut to the second, are an interval apart or a second more or less. */
const TICK_JITTER_MS = 1_000;

export interface MeterComparison {
  /** Rows inside the window that is closed for both. */
  readonly first: readonly MeterRow[];
  readonly second: readonly MeterRow[];
  readonly common: readonly MeterRow[];
  readonly onlyFirst: readonly MeterRow[];
  readonly onlySecond: readonly MeterRow[];
  /** The window that was compared, milliseconds since 1970; `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The interval that both readings taught; the smaller where they disagree, which folds phases together rather than apart. */
  readonly intervalMs: number;
}

/** Compares the rows of two engines inside the window that is closed and complete on both. */
export function compareMeters(first: MeterReading, second: MeterReading): MeterComparison {
  const start = Math.max(oldestComplete(first), oldestComplete(second));
  const end = Math.min(first.end, second.end);
  const inside = (row: MeterRow): boolean => row.instant >= start && row.instant < end;
  // A key holds the instant: what the other has outside of the window is the key of no row inside.
  const [own, others] = [keysOf(first), keysOf(second)];
  return {
    first: first.rows.filter(inside),
    second: second.rows.filter(inside),
    common: first.rows.filter((row, index) => inside(row) && others.set.has(own.keys[index] ?? '')),
    onlyFirst: first.rows.filter((row, index) => inside(row) && !others.set.has(own.keys[index] ?? '')),
    onlySecond: second.rows.filter((row, index) => inside(row) && !own.set.has(others.keys[index] ?? '')),
    start,
    end,
    intervalMs: Math.min(first.intervalSeconds, second.intervalSeconds) * 1000,
  };
}

/** The keys of the rows, made once for each reading: it is compared with those of all other engines. */
const keysOf = oncePer(({ rows }: MeterReading) => {
  const keys = rows.map(({ instant, reporter, value }) => `${instant} ${reporter} ${value}`);
  return { keys, set: new Set(keys) };
});

function oldestComplete(reading: MeterReading): number {
  if (!reading.truncated) return reading.start;
  return least(
    reading.rows.map((row) => row.instant),
    reading.end,
  );
}

/** Whether a row stands where a node that started at `nodeStart` writes its rows. */
export function standsAtPhase(row: MeterRow, nodeStart: number, intervalMs: number): boolean {
  const distance = modulo(row.instant - nodeStart - PHASE_EARLIEST_MS, intervalMs);
  return distance <= PHASE_LATEST_MS - PHASE_EARLIEST_MS;
}

/**
 * Whether two nodes' ticks can be told apart by the second. An interval learned from rows may be too long: at a multiple of
 * what every engine does by default, nodes that tick together by default are not told apart either.
 */
export function phasesApart(firstStart: number, secondStart: number, intervalMs: number): boolean {
  const intervals = intervalMs % DEFAULT_INTERVAL_MS === 0 ? [intervalMs, DEFAULT_INTERVAL_MS] : [intervalMs];
  return intervals.every((interval) => {
    const distance = modulo(firstStart - secondStart, interval);
    return Math.min(distance, interval - distance) >= PHASES_APART_MS;
  });
}

/**
 * How many phases the newest interval of a window shows: one per node that was writing then. A phase counts when it was
 * there an interval before, too: a node that is stopped and started leaves rows at three phases, but repeats only one.
 */
export function phasesTogether(rows: readonly MeterRow[], intervalMs: number): number {
  const instants = [...new Set(rows.map((row) => row.instant))].toSorted((a, b) => a - b);
  const newest = instants.at(-1) ?? 0;
  const repeated = instants
    .filter((instant) => instant > newest - intervalMs + PHASES_APART_MS)
    .filter((instant) =>
      instants.some((before) => Math.abs(instant - before - intervalMs) <= TICK_JITTER_MS),
    );
  const gaps = repeated.map((instant, index) => instant - (repeated[index - 1] ?? Number.NEGATIVE_INFINITY));
  return Math.max(1, gaps.filter((gap) => gap >= PHASES_APART_MS).length);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
