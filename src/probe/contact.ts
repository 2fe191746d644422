import type { GivenLogin } from '../configuration/logins.js';
import type { Refusal } from './http/answer/refusal.js';

/** The step of the chain at which an engine's probe broke. */
export type FailureStep = 'dns' | 'connect' | 'tls' | 'http' | 'login' | 'name' | 'parse' | 'deadline';

/** Why a request was sent a second time: the status of the first answer, or that the connection was closed. */
export type RetryReason = 502 | 503 | 504 | 'reset';

/** Why an engine could not be probed to the end. */
export interface Failure {
  readonly step: FailureStep;
  /** Stable code for rules: what exactly went wrong. */
  readonly code:
    | 'no-such-host'
    | 'refused'
    | 'timeout'
    | 'reset'
    | 'network'
    | 'deadline'
    | 'certificate'
    | 'tls-protocol'
    | 'not-found'
    | 'not-recorded'
    | 'redirect'
    | 'not-json'
    | 'not-an-engine-list'
    | 'too-large'
    | 'server-error'
    | 'name-unknown'
    | 'credentials-rejected'
    | 'credentials-rejected-elsewhere'
    | 'login-required'
    /** The server knows logins, but not by user and password. */
    | 'other-login'
    /** Refused for another reason than a login, by something before the engine. */
    | 'access-denied'
    | 'client-certificate'
    | 'client-certificate-refused'
    /** The port speaks the other one of http and https. */
    | 'speaks-tls'
    | 'speaks-plain'
    | 'proxy';
  /** One line for people: the address and what came back. No secret. */
  readonly detail: string;
  readonly milliseconds: number;
  readonly status?: number;
  /** Bases near the given one that answered as an engine (`/engine-rest` and the like). */
  readonly siblings?: readonly string[];
  /** Where a redirect leads, without query and path parameters. */
  readonly leadsTo?: string;
  /** The base at which the same would be asked by the right protocol. */
  readonly instead?: string;
  /** The engines that are there instead of the one that was asked for. */
  readonly engineNames?: readonly string[];
  /** What was sent in place of the login that Optimize sends. */
  readonly given?: GivenLogin['by'];
  /** The user that was rejected, and the engine that did it where that was another one. */
  readonly user?: string;
  readonly rejectedBy?: string;
  /** Who refused, and what it said. */
  readonly refusal?: Refusal;
  /** Subject and issuer of a certificate that was refused: the server's, or of the client where it has ended. */
  readonly certificate?: {
    readonly subject: string;
    readonly issuer: string;
    /** When it, or another one of its chain, ended: milliseconds since 1970. */
    readonly ended?: number;
    /** The trust store of the system knows its authority, that of Node does not. */
    readonly inSystemStore?: true;
  };
}

/** How far the chain of one engine got. */
export type Reach =
  | { readonly status: 'ok'; readonly latencyMs: number; readonly as?: ExaminedAs }
  | { readonly status: 'failed'; readonly failure: Failure; readonly latencyMs: number | null }
  /** Not probed at all, e.g. because a placeholder has no value. */
  | { readonly status: 'not-probed'; readonly because: string };

/** A login that is not the one of the configuration. */
export interface ExaminedAs extends Omit<GivenLogin, 'plainHttp'> {
  /** The schemes that the server offers to those who send no login; null where it did not say. */
  readonly schemes: readonly string[] | null;
  /** The request that it answered so. */
  readonly offeredTo?: string;
  /** It names one of those that it accepts, and may accept others. */
  readonly namesOne?: true;
  /** Whoever sends no login gets the same. */
  readonly open: boolean;
}

/** What a server showed of itself when a connection over TLS was made. */
export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** When the first certificate of its chain ends, milliseconds since 1970. */
  readonly ends: number;
  /** The certificate of the chain that ends first, where it is not that of the server itself. */
  readonly endsIn?: string;
  /** Whether the authority is one of those that browsers, Node and Java bring along; null where the chain does not tell. */
  readonly publicAuthority: boolean | null;
}

/** What the server of an engine showed, and by which clock: own, milliseconds since 1970. */
export interface SeenCertificate extends ServerCertificate {
  readonly seenAt: number;
}
