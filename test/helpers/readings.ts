import type { Configuration, EngineEntry } from '../../src/configuration/types.js';
import { known, unknown, type Observed } from '../../src/core/observed.js';
import { parseEngineDate } from '../../src/probe/engine/dates.js';
import type {
  Caller,
  CleanupJob,
  DefinitionGroup,
  DefinitionKind,
  DefinitionSet,
  MeterReading,
  MeterRow,
  SchemaLogRow,
  Telemetry,
  TickDetail,
  TickSpan,
} from '../../src/probe/types.js';
import type { EngineReadings } from '../../src/probe/readings.js';
import { subjectOf } from '../../src/topology/facts.js';
import type { Candidate } from '../../src/topology/verdict/pair.js';

/** The day on which all readings are taken: `at('12:00:00.500')` is a moment of it, milliseconds since 1970. */
export function at(time: string): number {
  const [clock = '', fraction = '0'] = time.split('.');
  return Date.parse(`2026-11-23T${clock}Z`) + Number(fraction.padEnd(3, '0'));
}

export function entry(alias: string, changes: Partial<EngineEntry> = {}): EngineEntry {
  return {
    alias,
    file: 'environment-config.yaml',
    pointer: `/engines/${alias}`,
    name: 'default',
    rest: `http://${alias}.test/engine-rest`,
    base: `http://${alias}.test/engine-rest`,
    importEnabled: true,
    authentication: { enabled: false, user: null, hasPassword: false },
    hasWebapps: true,
    webappsEndpoint: null,
    defaultTenant: null,
    excludedTenants: [],
    unresolved: [],
    ...changes,
  };
}

/** A configuration of these entries, without any text behind it. */
export function configurationOf(entries: readonly EngineEntry[]): Configuration {
  return {
    files: [],
    fileNamed: () => undefined,
    engines: entries,
    target: null,
    givenVariables: [],
    variablesFiles: () => [],
    documents: () => [],
  };
}

/** An open Camunda 7.24 engine with a database of its own: another alias is another database. */
export function readings(alias: string, changes: Partial<EngineReadings> = {}): EngineReadings {
  const own = hashOf(alias);
  const start = at('04:00:00') + (own % 10_000_000);
  return {
    alias,
    reach: { status: 'ok', latencyMs: 5 },
    clockOffsetMs: 0,
    engineNames: known(['default']),
    version: known('7.24.0'),
    telemetry: telemetry({ installation: uuid(own), dataCollectionStart: start }),
    schemaLog: schemaLog(zoned(start - 86_400_000)),
    cleanupJobs: known([]),
    meters: meters(ticks(start, [1, 2, 3, 4])),
    processDefinitions: definitions('process', [{ key: `process-of-${alias}`, ids: [uuid(own + 1)] }]),
    decisionDefinitions: definitions('decision', []),
    decisionRequirements: definitions('decision-requirements', []),
    tenants: known([]),
    importRights: known({ granted: true }),
    caller: known(NOBODY),
    applicationAuthorizations: known([{ type: 1, permissions: ['ACCESS'], resourceId: 'optimize' }]),
    resultLimit: known(null),
    userList: known({ users: 1, problem: null }),
    historyLevel: known({ level: 'full', told: false }),
    historyCleanup: known({ enabled: false, timesToLive: [] }),
    listedPages: [{ resource: 'tenant', rows: 0, milliseconds: 5 }],
    again: null,
    requests: [],
    ...changes,
  };
}

/** Everything that could tell one database from another, unread: a test names what its engines tell. */
export const TELLS_NOTHING = {
  telemetry: unknown('refused', 'GET /telemetry/data answered 403'),
  schemaLog: unknown('refused', 'GET /schema/log answered no rows: only administrators see them'),
  cleanupJobs: unknown('absent', 'GET /history/cleanup/jobs answered 404'),
  meters: unknown('absent', 'GET /metrics answered 404'),
  processDefinitions: unknown('refused', 'GET /process-definition/count answered 403'),
  decisionDefinitions: unknown('refused', 'GET /decision-definition/count answered 403'),
} satisfies Partial<EngineReadings>;

/** An engine as the table of verdicts sees it. */
export function candidate(
  alias: string,
  changes: Partial<EngineReadings> = {},
  setting: Partial<EngineEntry> = {},
): Candidate {
  return candidateOf(entry(alias, setting), readings(alias, changes));
}

export function candidateOf(of: EngineEntry, read: EngineReadings): Candidate {
  const { again, clockOffsetMs, contactAt, canary } = read;
  return { ...subjectOf(of, read), again, clockOffsetMs, contactAt, canary };
}

export function telemetry(changes: Partial<Telemetry> = {}): Observed<Telemetry> {
  return known({
    installation: null,
    productName: 'Camunda BPM Runtime',
    productVersion: '7.24.0',
    databaseVendor: 'PostgreSQL',
    databaseVersion: '15.18',
    dataCollectionStart: null,
    integrationKey: 'camunda-integration',
    ...changes,
  });
}

/** Rows in the order in which upgrades write them, from their times as an engine answers them. */
export function schemaLog(...timestamps: readonly string[]): Observed<readonly SchemaLogRow[]> {
  const rows = timestamps.map((timestamp, index) => {
    const date = parseEngineDate(timestamp);
    return {
      id: String(index * 100),
      version: `7.${24 - timestamps.length + index + 1}.0`,
      instant: date?.instant ?? null,
      wallClock: date?.wallClock ?? null,
      timestamp,
    };
  });
  return known(rows);
}

export function cleanupJob(
  job: Pick<CleanupJob, 'id'> & Partial<Pick<CleanupJob, 'createTime' | 'dueDate'>>,
): CleanupJob {
  const { id, createTime = null, dueDate = null } = job;
  return {
    id,
    createTime,
    dueDate,
    createWallClock: parseEngineDate(createTime ?? '')?.wallClock ?? null,
    dueWallClock: parseEngineDate(dueDate ?? '')?.wallClock ?? null,
    dueInstant: parseEngineDate(dueDate ?? '')?.instant ?? null,
  };
}

/** A window of six hours that closed at 11:40, of engines that write every 15 minutes. */
export function meters(
  rows: readonly MeterRow[],
  changes: Partial<MeterReading> = {},
): Observed<MeterReading> {
  return known({
    name: 'job-acquisition-attempt',
    start: at('05:40:00'),
    end: at('11:40:00'),
    intervalSeconds: 900,
    learned: true,
    rows: rows.toSorted((a, b) => b.instant - a.instant),
    truncated: false,
    ...changes,
  });
}

export function meterRow(time: string | number, value = 15, reporter = '172.17.0.2$default'): MeterRow {
  const instant = typeof time === 'number' ? time : at(time);
  return { instant: Math.floor(instant / 1000) * 1000, reporter, value };
}

/** The rows that a node writes which started at `start`: row n stands n intervals later and a little late. */
export function ticks(start: string | number, numbers: readonly number[], value = 15): readonly MeterRow[] {
  const from = typeof start === 'number' ? start : at(start);
  return numbers.map((number) => meterRow(from + number * 900_000 + 300, value));
}

/** What a closer look at a tick shows of a database that holds rows with these stamps, milliseconds since 1970. */
export function tickDetail({ from, to }: TickSpan, stamps: readonly number[]): TickDetail {
  const inside = stamps.filter((stamp) => stamp >= from && stamp < to + 1_000);
  return { from, to, first: Math.min(...inside), last: Math.max(...inside) };
}

/** Whole numbers, both ends included. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

export function definitions(
  kind: DefinitionKind,
  groups: readonly {
    readonly key: string;
    readonly tenantId?: string | null;
    /** Id of version 1, 2, …; null where a version is missing. */
    readonly ids: readonly (string | null)[];
  }[],
  gaps: readonly string[] = [],
): Observed<DefinitionSet> {
  const folded = groups.map(({ key, tenantId = null, ids }): DefinitionGroup => ({
    key,
    tenantId,
    versions: ids.flatMap((id, index) => (id === null ? [] : [{ version: index + 1, id }])),
  }));
  const count = folded.reduce((sum, group) => sum + group.versions.length, 0);
  return known({ kind, count, groups: folded }, [], gaps);
}

export const NOBODY: Caller = {
  loggedIn: false,
  user: null,
  admin: null,
  readAll: {
    processDefinition: null,
    decisionDefinition: null,
    decisionRequirementsDefinition: null,
    deployment: null,
    tenant: null,
    authorization: null,
    user: null,
    group: null,
  },
  memberOfTenants: null,
};

/** A user who may READ everything; whether tenants hide something depends on `admin` and the membership. */
export function user(changes: Partial<Caller> = {}): Caller {
  return {
    loggedIn: true,
    user: 'optimize',
    admin: false,
    readAll: {
      processDefinition: true,
      decisionDefinition: true,
      decisionRequirementsDefinition: true,
      deployment: true,
      tenant: true,
      authorization: true,
      user: true,
      group: true,
    },
    memberOfTenants: [],
    ...changes,
  };
}

/** A random-looking UUID (version 4), always the same for the same number. */
export function uuid(number: number): string {
  const hex = [1, 2, 3, 4].map((part) => hashOf(`${number}/${part}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The UUID (version 1) that an engine gives to what it makes at a moment. */
export function timeUuid(instant: number, clockSequence = 0x1a09, host = '02fc00000001'): string {
  const time = ((BigInt(instant) + 12_219_292_800_000n) * 10_000n).toString(16).padStart(15, '0');
  const sequence = ((clockSequence & 0x3fff) | 0x8000).toString(16);
  return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-${sequence}-${host}`;
}

/** A moment as an engine in a zone writes it; the zone in minutes east of Greenwich. */
export function zoned(instant: number, zoneMinutes = 0): string {
  const sign = zoneMinutes < 0 ? '-' : '+';
  const [hours, minutes] = [Math.floor(Math.abs(zoneMinutes) / 60), Math.abs(zoneMinutes) % 60];
  const offset = `${sign}${String(hours).padStart(2, '0')}${String(minutes).padStart(2, '0')}`;
  return new Date(instant + zoneMinutes * 60_000).toISOString().replace('Z', offset);
}

/** FNV-1a: 32 bits of a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
