import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { untilClocksCannotLie } from './harness/clocks.js';
import { examine } from './harness/doctor.js';
import { fileDatabase, startEngine, stopEngines } from './harness/engine.js';
import type { Engine } from './harness/engine.js';
import { process } from './harness/models.js';
import { findingsOf } from './harness/report.js';
import { restOf } from './harness/rest.js';

/** As far as Maven Central carries CIB seven: its engine, under the REST interface and the Spring starter of Camunda. */

let camunda: Engine;
let cibSeven: Engine;
let bothStarted: number;

beforeAll(async () => {
  const database = fileDatabase('cib-seven');
  camunda = await startEngine({ name: 'beside-cib-seven', database });
  cibSeven = await startEngine({
    name: 'cib-seven',
    version: 'cibseven-2.0.0',
    database,
    port: 8080,
  });
  bothStarted = Date.now();
});

afterAll(stopEngines);

test('CIB seven 1 calls itself Camunda and appears as a fork', async () => {
  const engine = await startEngine({
    name: 'cib-seven-1',
    version: 'cibseven-1.1.0',
    port: 8081,
  });
  const { report } = await examine('cib-seven-1', { payment: { engine } });
  expect(report.engines).toMatchObject([{ status: 'ok', product: 'fork of Camunda 7', version: '1.1.0' }]);
  expect(findingsOf(report, 'P313')).toMatchObject([{ engines: ['payment'], certainty: 'proven' }]);
  await engine.stop();
});

describe('CIB seven 2 beside a Camunda on one database', () => {
  beforeAll(async () => {
    await untilClocksCannotLie(bothStarted);
    const rest = restOf(cibSeven);
    await rest.deploy([process('payment-processing')]);
    await rest.post('/process-definition/key/payment-processing/start', {});
  });

  test('is told by its name', async () => {
    const { report } = await examine('cib-seven', { payment: { engine: cibSeven } });
    expect(report.engines).toMatchObject([{ status: 'ok', product: 'CIB seven', version: '2.0.0' }]);
    expect(findingsOf(report, 'P313')).toMatchObject([{ engines: ['payment'], certainty: 'proven' }]);
  });

  test('has the same installation id and is called out', async () => {
    const landscape = { eu: { engine: camunda }, us: { engine: cibSeven } };
    const { report } = await examine('beside-cib-seven', landscape, false);
    const [eu, us] = report.engines.map(({ installation }) => installation);
    expect(us).not.toBeNull();
    expect(us).toBe(eu);
    expect(report.databases).toMatchObject([
      { verdict: 'shared', certainty: 'proven', engines: ['eu', 'us'] },
    ]);
    expect(findingsOf(report, 'T415')).toMatchObject([{ engines: ['eu', 'us'] }]);
  });
});
