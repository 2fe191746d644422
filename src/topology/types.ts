import type { Behind } from './fingerprints/nodes-behind-address.js';
import type { Configuration, EngineEntry } from '../configuration/types.js';
import type { JudgedBaseline, JudgedSuppression } from '../configuration/accepted.js';
import type { Certainty, Evidence } from '../core/finding.js';
import type { Known, Observed } from '../core/observed.js';
import type {
  Caller,
  CleanupJob,
  DefinitionKind,
  DefinitionSet,
  HistoryCleanup,
  HistoryLevel,
  ImportRights,
  MeterReading,
  ResultLimit,
  SchemaLogRow,
  Telemetry,
  TenantRecord,
  UserListing,
} from '../probe/types.js';
import type { Reach, SeenCertificate } from '../probe/contact.js';
import type { ListedPage } from '../probe/readings.js';

/** Which product answers, as far as its answers tell. */
export interface Product {
  readonly name: 'Camunda' | 'Operaton' | 'CIB seven' | 'Fluxnova' | 'fork of Camunda 7' | 'unknown';
  /** The property that keeps the installation id: ids of different families never compare. */
  readonly installationFamily: 'camunda' | 'operaton' | 'fluxnova' | 'unknown';
}

/** What the caller can see of the engine's lists. */
export type Visibility = 'full' | 'partial';

/** The tenant ids of an engine and where each was seen. */
export interface TenantUse {
  /** Which kind of definition carries it; null where a deployment is only foreseen. */
  readonly inDefinitions: ReadonlyMap<string, DefinitionKind | null>;
  readonly asRecord: ReadonlySet<string>;
}

/** A list that is not complete, and why. */
export interface ShortList {
  readonly list: 'process definitions' | 'decision definitions' | 'tenants';
  readonly because: string;
  /** What was read of it; empty where it kept changing. */
  readonly evidence: readonly Evidence[];
}

/** How an engine writes dates: an example, and the same with zeros for digits. */
export interface DateForm {
  readonly form: string;
  readonly example: string;
}

/** The typed facts about one engine. The names are what rules list under `needs`. */
export interface EngineFacts {
  readonly reach: Reach;
  readonly engineNames: readonly string[];
  readonly version: string | null;
  readonly product: Product;
  readonly telemetry: Telemetry;
  readonly behind: Behind;
  /** How many nodes were met at the address; there may be more. */
  readonly nodes: number;
  readonly schemaLog: readonly SchemaLogRow[];
  readonly cleanupJobs: readonly CleanupJob[];
  readonly meters: MeterReading;
  readonly processDefinitions: DefinitionSet;
  readonly decisionDefinitions: DefinitionSet;
  readonly decisionRequirements: DefinitionSet;
  /** Process and decision definitions together: whichever could be read. */
  readonly definitions: readonly DefinitionSet[];
  readonly tenants: readonly TenantRecord[];
  readonly tenantUse: TenantUse;
  readonly importRights: ImportRights;
  readonly caller: Caller;
  /** The same where the caller is the user of Optimize. */
  readonly importCaller: Caller;
  readonly applicationAuthorizations: readonly ApplicationAuthorization[];
  readonly visibility: Visibility;
  /** Null where as many rows come as Optimize asks for. */
  readonly resultLimit: ResultLimit | null;
  /** The users as Optimize asks for them; null where pages of that size are not to be had. */
  readonly userList: UserListing | null;
  readonly historyLevel: HistoryLevel;
  readonly historyCleanup: HistoryCleanup;
  /** Lists and pages that were read, with their times. */
  readonly listedPages: readonly ListedPage[];
  readonly shortLists: readonly ShortList[];
  /** `Date` header minus own clock, milliseconds. */
  readonly clock: number;
  readonly dateForm: DateForm;
  /** What its server showed; null without TLS. */
  readonly certificate: SeenCertificate | null;
}

/** A row of an engine's authorizations for applications; nothing is known of who holds it. */
export interface ApplicationAuthorization {
  readonly type: 'global' | 'grant' | 'revoke';
  readonly permissions: readonly string[];
  /** The application, e.g. `optimize`, or `*` for all. */
  readonly id: string;
}

export type FactName = keyof EngineFacts;

/** One engine of the landscape: its entry and every fact, known or not. */
export interface EngineSubject {
  readonly entry: EngineEntry;
  readonly facts: { readonly [F in FactName]: Observed<EngineFacts[F]> };
}

/** What is said about two engines, in the order in which the table asks. */
export type VerdictKind = 'same-node' | 'shared' | 'cloned' | 'distinct' | 'unknown';

export interface PairVerdict {
  /** Aliases in file order. */
  readonly engines: readonly [string, string];
  readonly verdict: VerdictKind;
  readonly certainty: Certainty;
  /** The rows of the table that decided, e.g. `meter-rows-differ`, `one-origin`. */
  readonly rows: readonly string[];
  /** The configuration alone decides it: no engine had to be asked. */
  readonly offline: boolean;
  readonly evidence: readonly Evidence[];
  /** Where undecided: what would decide it. Where distinct: what would show a copy, if nothing could be compared. */
  readonly undecidedBecause: string | null;
  /** True where both engines certainly come from one database (a copy or the same). */
  readonly sameOrigin: boolean;
  /** Where one is a copy of the other: the ids that both have. */
  readonly inherited?: Inheritance;
  /** True where a closer look was to decide and was not taken: the engines may be anything to each other. */
  readonly unseen?: boolean;
}

/** Two or more engines that belong together. Engines proven distinct are in no group. */
export interface DatabaseGroup {
  readonly verdict: Exclude<VerdictKind, 'distinct'>;
  readonly certainty: Certainty;
  readonly engines: readonly string[];
  /** The rows that decided about its pairs, each once. */
  readonly rows: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly undecidedBecause: string | null;
  /** Of a database and its copies: the ids that two of them have. */
  readonly inherited?: Inheritance;
  /** Why these engines cannot become one entry as they are: what `balancer` would say, in its words. */
  readonly refusals?: readonly GroupRefusal[];
}

/** What somebody has to decide before engines of one database can be listed once. */
export interface GroupRefusal {
  readonly code: string;
  /** A sentence without its full stop, and one with it. */
  readonly because: string;
  readonly decide: string;
}

/** The ids that a database and its copy have in common: in Optimize these are the same documents. */
export interface Inheritance {
  readonly definitions: readonly string[];
  readonly deployments: readonly string[];
  /** Of the last two days only, and only where somebody looked. */
  readonly instances: readonly string[];
  /** Every definition of both was seen: what is not in common is not there. */
  readonly complete: boolean;
}

/** The verdicts about pairs, merged. */
export interface Databases {
  readonly groups: readonly DatabaseGroup[];
  /** By `pairKey(a, b)`. Two engines that are not there have nothing in common: two databases, neither a copy of the other. */
  readonly pairs: ReadonlyMap<string, PairVerdict>;
}

/** What a rule may look at. `needs` narrows `facts` to what is known. */
export interface ConfigurationView {
  readonly configuration: Configuration;
  /** What became of the comments that silence findings; empty until all other rules have run. */
  readonly suppressions: readonly JudgedSuppression[];
  /** What became of the accepted findings; null until then, and where there is no baseline. */
  readonly baseline: JudgedBaseline | null;
}

export interface EngineView<N extends FactName> {
  readonly entry: EngineEntry;
  readonly facts: { readonly [F in N]: Known<EngineFacts[F]> };
  readonly configuration: Configuration;
}

export interface LandscapeView<N extends FactName> {
  /** Only engines whose needed facts are known. */
  readonly engines: readonly EngineView<N>[];
  readonly databases: Databases;
  readonly configuration: Configuration;
}
