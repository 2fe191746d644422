import { urlOf } from '../../core/text/url.js';
import { shortened } from '../../core/text/text.js';
import type { Credentials } from '../../configuration/logins.js';
import type { Limits } from './transport.js';
import type { NameResolver } from './connection/name-resolver.js';
import type { TlsOptions } from './connection/trust.js';
import type { Failure, ServerCertificate } from '../contact.js';

export interface ClientOptions {
  /** For `User-Agent`. */
  readonly version: string;
  readonly tls?: TlsOptions;
  /** How many requests to one engine go side by side. */
  readonly connections?: number;
  /** Looks up names; made where none is given. */
  readonly names?: NameResolver;
  /** Where proxies are named. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Longest body after decompression, in bytes: of an ordinary answer, of a stream. */
  readonly maxBytes?: number;
  readonly maxStreamBytes?: number;
}

/** A GET. That there is no field for a method is the point. */
export interface GetRequest {
  /** Requests of one lane to one origin share one connection; the caller sends them one after the other. */
  readonly lane: string;
  readonly url: URL;
  readonly credentials: Credentials | null;
  readonly limits: Limits;
  /** Sent again once where a connection that had been used before turns out to be closed. */
  readonly repeatable: boolean;
  /** Over a connection that has not carried it yet. */
  readonly fresh: boolean;
  /** Redirects that are followed; as many as `REDIRECTS` where it is not said. */
  readonly redirects?: number;
  /** Takes out of a text what was sent. */
  readonly hide?: (text: string) => string;
}

export type HttpResult = {
  /** Sent once more at once, because the connection of the requests before turned out to be closed. */
  readonly resent?: true;
} & (
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly milliseconds: number;
      readonly redirected: boolean;
      /** With the first answer over a socket with TLS. */
      readonly certificate?: ServerCertificate;
      /** Empty where the body went to a sink. */
      readonly body: string;
    }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** It broke behind a redirect: the request itself was answered. */
      readonly redirected?: boolean;
    }
);

/** Takes the chunks of a body of status 200. False: the rest need not come. */
export type Sink = (chunk: Buffer) => boolean;

/** Redirects followed on one origin. */
export const REDIRECTS = 3;
const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads, or null where it leads nowhere. */
export function redirectTarget(result: Extract<HttpResult, { ok: true }>, from: URL): URL | null {
  const location = result.headers['location'];
  if (location === undefined || !REDIRECT_STATUS.has(result.status)) return null;
  return urlOf(location, from);
}

/** A redirect that is not followed. Where it leads is for people to judge. */
export function redirectFailure(
  from: URL,
  to: URL,
  { status, milliseconds }: { readonly status: number; readonly milliseconds: number },
  { redirects: most = REDIRECTS, hide }: Pick<GetRequest, 'redirects' | 'hide'>,
): Failure {
  const leads = to.origin !== from.origin || most === 0;
  const target = shownAddress(to, hide);
  const said = leads ? `redirects to ${target}` : `more than ${most} redirects`;
  return {
    step: 'http',
    code: 'redirect',
    detail: `GET ${shownAddress(from, hide)}: ${said}`,
    ...(leads && { leadsTo: target }),
    status,
    milliseconds,
  };
}

/** Characters of an address: a redirect may name one of any length. */
const LONGEST_ADDRESS = 300;

/**
 * An address without user info, and without query and path parameters, which may hold session ids. Whatever is cut is cut last: half of a
 * secret is not recognised.
 */
export function shownAddress(url: URL, hide = (text: string): string => text): string {
  const address = hide(`${originOf(url)}${url.pathname}${url.search}${url.hash}`);
  return shortened(address.replace(/[?#].*$/s, '').replaceAll(/;[^/]*/g, ''), LONGEST_ADDRESS);
}

/** Only what is spoken in the web has an origin. */
function originOf({ origin, protocol, host, href }: URL): string {
  if (origin !== 'null') return origin;
  return href.startsWith(`${protocol}//`) ? `${protocol}//${host}` : protocol;
}

export function elapsed(started: number): number {
  return Math.round(performance.now() - started);
}

/** Optimize sends user and password in UTF-8, so this does. */
export function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** What a request says about who asks. */
export function loginHeaders(credentials: Credentials | null): Readonly<Record<string, string>> {
  if (credentials === null) return {};
  const { headers } = credentials;
  return { ...headers, ...(credentials.user !== null && { authorization: basic(credentials) }) };
}

export function firstValues(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    values[name] = typeof value === 'string' ? value : (value?.[0] ?? '');
  }
  // Each login scheme may come in a header of its own.
  const challenges = headers['www-authenticate'];
  if (Array.isArray(challenges)) values['www-authenticate'] = challenges.join(', ');
  return values;
}
