import type { SchemaLogRow } from '../../probe/types.js';
import { isZoneGap } from './zones.js';

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
  const wallClocks = [0, ...zoneOffsets(first, second)].map((offset) => matchRows(first, second, offset));
  const fits = [...wallClocks, matchRows(first.map(inUtc), second.map(inUtc), 0)];
  return fits.reduce((best, fit) => (fit.commonRows > best.commonRows ? fit : best));
}

/** The row as a node in Greenwich would show it. */
function inUtc(row: SchemaLogRow): SchemaLogRow {
  return { ...row, wallClock: row.instant };
}

function matchRows(
  first: readonly SchemaLogRow[],
  second: readonly SchemaLogRow[],
  zoneOffsetMs: number,
): SchemaLogComparison {
  const secondTimes = new Set(second.map((row) => rowKey(row, zoneOffsetMs)));
  const firstTimes = new Set(first.map((row) => rowKey(row, 0)));
  const common = first.filter((row) => secondTimes.has(rowKey(row, 0)));
  const onlyFirst = first.filter((row) => !secondTimes.has(rowKey(row, 0))).map((row) => row.timestamp);
  const onlySecond = second
    .filter((row) => !firstTimes.has(rowKey(row, zoneOffsetMs)))
    .map((row) => row.timestamp);
  const readable = [...first, ...second].every((row) => row.wallClock !== null);
  return {
    relation: relationOf(common.length, onlyFirst.length + onlySecond.length, readable),
    commonRows: common.length,
    coincidencePossible: common.length === 1 && common.every((row) => (row.wallClock ?? 0) % 1000 === 0),
    onlyFirst,
    onlySecond,
    zoneOffsetMs,
  };
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

function zoneOffsets(first: readonly SchemaLogRow[], second: readonly SchemaLogRow[]): number[] {
  const byId = new Map(second.map((row) => [row.id, row]));
  const gaps = first.flatMap((row) => {
    const other = byId.get(row.id);
    if (row.wallClock === null || other === undefined || other.wallClock === null) return [];
    return [row.wallClock - other.wallClock];
  });
  return [...new Set(gaps)].filter((gap) => gap !== 0 && isZoneGap(gap));
}
