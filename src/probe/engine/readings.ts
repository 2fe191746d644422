import { known, unknown, type Observed, type Unknown } from '../../core/observed.js';
import { readApplicationAuthorizations } from './resources/rights/application-authorizations.js';
import { readCaller } from './resources/rights/caller.js';
import { readCleanupJobs } from './resources/database/cleanup-jobs.js';
import { readDecisionDefinitions, readDecisionRequirements } from './resources/decisions.js';
import { readHistoryCleanup } from './resources/history-cleanup.js';
import { readHistoryLevel } from './resources/history-level.js';
import { readImportRights } from './resources/rights/import-rights.js';
import { readMeters, readMetersElsewhere } from './resources/database/metrics.js';
import { readProcessDefinitions } from './resources/process-definitions.js';
import { readRecent } from './resources/database/recent.js';
import { readSchemaLog } from './resources/database/schema-log.js';
import { readTelemetry, readTelemetryAgain } from './resources/database/telemetry.js';
import { PAGE_OF_OPTIMIZE, readTenants } from './resources/tenants.js';
import { readTick } from './resources/database/ticks.js';
import type { EngineSession } from './session.js';
import type {
  EngineReadings,
  Failure,
  MeterReading,
  Telemetry,
  TenantRecord,
  TickDetail,
  TickSpan,
} from '../types.js';
import type { Read } from './unknown-facts.js';

/**
 * The named resources, one after the other. What is compared between engines comes first and close together; the second
 * looks at the telemetry come last, because they take new connections.
 */
export async function readResources(
  session: EngineSession,
  start: Pick<EngineReadings, 'version'>,
  user: string | null,
): Promise<Read> {
  const version = start.version.known ? start.version.value : null;
  const telemetry = await readTelemetry(session);
  const schemaLog = await readSchemaLog(session);
  const cleanupJobs = await readCleanupJobs(session);
  const meters = await readMeters(session);
  const processDefinitions = await readProcessDefinitions(session);
  const read = {
    schemaLog,
    cleanupJobs,
    meters,
    processDefinitions,
    decisionDefinitions: await readDecisionDefinitions(session),
    decisionRequirements: await readDecisionRequirements(session),
    tenants: await readTenants(session),
    importRights: await readImportRights(session),
    caller: await readCaller(session, user, telemetry, version),
    applicationAuthorizations: await readApplicationAuthorizations(session),
    historyLevel: await readHistoryLevel(session, version),
    historyCleanup: await readHistoryCleanup(session, cleanupJobs, processDefinitions),
    listedPages: session.pages,
  };
  const resultLimit = resultLimitOf(session, read.tenants);
  const seen = await readTelemetryAgain(session, telemetry);
  return {
    ...read,
    resultLimit,
    telemetry: seen,
    meters: await metersBehind(session, seen, meters),
  };
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

/** Engines limit logged-in callers only, and tell the limit where it is exceeded. */
function resultLimitOf(
  { toldLimit }: EngineSession,
  tenants: Observed<readonly TenantRecord[]>,
): Observed<number | null> {
  if (toldLimit !== null && toldLimit < PAGE_OF_OPTIMIZE) {
    return known(toldLimit, tenants.known ? tenants.evidence : []);
  }
  return tenants.known ? known(null, tenants.evidence) : tenants;
}

export interface ReadAgain {
  readonly again: NonNullable<EngineReadings['again']>;
  /** Why some of it could not be read; null where all was. */
  readonly missed: Unknown | null;
}

/** The second readings, for engines that seemed to differ. */
export async function readAgain(session: EngineSession, spans: readonly TickSpan[]): Promise<ReadAgain> {
  const before = await readRecent(session);
  const cleanupJobs = await readCleanupJobs(session);
  const processDefinitions = await readProcessDefinitions(session);
  const ticks: TickDetail[] = [];
  for (const span of spans) ticks.push(...[(await readTick(session, span)) ?? []].flat());
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
