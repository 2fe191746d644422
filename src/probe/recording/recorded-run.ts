import { join } from 'node:path';
import { InputError } from '../../core/errors.js';
import { validateRun } from '../../generated/recording.v1.validator.js';
import { readJson } from '../../load/text/json.js';
import type { EncodingFault, Span } from '../../load/types.js';
import { RUN_FILE } from './format.js';
import { readIndex, unlikeSchema } from './read.js';

/** `run.json`: everything besides the answers that a report is made of. Holds no secret: other texts of the same length take their place. */
export interface RecordedRun {
  /** When the run started, in ISO 8601. */
  readonly startedAt: string;
  /** Of the tool that made it. */
  readonly version: string;
  /** The options that shape a report, as a command line has them. */
  readonly options: RecordedOptions;
  /** The configuration files, as they were named. */
  readonly files: readonly string[];
  /** What was read, configurations and files of variables alike. */
  readonly texts: readonly RecordedText[];
  readonly environment: Readonly<Record<string, string>>;
  readonly defines: Readonly<Record<string, string>>;
  /** What the settings of a team say of findings. */
  readonly policy?: RecordedPolicy;
  /** Rules that find something else without the secrets. */
  readonly differs: readonly string[];
}

export interface RecordedOptions {
  readonly [name: string]: string | boolean | readonly string[];
}

export interface RecordedText {
  /** As it was asked for; `-` is standard input. */
  readonly file: string;
  /** As it is shown. */
  readonly name: string;
  readonly text: string;
  readonly encoding?: EncodingFault;
}

/** The same as `Policy` of a run: `folder` is relative to where the run was started. */
export interface RecordedPolicy {
  readonly source: { readonly name: string; readonly text: string };
  readonly folder: string;
  readonly documentation: string | null;
  readonly levels: readonly {
    readonly rule: string;
    readonly level: 'off' | 'error' | 'warning' | 'info' | 'default';
    readonly scope: RecordedScope;
    readonly span: Span;
  }[];
  readonly suppressions: readonly {
    readonly rules: readonly string[];
    readonly codes: readonly string[];
    readonly scope: RecordedScope;
    readonly reason: string;
    readonly until: string | null;
    readonly span: Span;
  }[];
  readonly lenient: readonly string[];
}

interface RecordedScope {
  readonly files: readonly string[];
  readonly engines: readonly string[];
}

const MAX_BYTES = 128 * 1_048_576;

/**
 * The run that a recording holds; null in one of an older version, which has the answers alone.
 *
 * @throws InputError where the folder holds no recording, or a newer or damaged one
 */
export function readRecordedRun(directory: string): RecordedRun | null {
  if (readIndex(directory).run === undefined) return null;
  const file = join(directory, RUN_FILE);
  const json = readJson(file, { maxBytes: MAX_BYTES });
  if (!isRun(json)) throw unlikeSchema(file, validateRun);
  if (Number.isNaN(Date.parse(json.startedAt)))
    throw new InputError(
      `${file}: is not a recording of multi-engine, or is damaged: /startedAt is not a date`,
    );
  return json;
}

/** The aliases of a recording; numbered from the second on where several files name the same one. */
export function recordedEngines(directory: string): readonly string[] {
  return readIndex(directory).engines.map(({ engine }) => engine);
}

function isRun(json: unknown): json is RecordedRun {
  return validateRun(json);
}
