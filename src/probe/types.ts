import type { GivenLogin } from '../configuration/types.js';
import type { Refusal } from './http/answer/refusal.js';
import type { Observed, Unknown } from '../core/observed.js';

/** The step of the chain at which an engine's probe broke. */
export type FailureStep = 'dns' | 'connect' | 'tls' | 'http' | 'login' | 'name' | 'parse' | 'deadline';

/** Why a request was sent a second time: the status of the first answer, or that the connection was closed. */
export type RetryReason = 502 | 503 | 504 | 'reset';

/** Why an engine could not be probed to the end. */
export interface Failure {
  readonly step: FailureStep;
  /** Stable code for rules: what exactly went wrong. */
  readonly code:
    | 'no-such-host'
    | 'refused'
    | 'timeout'
    | 'reset'
    | 'network'
    | 'deadline'
    | 'certificate'
    | 'tls-protocol'
    | 'not-found'
    | 'not-recorded'
    | 'redirect'
    | 'not-json'
    | 'not-an-engine-list'
    | 'too-large'
    | 'server-error'
    | 'name-unknown'
    | 'credentials-rejected'
    | 'credentials-rejected-elsewhere'
    | 'login-required'
    /** The server knows logins, but not by user and password. */
    | 'other-login'
    /** Refused for another reason than a login, by something before the engine. */
    | 'access-denied'
    | 'client-certificate'
    | 'client-certificate-refused'
    /** The port speaks the other one of http and https. */
    | 'speaks-tls'
    | 'speaks-plain'
    | 'proxy';
  /** One line for people: the address and what came back. No secret. */
  readonly detail: string;
  readonly milliseconds: number;
  readonly status?: number;
  /** Bases near the given one that answered as an engine (`/engine-rest` and the like). */
  readonly siblings?: readonly string[];
  /** Where a redirect leads, without query and path parameters. */
  readonly leadsTo?: string;
  /** The base at which the same would be asked by the right protocol. */
  readonly instead?: string;
  /** The engines that are there instead of the one that was asked for. */
  readonly engineNames?: readonly string[];
  /** What was sent in place of the login that Optimize sends. */
  readonly given?: GivenLogin['by'];
  /** The user that was rejected, and the engine that did it where that was another one. */
  readonly user?: string;
  readonly rejectedBy?: string;
  /** Who refused, and what it said. */
  readonly refusal?: Refusal;
  /** Subject and issuer of a certificate that was refused. */
  readonly certificate?: {
    readonly subject: string;
    readonly issuer: string;
    /** When it, or another one of its chain, ended: milliseconds since 1970. */
    readonly ended?: number;
    /** The trust store of the system knows its authority, that of Node does not. */
    readonly inSystemStore?: true;
  };
}

/** How far the chain of one engine got. */
export type Reach =
  | { readonly status: 'ok'; readonly latencyMs: number; readonly as?: ExaminedAs }
  | { readonly status: 'failed'; readonly failure: Failure; readonly latencyMs: number | null }
  /** Not probed at all, e.g. because a placeholder has no value. */
  | { readonly status: 'not-probed'; readonly because: string };

/** A login that is not the one of the configuration. */
export interface ExaminedAs extends Omit<GivenLogin, 'plainHttp'> {
  /** The schemes that the server offers to those who send no login; null where it did not say. */
  readonly schemes: readonly string[] | null;
  /** It names one of those that it accepts, and may accept others. */
  readonly namesOne?: true;
  /** Whoever sends no login gets the same. */
  readonly open: boolean;
}

/** `GET /telemetry/data`, without license data. Dates in milliseconds since 1970. */
export interface Telemetry {
  readonly installation: string | null;
  readonly productName: string | null;
  readonly productVersion: string | null;
  readonly databaseVendor: string | null;
  readonly databaseVersion: string | null;
  /** 7.19+: when this node started (7.22+), in memory of the node. */
  readonly dataCollectionStart: number | null;
  /** `camunda-integration` or `operaton-integration`, whichever the answer has. */
  readonly integrationKey: string | null;
  /**
   * Every installation id and start that this address answered with during the run, in the order seen: two ids mean two
   * databases behind it, two starts two nodes.
   */
  readonly installationsSeen?: readonly (string | null)[];
  readonly startsSeen?: readonly number[];
}

/** A row of `GET /schema/log`. */
export interface SchemaLogRow {
  readonly id: string;
  readonly version: string;
  /** Milliseconds since 1970 as the node's zone reads it; null where the date does not parse. */
  readonly instant: number | null;
  /** The wall clock without offset, in milliseconds as if it were UTC: equal on nodes in different zones. */
  readonly wallClock: number | null;
  /** As it came. */
  readonly timestamp: string;
}

/** A job of `GET /history/cleanup/jobs`. */
export interface CleanupJob {
  readonly id: string;
  readonly createTime: string | null;
  readonly dueDate: string | null;
  /** Wall clocks without offset, in milliseconds as if UTC. */
  readonly createWallClock: number | null;
  readonly dueWallClock: number | null;
  /** The due date as an instant, milliseconds since 1970. */
  readonly dueInstant: number | null;
}

/** A row of `GET /metrics` with `interval=1`. */
export interface MeterRow {
  /** Start of the one-second bucket, milliseconds since 1970. */
  readonly instant: number;
  readonly reporter: string;
  readonly value: number;
}

/** One tick as the lists show it: the seconds of its first and its last row, milliseconds since 1970. */
export interface TickSpan {
  readonly from: number;
  readonly to: number;
}

/** The same tick to the millisecond: when its first and its last row were stamped. */
export interface TickDetail extends TickSpan {
  readonly first: number;
  readonly last: number;
}

/** What a second look at an engine is about. */
export interface SecondLook {
  readonly alias: string;
  /** Ticks to find to the millisecond. */
  readonly ticks: readonly TickSpan[];
  /** Milliseconds to wait before: a difference that a lagging replica would explain has to last. */
  readonly afterMs: number;
}

/** Ids of what was made last on an engine, newest first. */
export interface RecentIds {
  readonly instances: readonly string[];
  readonly deployments: readonly string[];
  /** False where there are more instances than were read. */
  readonly complete: boolean;
  /** What the server's clock showed, milliseconds since 1970. */
  readonly readAt: number | null;
}

/** What the temporary task filter came to that was made on one engine and looked for on another. */
export interface CanaryOutcome {
  /** Alias of the other engine. */
  readonly with: string;
  readonly outcome: 'found' | 'absent' | 'open';
  readonly detail: string;
}

/** The meter rows of a window that no node writes to any more. */
export interface MeterReading {
  readonly name: string;
  /** Window asked for, milliseconds since 1970; `end` is exclusive and safe for this engine. */
  readonly start: number;
  readonly end: number;
  /** Reporting interval in seconds, learned from the spacing of the rows; 900 where `learned` is false. */
  readonly intervalSeconds: number;
  readonly learned: boolean;
  /** Newest first. */
  readonly rows: readonly MeterRow[];
  /** True where the answer was cut at the engine's limit of 200 rows: the oldest bucket is already dropped. */
  readonly truncated: boolean;
  /** The same window over new connections, where several nodes answer at the address. */
  readonly elsewhere?: readonly MeterReading[];
}

export type DefinitionKind = 'process' | 'decision' | 'decision-requirements';

/** One key and tenant with all its versions on one engine. */
export interface DefinitionGroup {
  readonly key: string;
  /** The definition's own tenant. */
  readonly tenantId: string | null;
  /** As read, not sorted; a version may stand twice (nothing in the engine forbids it). */
  readonly versions: readonly {
    readonly version: number;
    readonly id: string;
    /** The id of its deployment, where that was wanted. */
    readonly deployment?: string;
  }[];
}

/** All visible definitions of one kind, folded as they arrived. */
export interface DefinitionSet {
  readonly kind: DefinitionKind;
  /** Number of definitions, all versions counted. */
  readonly count: number;
  readonly groups: readonly DefinitionGroup[];
}

export interface TenantRecord {
  readonly id: string;
}

/** Whether `/optimize/…` answers, and if not, which of the three rights that it wants together are missing. */
export type ImportRights =
  { readonly granted: true } | { readonly granted: false; readonly missing: readonly MissingRight[] };

export interface MissingRight {
  readonly permission: 'READ' | 'READ_HISTORY';
  readonly resource: 'Process Definition' | 'Decision Definition' | 'Tenant';
  readonly resourceId: '*';
}

/** Who is asking, and what of the engine that caller may see. */
export interface Caller {
  /** False where the REST interface has no login: then no right and no tenant check applies. */
  readonly loggedIn: boolean;
  /** What is in front of the engine asks for the login, and keeps it from the engine. */
  readonly guarded?: true;
  readonly user: string | null;
  /** Member of the product's own admin group; null where the groups could not be read. */
  readonly admin: boolean | null;
  /** READ on `*`, by resource. Empty without login. */
  readonly readAll: Readonly<
    Record<
      | 'processDefinition'
      | 'decisionDefinition'
      | 'decisionRequirementsDefinition'
      | 'deployment'
      | 'tenant'
      | 'authorization'
      | 'user'
      | 'group',
      boolean | null
    >
  >;
  /** Ids of the tenants that the caller is a member of; null where that could not be read. */
  readonly memberOfTenants: readonly string[] | null;
}

/** A row of `GET /authorization` about an application, without its holder. Type 0 is global, 1 a grant, 2 a revoke. */
export interface AuthorizationRight {
  readonly type: 0 | 1 | 2;
  readonly permissions: readonly string[];
  /** E.g. `optimize`, or `*` for all. */
  readonly resourceId: string;
}

/** The users of an engine, asked for as Optimize does. */
export interface UserListing {
  /** How many there were; null where they could not be read. */
  readonly users: number | null;
  /** Why not. */
  readonly problem: string | null;
}

/** A list, or a page of one, and how long it took. */
export interface ListedPage {
  readonly resource: string;
  readonly rows: number;
  readonly milliseconds: number;
  /** No answer came in this time: what the engine does for it may go on. */
  readonly gaveUp?: true;
}

/** What the engine writes to its history. `told`: it said so itself; otherwise it follows from what is there and what is not. */
export interface HistoryLevel {
  readonly level: 'none' | 'activity' | 'audit' | 'full' | 'other';
  readonly told: boolean;
}

/** How the history is cleaned up, as far as a few definitions tell. */
export interface HistoryCleanup {
  /** A window is set and the clean-up is not switched off. */
  readonly enabled: boolean;
  /** Days from the end of an instance until it may be deleted; null where there is no end. */
  readonly timesToLive: readonly { readonly key: string; readonly days: number | null }[];
}

/** What a server showed of itself when a connection over TLS was made. */
export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** When the first certificate of its chain ends, milliseconds since 1970. */
  readonly ends: number;
  /** The certificate of the chain that ends first, where it is not that of the server itself. */
  readonly endsIn?: string;
  /** Whether the authority is one of those that browsers, Node and Java bring along; null where the chain does not tell. */
  readonly publicAuthority: boolean | null;
}

/** What the server of an engine showed, and by which clock: own, milliseconds since 1970. */
export interface SeenCertificate extends ServerCertificate {
  readonly seenAt: number;
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
  /** The most rows per answer where that is fewer than Optimize asks for; null where there is no such limit. */
  readonly resultLimit: Observed<number | null>;
  /** Null where the engine refuses pages of Optimize's size. */
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
