import type { Observed, Unknown } from '../core/observed.js';
import { readCaller } from './resources/caller.js';
import { readCleanupJobs } from './resources/cleanup-jobs.js';
import { readDecisionDefinitions, readDecisionRequirements } from './resources/decisions.js';
import { readImportRights } from './resources/import-rights.js';
import { readMeters } from './resources/metrics.js';
import { readProcessDefinitions } from './resources/process-definitions.js';
import { readSchemaLog } from './resources/schema-log.js';
import { readTelemetry, readTelemetryAgain } from './resources/telemetry.js';
import { readTenants } from './resources/tenants.js';
import type { EngineSession } from './session.js';
import type { EngineReadings } from './types.js';

type Read = Omit<
  EngineReadings,
  'alias' | 'reach' | 'clockOffsetMs' | 'engineNames' | 'version' | 'again' | 'requests'
>;
/** What the chain finds out, besides how far it got. */
export type Facts = Read & Pick<EngineReadings, 'engineNames' | 'version'>;

/**
 * The named resources, one after the other. What is compared between engines comes first and close together; the second
 * look at the telemetry comes last, because it takes a new connection.
 */
export async function readResources(
  session: EngineSession,
  start: Pick<EngineReadings, 'version'>,
  user: string | null,
): Promise<Read> {
  const version = start.version.known ? start.version.value : null;
  const telemetry = await readTelemetry(session);
  const read = {
    schemaLog: await readSchemaLog(session),
    cleanupJobs: await readCleanupJobs(session),
    meters: await readMeters(session),
    processDefinitions: await readProcessDefinitions(session),
    decisionDefinitions: await readDecisionDefinitions(session),
    decisionRequirements: await readDecisionRequirements(session),
    tenants: await readTenants(session),
    importRights: await readImportRights(session),
    caller: await readCaller(session, user, telemetry, version),
  };
  return { ...read, telemetry: await readTelemetryAgain(session, telemetry) };
}

/** The second readings, for engines that seemed to differ. */
export async function readAgain(session: EngineSession): Promise<NonNullable<EngineReadings['again']>> {
  return {
    cleanupJobs: await readCleanupJobs(session),
    processDefinitions: await readProcessDefinitions(session),
  };
}

/** Facts of an engine that nobody could ask. */
export function unread(reason: Unknown): Facts {
  const nothing: Observed<never> = reason;
  return {
    engineNames: nothing,
    version: nothing,
    telemetry: nothing,
    schemaLog: nothing,
    cleanupJobs: nothing,
    meters: nothing,
    processDefinitions: nothing,
    decisionDefinitions: nothing,
    decisionRequirements: nothing,
    tenants: nothing,
    importRights: nothing,
    caller: nothing,
  };
}
