import type { SchemaLogRow } from '../probe/types.js';

const QUARTER_HOUR_MS = 15 * 60_000;
const WIDEST_ZONE_GAP_MS = 26 * 3_600_000;

/** How two schema logs relate. Ids and versions are the same on every database: only the times identify. */
export interface SchemaLogComparison {
  readonly relation: 'equal' | 'diverged' | 'unrelated';
  readonly commonRows: number;
  /** Whole seconds in a single common row: databases made by one script can collide there (MySQL keeps no fractions). */
  readonly coincidencePossible: boolean;
  /** Times that only the one or the other has, as they came. */
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
  /** What had to be added to the second log's times: 0, or the distance of two time zones. Milliseconds. */
  readonly zoneOffsetMs: number;
}

/**
 * Compares two non-empty schema logs. The times are stored without zone and read in the zone of each node's JVM, so equal
 * wall clocks count, and so does one constant offset of whole quarter hours over all rows.
 */
export function compareSchemaLogs(
  first: readonly SchemaLogRow[],
  second: readonly SchemaLogRow[],
): SchemaLogComparison {
  const fits = [0, ...zoneOffsets(first, second)].map((offset) => matchRows(first, second, offset));
  return fits.reduce((best, fit) => (fit.commonRows > best.commonRows ? fit : best));
}

function matchRows(
  first: readonly SchemaLogRow[],
  second: readonly SchemaLogRow[],
  zoneOffsetMs: number,
): SchemaLogComparison {
  const secondTimes = new Map(second.map((row) => [rowKey(row, zoneOffsetMs), row]));
  const firstTimes = new Map(first.map((row) => [rowKey(row, 0), row]));
  const common = first.filter((row) => secondTimes.has(rowKey(row, 0)));
  const onlyFirst = first.filter((row) => !secondTimes.has(rowKey(row, 0))).map((row) => row.timestamp);
  const onlySecond = second
    .filter((row) => !firstTimes.has(rowKey(row, zoneOffsetMs)))
    .map((row) => row.timestamp);
  return {
    relation: relationOf(common.length, onlyFirst.length + onlySecond.length),
    commonRows: common.length,
    coincidencePossible: common.length === 1 && common.every((row) => (row.wallClock ?? 0) % 1000 === 0),
    onlyFirst,
    onlySecond,
    zoneOffsetMs,
  };
}

function relationOf(common: number, different: number): SchemaLogComparison['relation'] {
  if (common === 0) return 'unrelated';
  return different === 0 ? 'equal' : 'diverged';
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
    // A whole second may lie a quarter hour from another one by chance: such a row alone proves no zone.
    if (row.wallClock % 1000 === 0) return [];
    return [row.wallClock - other.wallClock];
  });
  return [...new Set(gaps)].filter(
    (gap) => gap !== 0 && gap % QUARTER_HOUR_MS === 0 && Math.abs(gap) <= WIDEST_ZONE_GAP_MS,
  );
}
