import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../src/core/observed.js';
import type {
  EngineStatus,
  OptimizeReadings,
  RunningEngine,
  UiConfiguration,
} from '../../src/probe/optimize/types.js';
import { optimizeSubjectOf } from '../../src/topology/optimize/facts.js';
import { at } from '../helpers/readings.js';

const REFUSED = unknown('refused', 'GET /api/status answered 401');

function engine(alias: string, changes: Partial<RunningEngine> = {}): RunningEngine {
  return { alias, engineName: 'default', endpoint: `https://${alias}.test/camunda`, ...changes };
}

function ui(engines: UiConfiguration['engines'], changes: Partial<UiConfiguration> = {}) {
  return known({ version: '3.15.0', profile: 'platform', hasEngines: true, engines, ...changes });
}

function status(...engines: readonly (readonly [alias: string, changes?: Partial<EngineStatus>])[]) {
  return known({
    storeConnected: true,
    engines: engines.map(([alias, changes]) => ({ alias, connected: true, importing: false, ...changes })),
  });
}

/** What an Optimize with one engine tells. */
function factsOf(changes: Partial<OptimizeReadings> = {}) {
  return optimizeSubjectOf(
    {
      contact: unknown('failed', 'no answer'),
      ui: ui([engine('eu')]),
      status: status(['eu']),
      ready: known(true),
      serverTime: null,
      samples: [],
      requests: [],
      ...changes,
    },
    null,
  ).facts;
}

/** The status again and again, of engines that import in the samples with these numbers; null where it is not told. */
function sampled(count: number, everySeconds: number, importing: Record<string, readonly number[] | null>) {
  return Array.from({ length: count }, (_, index) => ({
    at: at('10:00:00') + index * everySeconds * 1_000,
    status: status(
      ...Object.entries(importing).map(
        ([alias, when]) => [alias, { importing: when === null ? null : when.includes(index) }] as const,
      ),
    ).value,
  }));
}

describe('an Optimize that nobody asked', () => {
  it('has no facts, and says which option asks', () => {
    const { asked, facts } = optimizeSubjectOf(null, null);
    expect(asked).toEqual([]);
    for (const fact of [facts.contact, facts.runningVersion, facts.runningEngines, facts.status])
      expect(fact).toMatchObject({ reason: 'not-asked', detail: expect.stringContaining('--running') });
    expect([facts.readiness, facts.importSamples]).toEqual([facts.contact, facts.contact]);
  });
});

describe('the engines that Optimize runs with', () => {
  it('are those that it names, with its version beside them', () => {
    const { runningEngines, runningVersion } = factsOf();
    expect(runningEngines).toMatchObject({ value: [engine('eu')], gaps: [] });
    expect(runningVersion).toMatchObject({ value: { text: '3.15.0', profile: 'platform' } });
  });

  it('are known in part where it does not tell the name or the web applications of one', () => {
    const engines = [engine('eu'), engine('us', { engineName: null }), engine('asia', { endpoint: null })];
    const { runningEngines } = factsOf({ ui: ui(engines), status: status(['eu'], ['us'], ['asia']) });
    expect(runningEngines).toMatchObject({
      value: engines,
      gaps: [expect.stringContaining('"us"'), expect.stringContaining('"asia"')],
    });
  });

  it.each([
    ['could not be read where it names none although it is made for engines', true, 'failed'],
    ['are not there where it is made for none', false, 'absent'],
  ])('%s', (_, hasEngines, reason) => {
    const { runningEngines, status: told } = factsOf({ ui: ui(null, { version: '8.7.0', hasEngines }) });
    expect(runningEngines).toMatchObject({
      known: false,
      reason,
      detail: expect.stringContaining('Optimize 8.7.0'),
    });
    // What the other resource tells is as good as before.
    expect(told).toMatchObject({ known: true, gaps: [] });
  });

  it('and the status of each have a gap where only one of the two resources names an engine', () => {
    const facts = factsOf({ ui: ui([engine('eu'), engine('us')]), status: status(['eu'], ['asia']) });
    const gap = '/api/ui-configuration and /api/status do not both name "us" and "asia"';
    expect(facts.runningEngines).toMatchObject({ gaps: [gap] });
    expect(facts.status).toMatchObject({ gaps: [gap] });
  });

  it('stay known where the status is refused', () => {
    const facts = factsOf({ status: REFUSED });
    expect(facts.runningEngines).toMatchObject({ known: true, gaps: [] });
    expect(facts.status).toEqual(REFUSED);
  });
});

describe('whether Optimize is ready', () => {
  it('is told beside the engines that it does not reach', () => {
    const ready = known(false);
    expect(factsOf({ ready, status: status(['eu'], ['us', { connected: false }]) }).readiness).toMatchObject({
      value: { ready: false, disconnected: ['us'] },
    });
    expect(factsOf({ ready, status: REFUSED }).readiness).toMatchObject({
      value: { ready: false, disconnected: [] },
    });
  });
});

describe('engines that never import', () => {
  const ofBoth = status(['eu'], ['us']);

  it('are those that no sample of a whole minute shows importing', () => {
    const samples = sampled(21, 3, { eu: [7], us: [], asia: null });
    expect(factsOf({ status: ofBoth, samples }).importSamples).toMatchObject({
      value: { seconds: 60, samples: 21, never: ['us'] },
    });
  });

  it.each([
    ['with too few samples', 19, 4],
    ['before a minute is over', 20, 3],
  ])('are not known %s', (_, count, everySeconds) => {
    const samples = sampled(count, everySeconds, { eu: [], us: [] });
    expect(factsOf({ status: ofBoth, samples }).importSamples).toMatchObject({
      known: false,
      reason: 'failed',
      detail: expect.stringContaining('for a whole minute'),
    });
  });

  it('are known from twenty samples on', () => {
    const samples = sampled(20, 4, { eu: [], us: [19] });
    expect(factsOf({ status: ofBoth, samples }).importSamples).toMatchObject({
      value: { seconds: 76, samples: 20, never: ['eu'] },
    });
  });

  it('are looked for with --watch only, and where the status can be read', () => {
    expect(factsOf().importSamples).toMatchObject({
      reason: 'not-asked',
      detail: expect.stringContaining('--watch'),
    });
    const samples = sampled(21, 3, { eu: [] });
    expect(factsOf({ status: REFUSED, samples }).importSamples).toEqual(REFUSED);
  });
});
