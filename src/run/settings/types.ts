import type { JudgedSuppression } from '../../configuration/accepted.js';
import type { Finding, Severity } from '../../core/finding.js';
import type { SourceFile, Span } from '../../load/types.js';

/** What a team has decided about findings, once, in `multi-engine.config.yaml`. */
export interface Policy {
  /** The settings file, as people know it. What is secret in it is masked. */
  readonly source: SourceFile;
  /** The folder of the settings file, to which patterns are relative. */
  readonly folder: string;
  /** Where the documentation is hosted, with a slash at its end; null for the pages in the package. */
  readonly documentation: string | null;
  /** In the order of the file: of several that fit a finding, the last counts. */
  readonly levels: readonly Level[];
  readonly suppressions: readonly SettingsSuppression[];
  /** Settings of this file that let a run end well although something was found or left open, e.g. `fail-on: never`. */
  readonly lenient: readonly string[];
}

/** `default` is what the rule says itself. */
export const LEVELS = ['off', 'error', 'warning', 'info', 'default'] as const;

/** What a rule counts as. */
export interface Level {
  /** The code of the rule. */
  readonly rule: string;
  readonly level: Severity | 'off' | 'default';
  readonly scope: Scope;
  readonly span: Span;
}

/** Which findings are meant. Where a list is empty, all are. */
export interface Scope {
  /** Patterns of file names, relative to the folder of the settings. */
  readonly files: readonly string[];
  /** Aliases. */
  readonly engines: readonly string[];
}

/** Findings that the team accepts. */
export interface SettingsSuppression {
  /** As written, codes or names, and the codes of the same. */
  readonly rules: readonly string[];
  readonly codes: readonly string[];
  readonly scope: Scope;
  readonly reason: string;
  /** YYYY-MM-DD; null where it has no end. */
  readonly until: string | null;
  /** Where it is in the file. */
  readonly span: Span;
}

/** A value as the file has it, and where. */
export interface Given {
  readonly text: string;
  readonly span: Span;
}

/** A default of an option; a switch is on or off. */
export interface GivenOption {
  /** Without its dashes. */
  readonly name: string;
  readonly value: readonly Given[] | boolean;
  readonly span: Span;
}

/** What holds for certain files only. */
export interface FileOverride {
  readonly files: readonly string[];
  readonly optimize: Given | null;
  readonly options: readonly GivenOption[];
  readonly span: Span;
}

/** A settings file as it was read, every name in it known. */
export interface Settings {
  readonly policy: Omit<Policy, 'lenient'>;
  readonly optimize: Given | null;
  readonly options: readonly GivenOption[];
  readonly overrides: readonly FileOverride[];
}

/** An option that settings may have, or may not. */
export interface KnownOption {
  /** Without its dashes. */
  readonly name: string;
  readonly kind: 'switch' | 'value' | 'list';
  readonly allowed: boolean;
}

/** How the settings of a team change what is found. */
export interface Judging {
  /** A finding with the severity and the address that the settings give it. */
  readonly adjust: (finding: Finding) => Finding;
  /** Whether its rule is off for the files and engines of a finding. */
  readonly isOff: (finding: Finding) => boolean;
  /** Takes out what the settings accept. `ran`: codes of rules that looked everywhere; `today` is YYYY-MM-DD. */
  readonly silence: (findings: readonly Finding[], ran: ReadonlySet<string>, today: () => string) => Silenced;
  /** The file, where there is one. */
  readonly source: SourceFile | null;
}

export interface Silenced {
  readonly findings: readonly Finding[];
  readonly suppressions: readonly JudgedSuppression[];
  /** Something is accepted of which it is not known whether it is wrong: that makes nothing certain. */
  readonly open: boolean;
}
