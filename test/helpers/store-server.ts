import { startEngineServer, type Answering, type EngineServer, type Reply } from './engine-server.js';

/** What is stored under `optimize`. Answers in the shapes of a search store, which `test/engines/store.test.ts` has from real ones. */
export interface StandInStore {
  /** Hits of process definitions. */
  readonly definitions?: readonly object[];
  /** Counts of process instances, per alias. */
  readonly instances?: readonly object[];
  /** Answers to single paths, in place of the usual ones. */
  readonly instead?: Answering;
}

/** A search that came to its end. */
export const whole = (body: object): Reply => ({
  json: { timed_out: false, _shards: { failed: 0 }, ...body },
});

/** No instances. */
export const NONE = { doc_count: 0, aliases: { sum_other_doc_count: 0, buckets: [] } };

const version = whole({ hits: { hits: [{ _source: { schemaVersion: '3.13.0' } }] } });

export function storeAnswers({ definitions = [], instances = [], instead }: StandInStore = {}): Answering {
  return (path, request, earlier) => {
    const own = instead?.(path, request, earlier);
    if (own !== undefined) return own;
    if (path.startsWith('/optimize-metadata/')) return version;
    if (path.startsWith('/optimize-process-definition/')) return whole({ hits: { hits: definitions } });
    if (path.startsWith('/optimize-process-instance/'))
      return whole({
        aggregations: { sources: { aliases: { sum_other_doc_count: 0, buckets: instances } }, older: NONE },
      });
    return path.includes('-instance/')
      ? whole({ aggregations: { sources: NONE, older: NONE } })
      : whole({ hits: { hits: [] } });
  };
}

export function startStandInStore(store: StandInStore = {}): Promise<EngineServer> {
  return startEngineServer(storeAnswers(store), { base: '' });
}

interface DefinitionOptions {
  readonly deleted?: boolean;
  readonly tenant?: string | null;
  readonly key?: string;
}

interface CountOptions {
  readonly others?: number;
  readonly tenants?: Readonly<Record<string, number>>;
}

/** A process definition, as its doc values are answered. */
export function storedDefinition(
  id: string,
  alias: string,
  { deleted = false, tenant = null, key = 'order-handling' }: DefinitionOptions = {},
): object {
  return {
    fields: {
      id: [id],
      key: [key],
      version: ['1'],
      deleted: [deleted],
      ...(tenant !== null && { tenantId: [tenant] }),
      'dataSource.name': [alias],
      'dataSource.type': ['engine'],
    },
  };
}

/** The instances of one alias: of one definition, of others that were not counted one by one, and of tenants. */
export function storedCounts(
  alias: string,
  id: string,
  count: number,
  { others = 0, tenants = {} }: CountOptions = {},
): object {
  return {
    key: alias,
    doc_count: count + others,
    definitions: { sum_other_doc_count: others, buckets: [{ key: id, doc_count: count }] },
    tenants: {
      sum_other_doc_count: 0,
      buckets: Object.entries(tenants).map(([key, rows]) => ({ key, doc_count: rows })),
    },
    first: { value: Date.UTC(2026, 2, 1) },
  };
}
