import { known } from '../../src/core/observed.js';
import { parseEngineDate } from '../../src/probe/engine/dates.js';
import { reportingInterval } from '../../src/probe/engine/reporting-interval.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import type { MeterRow } from '../../src/probe/types.js';
import type { Candidate } from '../../src/topology/verdict/pair.js';
import { candidate, cleanupJob, definitions, schemaLog, telemetry, user } from '../helpers/readings.js';

/** What an engine answered, cut down to what tells one database from another. */
export interface RealEngine {
  readonly installation: string;
  readonly product?: string;
  readonly version?: string;
  readonly started: string;
  readonly schemaLog: string;
  readonly job?: { readonly id: string; readonly createTime: string; readonly dueDate: string };
  readonly definitions: readonly (readonly [key: string, tenant: string | null, id: string])[];
  /** Start and end of the window asked for. */
  readonly window: readonly [string, string];
  /** Time and value, newest first. */
  readonly meters: readonly (readonly [string, number])[];
  /** False for the administrator of another product: definitions of tenants stay hidden. */
  readonly admin?: boolean;
}

const OLD_ROWS = [
  ['04:25:15', 1],
  ['04:24:54', 3],
  ['04:24:45', 0],
  ['04:24:15', 1],
  ['04:23:45', 0],
  ['04:23:15', 1],
  ['04:22:45', 1],
  ['04:22:15', 3],
] as const;

const SHARED_ROWS = [
  ['04:26:54', 1],
  ['04:26:45', 0],
  ['04:26:24', 0],
  ['04:26:15', 1],
  ['04:25:54', 1],
  ['04:25:45', 0],
  ['04:25:24', 1],
  ...OLD_ROWS,
] as const;

const ORDER_1 = ['order', null, 'order:1:12827a42-e6f6-11f1-be09-02fc00000001'] as const;
const ORDER_2 = ['order', null, 'order:2:12a173fd-e6f6-11f1-be09-02fc00000001'] as const;
const ORDER_T1 = ['order', 't1', 'order:1:12c9957b-e6f6-11f1-be09-02fc00000001'] as const;
const ORDER_GHOST = ['order', 'ghost', 'order:1:12d9c229-e6f6-11f1-be09-02fc00000001'] as const;

/** Two nodes of one PostgreSQL database; the second one, which created it, runs in India. Meters every 30 seconds. */
export const sharedA: RealEngine = {
  installation: '1e80799a-e2b1-4939-95c8-792d11f5af3b',
  started: '2026-11-23T04:24:24.324+0000',
  schemaLog: '2026-11-23T09:51:45.536+0000',
  definitions: [ORDER_1, ORDER_T1, ORDER_GHOST, ORDER_2],
  window: ['02:27:50', '04:27:05'],
  meters: SHARED_ROWS,
};

export const sharedB: RealEngine = {
  ...sharedA,
  started: '2026-11-23T09:51:45.500+0530',
  schemaLog: '2026-11-23T09:51:45.536+0530',
  window: ['02:27:52', '04:27:07'],
};

/** A copy of that database, taken while both nodes were running. */
export const clonedC: RealEngine = {
  installation: '1e80799a-e2b1-4939-95c8-792d11f5af3b',
  started: '2026-11-23T04:25:26.106+0000',
  schemaLog: '2026-11-23T09:51:45.536+0000',
  definitions: [
    ['order', null, 'order:1:132f0d4b-e6f6-11f1-b14a-02fc00000001'],
    ['order', 't1', 'order:1:13584039-e6f6-11f1-b14a-02fc00000001'],
    ['order', 'ghost', 'order:1:13670d57-e6f6-11f1-b14a-02fc00000001'],
  ],
  window: ['02:27:55', '04:27:10'],
  meters: [['04:26:56', 1], ['04:26:26', 1], ['04:25:56', 3], ...OLD_ROWS],
};

/** A database of its own, with a clean-up window and the default interval: no meter rows yet. */
export const distinctD: RealEngine = {
  installation: 'c2dabb54-d1d2-4469-81b6-ecab8624551d',
  started: '2026-11-23T04:23:48.015+0000',
  schemaLog: '2026-11-23T04:23:48.052+0000',
  job: {
    id: 'adf5f765-e6f5-11f1-8e6d-02fc00000001',
    createTime: '2026-11-23T04:23:48.515+0000',
    dueDate: '2026-11-23T04:27:14.153+0000',
  },
  definitions: [
    ['order', null, 'order:1:138f5611-e6f6-11f1-8e6d-02fc00000001'],
    ['order', 't1', 'order:1:13b6b43f-e6f6-11f1-8e6d-02fc00000001'],
    ['order', 'ghost', 'order:1:13c3858d-e6f6-11f1-8e6d-02fc00000001'],
  ],
  window: ['02:27:57', '04:27:12'],
  meters: [],
};

/** Two copies of that database, half an hour later, whose engines were started in the same second. Meters every 20 seconds. */
export const togetherK1: RealEngine = {
  ...distinctD,
  started: '2026-11-23T04:54:11.774+0000',
  job: {
    id: 'adf5f765-e6f5-11f1-8e6d-02fc00000001',
    createTime: '2026-11-23T04:23:48.515+0000',
    dueDate: '2026-11-23T04:55:42.530+0000',
  },
  definitions: [...distinctD.definitions, ['order', null, 'order:2:c46ba52f-e6f9-11f1-8e6d-02fc00000001']],
  window: ['02:55:20', '04:55:15'],
  meters: [
    ['04:55:11', 5],
    ['04:54:51', 2],
    ['04:54:31', 7],
    ['04:53:48', 20],
    ['04:38:48', 47],
  ],
};

export const togetherK2: RealEngine = {
  ...togetherK1,
  started: '2026-11-23T04:54:11.673+0000',
  job: {
    id: 'adf5f765-e6f5-11f1-8e6d-02fc00000001',
    createTime: '2026-11-23T04:23:48.515+0000',
    dueDate: '2026-11-23T04:55:42.587+0000',
  },
};

/** An Operaton node that joined the shared database six minutes later. Its own administrators are another group. */
export const operatonOnShared: RealEngine = {
  installation: '9088191a-721f-4665-9ecd-5c89a3b7804a',
  product: 'Operaton BPM Runtime',
  version: '1.0.3',
  started: '2026-11-23T04:32:45.221+0000',
  schemaLog: '2026-11-23T09:51:45.536+0000',
  definitions: [ORDER_1, ORDER_2],
  window: ['02:33:23', '04:32:38'],
  meters: [
    ['04:32:24', 0],
    ['04:32:15', 1],
    ['04:31:54', 1],
    ['04:31:45', 0],
    ['04:31:24', 0],
    ['04:31:15', 1],
    ['04:30:54', 1],
    ['04:30:45', 0],
    ['04:30:24', 0],
    ['04:30:15', 1],
    ['04:29:54', 1],
    ['04:29:45', 0],
    ['04:29:24', 0],
    ['04:29:15', 1],
    ['04:28:54', 1],
    ['04:28:45', 0],
    ['04:28:24', 0],
    ['04:28:15', 1],
    ['04:27:54', 1],
    ['04:27:45', 0],
    ['04:27:24', 0],
    ['04:27:15', 1],
    ...SHARED_ROWS,
  ],
  admin: false,
};

/** The engine as the table of verdicts sees it. */
export function real(alias: string, engine: RealEngine, changes: Partial<EngineReadings> = {}): Candidate {
  const { version = '7.24.0', job, admin = true } = engine;
  return candidate(alias, {
    version: known(version),
    telemetry: telemetryOf(engine, version),
    schemaLog: schemaLog(engine.schemaLog),
    cleanupJobs: known(job === undefined ? [] : [cleanupJob(job)]),
    meters: metersOf(engine),
    processDefinitions: definitions(
      'process',
      engine.definitions.map(([key, tenantId, id]) => ({
        key,
        tenantId,
        ids: id.startsWith('order:2:') ? [null, id] : [id],
      })),
    ),
    tenants: known([{ id: 't1' }]),
    caller: known(user({ admin, memberOfTenants: [] })),
    ...changes,
  });
}

function telemetryOf({ installation, product, started }: RealEngine, version: string) {
  return telemetry({
    installation,
    productName: product ?? 'Camunda BPM Runtime',
    productVersion: version,
    dataCollectionStart: parseEngineDate(started)?.instant ?? null,
    integrationKey: product === undefined ? 'camunda-integration' : 'operaton-integration',
  });
}

export function metersOf({ window, meters }: RealEngine): EngineReadings['meters'] {
  const rows = meters.map(([time, value]): MeterRow => ({
    instant: Date.parse(`2026-11-23T${time}Z`),
    reporter: '127.0.0.1$default',
    value,
  }));
  const { seconds, learned } = reportingInterval(rows.map(({ instant }) => instant));
  const [start = 0, end = 0] = window.map((time) => Date.parse(`2026-11-23T${time}Z`));
  return known({
    name: 'job-acquisition-attempt',
    start,
    end,
    intervalSeconds: seconds,
    learned,
    rows,
    truncated: false,
  });
}
