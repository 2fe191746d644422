import type { Echoes } from './answer/echoes.js';
import type { Credentials, GivenLogin } from '../../configuration/logins.js';
import type { Refusal } from './answer/refusal.js';
import type { Failure, RetryReason, ServerCertificate } from '../contact.js';

/** What of an answer's headers the probes look at. */
export interface AnswerHeaders {
  readonly date?: string;
  readonly contentType?: string;
}

/** When a request has to be over. Replays ignore it. */
export interface Limits {
  /** Milliseconds for one request; for a stream: for each further 64 KiB. */
  readonly timeoutMs: number;
  /** End of the whole run on the clock of `performance.now()`. */
  readonly deadlineAt: number;
  readonly signal: AbortSignal;
}

/** What is asked besides engines: a running Optimize, and the Elasticsearch or OpenSearch that keeps its data. */
export type ServiceName = 'optimize' | 'store';

/** One GET. There is no other method: nothing that is sent can change an engine. */
export interface Call {
  /** Where no engine is asked but this. */
  readonly service?: ServiceName;
  /** Which engine of the run this belongs to; requests of one engine and one lane go over one connection. */
  readonly engine: string;
  /** Name of the resource, e.g. `schema-log`: with its ordinal the key of the answer in a recording. */
  readonly resource: string;
  /** Which of the engine's connections it goes over. */
  readonly lane?: number;
  /** The whole address, never with user info. */
  readonly url: string;
  /** The path and query below the base, without user names and clock readings: for evidence and recordings. */
  readonly request: string;
  readonly credentials: Credentials | null;
  /** What must not come back. */
  readonly echoes: Echoes;
  readonly limits: Limits;
  /** Reduces a body of status 200 to what a recording may hold. Decoders see nothing else, live or not. */
  readonly keep: (body: unknown) => unknown;
  /** How many rows were asked for, where the request says so. */
  readonly maxRows?: number;
  /** The most bytes of an answer that is no array, where it may have more than usual. */
  readonly maxBytes?: number;
  /** Redirects on the same origin that are followed, where not as many as usual. */
  readonly redirects?: number;
  /** False where the request must not be sent twice: a login. */
  readonly repeatable: boolean;
  /** Whoever asked for this address first in the run has the answer for all: a guess is made once, not by each engine. */
  readonly once?: boolean;
  /** Over a connection that has not carried it yet: a balancer of connections may have chosen another node for that. */
  readonly fresh: boolean;
}

export type Answer = {
  /** Sent a second time, and why; this is the second answer. */
  readonly retried?: RetryReason;
} & (
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: AnswerHeaders;
      readonly milliseconds: number;
      /** Own clock when the answer had come, milliseconds since 1970. */
      readonly receivedAt: number;
      /** True where it was found behind a redirect on the same origin. */
      readonly redirected: boolean;
      /** The body, reduced; undefined where it is no JSON. */
      readonly json: unknown;
      /** Who gave it, where it is not status 200 with JSON. */
      readonly refusal?: Refusal;
      /** With the first answer over a socket with TLS. */
      readonly certificate?: ServerCertificate;
    }
  | { readonly ok: false; readonly failure: Failure }
);

/** Takes elements of a long array as they arrive. False: enough, the rest need not come. */
export type TakeRows = (rows: readonly unknown[]) => boolean;

/** Where the probes of one entry go, and as whom. Holds no password. */
export type Target =
  | {
      readonly probed: true;
      readonly address: string;
      readonly login: boolean;
      /** Where the login is not that of the configuration. */
      readonly given?: Omit<GivenLogin, 'plainHttp'>;
    }
  | { readonly probed: false; readonly because: string };

/** The seam under the probes: a network, a recording being made, or a recording being replayed. */
export interface Transport {
  /** The answers were given in an earlier run: nothing is sent, so no login has to be held back. */
  readonly replays?: true;
  /** How many requests to one engine go side by side; not given: one. */
  readonly connections?: number;
  /** Own clock in milliseconds since 1970 when the run starts. */
  startedAt(now: number): number;
  /** A replay answers with the recorded target, whatever the configuration says today. */
  target(engine: string, live: Target): Target;
  /** Services of which a recording has answers. */
  readonly services?: readonly ServiceName[];
  /** Like `target` for what is no engine; not given: the live one. */
  service?(name: ServiceName, live: Target): Target;
  /**
   * Told when a login is withheld because the same user was rejected by engine `by`; asked, with `by` null, whether that
   * was so in the run that is replayed. Which engine comes first is chance, so it is part of a recording.
   */
  withheld(engine: string, by: string | null): string | null;
  get(call: Call): Promise<Answer>;
  /** Like `get` for an answer of status 200 that is one long array: its elements go to `take`, `json` stays undefined. */
  getRows(call: Call, take: TakeRows): Promise<Answer>;
  /** Whether a proxy gets what is asked of this address: over plain http nobody can tell its own answers from those it passes on. */
  isForwarded?(address: string): boolean;
  /** Waits, until the time is over or the run is; a replay does not. */
  pause?(milliseconds: number, limits: Limits): Promise<void>;
  close(): Promise<void>;
}
