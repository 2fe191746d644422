import { append } from '../../core/many.js';
import type { Credentials } from '../../configuration/logins.js';
import { evidenceOf, known, unknown, type Observed, type Unknown } from '../../core/observed.js';
import { readApplicationAuthorizations } from './resources/rights/application-authorizations.js';
import { readCaller, readRights } from './resources/rights/caller.js';
import { readCleanupJobs } from './resources/database/cleanup-jobs.js';
import { readDecisionDefinitions, readDecisionRequirements } from './resources/decisions.js';
import { readCleanupSettings, readTimesToLive } from './resources/history-cleanup.js';
import { readHistoryLevel } from './resources/history-level.js';
import { readImportRights } from './resources/rights/import-rights.js';
import { readMeters, readMetersElsewhere } from './resources/database/metrics.js';
import { readProcessDefinitions } from './resources/process-definitions.js';
import { readRecent } from './resources/database/recent.js';
import { readSchemaLog } from './resources/database/schema-log.js';
import { readTelemetry, readTelemetryAgain } from './resources/database/telemetry.js';
import { PAGE_OF_OPTIMIZE, readTenants } from './resources/tenants.js';
import { readTick } from './resources/database/ticks.js';
import { readUserList } from './resources/user-list.js';
import type { EngineSession } from './session.js';
import type { EngineReadings, SecondLook } from '../readings.js';
import type { Failure } from '../contact.js';
import type { MeterReading, ResultLimit, Telemetry, TenantRecord, TickDetail } from '../types.js';
import type { Ok } from './answered.js';
import { versionIn } from './resources/version.js';
import type { Step } from './step.js';
import type { Read } from './unknown-facts.js';

/** The answer that tells the version and whether the engine lets in: known already, or asked for beside the rest. */
export type Entrance = Step<Ok> | (() => Promise<Step<Ok>>);

export interface Entered {
  readonly entrance: Step<Ok>;
  readonly read: Read & Pick<EngineReadings, 'version'>;
}

/**
 * The named resources, side by side as far as one does not need another. What takes several requests comes first, and with it
 * what changes while engines are compared. Lists come one after the other, because the first one teaches how long they may be.
 */
export async function readResources(
  session: EngineSession,
  entrance: Entrance,
  login: Credentials | null,
): Promise<Entered> {
  const [lists, definitions, behind, meters, log, asOptimize] = await session.all(
    () => readLists(session),
    () => readDefinitionsAndCleanup(session),
    () =>
      typeof entrance === 'function'
        ? entrance().then((entered) => readBehind(session, entered, login))
        : readBehind(session, entrance, login),
    () => readMeters(session),
    () => readLogAndAuthorizations(session),
    () => readAsOptimize(session, login),
  );
  const { entrance: entered, ...told } = behind;
  const read = {
    ...lists,
    ...definitions,
    ...told,
    ...log,
    ...asOptimize,
    listedPages: session.pages,
    resultLimit: resultLimitOf(session, lists.tenants),
    meters: await metersBehind(session, told.telemetry, meters),
  };
  return { entrance: entered, read };
}

/** What needs the version. Of an engine that lets nobody in nothing more is asked. */
async function readBehind(session: EngineSession, entrance: Step<Ok>, login: Credentials | null) {
  if ('failure' in entrance) session.broken = entrance.failure;
  const version = 'failure' in entrance ? brokenBy(entrance.failure) : versionIn(session, entrance.value);
  const number = version.known ? version.value : null;
  const user = login?.user ?? login?.given?.user ?? null;
  const [who, historyLevel] = await session.all(
    () => readWho(session, user, number),
    () => readHistoryLevel(session, number),
  );
  return { entrance, version, ...who, historyLevel };
}

/** What another user may do says nothing about what Optimize may: that was wanted, and is not known. */
function standsForOptimize(login: Credentials | null): boolean {
  return login?.given?.asOptimize !== false;
}

const ANOTHER_LOGIN = unknown('refused', 'the engine was examined with another login than Optimize uses');

/** The users after that: by then the first list has taught whether the engine allows pages of that size. */
async function readAsOptimize(session: EngineSession, login: Credentials | null) {
  if (!standsForOptimize(login)) return { importRights: ANOTHER_LOGIN, userList: ANOTHER_LOGIN };
  return { importRights: await readImportRights(session), userList: await readUserList(session) };
}

async function readLists(session: EngineSession) {
  const tenants = await readTenants(session);
  const decisionDefinitions = await readDecisionDefinitions(session);
  const decisionRequirements = await readDecisionRequirements(session);
  return {
    tenants: await tenants(),
    decisionDefinitions: await decisionDefinitions(),
    decisionRequirements: await decisionRequirements(),
  };
}

/** The authorizations later: by then the first list has taught how long lists may be. */
async function readLogAndAuthorizations(session: EngineSession) {
  return {
    schemaLog: await readSchemaLog(session),
    applicationAuthorizations: await readApplicationAuthorizations(session),
  };
}

async function readDefinitionsAndCleanup(session: EngineSession) {
  const [processDefinitions, [cleanupJobs, cleanup]] = await session.all(
    () => readProcessDefinitions(session),
    async () => {
      const jobs = await readCleanupJobs(session);
      return [jobs, await readCleanupSettings(session, jobs)] as const;
    },
  );
  const historyCleanup = await readTimesToLive(session, cleanup, processDefinitions);
  return { processDefinitions, cleanupJobs, historyCleanup };
}

/** Who answers, and who asks. */
async function readWho(session: EngineSession, user: string | null, version: string | null) {
  const [telemetry, rights] = await session.all(
    async () => readTelemetryAgain(session, await readTelemetry(session)),
    () => readRights(session),
  );
  return { telemetry, caller: await readCaller(session, user, rights, telemetry, version) };
}

/** Whoever may not read how many nodes there are compares what they wrote. */
async function metersBehind(
  session: EngineSession,
  telemetry: Observed<Telemetry>,
  meters: Observed<MeterReading>,
): Promise<Observed<MeterReading>> {
  if (!telemetry.known) return readMetersElsewhere(session, meters, 'perhaps');
  const nodes = telemetry.value.startsSeen?.length ?? 0;
  return nodes > 1 ? readMetersElsewhere(session, meters, 'several') : meters;
}

/** Engines limit logged-in callers only, and tell the limit where it is exceeded; who cuts lists in front of them does not. */
function resultLimitOf(
  { rowLimits: { told, cut } }: EngineSession,
  tenants: Observed<readonly TenantRecord[]>,
): Observed<ResultLimit | null> {
  if (cut !== null && cut.rows < (told ?? PAGE_OF_OPTIMIZE))
    return known({ rows: cut.rows, refuses: false }, [cut.evidence]);
  if (told !== null && told < PAGE_OF_OPTIMIZE)
    return known({ rows: told, refuses: true }, evidenceOf(tenants));
  return tenants.known ? known(null, tenants.evidence) : tenants;
}

export interface ReadAgain {
  readonly again: NonNullable<EngineReadings['again']>;
  /** Why some of it could not be read; null where all was. */
  readonly missed: Unknown | null;
}

/** The second readings, for engines that seemed to differ. */
export async function readAgain(
  session: EngineSession,
  { ticks: spans }: Pick<SecondLook, 'ticks'>,
): Promise<ReadAgain> {
  const before = await readRecent(session);
  const cleanupJobs = await readCleanupJobs(session);
  const processDefinitions = await readProcessDefinitions(session);
  const ticks: TickDetail[] = [];
  for (const span of spans) append(ticks, [(await readTick(session, span)) ?? []].flat());
  const after = await readRecent(session);
  const lists = [before, cleanupJobs, processDefinitions, after].find(isGap);
  const missed =
    session.broken === null
      ? (lists ?? (ticks.length < spans.length ? NO_TICKS : null))
      : brokenBy(session.broken);
  return { again: { cleanupJobs, processDefinitions, recent: [before, after], ticks }, missed };
}

const NO_TICKS = unknown('failed', 'the milliseconds of its meter rows were not found');

export function brokenBy({ detail }: Failure): Unknown {
  return unknown('failed', detail);
}

/** What a user may not see, or what an engine does not have, is no gap: another look would not show it either. */
function isGap(read: Observed<unknown>): read is Unknown {
  return !read.known && read.reason !== 'refused' && read.reason !== 'absent';
}
