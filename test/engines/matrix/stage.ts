import { setTimeout as sleep } from 'node:timers/promises';
import { buildEngine, productOf, type EngineVersion } from '../harness/build.js';
import { copyDatabase, fileDatabase, startEngine } from '../harness/engine.js';
import type { Engine, Login } from '../harness/engine.js';
import { decision, process } from '../harness/models.js';
import type { MariaDb } from '../harness/mariadb.js';
import type { Postgres } from '../harness/postgres.js';
import { createAdministrator, createUser, openRestOf } from '../harness/rest.js';
import { PAIRS } from './landscapes.js';
import type { Kind, Pair } from './landscapes.js';
import { IN_TURN, METER_INTERVAL, SIDE_BY_SIDE, startAt, TOGETHER } from './phases.js';
import type { Moment } from './phases.js';

/** Which engines stand on the two sides of every pair. */
export interface Casting {
  readonly left: EngineVersion;
  readonly right: EngineVersion;
  /** The time zone of the right one, that of the machine when left out. */
  readonly zone?: string;
  readonly kinds: readonly Kind[];
  readonly pairs: readonly string[];
}

export const admin: Login = { user: 'admin', password: 'admin-secret' };
/** Known to every engine, allowed to do nothing. */
export const walter: Login = { user: 'walter', password: 'walter-secret' };

/** A pair in one kind of database. */
export interface Scene {
  readonly pair: Pair;
  readonly kind: Kind;
  /** Of both engines. */
  readonly name: string;
}

/** Both processes with all pairs of a casting running in them. */
export interface Stage {
  readonly casting: Casting;
  readonly left: Engine;
  readonly right: Engine;
  readonly scenes: readonly Scene[];
  readonly startedAt: number;
}

/** Those that were started for this run; H2 needs none. */
export interface Servers {
  readonly postgres?: Postgres;
  readonly mariadb?: MariaDb;
}

/** Databases of one casting by plain names, whatever they are kept in. */
class Databases {
  readonly #prefix: string;
  readonly #servers: Servers;

  constructor(prefix: string, servers: Servers) {
    this.#prefix = prefix;
    this.#servers = servers;
  }

  address(kind: Kind, name: string): string {
    return this.#serverOf(kind)?.address(this.#full(name)) ?? fileDatabase(this.#full(name));
  }

  /** H2 makes its file by itself. */
  async create(kind: Kind, name: string): Promise<void> {
    await this.#serverOf(kind)?.create(this.#full(name));
  }

  async copy(kind: Kind, from: string, to: string): Promise<void> {
    const [source, target] = [this.#full(from), this.#full(to)];
    const server = this.#serverOf(kind);
    if (server === null) copyDatabase(source, target);
    else await server.copy(source, target);
  }

  async moveWithPrefix(from: string, to: string, prefix: string): Promise<void> {
    await this.#started('MariaDB', this.#servers.mariadb).moveWithPrefix(
      this.#full(from),
      this.#full(to),
      prefix,
    );
  }

  #full(name: string): string {
    return `${this.#prefix}-${name}`;
  }

  #serverOf(kind: Kind): Postgres | MariaDb | null {
    if (kind === 'H2') return null;
    return kind === 'PostgreSQL'
      ? this.#started(kind, this.#servers.postgres)
      : this.#started(kind, this.#servers.mariadb);
  }

  #started<T>(kind: Kind, server: T | undefined): T {
    if (server === undefined) throw new Error(`${kind} was not started for this run`);
    return server;
  }
}

/** One stage after the other: starts that take turns with others take no foreseeable time. */
export async function setStage(id: string, casting: Casting, servers: Servers): Promise<Stage> {
  await Promise.all([casting.left, casting.right].map(buildEngine));
  const mine = settingOfStages.then(() => buildStage(id, casting, servers));
  settingOfStages = mine.catch(() => undefined);
  return mine;
}

let settingOfStages: Promise<unknown> = Promise.resolve();

async function buildStage(id: string, casting: Casting, servers: Servers): Promise<Stage> {
  const shared = { admin, meterInterval: METER_INTERVAL, heapMegabytes: 1_500 };
  const zone = casting.zone === undefined ? {} : { properties: { 'user.timezone': casting.zone } };
  const [left, right] = await Promise.all([
    startEngine({ ...shared, name: `${id}-left`, version: casting.left }),
    startEngine({ ...shared, ...zone, name: `${id}-right`, version: casting.right }),
  ]);
  const databases = new Databases(id, servers);
  const scenes = scenesOf(casting);
  for (const kind of casting.kinds) await makeOrigin(left, databases, kind, scenes);
  const stage = { casting, left, right, scenes, startedAt: 0 };
  for (const scene of scenes) await open(stage, databases, scene);
  return { ...stage, startedAt: Date.now() };
}

function scenesOf({ kinds, pairs }: Casting): readonly Scene[] {
  return kinds.flatMap((kind) =>
    PAIRS.filter(({ name, prefixesIn = kind }) => pairs.includes(name) && prefixesIn === kind).map(
      (pair) => ({
        pair,
        kind,
        name: `${pair.name}-${kind.toLowerCase()}`,
      }),
    ),
  );
}

/** A database with a past: users, definitions, an instance, meter rows. All pairs of one origin are copies of it. */
async function makeOrigin(
  left: Engine,
  databases: Databases,
  kind: Kind,
  scenes: readonly Scene[],
): Promise<void> {
  const name = `origin-${kind.toLowerCase()}`;
  await databases.create(kind, name);
  await left.startFurther(name, databases.address(kind, name));
  await furnish(left, name);
  const rest = openRestOf(left, name);
  await rest.deploy([process('payment-processing'), decision('payment-limit')]);
  await rest.post('/process-definition/key/payment-processing/start', {});
  await sleep(METER_INTERVAL * 1_000);
  await left.stopFurther(name);
  for (const { pair, name: scene } of scenes.filter((each) => each.kind === kind)) {
    if (pair.prefixesIn === kind) {
      await makePrefixed(left, databases, kind, { pair, scene, origin: name });
    } else if (pair.truth === 'distinct') {
      await databases.create(kind, `${scene}-left`);
      await databases.create(kind, `${scene}-right`);
    } else {
      await databases.copy(kind, name, `${scene}-left`);
      if (pair.truth === 'cloned') await databases.copy(kind, name, `${scene}-right`);
    }
  }
}

/** Engines make no tables with a prefix: those that they made without one are moved. */
async function makePrefixed(
  engine: Engine,
  databases: Databases,
  kind: Kind,
  { pair, scene, origin }: { readonly pair: Pair; readonly scene: string; readonly origin: string },
): Promise<void> {
  await databases.create(kind, scene);
  for (const side of SIDES) {
    const made = `${scene}-${side}`;
    if (pair.truth === 'distinct') {
      await databases.create(kind, made);
      await engine.startFurther(made, databases.address(kind, made));
      await engine.stopFurther(made);
    } else {
      await databases.copy(kind, origin, made);
    }
    await databases.moveWithPrefix(made, scene, prefixOf(side));
  }
}

const SIDES = ['left', 'right'] as const;
const prefixOf = (side: (typeof SIDES)[number]): string => `${side.toUpperCase()}_`;

async function furnish(engine: Engine, name: string): Promise<void> {
  const rest = openRestOf(engine, name);
  await createAdministrator(
    rest,
    admin,
    productOf(engine.version) === 'Operaton' ? 'operaton-admin' : 'camunda-admin',
  );
  await createUser(rest, walter);
}

async function open(
  { left, right }: Stage,
  databases: Databases,
  { pair, kind, name }: Scene,
): Promise<void> {
  const there = databases.address(kind, pair.prefixesIn === kind ? name : `${name}-left`);
  const inOne = pair.truth === 'shared' || pair.prefixesIn === kind;
  const other = inOne ? there : databases.address(kind, `${name}-right`);
  const [leftWays, rightWays] = SIDES.map((side) =>
    pair.prefixesIn === kind ? ([...pair.ways, `table-prefix=${prefixOf(side)}`] as const) : pair.ways,
  );
  const startRight = (): Promise<void> => right.startFurther(name, other, ...(rightWays ?? []));
  const startLeft = (): Promise<void> => left.startFurther(name, there, ...(leftWays ?? []));
  const moment = momentOf(pair);
  if (moment !== null) {
    await startLeft();
    await startAt(moment, name, { left, right }, startRight);
  } else if (pair.truth === 'shared') {
    await startLeft();
    await startRight();
  } else {
    await Promise.all([startLeft(), startRight()]);
  }
  if (pair.truth === 'distinct') await fill(left, right, pair, name);
}

/** When the right one has to start, where that tells something. */
function momentOf({ truth, rows, ways }: Pair): Moment | null {
  if (ways.includes('no-meters')) return null;
  if (rows === 'together') return TOGETHER;
  if (rows === 'in turn') return IN_TURN;
  return truth === 'shared' ? SIDE_BY_SIDE : null;
}

async function fill(left: Engine, right: Engine, pair: Pair, name: string): Promise<void> {
  await Promise.all([furnish(left, name), furnish(right, name)]);
  const models =
    pair.name === 'pipeline' ? ['invoice', 'invoice'] : ['payment-processing', 'inventory-checkout'];
  await Promise.all(
    [left, right].map((engine, index) => openRestOf(engine, name).deploy([process(models[index] ?? '')])),
  );
}
