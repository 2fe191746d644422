import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine } from './harness/doctor.js';
import type { Examination, Landscape } from './harness/doctor.js';
import { startEngine, stopEngines } from './harness/engine.js';
import type { Engine, Login } from './harness/engine.js';
import { decision, process } from './harness/models.js';
import { findingsOf, rulesIn, topologyRulesIn } from './harness/report.js';
import { createUser, grantDocumentedImportRights, restOf } from './harness/rest.js';

const admin: Login = { user: 'admin', password: 'admin-secret' };
/** The import user of Optimize with the documented rights. */
const gonzo: Login = { user: 'gonzo', password: 'gonzo-secret' };
/** Known to the engines, allowed to do nothing. */
const walter: Login = { user: 'walter', password: 'walter-secret' };
/** Known to the engines; the configuration has another password. */
const scooter: Login = { user: 'scooter', password: 'scooter-secret' };
const piggy: Login = { user: 'piggy', password: 'piggy-secret' };

let payment: Engine;
let inventory: Engine;

beforeAll(async () => {
  [payment, inventory] = await Promise.all([
    startEngine({ name: 'payment-with-login', admin, port: 8080 }),
    startEngine({ name: 'inventory-with-login', admin, port: 1234 }),
  ]);
  for (const engine of [payment, inventory]) {
    const rest = restOf(engine);
    for (const login of [gonzo, walter, scooter, piggy]) await createUser(rest, login);
    await grantDocumentedImportRights(rest, gonzo.user);
  }
  await restOf(payment).deploy([process('payment-processing'), decision('payment-limit')]);
  await restOf(inventory).deploy([process('inventory-checkout'), decision('stock-level')]);
});

afterAll(stopEngines);

describe('a login', () => {
  test('of an administrator sees everything', async () => {
    const { report } = await examine('login', bothWith(admin));
    expect(report).toMatchObject({ result: 'ok', exitCode: 0 });
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report.engines).toMatchObject([
      { status: 'ok', visibility: 'full', processDefinitions: 1, decisionDefinitions: 1 },
      { status: 'ok', visibility: 'full', processDefinitions: 1, decisionDefinitions: 1 },
    ]);
  });

  test('with a wrong password is sent once', async () => {
    const wrong = { user: scooter.user, password: 'not-this' };
    const examination = await examine('wrong-password', { payment: { engine: payment, login: wrong } });
    expect(timesSent(examination, wrong)).toBe(1);
    expect(findingsOf(examination.report, 'P305')).toMatchObject([
      { severity: 'error', engines: ['payment'] },
    ]);
    expect(examination.report.engines).toMatchObject([{ status: 'failed', failure: { step: 'login' } }]);
    expect(examination.report.exitCode).toBe(1);
  });

  test('that failed on one engine is not tried on the other', async () => {
    const wrong = { user: piggy.user, password: 'not-this' };
    const examination = await examine('wrong-password-twice', bothWith(wrong));
    expect(timesSent(examination, wrong)).toBe(1);
    expect(rulesIn(examination.report)).toContain('P305');
    expect(examination.report.engines.map((engine) => engine.status)).not.toContain('ok');
    expect(examination.report.exitCode).toBe(1);
  });

  test('is missing', async () => {
    const { report } = await examine('missing-credentials', {
      payment: { engine: payment },
      inventory: { engine: inventory, login: admin },
    });
    expect(findingsOf(report, 'P306')).toMatchObject([{ severity: 'error', engines: ['payment'] }]);
    expect(report.engines).toMatchObject([
      { status: 'failed', failure: { step: 'login' } },
      { status: 'ok' },
    ]);
    expect(report.exitCode).toBe(1);
  });
});

describe('the import user', () => {
  test('without any right cannot import', async () => {
    const asWalter = restOf(payment, undefined, walter);
    await expect(asWalter.get('/optimize/process-instance/running?maxResults=1')).rejects.toThrow('403');

    const { report } = await examine('no-rights', { payment: { engine: payment, login: walter } });
    expect(rulesIn(report)).toEqual(expect.arrayContaining(['P321', 'P323']));
    expect(findingsOf(report, 'P321')).toMatchObject([{ severity: 'error', engines: ['payment'] }]);
    expect(report.engines).toMatchObject([{ status: 'ok', visibility: 'partial' }]);
    expect(report.exitCode).toBe(1);
  });

  test('with the documented rights can', async () => {
    const asGonzo = restOf(payment, undefined, gonzo);
    await expect(asGonzo.get('/optimize/process-instance/running?maxResults=1')).resolves.toEqual([]);

    const { report } = await examine('documented-rights', { payment: { engine: payment, login: gonzo } });
    expect(rulesIn(report)).not.toContain('P321');
    expect(report.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(report.engines).toMatchObject([{ status: 'ok', processDefinitions: 1, decisionDefinitions: 1 }]);
  });
});

function bothWith(login: Login): Landscape {
  return { payment: { engine: payment, login }, inventory: { engine: inventory, login } };
}

/** How often the engines have received this login, over all entries. */
function timesSent({ requests }: Examination, { user, password }: Login): number {
  return Object.values(requests)
    .flat()
    .filter((request) => request.login === `${user}:${password}`).length;
}
