import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine } from './harness/doctor.js';
import { startEngine, stopEngines } from './harness/engine.js';
import type { Engine } from './harness/engine.js';
import { process } from './harness/models.js';
import { findingsOf, rulesIn, topologyRulesIn } from './harness/report.js';
import { restOf } from './harness/rest.js';

/** Several engines behind one address: entries differ in nothing but the engine's name. */
let server: Engine;

beforeAll(async () => {
  server = await startEngine({
    name: 'several-engines',
    port: 8080,
    heapMegabytes: 600,
    furtherEngines: {
      payment: 'payment',
      inventory: 'inventory',
      north: 'common',
      south: 'common',
      east: 'bare',
      west: 'bare',
    },
    properties: { 'engine.without-server': 'east,west' },
  });
});

afterAll(stopEngines);

describe('several engines in one process', () => {
  test('are distinct with databases of their own', async () => {
    await restOf(server, 'payment').deploy([process('payment-processing')]);
    await restOf(server, 'inventory').deploy([process('inventory-checkout')]);
    const { report } = await examine('one-process', {
      payment: { engine: server, name: 'payment' },
      inventory: { engine: server, name: 'inventory' },
    });
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report).toMatchObject({ result: 'ok', exitCode: 0, databases: [] });
    expect(report.engines).toMatchObject([{ processDefinitions: 1 }, { processDefinitions: 1 }]);
  });

  test('share a database', async () => {
    await restOf(server, 'north').deploy([process('order-handling')]);
    const { report } = await examine('one-process-shared', {
      north: { engine: server, name: 'north' },
      south: { engine: server, name: 'south' },
      payment: { engine: server, name: 'payment' },
    });
    expect(report.databases).toMatchObject([{ verdict: 'shared', engines: ['north', 'south'] }]);
    expect(report.databases[0]?.certainty).toMatch(/^(proven|strong)$/);
    expect(topologyRulesIn(report)).toEqual(['T411']);
    expect(findingsOf(report, 'T411')[0]?.engines).toEqual(['north', 'south']);
    expect(report.exitCode).toBe(1);
  });

  test('are not called down when their telemetry answers 500', async () => {
    await expect(restOf(server, 'east').get('/telemetry/data')).rejects.toThrow('500');
    await restOf(server, 'east').deploy([process('claim-handling')]);
    const { report } = await examine('one-process-without-telemetry', {
      east: { engine: server, name: 'east' },
      west: { engine: server, name: 'west' },
      payment: { engine: server, name: 'payment' },
    });
    expect(report.engines.map((engine) => engine.status)).toEqual(['ok', 'ok', 'ok']);
    expect(rulesIn(report)).not.toContain('P301');
    // One deployment seen through both: one origin, whether shared or copied. Never two separate databases.
    expect(report.databases).toMatchObject([{ engines: ['east', 'west'] }]);
    expect(report.databases[0]?.verdict).toMatch(/^(shared|unknown)$/);
    expect(topologyRulesIn(report)).not.toContain('T401');
  });
});
