/**
 * The library of multi-engine: the commands as functions. Each resolves to the report that `--format json` writes, and rejects with an Error
 * named `UsageError` or `InputError` where the command would end with 2. Nothing is printed, and no secret is in any report.
 */

/** Checks configuration files without a network, as `multi-engine validate` does. */
export declare function validate(options?: ValidateOptions): Promise<Report>;

/** Checks configuration files and the engines they name, as `multi-engine doctor` does: GET requests only. */
export declare function diagnose(options?: DiagnoseOptions): Promise<Report>;

/** Who may log in to Optimize and what they see, as `multi-engine access` does. */
export declare function access(options: AccessOptions): Promise<AccessReport>;

/** The load balancer for engines on one database, as `multi-engine balancer` does. Writes nothing. */
export declare function balancer(options: BalancerOptions): Promise<BalancerAdvice>;

/** Which clashes deploying these models would cause, as `multi-engine preview` does: nothing is deployed. */
export declare function preview(options: PreviewOptions): Promise<Report>;

/** What all functions take; left out, each means what the option of that name means when it is left out. */
export interface InputOptions {
  /** Configuration files; without any, the usual ones of the current folder. */
  readonly files?: readonly string[];
  readonly base?: string;
  /** Configurations inside a manifest, Helm values or a compose file, by name. */
  readonly parts?: readonly string[];
  /** Aliases. */
  readonly engines?: readonly string[];
  /** Values for placeholders, before all others. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Files of NAME=VALUE lines. */
  readonly variablesFiles?: readonly string[];
  /** False: placeholders are not looked up in the environment of this process. */
  readonly environment?: boolean;
}

export interface JudgingOptions extends InputOptions {
  /** The release of Optimize to judge for, e.g. `3.15`, or `none`. */
  readonly optimize?: string;
  /** Rules by code or by name. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly minSeverity?: Severity;
  readonly failOn?: Severity | 'never';
  readonly maxWarnings?: number;
  readonly allowInconclusive?: boolean;
}

export interface LiveOptions {
  /** Seconds for each request and for the whole run. */
  readonly timeout?: number;
  readonly deadline?: number;
  /** A folder for the redacted answers, or one to take them from. */
  readonly record?: string;
  readonly replay?: string;
  /** A file with certificate authorities, PEM. */
  readonly ca?: string;
  /** Ends the run early; what is known by then is reported as incomplete. */
  readonly signal?: AbortSignal;
  /** Called when an engine is done. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface ValidateOptions extends JudgingOptions {
  /** Judge each file by itself. */
  readonly separate?: boolean;
}

export interface DiagnoseOptions extends ValidateOptions, LiveOptions {}

export interface AccessOptions extends JudgingOptions, LiveOptions {
  /** User ids; left out, everybody whom the engines know. */
  readonly users?: readonly string[];
  /** Only the definition of this key. */
  readonly definition?: string;
}

export interface PreviewOptions extends JudgingOptions, LiveOptions {
  /** BPMN and DMN files. */
  readonly models: readonly string[];
  /** Aliases; left out, each engine by itself. */
  readonly to?: readonly string[];
  readonly tenant?: string;
}

export interface BalancerOptions extends InputOptions, LiveOptions {
  readonly for: 'nginx' | 'haproxy' | 'kubernetes' | 'traefik';
  /** Where Optimize reaches the balancer: `HOST` or `HOST:PORT`. */
  readonly at?: string;
  /** Engines that share a database, where that is known: no engine is asked. */
  readonly groups?: readonly (readonly string[])[];
}

export type Severity = 'error' | 'warning' | 'info';
export type Certainty = 'proven' | 'strong' | 'weak';
export type Result = 'ok' | 'findings' | 'inconclusive';

/** Version 1 of the report; described by `multi-engine/schemas/report.v1.schema.json`. Fields are only added. */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: 'multi-engine'; readonly version: string };
  readonly command: string;
  readonly result: Result;
  /** The exit code of the command. */
  readonly exitCode: number;
  readonly optimize: string | null;
  readonly files: readonly string[];
  readonly summary: Readonly<Record<Severity | 'suppressed' | 'skipped', number>>;
  readonly engines: readonly Engine[];
  readonly databases: readonly DatabaseGroup[];
  readonly findings: readonly Finding[];
  readonly coverage: readonly Coverage[];
  readonly running?: unknown;
  readonly damage?: unknown;
  readonly incomplete?: boolean;
  readonly defects?: readonly string[];
  readonly notes?: readonly string[];
  readonly deployments?: unknown;
  readonly settings?: unknown;
}

/** What was not read is null, never a guess. */
export interface Engine {
  readonly alias: string;
  readonly name: string | null;
  readonly rest: string | null;
  readonly file: string;
  readonly line: number;
  readonly status: 'ok' | 'not-probed' | 'failed';
  readonly failure: { readonly step: string; readonly detail: string } | null;
  readonly product: string | null;
  readonly version: string | null;
  readonly installation: string | null;
  readonly processDefinitions: number | null;
  readonly decisionDefinitions: number | null;
  readonly tenants: number | null;
  readonly visibility: 'full' | 'partial' | 'unknown';
  readonly nodesSeen: number | null;
  readonly latencyMs: number | null;
}

export interface DatabaseGroup {
  readonly verdict: 'same-node' | 'shared' | 'cloned' | 'unknown';
  readonly certainty: Certainty;
  readonly engines: readonly string[];
  readonly rows?: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly usualSeverity?: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  readonly engines: readonly string[];
  readonly data: unknown;
  readonly locations: readonly Location[];
  readonly evidence: readonly Evidence[];
  readonly remedy: string;
  readonly url: string;
  /** Stays the same when lines move. */
  readonly key: string;
  readonly inconclusive?: boolean;
}

/** Lines and columns begin with 1, the end is exclusive, columns count UTF-16 units. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly pointer: string | null;
  readonly role: 'primary' | 'related';
  readonly note: string | null;
  readonly embedded?: unknown;
}

export interface Evidence {
  readonly kind: string;
  readonly engines: readonly string[];
  readonly detail: string;
  readonly request?: string;
  readonly status?: number;
  readonly row?: string;
}

export interface Coverage {
  readonly rule: string;
  readonly ran: readonly string[];
  readonly skipped: readonly { readonly engines: readonly string[]; readonly because: string }[];
}

/** Version 1 of the answer; described by `multi-engine/schemas/access-report.v1.schema.json`. Fields are only added. */
export interface AccessReport {
  readonly version: 1;
  readonly tool: { readonly name: 'multi-engine'; readonly version: string };
  readonly command: 'access';
  readonly result: Result;
  readonly exitCode: number;
  readonly engines: readonly Engine[];
  readonly definition?: string;
  readonly users: readonly User[];
  readonly findings: readonly Finding[];
  readonly coverage: readonly Coverage[];
  readonly incomplete?: boolean;
  readonly defects?: readonly string[];
  readonly notes?: readonly string[];
  readonly settings?: unknown;
}

export interface User {
  readonly user: string;
  readonly name?: string;
  /** Null where it cannot be told. */
  readonly admitted: boolean | null;
  readonly reason: string;
  readonly engines: readonly {
    readonly alias: string;
    readonly known: boolean | null;
    readonly optimize: boolean | null;
    readonly by: readonly Grant[];
    readonly because: string | null;
  }[];
  readonly definitions: readonly (SeenDefinition & { readonly by: readonly Grant[] })[];
  readonly hidden: readonly (SeenDefinition & { readonly because: string })[];
  readonly tenants: readonly {
    readonly id: string;
    readonly engine: string;
    readonly by: readonly Grant[];
  }[];
  readonly disagreements: readonly {
    readonly about: string;
    readonly documented: string;
    readonly code: string;
  }[];
  readonly unknown: readonly { readonly engine: string; readonly because: string }[];
  readonly explanation?: unknown;
}

export interface SeenDefinition {
  readonly kind: 'process' | 'decision';
  readonly key: string;
  readonly tenant: string | null;
  readonly engine: string;
}

export interface Grant {
  readonly type: 'global' | 'grant' | 'revoke';
  readonly user?: string;
  readonly group?: string;
  readonly permission: string;
  readonly resource: string;
  readonly id: string;
  readonly addedByOptimize?: true;
}

export interface BalancerAdvice {
  /** What the balancer reads; empty where no engines share a database. */
  readonly configuration: string;
  /** The difference for each configuration file, secrets masked. */
  readonly differences: readonly { readonly file: string; readonly diff: string }[];
  /** Groups that get no balancer, each with its reasons and what to decide. */
  readonly refused: readonly string[];
  /** What could not be decided. */
  readonly open: readonly string[];
}
