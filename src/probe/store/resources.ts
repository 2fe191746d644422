import { textOf, type Json } from '../http/answer/kept-fields.js';
import { rowsOf } from '../http/answer/kept-fields.js';
import type { ServiceResource } from '../services/service-session.js';
import { firstIn, hitsIn, hitsWith, isTextOrNothing, keepHits, searchOf, textIn } from './search.js';
import type { ImportRun, StoredDefinition, StoredTenant } from './types.js';

/** As many as a store returns at once. */
export const PAGE = 10_000;

/** Optimize's own rule: a name that already begins with the prefix gets none. */
export function aliasOf(prefix: string, name: string): string {
  return (name.startsWith(prefix) ? name : `${prefix}-${name}`).toLowerCase();
}

/** One document for the installation. */
export function metadata(prefix: string): ServiceResource {
  const fields = ['schemaVersion'];
  const query = { size: 1, _source: fields };
  const alias = aliasOf(prefix, 'metadata');
  return searchOf('metadata', alias, query, hitsWith('_source'), keepHits('_source', fields));
}

export function schemaVersionIn(json: unknown): string | null {
  const [row] = hitsIn(json, '_source', 1) ?? [];
  return row === undefined ? null : textIn(row, 'schemaVersion');
}

const DEFINITION_FIELDS = [
  'id',
  'key',
  'version',
  'tenantId',
  'deleted',
  'dataSource.name',
  'dataSource.type',
  'engine',
];

/** Doc values, because the documents hold whole models. All are counted, so that a later page that was cut shows as well. */
export function definitions(
  prefix: string,
  kind: StoredDefinition['kind'],
  after: string | null,
): ServiceResource {
  const query = {
    size: PAGE,
    track_total_hits: true,
    _source: false,
    docvalue_fields: DEFINITION_FIELDS,
    sort: ['id'],
    ...(after !== null && { search_after: [after] }),
  };
  const name = `${kind}-definition`;
  const keep = keepHits('fields', DEFINITION_FIELDS);
  return searchOf(name, aliasOf(prefix, name), query, hitsWith('fields'), keep);
}

/** Thousands of definitions have few keys, versions, tenants and aliases: each such text is kept once. */
export type Texts = Map<string, string>;

/** @param before how many earlier pages had */
export function definitionsIn(
  json: unknown,
  kind: StoredDefinition['kind'],
  texts: Texts,
  before = 0,
): readonly StoredDefinition[] | null {
  return allOf(hitsIn(json, 'fields', PAGE, before), (row) => definitionOf(row, kind, texts));
}

/** A row that is not as every Optimize writes it leaves the list unknown: nobody can tell what it stands for. */
function allOf<T>(rows: readonly Json[] | null, decode: (row: Json) => T | null): readonly T[] | null {
  if (rows === null) return null;
  const decoded = rows.flatMap((row) => decode(row) ?? []);
  return decoded.length < rows.length ? null : decoded;
}

function definitionOf(row: Json, kind: StoredDefinition['kind'], texts: Texts): StoredDefinition | null {
  const [id, key, version] = [textIn(row, 'id'), textIn(row, 'key'), textIn(row, 'version')];
  // Before 3.3 nothing was marked as deleted.
  const deleted = firstIn(row, 'deleted') ?? false;
  // Event based processes had no origin before 3.5.
  const alias = originOf(row, null);
  if (id === null || key === null || version === null || alias === undefined) return null;
  if (typeof deleted !== 'boolean' || !isTextOrNothing(row, 'tenantId')) return null;
  return {
    kind,
    id,
    key: once(key, texts),
    version: once(version, texts),
    tenantId: once(textIn(row, 'tenantId'), texts),
    deleted,
    alias: once(alias, texts),
  };
}

function once<T extends string | null>(text: T, texts: Texts): T | string {
  if (text === null) return text;
  const kept = texts.get(text);
  if (kept === undefined) texts.set(text, text);
  return kept ?? text;
}

/**
 * From 3.5 and 3.8 on `dataSource`, before that `engine`: decided by what is there, not by the release. Null for what comes from no engine,
 * undefined where it is not told.
 *
 * @param nobody what a row without any origin means
 */
function originOf(row: Json, nobody: null | undefined): string | null | undefined {
  const type = textIn(row, 'dataSource.type');
  if (type !== null && type !== 'engine') return null;
  const alias = textIn(row, 'dataSource.name') ?? textIn(row, 'engine');
  const isNobody = ['dataSource.type', 'dataSource.name', 'engine'].every(
    (name) => firstIn(row, name) == null,
  );
  return alias ?? (isNobody ? nobody : undefined);
}

/** Tenants are not searchable, so they are read as documents; nobody needs their names. */
export function tenants(prefix: string): ServiceResource {
  const fields = ['id', 'engine'];
  const query = { size: PAGE, _source: fields };
  const keep = keepHits('_source', fields);
  return searchOf('tenant', aliasOf(prefix, 'tenant'), query, hitsWith('_source'), keep);
}

export function tenantsIn(json: unknown): readonly StoredTenant[] | null {
  return allOf(hitsIn(json, '_source', PAGE), (row) => {
    const [id, alias] = [textIn(row, 'id'), textIn(row, 'engine')];
    return id === null || alias === null ? null : { id, alias };
  });
}

const TIME = 'lastImportExecutionTimestamp';

/** One document per type of data and alias. */
export function importRuns(prefix: string): ServiceResource {
  const name = 'timestamp-based-import-index';
  const query = { size: PAGE, _source: [TIME, 'dataSource', 'engine'] };
  const keep = keepHits('_source', [TIME, 'dataSource.name', 'dataSource.type', 'engine']);
  return searchOf(name, aliasOf(prefix, name), query, hitsWith('_source'), keep);
}

export function importRunsIn(json: unknown): readonly ImportRun[] | null {
  const runs = allOf(hitsIn(json, '_source', PAGE), (row) => {
    const alias = originOf(row, undefined);
    const time = Date.parse(textIn(row, TIME) ?? '');
    // Optimize begins with a time in 1970.
    const lastRun = time > FIRST_DAY ? time : null;
    return alias === undefined || Number.isNaN(time) ? null : { alias, lastRun };
  });
  return runs?.flatMap(({ alias, lastRun }) => (alias === null ? [] : [{ alias, lastRun }])) ?? null;
}

/** In any time zone. */
const FIRST_DAY = 86_400_000;

const NAMED_BY_OPTIMIZE = '-timestamp-based-import-index';

/** Names of aliases alone, asked only where there is nothing under the prefix. */
export const OTHER_PREFIXES: ServiceResource = {
  name: 'other-prefixes',
  path: `/_cat/aliases/*${NAMED_BY_OPTIMIZE}?h=alias&format=json`,
  keep: (body) =>
    rowsOf(body).flatMap((row) => {
      const alias = textOf(row, 'alias');
      return alias === null || alias.length > LONGEST ? [] : [{ alias }];
    }),
};

const LONGEST = 255;

export function otherPrefixesIn(json: unknown): readonly string[] | null {
  if (!Array.isArray(json)) return null;
  const aliases = json.flatMap((row: unknown) => textOf(row, 'alias') ?? []);
  const own = aliases.filter((alias) => alias.endsWith(NAMED_BY_OPTIMIZE));
  return [...new Set(own.map((alias) => alias.slice(0, -NAMED_BY_OPTIMIZE.length)))].toSorted();
}
