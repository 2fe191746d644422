import { textOf, type Json } from '../http/answer/kept-fields.js';
import { rowsOf } from '../http/answer/kept-fields.js';
import type { ServiceResource } from '../services/service-session.js';
import { firstIn, hitsIn, keepHits, searchOf, textIn } from './search.js';
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
  return searchOf('metadata', alias, query, 'hits.hits._source', keepHits('_source', fields));
}

export function schemaVersionIn(json: unknown): string | null {
  const [row] = hitsIn(json, '_source') ?? [];
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

/** Doc values, because the documents hold whole models. */
export function definitions(
  prefix: string,
  kind: StoredDefinition['kind'],
  after: string | null,
): ServiceResource {
  const query = {
    size: PAGE,
    _source: false,
    docvalue_fields: DEFINITION_FIELDS,
    sort: ['id'],
    ...(after !== null && { search_after: [after] }),
  };
  const name = `${kind}-definition`;
  const keep = keepHits('fields', DEFINITION_FIELDS);
  return searchOf(name, aliasOf(prefix, name), query, 'hits.hits.fields', keep);
}

/** Thousands of definitions have few keys, versions, tenants and aliases: each such text is kept once. */
export type Texts = Map<string, string>;

export function definitionsIn(
  json: unknown,
  kind: StoredDefinition['kind'],
  texts: Texts,
): readonly StoredDefinition[] | null {
  return hitsIn(json, 'fields')?.flatMap((row) => definitionOf(row, kind, texts) ?? []) ?? null;
}

function definitionOf(row: Json, kind: StoredDefinition['kind'], texts: Texts): StoredDefinition | null {
  const [id, key] = [textIn(row, 'id'), textIn(row, 'key')];
  if (id === null || key === null) return null;
  return {
    kind,
    id,
    key: once(key, texts),
    version: once(textIn(row, 'version') ?? '', texts),
    tenantId: once(textIn(row, 'tenantId'), texts),
    deleted: firstIn(row, 'deleted') === true,
    alias: once(originOf(row), texts),
  };
}

function once<T extends string | null>(text: T, texts: Texts): T | string {
  if (text === null) return text;
  const kept = texts.get(text);
  if (kept === undefined) texts.set(text, text);
  return kept ?? text;
}

/** From 3.5 and 3.8 on `dataSource`, before that `engine`: decided by what is there, not by the release. */
function originOf(row: Json): string | null {
  const type = textIn(row, 'dataSource.type');
  if (type !== null && type !== 'engine') return null;
  return textIn(row, 'dataSource.name') ?? textIn(row, 'engine');
}

/** Tenants are not searchable, so they are read as documents; nobody needs their names. */
export function tenants(prefix: string): ServiceResource {
  const fields = ['id', 'engine'];
  const query = { size: PAGE, _source: fields };
  const keep = keepHits('_source', fields);
  return searchOf('tenant', aliasOf(prefix, 'tenant'), query, 'hits.hits._source', keep);
}

export function tenantsIn(json: unknown): readonly StoredTenant[] | null {
  const rows = hitsIn(json, '_source');
  if (rows === null) return null;
  return rows.flatMap((row) => {
    const id = textIn(row, 'id');
    return id === null ? [] : [{ id, alias: textIn(row, 'engine') }];
  });
}

const TIME = 'lastImportExecutionTimestamp';

/** One document per type of data and alias. */
export function importRuns(prefix: string): ServiceResource {
  const name = 'timestamp-based-import-index';
  const query = { size: PAGE, _source: [TIME, 'dataSource', 'engine'] };
  const keep = keepHits('_source', [TIME, 'dataSource.name', 'dataSource.type', 'engine']);
  return searchOf(name, aliasOf(prefix, name), query, 'hits.hits._source', keep);
}

export function importRunsIn(json: unknown): readonly ImportRun[] | null {
  const rows = hitsIn(json, '_source');
  if (rows === null) return null;
  return rows.flatMap((row) => {
    const alias = originOf(row);
    const time = Date.parse(textIn(row, TIME) ?? '');
    // Optimize begins with a time in 1970.
    return alias === null ? [] : [{ alias, lastRun: time > FIRST_DAY ? time : null }];
  });
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
