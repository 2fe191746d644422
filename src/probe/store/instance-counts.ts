import { fieldOf, isObject, numberOf, rowsOf, textOf, type Json } from '../http/answer/kept-fields.js';
import type { ServiceResource } from '../services/service-session.js';
import { aliasOf } from './resources.js';
import { isWhole, searchOf } from './search.js';
import type { CountOf, StoredInstances } from './types.js';

/**
 * The most that are counted one by one. What is beyond is a gap: the store tells how many instances that are, and its other counts may only then
 * be too small. Older stores return 10,000 counts at most.
 */
const MOST = { aliases: 50, definitions: 4_000, tenants: 500 };

const FIELDS = {
  process: { definition: 'processDefinitionId', start: 'startDate' },
  decision: { definition: 'decisionDefinitionId', start: 'evaluationDateTime' },
} as const;

/** Counted by the store: no instance is read. The alias has two spellings; what has the first is not counted again under the second. */
export function instances(prefix: string, kind: StoredInstances['kind']): ServiceResource {
  const { definition, start } = FIELDS[kind];
  const counts = {
    definitions: { terms: { field: definition, size: MOST.definitions } },
    tenants: { terms: { field: 'tenantId', size: MOST.tenants } },
    first: { min: { field: start } },
  };
  const by = (field: string): object => ({ terms: { field, size: MOST.aliases }, aggs: counts });
  const sources = {
    filter: { term: { 'dataSource.type': 'engine' } },
    aggs: { aliases: by('dataSource.name') },
  };
  const older = {
    filter: { bool: { must_not: { exists: { field: 'dataSource.name' } } } },
    aggs: { aliases: by('engine') },
  };
  const query = { size: 0, aggs: { sources, older } };
  const name = `${kind}-instance`;
  return searchOf(name, aliasOf(prefix, name), query, 'aggregations', (body) => ({
    aggregations: keepCounts(body['aggregations']),
  }));
}

function keepCounts(value: unknown): Json {
  const count = numberOf(fieldOf(value, 'sources'), 'doc_count');
  return {
    sources: {
      ...(count !== null && { doc_count: count }),
      aliases: keepBuckets(aliasesIn(value, 'sources'), MOST.aliases, keepAlias),
    },
    older: { aliases: keepBuckets(aliasesIn(value, 'older'), MOST.aliases, keepAlias) },
  };
}

function aliasesIn(aggregations: unknown, spelling: 'sources' | 'older'): unknown {
  return fieldOf(fieldOf(aggregations, spelling), 'aliases');
}

/** What is not as a store counts stays as nothing, so that it can be told. */
function keepBuckets(
  value: unknown,
  most: number,
  keepInner: (bucket: Json) => Json = () => ({}),
): Json | null {
  const others = countIn(value, 'sum_other_doc_count');
  if (others === null && fieldOf(value, 'sum_other_doc_count') !== undefined) return null;
  const buckets = fieldOf(value, 'buckets') ?? (others === null ? null : []);
  if (!Array.isArray(buckets)) return null;
  return {
    sum_other_doc_count: others ?? 0,
    buckets: buckets.slice(0, most).map((bucket: unknown) => {
      const key = textOf(bucket, 'key');
      const count = countIn(bucket, 'doc_count');
      if (!isObject(bucket) || key === null || key.length > LONGEST || count === null) return null;
      return { key, doc_count: count, ...keepInner(bucket) };
    }),
  };
}

/** A number of documents: neither a part of one nor fewer than none. */
function countIn(value: unknown, name: string): number | null {
  const count = numberOf(value, name);
  return count !== null && Number.isInteger(count) && count >= 0 ? count : null;
}

const LONGEST = 400;

function keepAlias(bucket: Json): Json {
  return {
    definitions: keepBuckets(bucket['definitions'], MOST.definitions),
    tenants: keepBuckets(bucket['tenants'], MOST.tenants),
    first: { value: numberOf(bucket['first'], 'value') },
  };
}

/** What the store counted, and whether some of it is left out: whole aliases, or definitions and tenants of those that are there. */
export interface Counted {
  readonly instances: readonly StoredInstances[];
  readonly lacksAliases: boolean;
  readonly incomplete: boolean;
}

export function instancesIn(json: unknown, kind: StoredInstances['kind']): Counted | null {
  const aggregations = fieldOf(json, 'aggregations');
  if (!isWhole(json) || !isObject(aggregations)) return null;
  const lists = [aliasesIn(aggregations, 'sources'), aliasesIn(aggregations, 'older')];
  const buckets = lists.flatMap((list) => rowsOf(fieldOf(list, 'buckets')));
  const inner = buckets.flatMap((bucket) => [fieldOf(bucket, 'definitions'), fieldOf(bucket, 'tenants')]);
  if (![...lists, ...inner].every(isCounted)) return null;
  const all = numberOf(aggregations['sources'], 'doc_count') ?? 0;
  const isShort = (bucket: unknown): boolean =>
    sumOf(fieldOf(bucket, 'definitions')) < (numberOf(bucket, 'doc_count') ?? 0);
  return {
    instances: buckets.map((bucket) => instancesOf(bucket, kind)),
    lacksAliases: lists.some((list) => leftOutOf(list) > 0) || sumOf(lists[0]) < all,
    incomplete: inner.some((list) => leftOutOf(list) > 0) || buckets.some(isShort),
  };
}

function isCounted(list: unknown): boolean {
  const buckets = fieldOf(list, 'buckets');
  return Array.isArray(buckets) && buckets.every(isObject);
}

/** Every instance has a definition, and those of engines an alias: none may be missing. */
function sumOf(list: unknown): number {
  return countsOf(list).reduce((sum, { count }) => sum + count, leftOutOf(list));
}

function instancesOf(bucket: unknown, kind: StoredInstances['kind']): StoredInstances {
  return {
    kind,
    alias: textOf(bucket, 'key') ?? '',
    count: numberOf(bucket, 'doc_count') ?? 0,
    firstStart: numberOf(fieldOf(bucket, 'first'), 'value'),
    byDefinition: countsOf(fieldOf(bucket, 'definitions')),
    byTenant: countsOf(fieldOf(bucket, 'tenants')),
    leftOut: {
      definitions: leftOutOf(fieldOf(bucket, 'definitions')),
      tenants: leftOutOf(fieldOf(bucket, 'tenants')),
    },
  };
}

function leftOutOf(list: unknown): number {
  return numberOf(list, 'sum_other_doc_count') ?? 0;
}

function countsOf(list: unknown): readonly CountOf[] {
  return rowsOf(fieldOf(list, 'buckets')).map((bucket) => ({
    id: textOf(bucket, 'key') ?? '',
    count: numberOf(bucket, 'doc_count') ?? 0,
  }));
}
