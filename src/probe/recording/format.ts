import { escapeLines } from '../../core/text/text.js';
import type { Refusal } from '../http/answer/refusal.js';
import type { AnswerHeaders, ServiceName, Target } from '../http/transport.js';
import type { Failure, RetryReason, ServerCertificate } from '../contact.js';

/**
 * Rises when a reader of the older form would misunderstand the newer one: 1 has the answers alone, and is judged with the configuration that
 * is at hand; 2 has its own.
 */
export const FORMAT_VERSION = 2;
export const INDEX_FILE = 'recording.json';
export const RUN_FILE = 'run.json';
/** Names that can lead nowhere else. */
export const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}\.json$/;

/** `recording.json`. */
export interface RecordingIndex {
  readonly version: number;
  readonly tool: string;
  /** Own clock when the run started, milliseconds since 1970. */
  readonly startedAt: number;
  /** How many requests to one engine went side by side; one where it is not said. */
  readonly connections?: number;
  readonly engines: readonly ({ readonly engine: string } & RecordedFile)[];
  /** What was asked besides engines; missing where nothing was. */
  readonly services?: readonly ({ readonly service: ServiceName } & RecordedFile)[];
  /** The file with the configuration and the options; missing in version 1. */
  readonly run?: string;
}

export interface RecordedFile {
  readonly file: string;
  /** How many there are in it, so that a file that lost some does not pass for one of which nobody asked more. Older recordings lack it. */
  readonly answers?: number;
}

/** One file per engine. */
export interface RecordedEngine {
  /** The alias; numbered from the second on where several files name the same one. */
  readonly engine: string;
  readonly target: Target;
  /** The engine that had rejected the user before this one could be asked. */
  readonly loginWithheldBy?: string | null;
  /** In the order in which they came. */
  readonly answers: readonly RecordedAnswer[];
}

/** One file per service. */
export interface RecordedService {
  readonly service: ServiceName;
  readonly target: Target;
  /** In the order in which they came. */
  readonly answers: readonly RecordedAnswer[];
}

export type RecordedAnswer = {
  /** With its ordinal among the answers of this name, the key under which a replay finds the answer. */
  readonly resource: string;
  /** Path and query below the base; clock readings and user names are left out. */
  readonly request: string;
  /** Why it was sent a second time; the answer is the second one. */
  readonly retried?: RetryReason;
} & (
  | {
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly milliseconds: number;
      readonly receivedAt: number;
      readonly redirected?: true;
      /** Only the fields that some decoder reads. Absent where the answer was no JSON. */
      readonly body?: unknown;
      /** Who gave an answer that is not the wanted one. Recordings that were made before this was read lack it. */
      readonly refusal?: Refusal;
      /** What the server showed, with the first answer over a socket with TLS. */
      readonly certificate?: ServerCertificate;
    }
  | { readonly failure: Failure }
);

/** Characters that may stand on one line: of a value, of a row of a list. */
const LINE = 60;
const ROW = 200;

/**
 * Stable text: the same recording is the same bytes, and a list is one line per row, so that differences stay readable. Whoever looks at it on a
 * terminal is safe from what engines answer.
 */
export function formatJson(value: unknown): string {
  return `${escapeLines(format(value, ''))}\n`;
}

function format(value: unknown, indent: string, width = LINE): string {
  const flat = JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null || flat.length <= width) return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => format(item, inner, ROW))
    : Object.entries(value).flatMap(([key, item]) =>
        item === undefined ? [] : [`${JSON.stringify(key)}: ${format(item, inner)}`],
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}
