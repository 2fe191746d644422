import type { Observed, Unknown } from '../../core/observed.js';
import type { EngineReadings } from '../readings.js';

/** What the named resources tell. */
export type Read = Omit<
  EngineReadings,
  | 'alias'
  | 'reach'
  | 'clockOffsetMs'
  | 'contactAt'
  | 'canary'
  | 'engineNames'
  | 'version'
  | 'again'
  | 'requests'
>;
/** What the chain finds out, besides how far it got. */
export type Facts = Read & Pick<EngineReadings, 'engineNames' | 'version'>;

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
    applicationAuthorizations: nothing,
    resultLimit: nothing,
    userList: nothing,
    historyLevel: nothing,
    historyCleanup: nothing,
    listedPages: [],
  };
}
