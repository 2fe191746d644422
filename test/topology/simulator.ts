import { known, type Observed } from '../../src/core/observed.js';
import { reportingInterval, safetyMarginMs } from '../../src/probe/engine/reporting-interval.js';
import type { CleanupJob, DefinitionSet, MeterReading, MeterRow, TickSpan } from '../../src/probe/types.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import type { Candidate } from '../../src/topology/verdict/pair.js';
import {
  candidate,
  cleanupJob,
  definitions,
  hashOf,
  schemaLog,
  telemetry,
  tickDetail,
  TELLS_NOTHING,
  timeUuid,
  user,
  uuid,
  zoned,
} from '../helpers/readings.js';

/** A process that was or is running an engine. All times are true ones, milliseconds since 1970. */
export interface Node {
  readonly start: number;
  /** Null while it runs. */
  readonly stop: number | null;
  /** How far its clock is ahead. */
  readonly skewMs: number;
  /** Its time zone, minutes east of Greenwich. */
  readonly zone: number;
  readonly product: 'camunda' | 'operaton';
}

/** A database, and the nodes that ever worked on it. */
export interface Database {
  /** Tells databases apart: everything random in one comes from its seed. A copy has a seed of its own. */
  readonly seed: number;
  readonly createdAt: number;
  /** PostgreSQL keeps the wall clock of the zone that wrote, MySQL moments in whole seconds. */
  readonly keeps: 'wall-clock' | 'moment';
  /** The zone of the nodes that write dates without zone. */
  readonly zone: number;
  /** Ids from a counter instead of UUIDs. */
  readonly counter: boolean;
  /** Whether every tick counts the same. */
  readonly idle: boolean;
  /** How often each node writes its meter rows. */
  readonly intervalMs: number;
  readonly nodes: readonly Node[];
  readonly deployments: readonly Deployment[];
  /** When the clean-up ran and set a new due date. */
  readonly cleanups: readonly number[];
  readonly copyOf: { readonly original: Database; readonly at: number } | null;
}

export interface Deployment {
  readonly at: number;
  readonly deletedAt: number | null;
  /** Of a tenant that has no record: hidden from all but administrators. */
  readonly ghost: boolean;
  /** How far the clock of the node that deployed is ahead. */
  readonly skewMs: number;
}

/** Who asks: an open engine, a user who is no administrator, or one without any right. */
export type Rights = 'open' | 'member' | 'none';

export interface Look {
  readonly at: number;
  readonly again: number;
  readonly rights: Rights;
}

const WINDOW_MS = 6 * 3_600_000;
const TEN_HOURS_MS = 10 * 3_600_000;
const MOST_TICKS = 300;
const MAX_ROWS = 200;

/** What the prober reads from a node of a database, and what the table of verdicts sees of it. */
export function look(alias: string, node: Node, database: Database, { at, again, rights }: Look): Candidate {
  return candidate(alias, {
    ...(rights === 'none' ? TELLS_NOTHING : visible(node, database, at, rights)),
    clockOffsetMs: Math.floor((at + node.skewMs) / 1000) * 1000 - at,
    cleanupJobs: known(jobsOf(node, database, at)),
    meters: metersOf(node, database, at),
    again: {
      cleanupJobs: known(jobsOf(node, database, again)),
      processDefinitions:
        rights === 'none' ? TELLS_NOTHING.processDefinitions : definitionsOf(database, again, rights),
    },
  });
}

/** The same, with the ticks that a closer look was taken at. */
export function lookClosely(
  engine: Candidate,
  database: Database,
  spans: readonly TickSpan[],
  at: number,
): Candidate {
  const stamps = rowsOf(database, at).map(({ stamp }) => stamp);
  const ticks = spans.map((span) => tickDetail(span, stamps));
  const { again } = engine;
  return { ...engine, again: again === null ? null : { ...again, ticks } };
}

function visible(node: Node, database: Database, at: number, rights: Rights): Partial<EngineReadings> {
  const operaton = node.product === 'operaton';
  return {
    version: known(operaton ? '1.0.3' : '7.24.0'),
    telemetry: telemetry({
      installation: uuid(originOf(database).seed + (operaton ? 0.5 : 0)),
      productName: operaton ? 'Operaton BPM Runtime' : 'Camunda BPM Runtime',
      integrationKey: operaton ? 'operaton-integration' : 'camunda-integration',
      dataCollectionStart: node.start + node.skewMs,
    }),
    schemaLog: schemaLog(dateOf(originOf(database).createdAt, node, database)),
    processDefinitions: definitionsOf(database, at, rights),
    decisionDefinitions: definitions('decision', []),
    ...(rights === 'member' && { caller: known(user({ memberOfTenants: [] })) }),
  };
}

function originOf(database: Database): Database {
  return database.copyOf === null ? database : originOf(database.copyOf.original);
}

/** A date of the database as a node shows it. */
function dateOf(moment: number, node: Node, database: Database): string {
  if (database.keeps === 'moment') return zoned(Math.floor(moment / 1000) * 1000, node.zone);
  return zoned(moment + (database.zone - node.zone) * 60_000, node.zone);
}

function jobsOf(node: Node, database: Database, at: number): readonly CleanupJob[] {
  const { createdAt, counter } = originOf(database);
  const due = dueDateOf(database, at);
  return [
    cleanupJob({
      id: counter ? '1' : timeUuid(createdAt + 463, originOf(database).seed),
      createTime: dateOf(createdAt + 500, node, { ...database, keeps: 'wall-clock' }),
      dueDate: dateOf(due, node, { ...database, keeps: 'wall-clock' }),
    }),
  ];
}

/** Until the clean-up runs for the first time, it is due at the start of its window. */
function dueDateOf(database: Database, at: number): number {
  const last = Math.max(...database.cleanups.filter((ran) => ran <= at));
  if (Number.isFinite(last)) return last + 90_000 + (hashOf(`due ${database.seed} ${last}`) % 5_000);
  const { copyOf, createdAt } = database;
  if (copyOf !== null) return dueDateOf(copyOf.original, Math.min(copyOf.at, at));
  return Math.ceil(createdAt / 86_400_000) * 86_400_000 + 60_000;
}

function definitionsOf(database: Database, at: number, rights: Rights): Observed<DefinitionSet> {
  const groups = definitionIds(database, at)
    .filter(({ ghost }) => rights !== 'member' || !ghost)
    .map(({ id, ghost }) => ({ key: `process-${id}`, tenantId: ghost ? 'ghost' : null, ids: [id] }));
  return definitions('process', groups);
}

function definitionIds(
  database: Database,
  at: number,
): readonly { readonly id: string; readonly ghost: boolean }[] {
  const { seed, counter, deployments, copyOf } = database;
  const own = deployments.flatMap(({ at: made, deletedAt, ghost, skewMs }, index) => {
    if (made > at || (deletedAt !== null && deletedAt <= at)) return [];
    return [{ id: counter ? String(index + 3) : timeUuid(made + skewMs, hashOf(`${seed} ${index}`)), ghost }];
  });
  return copyOf === null ? own : [...definitionIds(copyOf.original, Math.min(copyOf.at, at)), ...own];
}

/** How late a node writes at each tick: by a few tenths of a second, and nearly the same each time. */
export function latenessMs({ start }: Node, tick = 0): number {
  return (hashOf(`late ${start}`) % 500) + (hashOf(`late ${start} ${tick}`) % 5);
}

/** Two requests: the newest rows teach the interval, then a window is asked for that no node writes to any more. */
function metersOf(node: Node, database: Database, at: number): Observed<MeterReading> {
  const rows = rowsOf(database, at).toSorted((a, b) => b.instant - a.instant);
  const interval = reportingInterval(rows.slice(0, MAX_ROWS).map((row) => row.instant));
  const now = Math.floor((at + node.skewMs) / 1000) * 1000;
  const [start, end] = [now - WINDOW_MS, now - safetyMarginMs(interval)];
  const inside = rows.filter((row) => row.instant >= start && row.instant < end).slice(0, MAX_ROWS);
  const truncated = inside.length >= MAX_ROWS;
  const oldest = inside.at(-1)?.instant;
  return known({
    name: 'job-acquisition-attempt',
    start,
    end,
    intervalSeconds: interval.seconds,
    learned: interval.learned,
    rows: inside.filter((row) => !truncated || row.instant !== oldest),
    truncated,
  });
}

interface Stamped extends MeterRow {
  /** To the millisecond. */
  readonly stamp: number;
}

/** Every meter row that stands in the database at a moment. Of rows that fall into one second, answers show the sum. */
function rowsOf(database: Database, at: number): readonly Stamped[] {
  const { nodes, copyOf } = database;
  const own = nodes.flatMap((node, index) =>
    ticksOf(node, at, database).map((tick) => rowOf(tick, node, index, database)),
  );
  return copyOf === null ? own : [...rowsOf(copyOf.original, Math.min(copyOf.at, at)), ...own];
}

/**
 * One tick after each interval, a little late, and one when the node is stopped. Only the last of them matter: ten hours, or
 * some hundreds.
 */
function ticksOf(node: Node, at: number, { intervalMs }: Database): readonly number[] {
  const { start, stop } = node;
  const until = Math.min(stop ?? at, at);
  const latest = Math.min(MOST_TICKS, TEN_HOURS_MS / intervalMs);
  const from = Math.max(1, Math.floor((at - start) / intervalMs) - latest);
  const ticks: number[] = [];
  for (let n = from; start + n * intervalMs < until; n += 1) {
    const tick = start + n * intervalMs + latenessMs(node, n);
    if (tick < until) ticks.push(tick);
  }
  return stop !== null && stop <= at ? [...ticks, stop] : ticks;
}

function rowOf(tick: number, node: Node, index: number, { seed, idle }: Database): Stamped {
  const stamp = tick + node.skewMs;
  return {
    stamp,
    instant: Math.floor(stamp / 1000) * 1000,
    reporter: '172.17.0.2$default',
    value: idle ? 15 : hashOf(`value ${seed} ${index} ${tick}`) % 100_000,
  };
}
