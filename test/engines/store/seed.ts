/** What Optimize stored of a landscape, in the few fields that matter here. */
export interface Seed {
  /** Decides the shapes: `engine` everywhere before 3.5, `dataSource` since. */
  readonly release: '3.4' | '3.7' | '3.10' | '3.13';
  readonly definitions: readonly SeededDefinition[];
  readonly tenants?: Readonly<Record<string, string>>;
  /** Alias → when its last import ran, milliseconds since 1970. */
  readonly runs: Readonly<Record<string, number>>;
  /** How many indices of process instances there are, all with the same documents: Optimize has one for each definition key. */
  readonly instanceIndices?: number;
}

export interface SeededDefinition {
  readonly id: string;
  readonly key: string;
  readonly alias: string;
  readonly version?: string;
  readonly tenant?: string;
  readonly deleted?: boolean;
  readonly kind?: 'decision';
  /** How many instances there are, by the alias that they came from last. */
  readonly instances?: Readonly<Record<string, number>>;
}

const KEYWORD = { type: 'keyword' };
const ORIGIN = { dataSource: { properties: { type: KEYWORD, name: KEYWORD } }, engine: KEYWORD };
const DATE = { type: 'date', format: "yyyy-MM-dd'T'HH:mm:ss.SSSZ" };
const UNSEARCHABLE = { type: 'text', index: false };

/** As in the index classes of Optimize; only what is asked for, and something that must never be read. */
const MAPPINGS: Readonly<Record<string, object>> = {
  metadata: { schemaVersion: KEYWORD, installationId: KEYWORD },
  'process-definition': {
    id: KEYWORD,
    key: KEYWORD,
    version: KEYWORD,
    tenantId: KEYWORD,
    deleted: { type: 'boolean' },
    ...ORIGIN,
    bpmn20Xml: UNSEARCHABLE,
  },
  'decision-definition': {
    id: KEYWORD,
    key: KEYWORD,
    version: KEYWORD,
    tenantId: KEYWORD,
    deleted: { type: 'boolean' },
    ...ORIGIN,
    dmn10Xml: UNSEARCHABLE,
  },
  tenant: { id: UNSEARCHABLE, name: UNSEARCHABLE, engine: UNSEARCHABLE },
  'process-instance': {
    processDefinitionKey: KEYWORD,
    processDefinitionId: KEYWORD,
    tenantId: KEYWORD,
    startDate: DATE,
    ...ORIGIN,
    flowNodeInstances: { type: 'nested', properties: { flowNodeId: KEYWORD } },
    businessKey: KEYWORD,
  },
  'decision-instance': {
    decisionDefinitionKey: KEYWORD,
    decisionDefinitionId: KEYWORD,
    tenantId: KEYWORD,
    evaluationDateTime: DATE,
    engine: KEYWORD,
  },
  'timestamp-based-import-index': {
    esTypeIndexRefersTo: KEYWORD,
    lastImportExecutionTimestamp: DATE,
    timestampOfLastEntity: DATE,
    ...ORIGIN,
  },
};

/** Nobody may ever read it. */
export const NEVER_READ = 'never-to-be-read';

/** Makes the indices of an Optimize under a prefix, each with its alias, and fills them through the store's own interface. */
export async function seed(store: string, prefix: string, what: Seed): Promise<void> {
  // Side by side, because a store takes longest to write down that there is one more.
  await Promise.all(
    Object.entries(MAPPINGS).map(([name, properties]) =>
      put(`${store}/${prefix}-${name}_v8`, {
        settings: { number_of_shards: 1, number_of_replicas: 0, 'index.refresh_interval': '60s' },
        mappings: { dynamic: 'strict', properties },
        aliases: { [`${prefix}-${name}`]: {} },
      }),
    ),
  );
  const lines: string[] = [];
  for (const { index, id, body } of documentsOf(what)) {
    lines.push(
      JSON.stringify({ index: { _index: `${prefix}-${index}`, ...(id !== undefined && { _id: id }) } }),
    );
    lines.push(JSON.stringify(body));
    if (lines.length >= MOST_LINES) await load(store, lines.splice(0));
  }
  await load(store, lines);
  await send('POST', `${store}/${prefix}-*/_refresh`, '');
  await copyInstances(store, prefix, what.instanceIndices ?? 1);
}

/** Lines of one bulk request: two for each document. */
const MOST_LINES = 20_000;

function load(store: string, lines: readonly string[]): Promise<void> {
  return send('POST', `${store}/_bulk`, `${lines.join('\n')}\n`);
}

/** The store clones an index by linking its files, so that millions of instances take seconds. */
async function copyInstances(store: string, prefix: string, indices: number): Promise<void> {
  const alias = `${prefix}-process-instance`;
  if (indices > 1) await put(`${store}/${alias}_v8/_settings`, { 'index.blocks.write': true });
  const settings = { 'index.number_of_replicas': 0 };
  const copies = Array.from({ length: indices - 1 }, (_, at) => `${alias}-${at + 1}_v8`);
  while (copies.length > 0)
    await Promise.all(
      copies
        .splice(0, 10)
        .map((copy) => put(`${store}/${alias}_v8/_clone/${copy}`, { settings, aliases: { [alias]: {} } })),
    );
}

interface Document {
  readonly index: string;
  readonly id?: string;
  readonly body: object;
}

function* documentsOf({ release, definitions, tenants = {}, runs }: Seed): Iterable<Document> {
  yield { index: 'metadata', id: '1', body: { schemaVersion: `${release}.0`, installationId: 'an-id' } };
  for (const [id, engine] of Object.entries(tenants))
    yield { index: 'tenant', id, body: { id, name: `Tenant ${id}`, engine } };
  for (const definition of definitions) yield* ofDefinition(definition, release);
  for (const [alias, at] of Object.entries(runs)) {
    for (const type of ['process-instance', 'process-definition'])
      yield {
        index: 'timestamp-based-import-index',
        id: `${type}-${alias}`,
        body: {
          esTypeIndexRefersTo: type,
          lastImportExecutionTimestamp: stamp(at),
          timestampOfLastEntity: stamp(0),
          ...origin(alias, release === '3.4' || release === '3.7'),
        },
      };
  }
}

function* ofDefinition(definition: SeededDefinition, release: Seed['release']): Iterable<Document> {
  const {
    id,
    key,
    alias,
    version = '1',
    tenant = null,
    deleted = false,
    kind = 'process',
    instances = {},
  } = definition;
  const model = kind === 'process' ? { bpmn20Xml: NEVER_READ } : { dmn10Xml: NEVER_READ };
  const old = release === '3.4';
  const body = { id, key, version, tenantId: tenant, deleted, ...origin(alias, old), ...model };
  yield { index: `${kind}-definition`, id, body };
  for (const [owner, count] of Object.entries(instances)) {
    for (let number = 0; number < count; number += 1)
      yield {
        index: `${kind}-instance`,
        body:
          kind === 'process'
            ? {
                processDefinitionKey: key,
                processDefinitionId: id,
                tenantId: tenant,
                startDate: stamp(STARTED + number),
                businessKey: NEVER_READ,
                ...origin(owner, old),
                flowNodeInstances: [{ flowNodeId: 'a' }, { flowNodeId: 'b' }],
              }
            : {
                decisionDefinitionKey: key,
                decisionDefinitionId: id,
                tenantId: tenant,
                evaluationDateTime: stamp(STARTED + number),
                engine: owner,
              },
      };
  }
}

/** When the first instance started. */
const STARTED = Date.UTC(2026, 2, 1, 12);

function origin(alias: string, old: boolean): object {
  return old ? { engine: alias } : { dataSource: { type: 'engine', name: alias } };
}

/** As Optimize writes times: with an offset without a colon. */
function stamp(milliseconds: number): string {
  return new Date(milliseconds + 2 * 3_600_000).toISOString().replace('Z', '+0200');
}

function put(url: string, body: object): Promise<void> {
  return send('PUT', url, JSON.stringify(body));
}

async function send(method: string, url: string, body: string): Promise<void> {
  const answer = await fetch(url, { method, body, headers: { 'content-type': 'application/json' } });
  const text = await answer.text();
  if (!answer.ok || text.includes('"errors":true'))
    throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 500)}`);
}
