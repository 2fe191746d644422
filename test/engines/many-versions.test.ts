import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examine } from './harness/doctor.js';
import { fileDatabase, startEngine, stopEngines } from './harness/engine.js';
import type { Engine } from './harness/engine.js';
import { process } from './harness/models.js';
import { restOf } from './harness/rest.js';
import type { Rest } from './harness/rest.js';

/** Far more models than fit into the engine's heap of 300 MB when they are loaded. */
const VERSIONS = 5_000;

let engine: Engine;
let rest: Rest;

beforeAll(async () => {
  engine = await startEngine({
    name: 'many-versions',
    database: fileDatabase('many-versions'),
    properties: { 'engine.versions': String(VERSIONS) },
  });
  rest = restOf(engine);
  while ((await countVersions()) < VERSIONS) await sleep(200);
});

afterAll(stopEngines);

test('an engine with thousands of versions is judged completely and goes on working', async () => {
  const { report } = await examine('many-versions', { payment: { engine } }, false);
  expect(report.engines).toMatchObject([{ status: 'ok', processDefinitions: VERSIONS }]);
  expect(report).toMatchObject({ result: 'ok', exitCode: 0 });

  await rest.deploy([process('payment-processing')]);
  await rest.post('/process-definition/key/payment-processing/start', {});
  expect(await countVersions()).toBe(VERSIONS + 1);
  expect(engine.log()).not.toContain('OutOfMemoryError');
});

test('its models are real: reading one definition the harmful way parses one', async () => {
  const [definition] = await rest.get<{ description: string }[]>('/process-definition?maxResults=1');
  expect(definition?.description).toBe('parsed');
});

async function countVersions(): Promise<number> {
  return (await rest.get<{ count: number }>('/process-definition/count')).count;
}
