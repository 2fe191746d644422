import { urlEncoded } from '../../core/text/url-encoded.js';
import { fieldOf, flat, isObject, numberOf, type Json } from '../http/answer/kept-fields.js';
import type { Answer } from '../http/transport.js';
import type { ServiceResource } from '../services/service-session.js';

/** 10,000 rows, the most that a store returns at once, take about 4 MiB. */
const MOST_BYTES = 6 * 1_048_576;
/** Of every answer, so that a part of an index that is broken never looks like an empty one. */
const ALWAYS = 'timed_out,_shards.failed';

/** A search as it is sent: a GET with the query in its address, because some proxies drop the body of a GET. */
export function searchOf(
  name: string,
  alias: string,
  query: object,
  wanted: string,
  keepWanted: (body: Json) => Json,
): ServiceResource {
  const source = urlEncoded(JSON.stringify({ timeout: '5s', ...query }));
  const path = `/${urlEncoded(alias)}/_search`;
  return {
    name,
    path: `${path}?filter_path=${ALWAYS},${wanted}&source_content_type=application/json&source=${source}`,
    shown: path,
    maxBytes: MOST_BYTES,
    keep: (body) => keepSearch(body, keepWanted),
  };
}

function keepSearch(body: unknown, keepWanted: (body: Json) => Json): unknown {
  if (!isObject(body)) return null;
  const { timed_out: timedOut } = body;
  const failed = fieldOf(body['_shards'], 'failed');
  return {
    ...(typeof timedOut === 'boolean' && { timed_out: timedOut }),
    ...(typeof failed === 'number' && { _shards: { failed } }),
    ...keepWanted(body),
  };
}

/** Keeps named fields of each hit, from its document or from its doc values, and how many hits there are. */
export function keepHits(from: '_source' | 'fields', names: readonly string[]): (body: Json) => Json {
  const fields = names.map((name) => ({ name, path: name.split('.') }));
  const keep = (hit: unknown): Json => ({ [from]: keepNamed(fieldOf(hit, from), fields) });
  return ({ hits }) => {
    if (!isObject(hits)) return {};
    const total = totalIn(hits);
    const rows = hits['hits'];
    return {
      hits: { ...(total !== null && { total }), ...(Array.isArray(rows) && { hits: rows.map(keep) }) },
    };
  };
}

/** What a search has to ask for, so that a list that was cut shows. */
export function hitsWith(from: '_source' | 'fields'): string {
  return `hits.total,hits.hits.${from}`;
}

/** At least so many: a store counts to 10,000 unless it is asked for all. A number in older ones, and once it was kept. Older recordings do not have it. */
function totalIn(hits: Json): number | null {
  return numberOf(hits, 'total') ?? numberOf(hits['total'], 'value');
}

interface Field {
  readonly name: string;
  readonly path: readonly string[];
}

/**
 * In a document `dataSource.name` is nested, among doc values and once it was kept it is one key. Ten thousand rows come at once: nothing is
 * made for each of them but what is kept.
 */
function keepNamed(value: unknown, fields: readonly Field[]): Json {
  if (!isObject(value)) return {};
  const named: Record<string, unknown> = {};
  for (const { name, path } of fields) {
    const [first = '', second = ''] = path;
    const kept = flat(name in value ? value[name] : fieldOf(value[first], second));
    if (kept !== undefined && kept !== null) named[name] = kept;
  }
  return named;
}

/**
 * The rows of an answer; null where it is no whole answer of a search, or has fewer rows than it counts.
 *
 * @param most how many were asked for
 * @param before how many earlier answers had
 */
export function hitsIn(
  json: unknown,
  from: '_source' | 'fields',
  most: number,
  before = 0,
): readonly Json[] | null {
  const hits = fieldOf(json, 'hits');
  if (!isWhole(json) || !isObject(hits)) return null;
  const total = totalIn(hits);
  // What a store is asked to leave out leaves no empty list behind.
  const rows = hits['hits'] ?? (total === null ? null : []);
  if (!Array.isArray(rows) || rows.length < Math.min(most, (total ?? 0) - before)) return null;
  return rows.map((hit: unknown) => {
    const row = fieldOf(hit, from);
    return isObject(row) ? row : {};
  });
}

/** It came to its end, and no shard failed. */
export function isWhole(json: unknown): boolean {
  return fieldOf(json, 'timed_out') === false && fieldOf(fieldOf(json, '_shards'), 'failed') === 0;
}

/** The first value of a field: doc values are lists. */
export function firstIn(row: Json, name: string): unknown {
  const value = row[name];
  const [first]: readonly unknown[] = Array.isArray(value) ? value : [value];
  return first;
}

export function textIn(row: Json, name: string): string | null {
  const value = firstIn(row, name);
  return typeof value === 'string' ? value : null;
}

/** A field that may be left out, and is a text where it is there. */
export function isTextOrNothing(row: Json, name: string): boolean {
  return firstIn(row, name) === undefined || textIn(row, name) !== null;
}

/** The store says that there is no such index: nothing was imported yet, or the prefix is another one. */
export function isMissing(answer: Answer): boolean {
  if (!answer.ok || answer.status !== 404) return false;
  return fieldOf(fieldOf(answer.json, 'error'), 'type') === 'index_not_found_exception';
}

/** Only a store answers like that. */
export function isOfStore(answer: Answer): boolean {
  if (!answer.ok) return false;
  return isMissing(answer) || (answer.status === 200 && isObject(fieldOf(answer.json, '_shards')));
}
