import type { Observed, Unknown } from '../core/observed.js';
import type { RetryReason, Reach, SeenCertificate } from './contact.js';
import type {
  AskedCount,
  AuthorizationRight,
  Caller,
  CleanupJob,
  DefinitionSet,
  HistoryCleanup,
  HistoryLevel,
  ImportRights,
  MeterReading,
  RecentIds,
  ResultLimit,
  SchemaLogRow,
  Telemetry,
  TenantRecord,
  TickDetail,
  TickSpan,
  UserListing,
} from './types.js';

/** What a second look at an engine is about. */
export interface SecondLook {
  readonly alias: string;
  /** Ticks to find to the millisecond. */
  readonly ticks: readonly TickSpan[];
  /** Milliseconds to wait before: a difference that a lagging replica would explain has to last. */
  readonly afterMs: number;
  /** Whether two engines started in the same millisecond: how often each was asked tells whether they are one. */
  readonly start?: true;
}

/** What the temporary task filter came to that was made on one engine and looked for on another. */
export interface CanaryOutcome {
  /** Alias of the other engine. */
  readonly with: string;
  readonly outcome: 'found' | 'absent' | 'open';
  readonly detail: string;
}

/** A list, or a page of one, and how long it took. */
export interface ListedPage {
  readonly resource: string;
  readonly rows: number;
  readonly milliseconds: number;
  /** No answer came in this time: what the engine does for it may go on. */
  readonly gaveUp?: true;
}

/** Everything that was read from one engine. */
export interface EngineReadings {
  readonly alias: string;
  readonly reach: Reach;
  /** `Date` header minus own clock, milliseconds; null without the header. Precise to about a second. */
  readonly clockOffsetMs: number | null;
  readonly engineNames: Observed<readonly string[]>;
  /** What `/engine/{name}/version` says; a known null is an engine that does not know its version. */
  readonly version: Observed<string | null>;
  readonly telemetry: Observed<Telemetry>;
  readonly schemaLog: Observed<readonly SchemaLogRow[]>;
  readonly cleanupJobs: Observed<readonly CleanupJob[]>;
  readonly meters: Observed<MeterReading>;
  readonly processDefinitions: Observed<DefinitionSet>;
  readonly decisionDefinitions: Observed<DefinitionSet>;
  readonly decisionRequirements: Observed<DefinitionSet>;
  readonly tenants: Observed<readonly TenantRecord[]>;
  readonly importRights: Observed<ImportRights>;
  readonly caller: Observed<Caller>;
  readonly applicationAuthorizations: Observed<readonly AuthorizationRight[]>;
  /** Null where as many rows come as Optimize asks for. */
  readonly resultLimit: Observed<ResultLimit | null>;
  /** Null where pages of Optimize's size are not to be had. */
  readonly userList: Observed<UserListing | null>;
  readonly historyLevel: Observed<HistoryLevel>;
  readonly historyCleanup: Observed<HistoryCleanup>;
  readonly listedPages: readonly ListedPage[];
  /** Second readings, taken only where a first one said that two engines differ. Same order of events for all engines. */
  readonly again: {
    readonly cleanupJobs: Observed<readonly CleanupJob[]>;
    readonly processDefinitions: Observed<DefinitionSet>;
    /** Read twice, with everything else between the two. */
    readonly recent?: readonly Observed<RecentIds>[];
    readonly ticks?: readonly TickDetail[];
    /** Where two engines started in the same millisecond. */
    readonly counts?: readonly AskedCount[];
  } | null;
  /** Why the second look that was wanted was not taken, or not to the end; then it has decided nothing. */
  readonly lookMissed?: Unknown | null;
  /** What the server's clock showed at its first answer, milliseconds since 1970: the node was running then. */
  readonly contactAt?: number | null;
  readonly certificate?: SeenCertificate | null;
  readonly canary?: readonly CanaryOutcome[];
  /** Wall time that this engine took, milliseconds, and the requests sent. */
  readonly requests: readonly {
    readonly resource: string;
    readonly status: number | null;
    readonly milliseconds: number;
    /** Why it was sent a second time. */
    readonly retried?: RetryReason;
  }[];
}

/** All readings of a run, and the clock they were taken by. */
export interface LandscapeReadings {
  /** Own clock when the first probe started, milliseconds since 1970. */
  readonly startedAt: number;
  readonly engines: readonly EngineReadings[];
  /** True when the run was cut short by a signal. */
  readonly interrupted: boolean;
}
