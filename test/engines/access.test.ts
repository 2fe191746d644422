import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineDecides } from '../../src/access/engine-rules.js';
import { resourceName } from '../../src/access/authorizations/resources.js';
import type { Authorization } from '../../src/access/types.js';
import type { AccessOutcome } from '../../src/run/access/access.js';
import type { AccessRequest } from '../../src/run/access/types.js';
import { ask, checkOf } from '../access/run.js';
import { startEngine, stopEngines } from './harness/engine.js';
import type { Engine, Login } from './harness/engine.js';
import { process } from './harness/models.js';
import { createUser, grant, grantDocumentedImportRights, restOf } from './harness/rest.js';
import type { Rest } from './harness/rest.js';
import { projectDirectory, workDirectory } from './harness/run-directory.js';

const admin: Login = { user: 'admin', password: 'admin-secret' };
/** The import user of Optimize, with the documented rights and no others. */
const optimize: Login = { user: 'optimize', password: 'optimize-secret' };

/** Has the same rights, but for READ on User. */
const blind: Login = { user: 'importer', password: 'importer-secret' };

/** The worked example of the documentation: who is where, who may use Optimize there, and what is to be seen. */
const EXAMPLE = {
  payment: { users: ['Gonzo', 'Scooter', 'Walter'], mayUse: ['Gonzo'], key: 'payment-processing' },
  inventory: { users: ['Piggy', 'Scooter'], mayUse: ['Piggy', 'Scooter'], key: 'inventory-checkout' },
  order: { users: ['Gonzo'], mayUse: ['Gonzo'], key: 'order-handling' },
} as const;
const ALIASES = ['payment', 'inventory', 'order'] as const;

const engines = new Map<string, Engine>();

beforeAll(async () => {
  await Promise.all(
    ALIASES.map(async (alias) => {
      const engine = await startEngine({ name: `access-${alias}`, admin });
      engines.set(alias, engine);
      const rest = restOf(engine);
      await createUser(rest, optimize);
      await grantDocumentedImportRights(rest, optimize.user);
      const { users, mayUse, key } = EXAMPLE[alias];
      await rest.deploy([process(key)]);
      for (const user of users) {
        await createPerson(rest, user);
        await give(rest, user, 6, key, 'READ_HISTORY');
      }
      for (const user of mayUse) await give(rest, user, 0, 'optimize', 'ACCESS');
    }),
  );
});

afterAll(stopEngines);

/** With a name and an address, so that it shows where they get to. */
async function createPerson(rest: Rest, id: string): Promise<void> {
  const email = `${id.toLowerCase()}@example.org`;
  await rest.post('/user/create', {
    profile: { id, firstName: `First of ${id}`, lastName: 'and last', email },
    credentials: { password: `${id}-secret` },
  });
}

async function give(
  rest: Rest,
  userId: string,
  resourceType: number,
  resourceId: string,
  permission: string,
) {
  const permissions = [permission];
  await rest.post('/authorization/create', { type: 1, permissions, userId, resourceType, resourceId });
}

function engineOf(alias: string): Engine {
  const engine = engines.get(alias);
  if (engine === undefined) throw new Error(`no engine ${alias}`);
  return engine;
}

/** A configuration of all three engines, or of some, asked as its import user. */
function configuration(name: string, aliases: readonly string[], login: Login = optimize): string {
  const file = join(workDirectory(join('access', name)), 'environment-config.yaml');
  const entries = aliases.map(
    (alias) => `  ${alias}:
    name: default
    rest: ${engineOf(alias).rest}
    importEnabled: true
    authentication: { enabled: true, user: ${login.user}, password: ${login.password} }
    webapps: { endpoint: 'https://${alias}.example.org/camunda', enabled: true }
`,
  );
  writeFileSync(file, `engines:\n${entries.join('')}`);
  return file;
}

async function asked(name: string, request: Partial<AccessRequest>): Promise<AccessOutcome> {
  for (const engine of engines.values()) engine.front.seen.length = 0;
  const outcome = await ask(configuration(name, ALIASES), request);
  const lines = [...engines.values()].flatMap(({ front }) =>
    front.seen.map((each) => `${each.method} ${each.target}`),
  );
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => !line.startsWith('GET '))).toEqual([]);
  expect(lines.filter((line) => line.includes('/identity/verify'))).toEqual([]);
  return outcome;
}

/** What the page says of each user, in the page's own terms. */
const ANSWERS = {
  Piggy: [true, 'authorised for Optimize on "inventory"', ['inventory-checkout']],
  Rizzo: [false, 'not known to any engine (401)', []],
  Walter: [false, 'known on "payment", but not authorised for Optimize on any engine (403)', []],
  Scooter: [true, 'authorised for Optimize on "inventory"', ['inventory-checkout']],
  Gonzo: [true, 'authorised for Optimize on "payment" and "order"', ['order-handling', 'payment-processing']],
};

function answersIn({ users }: AccessOutcome): unknown {
  return Object.fromEntries(
    users.map(({ user, admitted, reason, definitions }) => [
      user,
      [admitted, reason, definitions.map(({ key }) => key)],
    ]),
  );
}

describe('the worked example of the documentation, on three engines with login', () => {
  test('comes out exactly as the page says, and nothing but GETs were sent', async () => {
    const outcome = await asked('example', { users: Object.keys(ANSWERS) });
    expect(answersIn(outcome)).toEqual(ANSWERS);
    expect(outcome).toMatchObject({ result: 'ok', exitCode: 0 });
  });

  test('says why Scooter and Walter do not see Payment Processing', async () => {
    const { users } = await asked('hidden', { users: ['Scooter', 'Walter'] });
    const because = users.map(
      ({ hidden }) => hidden.find(({ key }) => key === 'payment-processing')?.because,
    );
    expect(because).toEqual([
      'no right to use Optimize on "payment", although READ_HISTORY is granted there',
      'no right to use Optimize on "payment", although READ_HISTORY is granted there',
    ]);
  });

  test('shows names only where they are asked for', async () => {
    const [plain] = (await asked('ids', { users: ['Gonzo'] })).users;
    expect(JSON.stringify(plain)).not.toContain('and last');
    const [named] = (await asked('names', { users: ['Gonzo'], names: true })).users;
    expect(named?.name).toBe('First of Gonzo and last');
  });

  test('comes out the same when everybody is asked about', async () => {
    const { users } = await asked('all', { all: true });
    const seen = users.filter(({ user }) => Object.hasOwn(ANSWERS, user));
    expect(seen.map(({ user, admitted }) => [user, admitted])).toEqual([
      ['Gonzo', true],
      ['Piggy', true],
      ['Scooter', true],
      ['Walter', false],
    ]);
  });

  test('comes out the same from a recording, which holds no name and no password', async () => {
    const directory = join(workDirectory('access'), 'recording');
    const config = configuration('recorded', ALIASES);
    const users = Object.keys(ANSWERS);
    const recorded = await ask(config, { users, check: checkOf(config, { recordTo: directory }) });
    const replayed = await ask(config, {
      users: users.toReversed(),
      check: checkOf(config, { replayFrom: directory }),
    });
    expect(answersIn(recorded)).toEqual(ANSWERS);
    expect(answersIn(replayed)).toEqual(ANSWERS);
    const texts = readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'));
    for (const personal of ['-secret', 'First of Gonzo', 'gonzo@example.org']) {
      expect(texts.filter((text) => text.includes(personal))).toEqual([]);
    }
  });
});

describe('an import user that may not read users', () => {
  test('lets nobody in through this engine, which is told', async () => {
    const rest = restOf(engineOf('payment'));
    await createUser(rest, blind);
    const reads = ['authorization', 'group', 'tenant', 'deployment'] as const;
    await Promise.all(reads.map((resource) => grant(rest, blind.user, resource, ['READ'])));
    await grant(rest, blind.user, 'processDefinition', ['READ', 'READ_HISTORY']);
    await grant(rest, blind.user, 'decisionDefinition', ['READ', 'READ_HISTORY']);
    const config = configuration('users-hidden', ['payment'], blind);
    const { findings } = await ask(config, { users: ['Gonzo', 'Walter'] });
    const found = findings.filter(({ rule }) => rule === 'A504');
    expect(found.map(({ data }) => data)).toEqual([{ engine: 'payment', users: ['Gonzo'] }]);
    const seen = await ask(configuration('users-seen', ['payment']), { users: ['Gonzo', 'Walter'] });
    expect(seen.findings.filter(({ rule }) => rule === 'A504')).toEqual([]);
    if (globalThis.process.env['MULTI_ENGINE_RECORD'] === '1') await record('users-hidden', config);
  });
});

/** Keeps what an engine answers about everybody, for the fast tests. */
async function record(name: string, config: string): Promise<void> {
  const recording = join(projectDirectory, 'fixtures', 'landscapes', name);
  rmSync(recording, { recursive: true, force: true });
  await ask(config, { all: true, check: checkOf(config, { recordTo: recording }) });
  copyFileSync(config, join(recording, 'environment-config.yaml'));
}

interface Row {
  readonly type: 0 | 1 | 2;
  readonly permissions: readonly string[];
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly resourceType: number;
  readonly resourceId: string;
}

const ROUNDS = 55;
const USERS = Array.from({ length: 40 }, (_, index) => `user${index}`);
const GROUPS = ['red', 'green', 'blue', 'grey'];
const PROCESS = 6;
const TASK = 7;
const PERMISSIONS = ['READ', 'READ_HISTORY', 'UPDATE'];

/** The same numbers in every run: a failure can be looked at. */
class Dice {
  #state = 20_260;

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  oneOf<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

describe("the engine's own resolution", () => {
  test('agrees with the engine on thousands of random combinations of authorizations', async () => {
    const rest = restOf(engineOf('payment'));
    const dice = new Dice();
    const membership = await createPeople(rest, dice);
    const disagreements: unknown[] = [];
    let combinations = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await createRows(rest, randomRows(dice));
      const rows = (await rest.get<Row[]>('/authorization?maxResults=5000')).map(authorizationOf);
      const answers = await inBatches(USERS, async (user) => {
        const id = dice.oneOf(['a', 'b', '*']);
        const permission = dice.oneOf(PERMISSIONS);
        const question = {
          user,
          groups: membership.get(user) ?? [],
          resource: 'process-definition',
          id,
          permission,
        };
        const own = engineDecides(rows, question, { enabled: true, revokes: 'auto' });
        const engine = await check(rest, user, permission, id);
        return own.allowed === engine ? [] : [{ round, question, own, engine }];
      });
      combinations += USERS.length;
      disagreements.push(...answers.flat());
      await inBatches(made, (id) => rest.delete(`/authorization/${id}`));
    }
    expect(disagreements).toEqual([]);
    expect(combinations).toBeGreaterThanOrEqual(2_000);
  });
});

async function createPeople(rest: Rest, dice: Dice): Promise<ReadonlyMap<string, readonly string[]>> {
  for (const id of GROUPS) await rest.post('/group/create', { id, name: id, type: 'WORKFLOW' });
  const membership = new Map<string, readonly string[]>();
  for (const user of USERS) {
    await createUser(rest, { user, password: `${user}-secret` });
    const groups = GROUPS.filter(() => dice.chance(40));
    for (const group of groups) await rest.put(`/group/${group}/members/${user}`);
    membership.set(user, groups);
  }
  return membership;
}

/** At most one row for a type, holder and resource: the engine allows no second. */
function randomRows(dice: Dice): readonly Row[] {
  const rows = new Map<string, Row>();
  const add = (row: Row): void => {
    const { type, userId, groupId, resourceType, resourceId } = row;
    rows.set([type, userId, groupId, resourceType, resourceId].join(' '), row);
  };
  const revokes = dice.chance(60) ? 45 : 5;
  for (const userId of USERS) {
    for (let count = dice.below(4); count > 0; count -= 1)
      add({ ...local(dice, revokes), userId, groupId: null });
  }
  for (const groupId of GROUPS) {
    for (let count = dice.below(4); count > 0; count -= 1)
      add({ ...local(dice, revokes), userId: null, groupId });
  }
  for (let count = dice.below(4); count > 0; count -= 1) {
    const { permissions, resourceId } = local(dice, 0);
    add({ type: 0, permissions, userId: '*', groupId: null, resourceType: PROCESS, resourceId });
  }
  return [...rows.values()];
}

function local(dice: Dice, revokes: number): Omit<Row, 'userId' | 'groupId'> {
  const permissions = dice.chance(25) ? ['ALL'] : PERMISSIONS.filter(() => dice.chance(45));
  const type = dice.chance(revokes) ? 2 : 1;
  // A revoke on tasks says nothing of definitions, but makes the engine look at revokes.
  const elsewhere = type === 2 && dice.chance(15);
  if (elsewhere) return { type, permissions: ['READ'], resourceType: TASK, resourceId: '*' };
  return {
    type,
    permissions: permissions.length === 0 ? ['READ'] : permissions,
    resourceType: PROCESS,
    resourceId: dice.oneOf(['a', 'b', '*']),
  };
}

function createRows(rest: Rest, rows: readonly Row[]): Promise<readonly string[]> {
  return inBatches(rows, async (row) => (await rest.post<{ id: string }>('/authorization/create', row)).id);
}

function authorizationOf(row: Row): Authorization {
  const { type, permissions, userId, groupId, resourceType, resourceId } = row;
  const holder =
    groupId === null ? { kind: 'user' as const, id: userId ?? '' } : { kind: 'group' as const, id: groupId };
  return {
    type: (['global', 'grant', 'revoke'] as const)[type],
    identity: type === 0 ? null : holder,
    permissions,
    resource: resourceName(resourceType),
    id: resourceId,
  };
}

async function check(
  rest: Rest,
  userId: string,
  permissionName: string,
  resourceId: string,
): Promise<boolean> {
  const query = new URLSearchParams({
    permissionName,
    resourceName: 'Process Definition',
    resourceType: String(PROCESS),
    resourceId,
    userId,
  });
  const answer = await rest.get<{ authorized?: boolean; isAuthorized?: boolean }>(
    `/authorization/check?${query.toString()}`,
  );
  return answer.authorized ?? answer.isAuthorized ?? false;
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += 8) {
    results.push(...(await Promise.all(items.slice(start, start + 8).map(work))));
  }
  return results;
}
