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
  /** How often this was asked for before, which a node counts in its memory; null where the answer did not tell. */
  readonly asked?: number | null;
}

/** What an answer told of how often its node was asked. */
export interface AskedCount {
  /** Its place among the questions to all engines, each of which was answered before the next one was sent. */
  readonly turn: number;
  readonly asked: number;
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

/** Ids of what was made last on an engine, newest first. */
export interface RecentIds {
  readonly instances: readonly string[];
  readonly deployments: readonly string[];
  /** False where there are more instances than were read. */
  readonly complete: boolean;
  /** What the server's clock showed, milliseconds since 1970. */
  readonly readAt: number | null;
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
  /** The same window over other connections, where several nodes answer at the address. */
  readonly elsewhere?: readonly MeterReading[];
  /** Why some of these could not be read. */
  readonly unread?: readonly string[];
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
  /** Of these, what was asked and not told. */
  readonly untold?: readonly (keyof Caller['readAll'])[];
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

/** The most rows per answer, fewer than Optimize asks for. */
export interface ResultLimit {
  readonly rows: number;
  /** False where lists are cut without a word. */
  readonly refuses: boolean;
}

/** The users of an engine, asked for as Optimize does. */
export interface UserListing {
  /** How many there were; null where they could not be read. */
  readonly users: number | null;
  /** Why not. */
  readonly problem: string | null;
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
