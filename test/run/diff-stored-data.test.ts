import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineServer } from '../helpers/engine-server.js';
import { runProgram, type ProgramRun } from '../helpers/program.js';
import {
  NONE,
  startStandInStore,
  storedCounts,
  storedDefinition,
  whole,
  type StandInStore,
} from '../helpers/store-server.js';

let folder: string;
let store: EngineServer;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'multi-engine-diff-data-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await store.close();
});

function file(alias: string, more = ''): string {
  return `engines:
  ${alias}:
    name: default
    rest: https://eu.example.com/engine-rest
    importEnabled: true
    authentication: { enabled: false, user: '', password: '' }
    webapps: { enabled: true, endpoint: https://eu.example.com/camunda }
${more}`;
}

const tenant = (id: string): string => `    defaultTenant: { id: ${id} }\n`;

interface Row {
  readonly rule: string;
  readonly engines: readonly string[];
  readonly imported: boolean | null;
  readonly stored: readonly string[];
  readonly remedy: string;
}

interface Compared extends ProgramRun {
  readonly rules: readonly string[];
  readonly damage: readonly Row[] | undefined;
}

async function compare(
  before: string,
  after: string,
  stored: StandInStore,
  options: readonly string[] = [],
): Promise<Compared> {
  store = await startStandInStore(stored);
  writeFileSync(path.join(folder, 'before.yaml'), before);
  writeFileSync(path.join(folder, 'after.yaml'), after);
  const args = ['diff', 'before.yaml', 'after.yaml', `--data=${store.origin}`, '--format=json', ...options];
  const run = await runProgram(args, { cwd: folder });
  expect(store.seen.length).toBeLessThanOrEqual(12);
  expect(store.seen.every(({ method }) => method === 'GET')).toBe(true);
  const report = JSON.parse(run.stdout) as {
    readonly findings: readonly { readonly rule: string }[];
    readonly damage?: readonly Row[];
  };
  return { ...run, rules: report.findings.map(({ rule }) => rule), damage: report.damage };
}

const rowOf = ({ damage = [] }: Compared, code: string): Row | undefined =>
  damage.find(({ rule }) => rule === code);
const renamed = (run: Compared): Row | undefined => rowOf(run, 'D601');
const changed = (run: Compared): Row | undefined => rowOf(run, 'D602');
const at = (port: number): string =>
  `es: { connection: { nodes: [{ host: 127.0.0.1, httpPort: ${port} }] } }\n`;

describe('what a renamed alias has cost already', () => {
  const [before, after] = [file('eu'), file('europe')];

  it('is nothing where nothing has been imported', async () => {
    const run = await compare(before, after, {});
    expect(renamed(run)).toMatchObject({ engines: ['eu', 'europe'], imported: false, stored: [] });
    expect(renamed(run)?.remedy).toContain('a plain edit is enough');
  });

  it('is nothing yet where all data has the alias from before', async () => {
    const run = await compare(before, after, {
      definitions: [storedDefinition('a', 'eu')],
      instances: [storedCounts('eu', 'a', 3_000_000_000)],
    });
    expect(renamed(run)).toMatchObject({
      imported: true,
      stored: ['"eu": 1 definition; 3000000000 instances since 2026-03-01'],
    });
    expect(renamed(run)?.remedy).toMatch(/Keep that alias, and nothing is lost/u);
  });

  it('is nothing where all data has the new alias', async () => {
    const run = await compare(before, after, { definitions: [storedDefinition('a', 'europe')] });
    expect(renamed(run)?.remedy).toContain('the change costs nothing');
  });

  it('is that everything counts twice where both are there', async () => {
    const run = await compare(before, after, {
      definitions: [storedDefinition('a', 'europe')],
      instances: [storedCounts('eu', 'a', 5), storedCounts('europe', 'a', 5)],
    });
    expect(renamed(run)?.remedy).toContain('counted twice');
  });

  it.each([
    ['the store counts instances of aliases that it does not list', { doc_count: 5 }, 0],
    ['the store leaves aliases out', {}, 5],
  ])('is not called nothing where %s', async (_, sources, leftOut) => {
    const aliases = { sum_other_doc_count: leftOut, buckets: [] };
    const counts = whole({ aggregations: { sources: { ...sources, aliases }, older: NONE } });
    const run = await compare(before, after, {
      instead: (asked) => (asked.startsWith('/optimize-process-instance/') ? counts : undefined),
    });
    expect(renamed(run)).toMatchObject({ imported: null, stored: [] });
  });

  it.each([
    ['fewer instances than none', { key: 'eu', doc_count: -5 }, 0],
    ['a part of an instance', { key: 'eu', doc_count: 0.5 }, 0],
    ['a text for those left out', null, '7'],
  ])('is unknown where the store counts %s', async (_, bucket, leftOut) => {
    const inner = { sum_other_doc_count: 0, buckets: [] };
    const buckets = bucket === null ? [] : [{ ...bucket, definitions: inner, tenants: inner }];
    const aliases = { sum_other_doc_count: leftOut, buckets };
    const counts = whole({ aggregations: { sources: { aliases }, older: NONE } });
    const run = await compare(before, after, {
      instead: (asked) => (asked.startsWith('/optimize-process-instance/') ? counts : undefined),
    });
    expect(renamed(run)).toMatchObject({ imported: null, stored: [] });
    expect(run.rules).toContain('O721');
  });

  it('is not called nothing where a later page of definitions was cut', async () => {
    const most = 10_000;
    const page = Array.from({ length: most }, (_, row) => storedDefinition(`d${row}`, 'us'));
    const run = await compare(before, after, {
      instead: (asked) => {
        if (!asked.startsWith('/optimize-process-definition/')) return undefined;
        const query = decodeURIComponent(asked);
        const isExact = query.includes('"track_total_hits":true');
        const total = isExact ? { value: 2 * most, relation: 'eq' } : { value: most, relation: 'gte' };
        return whole({ hits: { total, hits: query.includes('search_after') ? page.slice(0, 5) : page } });
      },
    });
    expect(renamed(run)).toMatchObject({ imported: null, stored: [] });
  });

  it('counts nothing twice where a store gives the same page again and again', async () => {
    const page = Array.from({ length: 10_000 }, (_, row) => storedDefinition(`d${row}`, 'eu'));
    const run = await compare(before, after, { definitions: page });
    expect(renamed(run)).toMatchObject({ imported: null, stored: [] });
    expect(run.rules).toContain('O721');
  });

  it('is unknown where the store refuses, and the run is inconclusive', async () => {
    const refused = { status: 401, json: { error: { type: 'security_exception' } } };
    const run = await compare(before, after, { instead: () => refused }, ['--fail-on=never']);
    expect(renamed(run)).toMatchObject({ imported: null, stored: [] });
    expect(run.rules).toEqual(expect.arrayContaining(['D601', 'O721']));
    expect(run.code).toBe(3);
  });

  it('costs the deadline where the store hangs', async () => {
    const silent = { fault: 'silent' } as const;
    const started = performance.now();
    const run = await compare(before, after, { instead: () => silent }, ['--timeout=30', '--deadline=1']);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(renamed(run)?.imported).toBeNull();
    expect(run.rules).toContain('D601');
  });

  it('is told in every report for people', async () => {
    await compare(before, after, { definitions: [storedDefinition('a', 'eu')] });
    for (const format of ['pretty', 'html']) {
      const args = ['diff', 'before.yaml', 'after.yaml', `--data=${store.origin}`, `--format=${format}`];
      const { stdout } = await runProgram(args, { cwd: folder });
      expect(stdout).toContain('What has been imported');
      expect(stdout.replaceAll(/\s+/gu, ' ')).toMatch(/eu(?:"|&quot;): 1 definition; 0 instances/u);
    }
  });
});

describe('what another default tenant has cost already', () => {
  it('is told by what is stored with the one from before and with the new one', async () => {
    const run = await compare(file('eu', tenant('acme')), file('eu', tenant('umbrella')), {
      definitions: [
        storedDefinition('a', 'eu', { tenant: 'acme' }),
        storedDefinition('b', 'eu', { tenant: 'umbrella' }),
        storedDefinition('c', 'us', { tenant: 'acme' }),
      ],
      instances: [storedCounts('eu', 'a', 10, { tenants: { acme: 7, umbrella: 2 } })],
    });
    expect(changed(run)?.stored).toEqual([
      '"eu" with tenant "acme": 1 definition; 7 instances',
      '"eu" with tenant "umbrella": 1 definition; 2 instances',
    ]);
    expect(changed(run)?.remedy).toMatch(/Undo the change, or delete/u);
  });

  it('counts what has no tenant where there was none before', async () => {
    const run = await compare(file('eu'), file('eu', tenant('acme')), {
      definitions: [storedDefinition('a', 'eu')],
      instances: [storedCounts('eu', 'a', 10, { tenants: { acme: 4 } })],
    });
    expect(changed(run)?.stored).toEqual([
      '"eu" without a tenant: 1 definition; 6 instances',
      '"eu" with tenant "acme": 0 definitions; 4 instances',
    ]);
  });

  it('is nothing where everything stored has the new one', async () => {
    const run = await compare(file('eu'), file('eu', tenant('acme')), {
      definitions: [storedDefinition('a', 'eu', { tenant: 'acme' })],
    });
    expect(changed(run)?.remedy).toContain('Nothing is stored without a tenant');
  });

  it('looks under the alias from before as well where both changed', async () => {
    const run = await compare(file('eu'), file('europe', tenant('acme')), {
      definitions: [storedDefinition('a', 'eu')],
    });
    expect(changed(run)?.stored).toEqual(['"eu" without a tenant: 1 definition; 0 instances']);
  });

  it('cannot be told where a placeholder has no value', async () => {
    const run = await compare(file('eu', tenant("'${NOBODY_HAS_IT}'")), file('eu', tenant('acme')), {
      definitions: [storedDefinition('a', 'eu')],
    });
    expect(changed(run)?.remedy).toMatch(/--define/u);
  });
});

describe('diff --data', () => {
  it('takes the address and the prefix of the first file, and the login for it from --credentials', async () => {
    store = await startStandInStore();
    writeFileSync(path.join(folder, 'before.yaml'), file('eu', at(store.port)));
    writeFileSync(path.join(folder, 'after.yaml'), file('europe', at(9)));
    writeFileSync(
      path.join(folder, 'logins.yaml'),
      `hosts: { '127.0.0.1:${store.port}': { user: reader, password: hush-hush } }\n`,
    );
    const options = ['--data', '--credentials=logins.yaml', '--format=json'];
    const { stdout, stderr } = await runProgram(['diff', 'before.yaml', 'after.yaml', ...options], {
      cwd: folder,
    });
    expect(stderr).toBe('');
    const sent = `Basic ${Buffer.from('reader:hush-hush').toString('base64')}`;
    expect(new Set(store.seen.map(({ authorization }) => authorization))).toEqual(new Set([sent]));
    expect(stdout).not.toContain('hush-hush');
  });

  it('is what logins are for', async () => {
    await compare(file('eu'), file('europe'), {});
    const args = ['diff', 'before.yaml', 'after.yaml', '--credentials=logins.yaml'];
    expect(await runProgram(args, { cwd: folder })).toMatchObject({ code: 2 });
  });

  it('without it asks nobody, and says nothing of data', async () => {
    await compare(file('eu'), file('europe'), {});
    const asked = store.seen.length;
    const args = ['diff', 'before.yaml', 'after.yaml', '--format=json'];
    const { stdout } = await runProgram(args, { cwd: folder });
    expect(JSON.parse(stdout)).not.toHaveProperty('damage');
    expect(store.seen).toHaveLength(asked);
  });

  it('of two recordings is what the younger one has', async () => {
    await compare(file('eu'), file('europe'), { definitions: [storedDefinition('a', 'eu')] });
    for (const [name, alias] of [
      ['monday', 'eu'],
      ['friday', 'europe'],
    ] as const) {
      const configuration = path.join(folder, 'environment-config.yaml');
      writeFileSync(
        configuration,
        file(alias).replace('https://eu.example.com/engine-rest', 'http://127.0.0.1:9'),
      );
      const data = name === 'friday' ? [`--data=${store.origin}`] : [];
      await runProgram(['doctor', 'environment-config.yaml', '--record', name, ...data], { cwd: folder });
      cpSync(configuration, path.join(folder, name, 'environment-config.yaml'));
    }
    await store.close();
    const { stdout } = await runProgram(['diff', 'monday', 'friday', '--format=json'], { cwd: folder });
    const { damage } = JSON.parse(stdout) as { readonly damage?: readonly Row[] };
    expect(damage?.map(({ rule, imported }) => [rule, imported])).toEqual([['D601', true]]);
  });
});
