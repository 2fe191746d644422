import type { Observed } from '../../core/observed.js';
import type { ServiceRequest } from '../services/service-session.js';

/** An engine as `GET /api/ui-configuration` names it. */
export interface RunningEngine {
  readonly alias: string;
  readonly engineName: string | null;
  /** Scheme, host and path; empty where the web applications are switched off; null where it is no address. */
  readonly endpoint: string | null;
}

/** What `GET /api/ui-configuration` tells of the configuration that a node runs with. */
export interface UiConfiguration {
  /** As it says: may end in `-SNAPSHOT` or `-alpha1`. */
  readonly version: string;
  /** `platform` for Camunda 7; null where it is not told. */
  readonly profile: string | null;
  /** Whether it is made for engines: Optimize 8, and one that was started for Camunda 8, is not. */
  readonly hasEngines: boolean;
  /** Every entry under `engines`, also those that are not imported; null where it names none at all. */
  readonly engines: readonly RunningEngine[] | null;
}

/** One engine in `GET /api/status`, at that moment. */
export interface EngineStatus {
  readonly alias: string;
  /** `/version` of the engine answered 200 to Optimize, with its own login. */
  readonly connected: boolean;
  /** Import jobs are running or waiting; changes every few seconds. Null where it is not told. */
  readonly importing: boolean | null;
}

/** What `GET /api/status` tells. */
export interface OptimizeStatus {
  readonly engines: readonly EngineStatus[];
  /** The search store answers and is not red. */
  readonly storeConnected: boolean | null;
}

/** The status at one of several moments. */
export interface StatusSample {
  /** Own clock, milliseconds since 1970. */
  readonly at: number;
  readonly status: OptimizeStatus;
}

/** Whether there is an Optimize at the address, and what it made of each request. */
export interface OptimizeContact {
  /** The base as it may be shown. */
  readonly address: string;
  /** Some answer has the shape that only Optimize gives. */
  readonly isOptimize: boolean;
  /** What came back instead, in words; null where it is one. */
  readonly problem: string | null;
  /** Status of `ui-configuration`; null without an answer. */
  readonly uiStatus: number | null;
}

/** Everything that was read from one running Optimize. */
export interface OptimizeReadings {
  readonly contact: Observed<OptimizeContact>;
  readonly ui: Observed<UiConfiguration>;
  readonly status: Observed<OptimizeStatus>;
  /** What `GET /api/readyz` says. */
  readonly ready: Observed<boolean>;
  /** Optimize's clock when it was read, milliseconds since 1970; null where it did not tell. */
  readonly serverTime: number | null;
  /** The status at several moments, where it was asked for: empty otherwise. */
  readonly samples: readonly StatusSample[];
  readonly requests: readonly ServiceRequest[];
}
