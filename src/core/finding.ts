import type { Edit } from './edit.js';

/** How bad a finding is if it is true. Ordered from worst to mildest. */
export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** How sure a finding is. Ordered from surest to least sure. */
export const CERTAINTIES = ['proven', 'strong', 'weak'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** One thing that was read, and from where. Never holds a secret. */
export interface Evidence {
  /** What sort of fact this is, e.g. `schema-log` or `process-definition`. */
  readonly kind: string;
  /** Aliases of the engines that the fact speaks of. */
  readonly engines: readonly string[];
  /** What was read, as one line of text. */
  readonly detail: string;
  /** The request that read it, e.g. `GET /engine/default/schema/log`, without host and credentials. */
  readonly request?: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** The row of the table of verdicts for which it counts, as docs/verdicts.md names it. */
  readonly row?: string;
}

/** A range in a configuration file. Lines and columns are 1-based, columns count UTF-16 units, the end is exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** JSON Pointer (RFC 6901) of the place; null where the text has no value (a syntax error). */
  readonly pointer: string | null;
  readonly role: 'primary' | 'related';
  /** Why this place is shown; null on the primary one. */
  readonly note: string | null;
  /** Set where the configuration is a part of the file: the same place in the configuration by itself. */
  readonly embedded?: EmbeddedPlace;
}

/** A range in a configuration that is a part of a file. */
export interface EmbeddedPlace {
  /** E.g. `configmap/optimize:environment-config.yaml`. */
  readonly configuration: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The name of its text among the sources of a report, where lines of the file itself would show nothing of it. */
  readonly shownFrom: string | null;
}

/** Whole lines of a file that an edit replaces, from `line` on; none of them holds a secret. */
export interface Replacement {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Lines that go; 0 where lines are only added before `line`. */
  readonly count: number;
  /** The lines that come, without their ends. */
  readonly lines: readonly string[];
}

/** A settled result: a hit of a rule with its places, its severity and a key that survives moved lines. */
export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  /** The severity that the rule gives it, where the settings of a team say otherwise. */
  readonly usualSeverity?: Severity;
  readonly certainty: Certainty;
  readonly message: string;
  readonly engines: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly locations: readonly Location[];
  readonly evidence: readonly Evidence[];
  readonly remedy: string;
  readonly url: string;
  readonly key: string;
  /** True when the finding means that something could not be decided (exit code 3) rather than that it is wrong. */
  readonly inconclusive: boolean;
  /** The edit that cures it, where one can be made without showing a secret. */
  readonly fix?: readonly Replacement[];
  /** What shall be read once it is cured; not for reports: it says nothing of how it is written. */
  readonly edits?: readonly Edit[];
  /** Variables that need a value before these edits can be made. */
  readonly awaits?: readonly string[];
  /** A file cannot be read to its end. */
  readonly unreadable?: boolean;
  /** It explains other findings: where people read, it is told before them. */
  readonly leads?: boolean;
  /** The two parts of `remedy`: what to do, and the lines of the edit or the sample below. */
  readonly advice?: { readonly words: string; readonly lines: readonly string[] };
  /** How it is told together with others of its rule; where a rule says nothing of it, by its message. */
  readonly together?: Together;
}

/** The words for several findings of one rule in one block, and what tells one of them from the others. */
export interface Together {
  /** One sentence that is true of all of them and names none. */
  readonly message: string;
  readonly remedy: string;
  /** What the one finding is about, by the heading of its column; the first column names it. */
  readonly cells: Readonly<Record<string, string>>;
}
