import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { untilClocksCannotLie } from './harness/clocks.js';
import { examine } from './harness/doctor.js';
import { fileDatabase, startEngine, stopEngines } from './harness/engine.js';
import type { Engine, Login } from './harness/engine.js';
import { process } from './harness/models.js';
import { findingsOf, rulesIn } from './harness/report.js';
import { createUser, grantDocumentedImportRights, restOf } from './harness/rest.js';

/** Engines that are set up as Optimize cannot use them well, and what is said about each. */
const admin: Login = { user: 'admin', password: 'admin-secret' };
const gonzo: Login = { user: 'gonzo', password: 'gonzo-secret' };
const walter: Login = { user: 'walter', password: 'walter-secret' };

let here: Engine;
let there: Engine;
let bothStarted: number;

beforeAll(async () => {
  here = await startEngine({
    name: 'zone-utc',
    database: fileDatabase('zones'),
    port: 8080,
    properties: { 'user.timezone': 'UTC' },
  });
  there = await startEngine({
    name: 'zone-kolkata',
    database: fileDatabase('zones'),
    port: 8081,
    properties: { 'user.timezone': 'Asia/Kolkata' },
  });
  bothStarted = Date.now();
});

afterAll(stopEngines);

describe('an engine with a limit, at a low history level, that cleans up early', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await startEngine({
      name: 'limited',
      admin,
      port: 8082,
      properties: {
        'camunda.bpm.history-level': 'audit',
        'camunda.bpm.generic-properties.properties.query-max-results-limit': '2000',
        'camunda.bpm.generic-properties.properties.history-cleanup-batch-window-start-time': '00:01',
      },
    });
    const rest = restOf(engine);
    for (const login of [gonzo, walter]) await createUser(rest, login);
    await grantDocumentedImportRights(rest, gonzo.user);
    await rest.deploy([process('payment-processing', 'payment-processing', 1)]);
    await rest.post('/process-definition/key/payment-processing/start', {
      variables: { amount: { value: 12, type: 'Integer' } },
    });
  });

  test('is told to its administrator', async () => {
    const { report } = await examine('limited-admin', { payment: { engine, login: admin } });
    expect(rulesIn(report)).toEqual(expect.arrayContaining(['P324', 'P331', 'P332']));
    expect(rulesIn(report)).not.toContain('P322');
    expect(findingsOf(report, 'P331')[0]).toMatchObject({ data: { level: 'audit' }, certainty: 'weak' });
  });

  test('lacks nothing of what Optimize reads for the documented import user', async () => {
    const { report } = await examine('limited-import-user', { payment: { engine, login: gonzo } });
    expect(rulesIn(report)).toEqual(expect.arrayContaining(['P324', 'P331', 'P332']));
    expect(rulesIn(report)).not.toContain('P322');
  });

  test('does not look as if it wrote no history to a user without rights', async () => {
    const { report } = await examine('limited-no-rights', { payment: { engine, login: walter } });
    expect(rulesIn(report)).toEqual(expect.arrayContaining(['P322', 'P324']));
    expect(rulesIn(report)).not.toContain('P331');
    await engine.stop();
  });
});

describe('engines whose ids come from a counter', () => {
  test('are told that their instances may collide', async () => {
    const numbered = { 'camunda.bpm.id-generator': 'simple' };
    const settings = { properties: numbered };
    const payment = await startEngine({ ...settings, name: 'numbered-1', port: 8082 });
    await restOf(payment).deploy([process('invoice')]);
    await restOf(payment).post('/process-definition/key/invoice/start', {
      variables: { amount: { value: 12, type: 'Integer' } },
    });
    const { report: one } = await examine('numbered-alone', { payment: { engine: payment } });
    expect(rulesIn(one)).toContain('P335');
    expect(rulesIn(one)).not.toContain('P331');
    await payment.stop();
    const pair = await Promise.all(
      ['numbered-2', 'numbered-3'].map((name) => startEngine({ ...settings, name })),
    );
    for (const engine of pair) await restOf(engine).deploy([process('invoice')]);
    const [first, second] = pair;
    if (first === undefined || second === undefined) throw new Error('two were started');
    const { report } = await examine('numbered', {
      payment: { engine: first },
      inventory: { engine: second },
    });
    expect(rulesIn(report)).toEqual(expect.arrayContaining(['P335', 'T417']));
    expect(report.databases).toEqual([]);
    await Promise.all(pair.map((engine) => engine.stop()));
  });
});

describe('two nodes of one database in two time zones', () => {
  test('are recognised as one database, and their zones told', async () => {
    await untilClocksCannotLie(bothStarted);
    await restOf(there).deploy([process('invoice')]);
    const { report } = await examine('two-zones', { eu: { engine: here }, in: { engine: there } });
    expect(report.databases).toMatchObject([{ verdict: 'shared', certainty: 'proven' }]);
    expect(rulesIn(report)).toContain('T416');
  });
});
