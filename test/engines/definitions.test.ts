import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { examine } from './harness/doctor.js';
import type { Landscape } from './harness/doctor.js';
import { startEngine, stopEngines } from './harness/engine.js';
import type { Engine } from './harness/engine.js';
import { decision, process } from './harness/models.js';
import { findingsOf, rulesIn, topologyRulesIn } from './harness/report.js';
import type { Report } from './harness/report.js';
import { createTenant, restOf } from './harness/rest.js';
import type { Rest } from './harness/rest.js';

let payment: Engine;
let inventory: Engine;
let order: Engine;
let toPayment: Rest;
let toInventory: Rest;

beforeAll(async () => {
  [payment, inventory] = await Promise.all([
    startEngine({ name: 'payment', port: 8080 }),
    startEngine({ name: 'inventory', port: 1234 }),
  ]);
  order = await startEngine({ name: 'order', port: 8090 });
  toPayment = restOf(payment);
  toInventory = restOf(inventory);
});

beforeEach(async () => {
  await Promise.all([toPayment.clear(), toInventory.clear()]);
  await toPayment.deploy([process('payment-processing'), decision('payment-limit')]);
  await toInventory.deploy([process('inventory-checkout'), decision('stock-level')]);
});

afterAll(stopEngines);

describe('engines with processes and databases of their own', () => {
  test('pass', async () => {
    const { report } = await examine('distinct', paymentAndInventory());
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report).toMatchObject({ result: 'ok', exitCode: 0, databases: [] });
    expect(report.engines).toMatchObject([
      { alias: 'payment', status: 'ok', version: '7.24.0', processDefinitions: 1, decisionDefinitions: 1 },
      { alias: 'inventory', status: 'ok', version: '7.24.0', processDefinitions: 1, decisionDefinitions: 1 },
    ]);
    expect(report.engines.map((engine) => engine.visibility)).toEqual(['full', 'full']);
  });

  test('are asked by GET requests to their named resources only', async () => {
    const { requests } = await examine('distinct', paymentAndInventory());
    for (const seen of Object.values(requests)) {
      expect(seen.length).toBeGreaterThan(5);
      expect([...new Set(seen.map((request) => request.method))]).toEqual(['GET']);
      const elsewhere = seen.filter(
        (request) => !/^\/engine-rest\/engine(\/default\/|$)/.test(request.target),
      );
      expect(elsewhere).toEqual([]);
    }
  });
});

describe('definitions on two engines', () => {
  test('clash with equal key, tenant and version', async () => {
    for (const rest of [toPayment, toInventory]) {
      await rest.deploy([process('order-handling'), decision('discount')]);
    }
    const { report } = await examine('duplicate', paymentAndInventory());
    expect(topologyRulesIn(report)).toEqual(['T401']);
    expect(clashes(report, 'T401')).toEqual([
      { key: 'discount', engines: ['inventory', 'payment'] },
      { key: 'order-handling', engines: ['inventory', 'payment'] },
    ]);
    expect(report).toMatchObject({ result: 'findings', exitCode: 1, databases: [] });
  });

  test('clash inside a tenant as well', async () => {
    for (const rest of [toPayment, toInventory]) {
      await createTenant(rest, 'acme');
      await rest.deploy([process('order-handling'), decision('discount')], 'acme');
    }
    const { report } = await examine('duplicate-in-tenant', paymentAndInventory());
    expect(clashes(report, 'T401').map(({ key }) => key)).toEqual(['discount', 'order-handling']);
    for (const duplicate of findingsOf(report, 'T401')) expect(duplicate.message).toContain('acme');
    expect(report.exitCode).toBe(1);
  });

  test('do not clash when every engine has a default tenant', async () => {
    for (const rest of [toPayment, toInventory]) await rest.deploy([process('order-handling')]);
    const { report } = await examine('default-tenants', {
      payment: { engine: payment, defaultTenant: 'payments' },
      inventory: { engine: inventory, defaultTenant: 'stock' },
    });
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
  });

  test('will clash when so far only the versions differ', async () => {
    const older = await toPayment.deploy([process('order-handling', 'First')]);
    await toPayment.deploy([process('order-handling', 'Second')]);
    await toPayment.delete(`/deployment/${older.id}?cascade=true`);
    await toInventory.deploy([process('order-handling', 'Only')]);
    const { report } = await examine('disjoint-versions', paymentAndInventory());
    expect(topologyRulesIn(report)).toEqual(['T402']);
    expect(clashes(report, 'T402')).toEqual([{ key: 'order-handling', engines: ['inventory', 'payment'] }]);
    expect(report.exitCode).toBe(0);
  });
});

describe('tenants', () => {
  test('clash when two engines have definitions of theirs', async () => {
    await toPayment.deploy([process('acme-payment')], 'acme');
    await toInventory.deploy([process('acme-checkout')], 'acme');
    for (const rest of [toPayment, toInventory]) await createTenant(rest, 'acme');
    const { report } = await examine('duplicate-tenant', paymentAndInventory());
    expect(topologyRulesIn(report)).toEqual(['T403']);
    expect(findingsOf(report, 'T403')).toMatchObject([{ severity: 'error', certainty: 'proven' }]);
    expect(findingsOf(report, 'T403')[0]?.message).toContain('acme');
    expect(report.exitCode).toBe(1);
  });

  test('may clash when one engine only has the record', async () => {
    await toPayment.deploy([process('acme-payment')], 'acme');
    for (const rest of [toPayment, toInventory]) await createTenant(rest, 'acme');
    const { report } = await examine('tenant-record', paymentAndInventory());
    expect(topologyRulesIn(report)).toEqual(['T404']);
    expect(report.exitCode).toBe(0);
  });

  test('must not be the default tenant of an entry', async () => {
    await toPayment.deploy([process('acme-payment')], 'acme');
    await createTenant(toPayment, 'acme');
    const { report } = await examine('default-tenant-is-real', {
      payment: { engine: payment, defaultTenant: 'payments' },
      inventory: { engine: inventory, defaultTenant: 'acme' },
    });
    expect(topologyRulesIn(report)).toContain('T405');
    expect(findingsOf(report, 'T405')[0]?.message).toContain('acme');
    expect(report.exitCode).toBe(1);
  });
});

describe('entries that name one engine', () => {
  test('are found out behind two addresses', async () => {
    const { report } = await examine('same-engine', {
      payment: { engine: payment },
      billing: { engine: payment, rest: payment.rest.replace('127.0.0.1', 'localhost') },
      inventory: { engine: inventory },
    });
    expect(topologyRulesIn(report)).toEqual(['T412']);
    expect(report.databases).toHaveLength(1);
    expect(report.databases[0]).toMatchObject({ verdict: 'same-node', certainty: 'proven' });
    expect(report.databases[0]?.engines.toSorted()).toEqual(['billing', 'payment']);
    expect(report.exitCode).toBe(1);
  });

  test('need no probe when the addresses are equal', async () => {
    const { report } = await examine('same-address', {
      payment: { engine: payment },
      billing: { engine: payment, rest: `${payment.rest}/` },
    });
    expect(rulesIn(report)).toContain('C201');
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report.exitCode).toBe(1);
  });
});

describe('an entry that cannot be judged', () => {
  test('has the wrong engine name: the names to choose from are shown', async () => {
    const { report } = await examine('wrong-name', {
      payment: { engine: payment, name: 'payment' },
      inventory: { engine: inventory },
    });
    const [wrong] = findingsOf(report, 'P304');
    expect(wrong).toMatchObject({ severity: 'error', engines: ['payment'] });
    expect(`${wrong?.message} ${wrong?.remedy}`).toContain('default');
    expect(report.engines).toMatchObject([{ status: 'failed', failure: { step: 'name' } }, { status: 'ok' }]);
    expect(report.exitCode).toBe(1);
  });

  test('is down: the others are judged all the same', async () => {
    await order.stop();
    const { report } = await examine('one-down', { ...paymentAndInventory(), order: { engine: order } });
    expect(report).toMatchObject({ result: 'inconclusive', exitCode: 3 });
    expect(findingsOf(report, 'P301')).toMatchObject([{ engines: ['order'] }]);
    expect(topologyRulesIn(report)).toEqual([]);
    expect(report.engines).toMatchObject([
      { alias: 'payment', status: 'ok', processDefinitions: 1, decisionDefinitions: 1 },
      { alias: 'inventory', status: 'ok', processDefinitions: 1, decisionDefinitions: 1 },
      { alias: 'order', status: 'failed', failure: { step: 'connect' }, processDefinitions: null },
    ]);
  });

  test('is down: a clash between the others is still found', async () => {
    await order.stop();
    for (const rest of [toPayment, toInventory]) await rest.deploy([process('order-handling')]);
    const { report } = await examine('one-down-others-clash', {
      ...paymentAndInventory(),
      order: { engine: order },
    });
    expect(rulesIn(report)).toEqual(expect.arrayContaining(['P301', 'T401']));
    expect(report).toMatchObject({ result: 'findings', exitCode: 1 });
  });
});

function paymentAndInventory(): Landscape {
  return { payment: { engine: payment }, inventory: { engine: inventory } };
}

/** The keys and engines that the findings of a rule speak of, in the order of the keys. */
function clashes(report: Report, rule: string) {
  return ['discount', 'order-handling'].flatMap((key) =>
    findingsOf(report, rule)
      .filter(({ message }) => message.includes(key))
      .map(({ engines }) => ({ key, engines: engines.toSorted() })),
  );
}
