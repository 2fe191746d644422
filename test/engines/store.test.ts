import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instancesIn } from '../../src/probe/store/instance-counts.js';
import { runProgram } from './harness/doctor.js';
import type { Report } from './harness/report.js';
import { projectDirectory, workDirectory } from './harness/run-directory.js';
import { startStore, type StoreNode } from './store/node.js';
import { PRODUCTS, type Product } from './store/products.js';
import { MANY, MANY_KEYS, MANY_PREFIX, scenariosFor, type Entry, type Scenario } from './store/scenarios.js';
import { NEVER_READ, seed } from './store/seed.js';

let store: StoreNode;
let current: Product;

function configurationOf(prefix: string, engines: Scenario['engines']): string {
  const entries = Object.entries(engines).map(([alias, entry]) => entryOf(alias, entry));
  return `engines:\n${entries.join('')}opensearch:\n  settings:\n    index:\n      prefix: ${prefix}\n`;
}

/** Nobody answers at these addresses: what is found comes from the store alone. */
function entryOf(alias: string, { defaultTenant, excludedTenants, importEnabled = true }: Entry): string {
  return `  ${alias}:
    name: default
    rest: http://127.0.0.1:9/engine-rest
    importEnabled: ${importEnabled}
    authentication:
      enabled: false
      user: ''
      password: ''
    webapps:
      enabled: true
      endpoint: https://${alias}.example.com/camunda
${defaultTenant === undefined ? '' : `    defaultTenant:\n      id: ${defaultTenant}\n`}${
    excludedTenants === undefined ? '' : `    excludedTenants: [${excludedTenants.join(', ')}]\n`
  }`;
}

interface Looked {
  readonly report: Report;
  readonly requests: readonly string[];
  readonly recorded: string;
  /** What the recording has of each resource. */
  readonly answers: Readonly<Record<string, unknown>>;
}

async function look(prefix: string, { engines, recorded: isKept }: Scenario): Promise<Looked> {
  const directory = workDirectory(join('store', current.profile, prefix));
  const recording = join(directory, 'recording');
  writeFileSync(join(directory, 'environment-config.yaml'), configurationOf(prefix, engines));
  store.front.seen.length = 0;
  const { stdout, stderr } = await runProgram(directory, [
    'doctor',
    'environment-config.yaml',
    `--data=${store.address}`,
    '--record',
    recording,
    '--format',
    'json',
    '--format',
    'pretty=report.txt',
  ]);
  expect(stderr).toBe('');
  const files = ['recording/store.json', 'report.txt'];
  const recorded = files.map((file) => readFileSync(join(directory, file), 'utf8')).join('\n') + stdout;
  const requests = store.front.seen.map(({ method, target, login }) => `${method} ${login ?? ''}${target}`);
  const { answers } = JSON.parse(readFileSync(join(directory, 'recording/store.json'), 'utf8')) as {
    readonly answers: readonly { readonly resource: string; readonly body: unknown }[];
  };
  if (isKept === true && current === PRODUCTS[0] && process.env['MULTI_ENGINE_RECORD'] === '1')
    keep(prefix, directory);
  return {
    report: JSON.parse(stdout),
    requests,
    recorded,
    answers: Object.fromEntries(answers.map(({ resource, body }) => [resource, body])),
  };
}

/** For the fixtures of rules: what a real store answered, without the engines that nobody asked. */
function keep(prefix: string, directory: string): void {
  const target = join(projectDirectory, 'fixtures/running', `data-${prefix}`);
  rmSync(target, { recursive: true, force: true });
  const { engines: _engines, ...index } = JSON.parse(
    readFileSync(join(directory, 'recording/recording.json'), 'utf8'),
  );
  const files = { 'recording.json': { ...index, engines: [] }, 'store.json': storeFile(directory) };
  for (const [name, value] of Object.entries(files)) write(join(target, name), value);
}

function storeFile(directory: string): object {
  const recorded = JSON.parse(readFileSync(join(directory, 'recording/store.json'), 'utf8'));
  return { ...recorded, target: { probed: true, address: 'http://127.0.0.1:9200', login: false } };
}

function write(file: string, value: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

describe.each(PRODUCTS.map((product) => ({ product, name: `${product.title} ${product.version}` })))(
  'the data of Optimize in a real $name, seeded in the shapes of its source',
  ({ product }) => {
    const scenarios = scenariosFor(product);
    const { instances } = MANY[product.profile];

    beforeAll(async () => {
      current = product;
      store = await startStore(product);
      for (const [prefix, { seed: what }] of Object.entries(scenarios))
        if (what !== null) await seed(store.direct, prefix, what);
    });

    afterAll(async () => {
      await store?.stop();
    });

    it('is that product in that version', async () => {
      const { nodes } = await direct<{ nodes: object }>('/_nodes?filter_path=nodes.*.version');
      expect(Object.values(nodes)).toEqual([{ version: product.version }]);
    });

    it.each(Object.keys(scenarios))('%s', async (prefix) => {
      const scenario = scenarios[prefix];
      if (scenario === undefined) throw new Error('no scenario');
      const { report, requests, recorded } = await look(prefix, scenario);
      const about = report.findings.filter(({ rule }) => rule.startsWith('O7'));
      expect(about.map(({ rule }) => rule)).toEqual(scenario.finds);
      const rules = report.coverage.filter(({ rule }) => /^O72[1-9]|^O73[01]/u.test(rule));
      expect(rules.flatMap(({ skipped }) => skipped)).toEqual([]);
      expect(requests.filter((request) => !request.startsWith('GET /'))).toEqual([]);
      expect(requests.length).toBeLessThanOrEqual(12);
      const own = requests.filter((request) => !request.startsWith('GET /_cat/aliases/'));
      expect(
        own.filter((request) => !request.startsWith(`GET /${prefix}-`) || /^[^?]*[*,]/u.test(request)),
      ).toEqual([]);
      expect(recorded).not.toContain(NEVER_READ);
      expect(recorded).not.toContain('Tenant acme');
    });

    it(`is counted to its end where there are 200 process keys and ${instances.toLocaleString('en')} instances`, async () => {
      const { count } = await direct<{ count: number }>(`/${MANY_PREFIX}-process-instance/_count`);
      expect(count).toBe(instances);
      const { report, answers } = await look(MANY_PREFIX, scenarios[MANY_PREFIX] as Scenario);
      const renamed = report.findings.find(({ rule }) => rule === 'O723');
      expect(renamed?.data).toMatchObject({ alias: 'payment', definitions: 100, instances: instances / 2 });
      const counts = instancesIn(answers['process-instance'], 'process');
      expect(counts).toMatchObject({
        incomplete: false,
        instances: [{ count: instances / 2 }, { count: instances / 2 }],
      });
      const byKey = counts?.instances.flatMap(({ byDefinition }) => byDefinition) ?? [];
      expect(new Map(byKey.map(({ id, count: of }) => [id, of]))).toEqual(
        new Map(Array.from({ length: MANY_KEYS }, (_, at) => [`key-${at}:1:x`, instances / MANY_KEYS])),
      );
    });

    it('is found under another prefix, by the names of its indices alone', async () => {
      const { report } = await look('other-prefix', { seed: null, engines: { payment: {} }, finds: [] });
      const found = report.findings.find(({ rule }) => rule === 'O722');
      expect(JSON.stringify(found?.data)).toContain('"healthy-34"');
    });
  },
);

/** Asks the store past the front. */
async function direct<T>(path: string): Promise<T> {
  return (await (await fetch(`${store.direct}${path}`)).json()) as T;
}
