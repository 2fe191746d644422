import { oncePer } from '../../core/memoize.js';
import type { SchemaLogRow } from '../../probe/types.js';
import { isZoneGap, QUARTER_HOUR_MS } from './zones.js';

/** How two schema logs relate. Ids and versions are the same on every database: only the times identify. */
export interface SchemaLogComparison {
  /** `unreadable` where dates in a form of the application's own do not agree: that may be the form alone. */
  readonly relation: 'equal' | 'diverged' | 'unrelated' | 'unreadable';
  readonly commonRows: number;
  /**
   * Whole seconds in a single common row (MySQL keeps no fractions): databases made by one script can collide there, and
   * unrelated ones can lie whole quarter hours apart.
   */
  readonly coincidencePossible: boolean;
  /** Times that only the one or the other has, as they came. */
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  /** What had to be added to the second log's times: 0, or the distance of two time zones. Milliseconds. */
  readonly zoneOffsetMs: number;
}

/**
 * Compares two non-empty schema logs. Most databases keep the times without zone and each node reads them in its own, so
 * equal wall clocks count, and so does one constant offset of whole quarter hours over all rows. MySQL keeps moments:
 * there the instants are equal, while the wall clocks change their distance with summer time.
 */
export function compareSchemaLogs(
  first: readonly SchemaLogRow[],
  second: readonly SchemaLogRow[],
): SchemaLogComparison {
  const [one, other] = [timesOfLog(first), timesOfLog(second)];
  const asWritten = matchRows(one.wallClocks, other.wallClocks, 0);
  // No other way to read the times can find more.
  if (asWritten.commonRows === first.length) return asWritten;
  const shifted = zoneOffsets(one, other).map((offset) =>
    matchRows(one.wallClocks, timesOf(second, offset), offset),
  );
  const fits = [asWritten, ...shifted, matchRows(one.instants, other.instants, 0)];
  return fits.reduce((best, fit) => (fit.commonRows > best.commonRows ? fit : best));
}

/**
 * Two logs without a mark in common have no row in common, in whatever way their times are read; null where a time of the log cannot be
 * read, or where it has no row.
 */
export function marksOfLog(log: readonly SchemaLogRow[]): readonly string[] | null {
  if (log.length === 0) return null;
  const marks: string[] = [];
  for (const { id, wallClock, instant } of log) {
    if (wallClock === null || instant === null) return null;
    const beyond = ((wallClock % QUARTER_HOUR_MS) + QUARTER_HOUR_MS) % QUARTER_HOUR_MS;
    marks.push(`clock ${beyond} ${id}`, `instant ${instant} ${id}`);
  }
  return marks;
}

/** The rows of a log by id and time, in one way to read the time. */
interface Times {
  readonly rows: readonly SchemaLogRow[];
  readonly keys: readonly string[];
  readonly set: ReadonlySet<string>;
  readonly readable: boolean;
}

/** What of a log is compared with those of all others. */
interface LogTimes {
  readonly wallClocks: Times;
  readonly instants: Times;
  readonly byId: ReadonlyMap<string, SchemaLogRow>;
}

const timesOfLog = oncePer((log: readonly SchemaLogRow[]): LogTimes => ({
  wallClocks: timesOf(log, 0),
  instants: timesOf(log.map(inUtc), 0),
  byId: new Map(log.map((row) => [row.id, row])),
}));

function timesOf(rows: readonly SchemaLogRow[], offsetMs: number): Times {
  const keys = rows.map((row) => rowKey(row, offsetMs));
  return { rows, keys, set: new Set(keys), readable: rows.every((row) => row.wallClock !== null) };
}

/** The row as a node in Greenwich would show it. */
function inUtc(row: SchemaLogRow): SchemaLogRow {
  return { ...row, wallClock: row.instant };
}

function matchRows(first: Times, second: Times, zoneOffsetMs: number): SchemaLogComparison {
  const common = first.rows.filter((_, index) => second.set.has(first.keys[index] ?? ''));
  const onlyFirst = timestampsOnlyIn(first, second);
  const onlySecond = timestampsOnlyIn(second, first);
  return {
    relation: relationOf(
      common.length,
      onlyFirst.length + onlySecond.length,
      first.readable && second.readable,
    ),
    commonRows: common.length,
    coincidencePossible: common.length === 1 && common.every((row) => (row.wallClock ?? 0) % 1000 === 0),
    onlyFirst,
    onlySecond,
    zoneOffsetMs,
  };
}

function timestampsOnlyIn({ rows, keys }: Times, other: Times): readonly string[] {
  return rows.filter((_, index) => !other.set.has(keys[index] ?? '')).map((row) => row.timestamp);
}

function relationOf(common: number, different: number, readable: boolean): SchemaLogComparison['relation'] {
  if (different === 0) return 'equal';
  if (!readable) return 'unreadable';
  return common === 0 ? 'unrelated' : 'diverged';
}

/** Falls back to the raw text where an application replaced the date pattern. */
function rowKey(row: SchemaLogRow, offsetMs: number): string {
  return `${row.id} ${row.wallClock === null ? row.timestamp : row.wallClock + offsetMs}`;
}

function zoneOffsets({ wallClocks }: LogTimes, { byId }: LogTimes): readonly number[] {
  const gaps = new Set<number>();
  for (const row of wallClocks.rows) {
    const other = byId.get(row.id);
    if (row.wallClock === null || other === undefined || other.wallClock === null) continue;
    const gap = row.wallClock - other.wallClock;
    if (gap !== 0 && isZoneGap(gap)) gaps.add(gap);
  }
  return [...gaps];
}
