import type { Span } from '../load/types.js';

/** A comment that silences findings on one line. */
export interface Suppression {
  /** Written beside what it silences, or in the settings of a team. */
  readonly origin: 'comment' | 'settings';
  readonly file: string;
  readonly span: Span;
  /** The line whose findings it silences, 1-based. */
  readonly line: number;
  /** Codes or names as written. */
  readonly rules: readonly string[];
  /** The last day on which it counts, as written; null where it has no end. */
  readonly until: string | null;
  readonly hasReason: boolean;
}

/** A suppression, and what became of it. */
export interface JudgedSuppression extends Suppression {
  /** Codes of the rules that it names and that there are. */
  readonly codes: readonly string[];
  readonly unknown: readonly { readonly text: string; readonly near: string | null }[];
  /** Its last day is past, or cannot be read. */
  readonly expired: boolean;
  /** Codes of rules that looked and found nothing there. */
  readonly idle: readonly string[];
  /** Where a finding of such a rule is, of which this line is another part. */
  readonly belongsTo?: { readonly file: string; readonly line: number };
}

/** A finding that somebody accepted, as a baseline keeps it. */
export interface AcceptedFinding {
  /** The same as that of the finding: rule, engines, subject. */
  readonly key: string;
  readonly rule: string;
  readonly name: string;
  /** For people who review the file. */
  readonly message: string;
  /** How many findings of this key there are, where there is more than one. */
  readonly count?: number;
}

/** A baseline, and what became of it. */
export interface JudgedBaseline {
  readonly file: string;
  /** Entries whose finding no longer occurs. */
  readonly stale: readonly (AcceptedFinding & { readonly pointer: string; readonly span: Span })[];
}
