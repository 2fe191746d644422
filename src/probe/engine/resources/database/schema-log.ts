import { unknown, type Observed } from '../../../../core/observed.js';
import { parseEngineDate } from '../../dates.js';
import { keepFields, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import { readOn } from '../rights/needed-right.js';
import { holdsTwice, isContinued } from '../../lists/cut-lists.js';
import { observed } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { SchemaLogRow } from '../../../types.js';

const MAX_ROWS = 200;

function schemaLog(maxResults: number): Resource {
  return {
    name: 'schema-log',
    path: `/schema/log?maxResults=${maxResults}`,
    mayBeAbsent: true,
    keep: keepFields('id', 'timestamp', 'version'),
  };
}

/** `GET /schema/log` (7.11+). Every database has a row, so an empty list means that the caller may not see it. */
export async function readSchemaLog(session: EngineSession): Promise<Observed<readonly SchemaLogRow[]>> {
  let asked = schemaLog(MAX_ROWS);
  const answer = await session.askLimited(MAX_ROWS, (maxResults) => {
    asked = schemaLog(maxResults);
    return asked;
  });
  const rows = observed(session, schemaLog(MAX_ROWS), answer, decode, describe);
  if (!rows.known) return rows;
  if (rows.value.length === 0) {
    return unknown(
      'refused',
      'GET /schema/log answered no rows: only administrators see them',
      readOn('system'),
    );
  }
  const more = await isContinued(session, asked, rows.value);
  if (!more.known) return more;
  // A part of one log looks like the log of a copy that was upgraded later.
  return more.value ? unknown('failed', `GET ${asked.path} answered only a part of the rows`) : rows;
}

function decode(json: unknown): readonly SchemaLogRow[] | null {
  if (!Array.isArray(json)) return null;
  const rows = rowsOf(json);
  // By its id a row is found in another log: one without would look like a row that the other does not have.
  if (rows.some((row) => textOf(row, 'id') === null || textOf(row, 'timestamp') === null)) return null;
  if (holdsTwice(rows)) return null;
  return rows.map((row) => {
    const timestamp = textOf(row, 'timestamp') ?? '';
    const date = parseEngineDate(timestamp);
    return {
      id: textOf(row, 'id') ?? '',
      version: textOf(row, 'version') ?? '',
      instant: date?.instant ?? null,
      wallClock: date?.wallClock ?? null,
      timestamp,
    };
  });
}

function describe(rows: readonly SchemaLogRow[]): string {
  return rows.map((row) => `${row.version} at ${row.timestamp}`).join(', ');
}
