import type { EndingSignal } from '../result/exit.js';
import type { OptimizeTarget } from '../../optimize/target.js';
import type { Severity } from '../../core/finding.js';
import type { RunFacts } from '../../core/report/report.js';
import type { Policy } from '../settings/types.js';
import type { SourceFile } from '../../load/types.js';
import type { TextSource } from './texts.js';

/** What a checking command was asked to do, with every option resolved. */
export interface CheckRequest {
  readonly command: 'validate' | 'doctor';
  /** Configuration files in the order given; `-` is standard input. */
  readonly files: readonly string[];
  readonly stdinName: string;
  /** A configuration file that lies below each of the files. */
  readonly base?: string;
  /** Which of the configurations inside the files; empty means all. */
  readonly parts?: readonly string[];
  /** How many nodes use the configuration, where that is said. */
  readonly nodes?: number;
  /** Judge each configuration by itself instead of as a node of one cluster. */
  readonly separate?: boolean;
  readonly target: OptimizeTarget;
  /** Where placeholders get their values. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly variablesFiles: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
  /** Only these aliases; empty means all. */
  readonly engines: readonly string[];
  /** Rule codes, already checked; `only` empty means all. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly failOn: Severity | 'never';
  readonly maxWarnings?: number;
  readonly minSeverity: Severity;
  /** YYYY-MM-DD, in UTC: on which day comments that silence findings have to count. */
  readonly today: () => string;
  readonly allowInconclusive: boolean;
  readonly exitZero: boolean;
  /** The file of accepted findings, and whether it shall be written with what is found now. */
  readonly baseline: { readonly file: string; readonly update: boolean } | null;
  /** The settings of a team, where there are any. */
  readonly policy?: Policy;
  readonly live: LiveRequest | null;
}

/** What a run is told by the command line around it. */
export interface RunContext {
  /** Of this tool. */
  readonly version: string;
  readonly interruptedBy: () => EndingSignal | null;
  /** When and how the run was started, for reports. */
  readonly run?: RunFacts;
  /** Tells people what was done besides the report. */
  readonly say?: (line: string) => void;
}

export interface LiveRequest {
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly concurrency: number;
  /** Requests to one engine side by side, where not as many as usual. */
  readonly connections?: number;
  /** A file with logins to ask with, in place of those in the configuration. */
  readonly credentialsFile?: string;
  /** A file with additional certificate authorities in PEM. */
  readonly caFile: string | null;
  /** Files with a client certificate and its key, PEM or PKCS#12. */
  readonly certFile?: string | null;
  readonly keyFile?: string | null;
  readonly recordTo: string | null;
  /** What has to be recorded of the run besides the answers. */
  readonly recordedAs?: RecordedAs;
  readonly replayFrom: string | null;
  /** What a recording knows of the run that made it. */
  readonly replayed?: {
    readonly environment: Readonly<Record<string, string>>;
    readonly defines: Readonly<Record<string, string>>;
    /** YYYY-MM-DD. */
    readonly today: string;
    /** Rules that find something else without the secrets. */
    readonly differs: readonly string[];
  };
  /** Texts in place of the files that are read: those of a recording, or what keeps them for one. */
  readonly texts?: TextSource;
  /** Milliseconds to stay and read again until every pair of engines is decided. */
  readonly watchMs?: number;
  /** Ask as well when deployments were made, for who wants the inventory. */
  readonly deploymentTimes?: boolean;
  /** Allow a temporary task filter to be created and deleted. */
  readonly allowCanary?: boolean;
  /** Ask the running Optimize, at an address or where the configuration says. */
  readonly running?: { readonly url: string | null };
  /** Look at what it has stored, in the same way. */
  readonly data?: { readonly url: string | null };
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ProbeProgress) => void;
}

/** A run as it will be repeated from its recording. */
export interface RecordedAs {
  /** Options of the command line and of settings that shape a report. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Everything that was read so far, by the name under which it was asked for. */
  readonly taken: ReadonlyMap<string, SourceFile>;
}

/** Engines finished and to do, for the spinner. */
export interface ProbeProgress {
  readonly done: number;
  readonly total: number;
  /** While nothing is left but to wait: engines that are not told apart yet, and for how long at most. */
  readonly waiting?: { readonly engines: readonly string[]; readonly milliseconds: number };
}
