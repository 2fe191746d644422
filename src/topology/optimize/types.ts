import type { Configuration } from '../../configuration/types.js';
import type { Known, Observed } from '../../core/observed.js';
import type { ServiceName } from '../../probe/http/transport.js';
import type {
  OptimizeContact,
  OptimizeReadings,
  OptimizeStatus,
  RunningEngine,
} from '../../probe/optimize/types.js';
import type {
  StoreContact,
  StoreContent,
  StoredDefinition,
  StoredInstances,
  StoredTenant,
  StoreReadings,
} from '../../probe/store/types.js';
import type { Databases, EngineSubject } from '../types.js';

/** Which running Optimize this is. */
export interface RunningVersion {
  /** As it says, e.g. `3.13.0` or `3.12.0-SNAPSHOT`. */
  readonly text: string;
  readonly profile: string | null;
}

/** Whether Optimize says that it is ready, beside what it says of its engines. */
export interface Readiness {
  readonly ready: boolean;
  /** Engines that it cannot reach, where that is known. */
  readonly disconnected: readonly string[];
}

/** How often each engine was seen importing, over a time long enough to tell. */
export interface ImportSamples {
  readonly seconds: number;
  readonly samples: number;
  /** Aliases that were not importing in any of them. */
  readonly never: readonly string[];
}

/** The typed facts about a running Optimize. The names are what rules list under `needs`. */
export interface OptimizeFacts {
  readonly contact: OptimizeContact;
  readonly runningVersion: RunningVersion;
  /** The engines that the process was started with. */
  readonly runningEngines: readonly RunningEngine[];
  readonly status: OptimizeStatus;
  readonly readiness: Readiness;
  readonly importSamples: ImportSamples;
  readonly storeContact: StoreContact;
  readonly storeContent: StoreContent;
  readonly schemaVersion: string;
  readonly storedDefinitions: readonly StoredDefinition[];
  readonly storedTenants: readonly StoredTenant[];
  readonly storedInstances: readonly StoredInstances[];
  readonly importProgress: readonly ImportProgress[];
  /** Every alias of which there is data, and how much. */
  readonly storedAliases: readonly StoredAlias[];
}

/** When an alias was last imported, over all types of its data. */
export interface ImportProgress {
  readonly alias: string;
  /** Milliseconds since 1970; null where no type was ever imported. */
  readonly lastRun: number | null;
  /** Milliseconds between that and the moment of reading. */
  readonly age: number | null;
}

/** What there is of one alias. */
export interface StoredAlias {
  readonly alias: string;
  readonly definitions: number;
  readonly instances: number;
  readonly tenants: number;
  readonly lastRun: number | null;
}

export type OptimizeFactName = keyof OptimizeFacts;

/** Which facts come from which service. */
export const FACTS_OF = {
  optimize: ['contact', 'runningVersion', 'runningEngines', 'status', 'readiness', 'importSamples'],
  store: [
    'storeContact',
    'storeContent',
    'schemaVersion',
    'storedDefinitions',
    'storedTenants',
    'storedInstances',
    'importProgress',
    'storedAliases',
  ],
} as const satisfies Readonly<Record<ServiceName, readonly OptimizeFactName[]>>;

/** What was asked besides the engines. */
export interface OptimizeSubject {
  readonly asked: readonly ServiceName[];
  readonly facts: { readonly [F in OptimizeFactName]: Observed<OptimizeFacts[F]> };
  readonly readings: { readonly optimize: OptimizeReadings | null; readonly store: StoreReadings | null };
}

/** What a rule about a running Optimize may look at. */
export interface OptimizeView<N extends OptimizeFactName> {
  readonly facts: { readonly [F in N]: Known<OptimizeFacts[F]> };
  readonly configuration: Configuration;
  /** Every engine, whether it could be read or not: what this run knows of it decides how sure a hit is. */
  readonly engines: readonly EngineSubject[];
  readonly databases: Databases;
  /** What Optimize says of its engines, where it was asked and has told. */
  readonly optimizeStatus: OptimizeStatus | null;
}
