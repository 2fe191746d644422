import type { Preview } from './preview.js';
import type { DamageRow } from './damage.js';
import type { RunningReport } from './running-report.js';
import type { Certainty, Evidence, Finding, Severity } from '../finding.js';
import type { MissingRight } from '../observed.js';

/** What became of one rule: where it ran and where it could not. */
export interface Coverage {
  readonly rule: string;
  readonly name: string;
  /** Aliases; for rules about the configuration alone, all of them. */
  readonly ran: readonly string[];
  readonly skipped: readonly Skip[];
}

/** What a rule could not be run on, and why. */
export interface Skip {
  readonly engines: readonly string[];
  readonly because: string;
  /** It was wanted and could not be read or decided; otherwise the rule does not apply there. */
  readonly open?: boolean;
  /** The right whose lack is the reason, and whose it is. */
  readonly missing?: MissingRight & { readonly user: string | null };
}

export type EngineStatus = 'ok' | 'not-probed' | 'failed';

/** One row of the table of engines. What was not read is null. */
export interface EngineRow {
  readonly alias: string;
  readonly name: string | null;
  /** User info in the address is masked. */
  readonly rest: string | null;
  readonly file: string;
  readonly line: number;
  readonly status: EngineStatus;
  /** The step that broke; of an engine that was not probed, the step that was left out and why. */
  readonly failure: { readonly step: string; readonly detail: string; readonly milliseconds?: number } | null;
  /** Why a run that asks engines did not ask this one. */
  readonly notAsked?: string;
  readonly product: string | null;
  readonly version: string | null;
  readonly installation: string | null;
  readonly processDefinitions: number | null;
  readonly decisionDefinitions: number | null;
  readonly tenants: number | null;
  readonly visibility: 'full' | 'partial' | 'unknown';
  readonly nodesSeen: number | null;
  readonly latencyMs: number | null;
  /** Requests with their times, for `--timings`. */
  readonly requests: readonly {
    readonly resource: string;
    readonly status: number | null;
    readonly milliseconds: number;
    /** Sent a second time: after this status, or after the connection was closed. */
    readonly retried?: number | 'reset';
  }[];
}

export interface DatabaseRow {
  readonly verdict: 'same-node' | 'shared' | 'cloned' | 'unknown';
  readonly certainty: Certainty;
  readonly engines: readonly string[];
  /** The rows of the table of verdicts that decided, as docs/verdicts.md names them. */
  readonly rows: readonly string[];
  readonly evidence: readonly Evidence[];
}

export type ReportResult = 'ok' | 'findings' | 'inconclusive';

/** Lines of a file, each made when it is asked for; index 0 is line 1. */
export interface SourceLines {
  at(index: number): string | undefined;
}

/** A definition of an engine, or a list of them, or of its deployments, that could not be read. */
export interface InventoryRow {
  readonly engine: string;
  readonly kind: 'process' | 'decision' | 'decision-requirements' | 'deployment';
  readonly definition: {
    readonly key: string;
    readonly version: number;
    /** Its own tenant. */
    readonly tenant: string | null;
    readonly id: string;
    /** When it was deployed, as the engine writes it; null where that is not known. */
    readonly deployed: string | null;
    /** Other engines that have the same kind, key, version and tenant. */
    readonly alsoOn: readonly string[];
  } | null;
  /** Why there is no definition here. */
  readonly because: string | null;
}

/** What a settings file changed in what is reported: nobody should take a run for stricter than it was. */
export interface SettingsEffect {
  readonly file: string;
  /** Codes of rules that were not run because they are off. */
  readonly off: readonly string[];
  /** Findings that count for more or less than their rule says. */
  readonly changed: number;
  /** Findings that are left out: accepted, or of a rule that is off for their file or engine. */
  readonly left: number;
}

/** When and how a run was made. Each is found out when it is asked for: a usual run shows none of it. */
export interface RunFacts {
  /** ISO 8601, in UTC. */
  readonly startedAt: string;
  /** The version of Node, e.g. `v20.18.1`. */
  readonly node: string;
  /** Options as they were given, without secrets: `--optimize=3.15`. */
  readonly options: readonly string[];
}

/** Everything a reporter may print. Nothing in it is secret. */
export interface Report {
  readonly tool: { readonly name: 'multi-engine'; readonly version: string };
  readonly command: string;
  readonly result: ReportResult;
  readonly exitCode: number;
  readonly optimize: string | null;
  readonly files: readonly string[];
  readonly summary: Readonly<Record<Severity, number>> & {
    readonly suppressed: number;
    readonly skipped: number;
  };
  readonly engines: readonly EngineRow[];
  readonly databases: readonly DatabaseRow[];
  /** In the one order of findings; those below `--min-severity` are already left out. */
  readonly findings: readonly Finding[];
  readonly coverage: readonly Coverage[];
  /** Masked source lines for the frames of `findings`, by file name. */
  readonly sources: ReadonlyMap<string, SourceLines>;
  /** What the tool itself got wrong: a rule that crashed. Empty in a healthy run. */
  readonly defects: readonly string[];
  /** True after an interrupt: what is known so far. */
  readonly incomplete: boolean;
  /** Notes for people, e.g. findings left out by `--min-severity`. */
  readonly notes: readonly string[];
  /** What the settings of a team had a say in; only where there is such a file. */
  readonly settings?: SettingsEffect;
  /** Where a team hosts the documentation, with a slash at its end. */
  readonly documentation?: string;
  /** From which severity on findings fail the run. */
  readonly failOn?: Severity | 'never';
  /** Only where somebody started the program: tests and libraries have no command line. */
  readonly run?: RunFacts;
  /** Every definition of every engine, made when it is asked for; only where engines were asked. */
  readonly inventory?: () => Iterable<InventoryRow>;
  /** What a running Optimize told; only where it was asked. */
  readonly running?: RunningReport;
  /** What faults have done to the data of Optimize; only where that was looked at. */
  readonly damage?: readonly DamageRow[];
  /** What `preview` foresees; no other command has it. */
  readonly preview?: Preview;
  /** Wall times of the run's phases in milliseconds, for `--timings`. */
  readonly timings: readonly { readonly phase: string; readonly milliseconds: number }[];
}

/** A rule in words, for formats that explain what they report. */
export interface RulePage {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** What it means and why it matters, as plain text. */
  readonly description: string;
  /** How to fix it and when to ignore it, as plain text. */
  readonly help: string;
  /** The whole page, in Markdown. */
  readonly page: string;
}

/** Where the checked files are in the repository that a CI works on. */
export interface RepositoryPlace {
  /** The folder of the repository. */
  readonly root: string;
  /** The folder of the run below it, the empty text for the root itself. */
  readonly folder: string;
}

export interface ReportOptions {
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly timings: boolean;
  /** Only how each engine does, and the verdict. */
  readonly status?: boolean;
  /** Columns of the terminal, or 100 where there is none. */
  readonly width: number;
  /** A person looks at it: no line should be broken by the terminal. */
  readonly onTerminal?: boolean;
  /** Every rule, for formats that ask for them. */
  readonly rules?: readonly RulePage[];
  readonly repository?: RepositoryPlace;
  /** Whether a backslash parts folders, as on Windows: elsewhere it is a letter of a name. */
  readonly backslashes?: boolean;
  /** The address of the folder `docs` of this package, with a slash at its end; only for a terminal that follows links. */
  readonly pages?: string;
  /** How the program was started, to be typed again; `multi-engine` where nobody says otherwise. */
  readonly invocation?: () => string;
}
