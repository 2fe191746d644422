import type { Preview } from './preview.js';
import type { Certainty, Evidence, Finding, Severity } from './finding.js';

/** What became of one rule: where it ran and where it could not. */
export interface Coverage {
  readonly rule: string;
  readonly name: string;
  /** Aliases; for rules about the configuration alone, all of them. */
  readonly ran: readonly string[];
  readonly skipped: readonly { readonly engines: readonly string[]; readonly because: string }[];
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
  /** Requests with their times, for `--timings`. */
  readonly requests: readonly {
    readonly resource: string;
    readonly status: number | null;
    readonly milliseconds: number;
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
  /** What `preview` foresees; no other command has it. */
  readonly preview?: Preview;
  /** Wall times of the run's phases in milliseconds, for `--timings`. */
  readonly timings: readonly { readonly phase: string; readonly milliseconds: number }[];
}

export interface ReportOptions {
  readonly color: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly timings: boolean;
  /** Columns of the terminal, or 100 where there is none. */
  readonly width: number;
}
