import { afterEach, describe, expect, test, vi } from 'vitest';
import { interpret } from '../../../src/configuration/interpret.js';
import { unknown } from '../../../src/core/observed.js';
import type { ModelDefinition } from '../../../src/core/model.js';
import { parseYaml } from '../../../src/load/yaml/yaml.js';
import type { PreviewTarget } from '../../../src/core/report/preview.js';
import { judgeDeployments } from '../../../src/run/preview/preview.js';
import { deploymentLines } from '../../../src/report/preview.js';
import type { JudgeRequest } from '../../../src/run/judge/judge.js';
import type { EngineReadings } from '../../../src/probe/readings.js';
import { groupPairs } from '../../../src/topology/databases.js';
import { subjectOf } from '../../../src/topology/facts.js';
import type { PairVerdict } from '../../../src/topology/types.js';
import { ratioOf, type Work } from '../../helpers/growth.js';
import { definitions, readings } from '../../helpers/readings.js';

const TEXT = `engines:
  a: {name: default, rest: http://a/engine-rest}
  b: {name: default, rest: http://b/engine-rest}
  c: {name: default, rest: http://c/engine-rest, defaultTenant: {id: acme}}
`;

const DISTINCT: readonly PairVerdict[] = [
  pair('a', 'b', 'distinct'),
  pair('a', 'c', 'distinct'),
  pair('b', 'c', 'distinct'),
];

function pair(first: string, second: string, verdict: PairVerdict['verdict']): PairVerdict {
  return {
    engines: [first, second],
    verdict,
    certainty: 'proven',
    rows: ['test'],
    offline: false,
    evidence: [],
    undecidedBecause: null,
    sameOrigin: false,
  };
}

/** Each engine with the processes that a test gives it. */
interface Landscape {
  readonly on?: Readonly<Record<string, Partial<EngineReadings>>>;
  readonly pairs?: readonly PairVerdict[];
  readonly tenant?: string | null;
  readonly to?: readonly string[] | null;
}

async function deploy(model: ModelDefinition, on: Landscape) {
  return (await deployed(model, on, () => null)).targets;
}

async function deployed(
  model: ModelDefinition | readonly ModelDefinition[],
  { on = {}, pairs = DISTINCT, tenant = null, to = ['a'] }: Landscape,
  interruptedBy: () => 'SIGINT' | null,
) {
  const source = interpret([parseYaml({ name: 'x.yaml', text: TEXT })], {
    env: {},
    variablesFiles: [],
    defines: {},
    target: null,
  });
  const { configuration } = source;
  const read = configuration.engines.map(({ alias }) => readings(alias, on[alias] ?? {}));
  const landscape = {
    subjects: configuration.engines.map((entry, index) =>
      subjectOf(entry, read[index] ?? readings(entry.alias)),
    ),
    readings: read,
    databases: groupPairs(['a', 'b', 'c'], pairs),
  };
  const models = [
    { file: 'm.bpmn', format: 'BPMN' as const, definitions: [model].flat(), notExecutable: [] },
  ];
  return judgeDeployments({ models, to, tenant, check: EVERYTHING }, source, landscape, {
    version: 'test',
    interruptedBy,
  });
}

const EVERYTHING: JudgeRequest = {
  only: [],
  skip: [],
  target: null,
  engines: [],
  minSeverity: 'info',
  today: () => '2026-01-01',
  baseline: null,
};

const ORDER: ModelDefinition = {
  kind: 'process',
  key: 'order',
  name: null,
  versionTag: null,
  historyTimeToLive: null,
};

function orders(ids: readonly string[], tenantId: string | null = null): Partial<EngineReadings> {
  return { processDefinitions: definitions('process', [{ key: 'order', tenantId, ids }]) };
}

function found(targets: readonly PreviewTarget[]): readonly (readonly [string, unknown])[] {
  return targets.flatMap(({ findings }) => findings.map(({ rule, data }) => [rule, data] as const));
}

const DATA = { kind: 'process', key: 'order', tenant: null };

/** Each clashes with one of another engine, in the tenant of the deployment. */
function clashing(count: number): Work {
  const tenant = 'acme-2';
  const keys = Array.from({ length: count }, (_, number) => `order-${number}`);
  const there = definitions(
    'process',
    keys.map((key) => ({ key, tenantId: tenant, ids: ['1'] })),
  );
  const all = keys.map((key) => ({ ...ORDER, key }));
  return () => deployed(all, { on: { b: { processDefinitions: there } }, tenant }, () => null);
}

describe('a deployment is foreseen', () => {
  test('as the version after the newest that the engine has', async () => {
    const [target] = await deploy(ORDER, { on: { a: orders(['1', '2', '3']), b: orders(['4'], 'x') } });
    expect(target?.deployments).toMatchObject([{ newest: 3, version: 4 }]);
    expect(target?.findings).toEqual([]);
  });

  test('counting the tenant of the deployment only', async () => {
    const [target] = await deploy(ORDER, { on: { a: orders(['1', '2']) }, tenant: 'acme-2' });
    expect(target?.deployments).toMatchObject([{ newest: null, version: 1 }]);
  });

  test('T401 where another engine has the very version', async () => {
    const targets = await deploy(ORDER, { on: { b: orders(['1']) } });
    expect(found(targets)).toMatchObject([['T401', { ...DATA, engines: ['a', 'b'], versions: [1] }]]);
  });

  test('T402 where another engine has other versions', async () => {
    const targets = await deploy(ORDER, { on: { b: orders(['1']), a: orders(['2', '3']) } });
    expect(found(targets)).toEqual([]);
    const gone = {
      processDefinitions: definitions('process', [{ key: 'order', tenantId: null, ids: [null, null, 'x'] }]),
    };
    expect(found(await deploy(ORDER, { on: { b: gone } }))).toEqual([
      ['T402', { ...DATA, engines: ['a', 'b'] }],
    ]);
  });

  test('T403 where another engine uses the tenant of the deployment', async () => {
    const targets = await deploy(ORDER, {
      on: {
        b: { processDefinitions: definitions('process', [{ key: 'z', tenantId: 'acme-2', ids: ['1'] }]) },
      },
      tenant: 'acme-2',
    });
    expect(found(targets)).toEqual([['T403', { tenant: 'acme-2', engines: ['a', 'b'] }]]);
  });

  test('under the default tenant of the entry: two engines with tenants of their own do not clash', async () => {
    expect(found(await deploy(ORDER, { on: { b: orders(['1']) }, to: ['c'] }))).toEqual([]);
  });

  test('on every node of the database: doctor would name them all afterwards', async () => {
    const pairs = [pair('a', 'c', 'shared'), pair('a', 'b', 'distinct'), pair('b', 'c', 'distinct')];
    const targets = await deploy(ORDER, {
      on: { b: orders(['1'], 'acme') },
      pairs,
      tenant: 'acme',
      to: ['a'],
    });
    const clash = found(targets).find(([rule]) => rule === 'T401');
    expect(clash?.[1]).toMatchObject({ ...DATA, tenant: 'acme', engines: ['a', 'b', 'c'], versions: [1] });
  });

  test('marked as predicted, in message and evidence', async () => {
    const [target] = await deploy(ORDER, { on: { b: orders(['1']) } });
    const [finding] = target?.findings ?? [];
    expect(finding?.message).toMatch(
      /^Predicted: Process definition "order" version 1 \(no tenant\) is deployed on/,
    );
    expect(finding?.evidence[0]).toEqual({
      kind: 'prediction',
      engines: ['a'],
      detail: 'deploying m.bpmn would make version 1 of "order" (it has none yet)',
    });
    expect(finding?.locations[0]).toMatchObject({ file: 'x.yaml', line: 2, pointer: '/engines/a/rest' });
  });

  test('with the evidence of the very definition, also where others get the same tenant', async () => {
    const tenantId = 'acme-2';
    const both = ['order', 'bill'].map((key) => ({ key, tenantId, ids: ['1'] }));
    const there = { b: { processDefinitions: definitions('process', both) } };
    const all = [ORDER, { ...ORDER, key: 'bill' }];
    const { targets } = await deployed(all, { on: there, tenant: tenantId }, () => null);
    const clashes = targets.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'T401');
    const told = clashes.map(({ evidence }) => evidence.filter(({ kind }) => kind === 'prediction'));
    expect(told.map((each) => each.map(({ detail }) => detail))).toEqual([
      [expect.stringContaining('"bill"')],
      [expect.stringContaining('"order"')],
    ]);
  });

  test('of thousands of models in the time of one pass', async () => {
    expect(await ratioOf([clashing(60), clashing(480)], 8, 1)).toBeLessThan(24);
  });

  test('only where the deployment is the cause', async () => {
    const targets = await deploy({ ...ORDER, key: 'other' }, { on: { a: orders(['1']), b: orders(['1']) } });
    expect(found(targets)).toEqual([]);
  });

  test('as unknown where the definitions could not be read', async () => {
    const [target] = await deploy(ORDER, {
      on: { a: { processDefinitions: unknown('refused', 'answered 403') }, b: orders(['1']) },
    });
    expect(target?.deployments).toMatchObject([{ newest: null, version: null }]);
    const targets = [target].flatMap((each) => each ?? []);
    const [line] = deploymentLines({ models: [], targets, complete: false });
    expect(line).toContain('a: not known');
  });

  test('for every engine by itself with --all', async () => {
    const targets = await deploy(ORDER, { on: { b: orders(['1']) }, to: null });
    expect(targets.map(({ engine, findings }) => [engine, findings.length])).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 0],
    ]);
  });
});

describe('a run that is interrupted', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const CLASHING = definitions(
    'process',
    Array.from({ length: 200 }, (_, number) => ({ key: `order-${number}`, tenantId: null, ids: ['1'] })),
  );
  const MUCH = { on: { a: { processDefinitions: CLASHING }, b: { processDefinitions: CLASHING } }, to: null };

  test('while it foresees hears it, and tells nothing of engines that were not looked at', async () => {
    onSlowMachine();
    let by: 'SIGINT' | null = null;
    // As a signal: heard when the process has a moment for it.
    setTimeout(() => (by = 'SIGINT'));
    const all = Array.from({ length: 200 }, (_, number) => ({ ...ORDER, key: `order-${number}` }));
    const { targets, judgement } = await deployed(all, MUCH, () => by);
    expect(targets.length).toBeLessThan(3);
    const because = 'the run was interrupted before';
    const t401 = judgement.coverage.find(({ rule }) => rule === 'T401');
    expect(t401).toMatchObject({ ran: [], skipped: [{ engines: ['a', 'b', 'c'], because }] });
  });

  test('does not judge anew for each engine what is not deployed', async () => {
    onSlowMachine();
    const { targets } = await deployed(ORDER, MUCH, () => 'SIGINT');
    expect(targets).toHaveLength(3);
  });

  test('with little to foresee has all of it', async () => {
    const { targets, judgement } = await deployed(ORDER, { on: { b: orders(['1']) } }, () => 'SIGINT');
    expect(found(targets)).toHaveLength(1);
    expect(judgement.coverage.flatMap(({ skipped }) => skipped.map(({ because }) => because))).not.toContain(
      'the run was interrupted before',
    );
  });
});

/** Every look at the clock is a millisecond later, so that a moment has so many steps on every machine. */
function onSlowMachine(): void {
  let now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => (now += 1));
}
