import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examine } from './harness/doctor.js';
import { startEngine, stopEngines } from './harness/engine.js';
import type { Engine, Login } from './harness/engine.js';
import { findingsOf, rulesIn } from './harness/report.js';
import { createUser, grantDocumentedImportRights, restOf } from './harness/rest.js';
import type { Rest } from './harness/rest.js';

const admin: Login = { user: 'admin', password: 'admin-secret' };
/** May import, but not read who may use what. */
const rizzo: Login = { user: 'rizzo', password: 'rizzo-secret' };

let payment: Engine;
let inventory: Engine;

beforeAll(async () => {
  payment = await startEngine({ name: 'grants-payment', withoutOptimizeUsers: true, port: 8080 });
  inventory = await startEngine({
    name: 'grants-inventory',
    withoutOptimizeUsers: true,
    port: 1234,
  });
});

afterAll(stopEngines);

function grant(rest: Rest, row: object): Promise<{ id: string }> {
  return rest.post('/authorization/create', { permissions: ['ACCESS'], resourceType: 0, ...row });
}

describe('who may use Optimize at all', () => {
  test('is nobody on two new engines, although nothing is locked there', async () => {
    const { report } = await examine('nobody-may-use-optimize', {
      payment: { engine: payment },
      inventory: { engine: inventory },
    });
    expect(findingsOf(report, 'A501').map(({ engines }) => engines)).toEqual([['payment', 'inventory']]);
    expect(rulesIn(report).filter((rule) => rule.startsWith('A'))).toEqual(['A501']);
    expect(report.exitCode).toBe(1);
  });

  test('is somebody on one engine only once a group is granted it there', async () => {
    const { id } = await grant(restOf(payment), { type: 1, groupId: 'analysts', resourceId: 'optimize' });
    const { report, requests } = await examine('engine-without-optimize-users', {
      payment: { engine: payment },
      inventory: { engine: inventory },
    });
    expect(findingsOf(report, 'A502').map(({ engines }) => engines)).toEqual([['inventory']]);
    expect(rulesIn(report).filter((rule) => rule.startsWith('A'))).toEqual(['A502']);
    expect(report.exitCode).toBe(0);
    const asked = requests['payment']?.filter(({ target }) => target.includes('/authorization?'));
    expect(asked).toHaveLength(1);
    await restOf(payment).delete(`/authorization/${id}`);
  });

  test('is everybody where the grant is global', async () => {
    await grant(restOf(payment), { type: 1, groupId: 'analysts', resourceId: '*' });
    await grant(restOf(inventory), { type: 0, userId: '*', resourceId: 'optimize' });
    const { report } = await examine('global-optimize-grant', {
      payment: { engine: payment },
      inventory: { engine: inventory },
    });
    expect(findingsOf(report, 'A505').map(({ engines }) => engines)).toEqual([['inventory']]);
    expect(rulesIn(report).filter((rule) => rule.startsWith('A'))).toEqual(['A505']);
  });
});

describe('a login that may not read authorizations', () => {
  let guarded: Engine;

  beforeAll(async () => {
    await Promise.all([payment.stop(), inventory.stop()]);
    guarded = await startEngine({ name: 'grants-guarded', admin, port: 8080 });
    const rest = restOf(guarded);
    await createUser(rest, rizzo);
    await grantDocumentedImportRights(rest, rizzo.user);
    const [row] = await rest.get<{ id: string }[]>(
      `/authorization?userIdIn=${rizzo.user}&resourceType=4&maxResults=1`,
    );
    await rest.delete(`/authorization/${row?.id ?? ''}`);
  });

  test('proves nothing by an empty list, and the missing right is told once', async () => {
    const { report } = await examine('authorizations-hidden', { guarded: { engine: guarded, login: rizzo } });
    expect(rulesIn(report)).toContain('P322');
    expect(rulesIn(report).filter((rule) => rule.startsWith('A'))).toEqual([]);
  });

  test('is refused nothing where the same is asked as administrator', async () => {
    const { report } = await examine('authorizations-seen', { guarded: { engine: guarded, login: admin } });
    expect(rulesIn(report).filter((rule) => rule.startsWith('A') || rule === 'P322')).toEqual([]);
  });
});
