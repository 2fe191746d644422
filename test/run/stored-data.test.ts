import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/report.js';
import { render } from '../../src/report/index.js';
import { serveRecording } from '../../src/probe/recording/serve.js';
import { check } from '../../src/run/check.js';
import { loadConfiguration } from '../../src/run/request/configure.js';
import { storeAddress, storePrefix } from '../../src/run/request/services.js';
import { pour, startEngineServer, type Answering, type EngineServer } from '../helpers/engine-server.js';
import {
  startStandInStore,
  storeAnswers,
  storedCounts,
  storedDefinition,
  whole,
} from '../helpers/store-server.js';
import { LANDSCAPES, liveRequest, requestFor, RULE_FIXTURES, runFixture } from '../helpers/fixtures.js';

let folder: string;
let store: EngineServer | null = null;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-data-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await store?.close();
  store = null;
});

const ENTRY = `engines:\n${entryOf('payment', 'http://127.0.0.1:9/engine-rest')}`;

function entryOf(alias: string, rest: string): string {
  return `  ${alias}:
    name: default
    rest: ${rest}
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: true, endpoint: https://${alias}.example.com/camunda }
`;
}

async function look(answering: Answering, more = ''): Promise<Report> {
  store = await startEngineServer(answering, { base: '' });
  const file = path.join(folder, 'environment-config.yaml');
  writeFileSync(file, ENTRY + more);
  const live = { ...liveRequest(), timeoutMs: 1_500, deadlineMs: 6_000, data: { url: store.origin } };
  const recordTo = path.join(folder, 'recording');
  return check(
    { ...requestFor([file]), command: 'doctor', live: { ...live, recordTo } },
    { version: 'test', interruptedBy: () => null },
  );
}

const about = ({ findings }: Report) => findings.filter(({ rule }) => rule.startsWith('O7'));

const healthy = storeAnswers();

describe('a search store that is none, or not well', () => {
  it.each<[string, Answering, number]>([
    ['answers a page', () => ({ text: '<html>Kibana</html>' }), 1],
    ['refuses the login', () => ({ status: 401, json: { error: { type: 'security_exception' } } }), 1],
    ['is busy', () => ({ status: 429, json: { error: { type: 'circuit_breaking_exception' } } }), 1],
    ['knows nothing of indices', () => ({ status: 404, json: { message: 'no such page' } }), 1],
    ['redirects', () => ({ status: 302, headers: { location: '/login' } }), 1],
    ['hangs', () => ({ fault: 'silent' }), 1],
    [
      'hangs in the middle',
      (asked, ...rest) => (asked.includes('tenant') ? { fault: 'silent' } : healthy(asked, ...rest)),
      4,
    ],
    ['sends without end', () => ({ fault: (response) => pour(response, `{"a":"${'x'.repeat(65_536)}"`) }), 1],
    ['is torn', () => ({ fault: 'torn' }), 1],
    ['ran out of time', () => ({ json: { timed_out: true, _shards: { failed: 0 }, hits: { hits: [] } } }), 7],
    ['lost shards', () => ({ json: { timed_out: false, _shards: { failed: 2 }, hits: { hits: [] } } }), 7],
    ['lies about its rows', () => whole({ hits: { hits: [1, null, { fields: 'x' }, { _source: [] }] } }), 7],
    [
      'gives sums of text',
      () => whole({ aggregations: { older: { aliases: { buckets: [{ key: 1, doc_count: 'x' }] } } } }),
      7,
    ],
  ])('that %s is told or empty, never more than it says', async (_what, answering, requests) => {
    const report = await look(answering);
    const rules = about(report).map(({ rule }) => rule);
    expect(rules.filter((rule) => rule !== 'O721' && rule !== 'O724')).toEqual([]);
    expect(report.defects).toEqual([]);
    expect(store?.seen.length).toBeLessThanOrEqual(requests);
    expect(store?.seen.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('leaves the run open where something was not read, and the rules about it unjudged', async () => {
    const report = await look((asked, ...rest) =>
      asked.includes('tenant') ? { status: 503 } : healthy(asked, ...rest),
    );
    expect(about(report).map(({ rule, inconclusive }) => [rule, inconclusive])).toEqual([['O721', true]]);
    const skipped = report.coverage.filter(({ skipped: gaps }) => gaps.some(({ open }) => open === true));
    expect(skipped.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['O723', 'O724', 'O728']));
  });

  it('with 10,000 indices of others costs one request more, and names some of them', async () => {
    const rows = Array.from({ length: 9_999 }, (_, at) => ({ alias: `p${at}-timestamp-based-import-index` }));
    const report = await look((asked) =>
      asked.startsWith('/_cat/')
        ? { json: rows }
        : { status: 404, json: { error: { type: 'index_not_found_exception' } } },
    );
    expect(about(report).map(({ rule }) => rule)).toEqual(['O722']);
    expect(store?.seen).toHaveLength(4);
    expect(about(report)[0]?.message.length).toBeLessThan(250);
  });
});

describe('the login of the search store', () => {
  const security = "opensearch: { security: { username: optimize, password: 'hush-hush' } }\n";

  it('is that of the file on this machine, and is neither printed nor recorded', async () => {
    const report = await look(
      () => ({ status: 403, json: { error: { type: 'security_exception', reason: 'optimize:hush-hush' } } }),
      security,
    );
    expect(store?.seen[0]?.authorization).toBe(
      `Basic ${Buffer.from('optimize:hush-hush').toString('base64')}`,
    );
    const pretty = await render('pretty', report, {
      color: false,
      quiet: false,
      verbose: true,
      timings: true,
      width: 100,
    });
    const recorded = readFileSync(path.join(folder, 'recording', 'store.json'), 'utf8');
    for (const text of [pretty, recorded, JSON.stringify(report)]) expect(text).not.toContain('hush-hush');
  });
});

describe('where the data is looked for', () => {
  it.each([
    ['', 'http://localhost:9200', 'optimize'],
    [
      'es: { connection: { nodes: [{ host: es1, httpPort: 9201 }], pathPrefix: /a/ } }',
      'http://es1:9201/a',
      'optimize',
    ],
    [
      'opensearch: { connection: { nodes: [{ host: os1 }] }, settings: { index: { prefix: Team-A } } }',
      'http://os1:9200',
      'team-a',
    ],
    [
      'es: { security: { ssl: { enabled: true } }, settings: { index: { prefix: "a,*" } } }',
      'https://localhost:9200',
      null,
    ],
    ['es: { connection: { nodes: [{ host: "${NOBODY_HAS_IT}" }] } }', null, 'optimize'],
    ['es: { connection: { nodes: [{ host: "::1" }] } }', 'http://[::1]:9200', 'optimize'],
  ])('with %j', async (more, address, prefix) => {
    const file = path.join(folder, 'environment-config.yaml');
    writeFileSync(file, ENTRY + more);
    const { configuration } = await loadConfiguration(requestFor([file]));
    expect([storeAddress(configuration), storePrefix(configuration)]).toEqual([address, prefix]);
  });

  const both =
    'es: { connection: { nodes: [{ host: es1 }] }, security: { username: e, password: of-es } }\n' +
    'opensearch: { connection: { nodes: [{ host: os1 }] }, settings: { index: { prefix: mine } }, security: { username: o, password: of-os } }';

  it.each<[Readonly<Record<string, string>>, string, string, string, string | null]>([
    [{}, both, 'http://es1:9200', 'optimize', 'of-es'],
    [{ CAMUNDA_OPTIMIZE_DATABASE: 'opensearch' }, both, 'http://os1:9200', 'mine', 'of-os'],
    [{ CAMUNDA_OPTIMIZE_DATABASE: ' OpenSearch' }, both, 'http://os1:9200', 'mine', 'of-os'],
    [{ CAMUNDA_OPTIMIZE_DATABASE: 'elasticsearch' }, both, 'http://es1:9200', 'optimize', 'of-es'],
    [{ CAMUNDA_OPTIMIZE_DATABASE: 'something' }, both, 'http://es1:9200', 'optimize', 'of-es'],
    [
      { CAMUNDA_OPTIMIZE_DATABASE: 'elasticsearch', OPTIMIZE_ELASTICSEARCH_HOST: 'es2' },
      'opensearch: { connection: { nodes: [{ host: os1 }] } }',
      'http://es2:9200',
      'optimize',
      null,
    ],
    [
      {
        OPTIMIZE_ELASTICSEARCH_HOST: 'es2',
        OPTIMIZE_ELASTICSEARCH_HTTP_PORT: '9201',
        CAMUNDA_OPTIMIZE_ELASTICSEARCH_SSL_ENABLED: 'true',
        CAMUNDA_OPTIMIZE_ELASTICSEARCH_SETTINGS_INDEX_PREFIX: 'Two',
      },
      '',
      'https://es2:9201',
      'two',
      null,
    ],
    [{ OPTIMIZE_ELASTICSEARCH_HOST: 'es2' }, both, 'http://es1:9200', 'optimize', 'of-es'],
  ])('with the variables %j as Optimize reads them', async (environment, more, address, prefix, password) => {
    const file = path.join(folder, 'environment-config.yaml');
    writeFileSync(file, ENTRY + more);
    const { configuration, vault } = await loadConfiguration({ ...requestFor([file]), environment });
    expect([storeAddress(configuration), storePrefix(configuration)]).toEqual([address, prefix]);
    expect(vault.storeLogin('http://es1:9200')?.password ?? null).toBe(password);
  });
});

/** A whole page of other definitions, behind the one of a number. */
function pageBehind(last: number): readonly object[] {
  return Array.from({ length: 10_000 }, (_, at) =>
    storedDefinition(`other-${last + 1 + at}`, 'payment', { key: 'another' }),
  );
}

async function damageWith(
  hits: readonly object[],
  buckets: readonly object[],
  instead?: Answering,
): Promise<Report> {
  const served = await serveRecording(path.join(LANDSCAPES, 'duplicate'));
  store = await startStandInStore({ definitions: hits, instances: buckets, ...(instead && { instead }) });
  const entries = [...served.urls].map(([alias, url]) => entryOf(alias, url));
  const file = path.join(folder, 'environment-config.yaml');
  writeFileSync(file, `engines:\n${entries.join('')}`);
  const live = { ...liveRequest(), data: { url: store.origin } };
  try {
    const report = await check(
      { ...requestFor([file]), command: 'doctor', live },
      { version: 'test', interruptedBy: () => null },
    );
    expect(store.seen.length).toBeLessThanOrEqual(12);
    expect(store.seen.filter(({ method }) => method !== 'GET')).toEqual([]);
    return report;
  } finally {
    await served.close();
  }
}

const [first, second] = ['payment', 'inventory'];
/** The other finding is about a decision. */
const shared = ({ damage = [] }: Report) => damage.find(({ finding }) => finding.includes('order-handling'));

describe('what faults have done to the data', () => {
  it('is nothing where nothing of it was imported', async () => {
    const report = await damageWith([], []);
    expect(report.damage?.map(({ rule }) => rule)).toEqual(['T401', 'T401']);
    const remedy = 'Nothing of it has been imported yet: a plain edit is enough.';
    expect(shared(report)).toMatchObject({ imported: false, stored: [], remedy });
  });

  it('is nothing yet where one of the two was imported', async () => {
    const report = await damageWith([storedDefinition('a', first)], [storedCounts(first, 'a', 12)]);
    expect(shared(report)).toMatchObject({
      imported: true,
      stored: [`"${first}": 1 definition; 12 instances`],
    });
    expect(shared(report)?.remedy).toContain('nothing is lost');
  });

  it('is told with what is hidden and how many instances there are, in every report for people and in JSON', async () => {
    const report = await damageWith(
      [storedDefinition('a', first, { deleted: true }), storedDefinition('b', second)],
      [storedCounts(first, 'a', 12), storedCounts(second, 'b', 3)],
    );
    const stored = [
      `"${second}": 1 definition; 3 instances`,
      `"${first}": 1 definition, 1 of them hidden or deleted; 12 instances`,
    ];
    expect(shared(report)?.stored.toSorted()).toEqual(stored.toSorted());
    const options = { color: false, quiet: false, verbose: false, timings: false, width: 100 };
    const texts = await Promise.all(
      (['pretty', 'html', 'json'] as const).map((format) => render(format, report, options)),
    );
    for (const text of texts) {
      expect(text).toContain('1 of them hidden or deleted; 12 instances');
      expect(text).toMatch(/import\s+anew/u);
    }
    expect(texts[0]).toContain('What has been imported\n');
  });

  it('is counted to the last one beyond 2,147,483,647', async () => {
    const count = 2 ** 31 + 5_000_000;
    const report = await damageWith([storedDefinition('a', first)], [storedCounts(first, 'a', count)]);
    expect(shared(report)?.stored).toEqual([`"${first}": 1 definition; 2152483648 instances`]);
  });

  it('is told as the least there is where the store did not count every definition', async () => {
    const report = await damageWith(
      [storedDefinition('a', first)],
      [storedCounts(first, 'a', 12, { others: 3 })],
    );
    expect(shared(report)?.stored).toEqual([`"${first}": 1 definition; at least 12 instances`]);
  });

  it('is not called nothing where only a part was counted', async () => {
    const report = await damageWith([], [storedCounts(first, 'of-another', 12, { others: 3 })]);
    expect(shared(report)).toMatchObject({ imported: null, stored: [] });
    expect(shared(report)?.remedy).not.toContain('plain edit');
  });

  it('is not said of one engine alone where only a part was counted of the other', async () => {
    const report = await damageWith(
      [storedDefinition('a', first)],
      [storedCounts(first, 'a', 12), storedCounts(second, 'of-another', 1, { others: 3 })],
    );
    expect(shared(report)?.remedy).toMatch(/the other one has is not known/u);
  });

  it('is not called nothing where there are more definitions than are read', async () => {
    const report = await damageWith([], [], (asked) => {
      if (!asked.startsWith('/optimize-process-definition/')) return undefined;
      const last = /"search_after":\["other-(\d+)"\]/u.exec(decodeURIComponent(asked))?.[1];
      return whole({ hits: { hits: pageBehind(Number(last ?? -1)) } });
    });
    expect(shared(report)).toMatchObject({ imported: null, stored: [] });
    expect(store?.seen.filter(({ path: asked }) => asked.startsWith('/optimize-process-def'))).toHaveLength(
      3,
    );
  });

  it('is unknown where the data could not be read', async () => {
    const recording = path.join(LANDSCAPES, 'duplicate');
    const file = path.join(recording, 'environment-config.yaml');
    const live = { ...liveRequest(), replayFrom: recording, data: { url: null } };
    const replayed = await check(
      { ...requestFor([file]), command: 'doctor', live },
      { version: 'test', interruptedBy: () => null },
    );
    expect(replayed.damage?.[0]).toMatchObject({ rule: 'T401', imported: null, stored: [] });
    expect(replayed.result).toBe('findings');
  });

  it('is not told where the data was not looked at', async () => {
    const report = await runFixture(
      path.join(RULE_FIXTURES, 'T401-duplicate-definition/fail-on-two-engines'),
    );
    expect(report.damage).toBeUndefined();
  });
});
