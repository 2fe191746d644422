import { setImmediate } from 'node:timers/promises';
import { Attempt } from './attempt.js';
import { LONGEST_ERROR } from './answer/cut-json.js';
import { pageText } from './answer/page-text.js';
import type { Connection } from './connection/connection.js';
import { Connections } from './connection/connections.js';
import { failureOf, isReset, proxyWithoutAddress } from './failures.js';
import {
  elapsed,
  loginHeaders,
  redirectFailure,
  REDIRECTS,
  redirectTarget,
  shownAddress,
  type ClientOptions,
  type GetRequest,
  type HttpResult,
  type Sink,
} from './requests.js';
import { proxyFor, type Proxy } from './connection/proxy.js';
import type { Failure } from '../contact.js';

type Received = Omit<Extract<HttpResult, { ok: true }>, 'ok' | 'milliseconds' | 'redirected'>;

const MEBIBYTE = 1_048_576;
/** What some servers send before they close a connection that is not used: the request has crossed it (RFC 9110, 15.5.9). */
const NO_REQUEST_CAME = 408;

/** GETs over undici, with its traps closed. Whatever the network does is a value, never an exception. */
export class HttpClient {
  readonly #options: ClientOptions;
  readonly #connections: Connections;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#connections = new Connections(options);
  }

  get(request: GetRequest): Promise<HttpResult> {
    return this.#send(request, null);
  }

  /** Like `get`, with the body of status 200 delivered while it comes. Of other bodies the begin is collected. */
  getStream(request: GetRequest, sink: Sink): Promise<HttpResult> {
    return this.#send(request, sink);
  }

  /** Whether it is handed to a proxy as it is, without a tunnel. */
  isForwarded(url: URL): boolean {
    return url.protocol === 'http:' && this.#proxyFor(url) !== null;
  }

  /** Ends every connection and look-up, so that nothing keeps the process alive. */
  close(): Promise<void> {
    return this.#connections.close();
  }

  async #send(request: GetRequest, sink: Sink | null): Promise<HttpResult> {
    const started = performance.now();
    const proxy = this.#proxyFor(request.url);
    if (proxy?.url === null) {
      return {
        ok: false,
        failure: proxyWithoutAddress(shownAddress(request.url, request.hide), proxy.variable),
      };
    }
    const attempt = new Attempt(request.limits);
    try {
      return await this.#follow(request, sink, attempt, started);
    } finally {
      attempt.end();
    }
  }

  /** Follows redirects on the same origin: credentials never leave it. All of them share one timeout. */
  async #follow(
    request: GetRequest,
    sink: Sink | null,
    attempt: Attempt,
    started: number,
  ): Promise<HttpResult> {
    let { url } = request;
    const { redirects: most = REDIRECTS } = request;
    for (let redirects = 0; ; redirects += 1) {
      const result = await this.#once({ ...request, url }, sink, attempt, started);
      if (!result.ok) return { ...result, redirected: redirects > 0 };
      const target = redirectTarget(result, url);
      if (target === null) return { ...result, redirected: redirects > 0 };
      if (target.origin !== url.origin || redirects === most) {
        return { ok: false, failure: redirectFailure(url, target, result, request) };
      }
      url = target;
    }
  }

  async #once(
    request: GetRequest,
    sink: Sink | null,
    attempt: Attempt,
    started: number,
  ): Promise<HttpResult> {
    const key = `${request.lane} ${request.url.origin}`;
    if (request.fresh && this.#connections.to(request.url, key).hasCarried(request.url))
      this.#connections.drop(key);
    for (let tries = 1; ; tries += 1) {
      const again = tries > 1 ? { resent: true as const } : {};
      const connection = this.#connections.to(request.url, key);
      const { connects } = connection;
      // What the server said behind its last answer, as that it closed, is heard before a login is sent: that is sent once.
      if (!request.repeatable && connects > 0) await setImmediate();
      const isReused = (): boolean => connects > 0 && connection.connects === connects;
      const mayRepeat = request.repeatable && tries === 1;
      try {
        const received = await attempt.race(() => this.#receive(connection, request, sink, attempt));
        if (mayRepeat && received.status === NO_REQUEST_CAME && isReused()) {
          this.#connections.drop(key);
          continue;
        }
        return { ok: true, ...received, milliseconds: elapsed(started), redirected: false, ...again };
      } catch (error) {
        this.#connections.drop(key);
        if (mayRepeat && isReused() && !connection.answering && isReset(error)) continue;
        return { ok: false, failure: this.#failure(error, connection, request, started), ...again };
      }
    }
  }

  async #receive(
    connection: Connection,
    request: GetRequest,
    sink: Sink | null,
    attempt: Attempt,
  ): Promise<Received> {
    const asked = { method: 'GET', headers: this.#headers(request) } as const;
    const collected = new Beginning();
    const { status, headers } = await connection.exchange(asked, request.url, ({ status: given }) => {
      const isStream = sink !== null && given === 200;
      const cap = this.#cap(isStream);
      if (isStream) return { cap, sink: counted(sink, attempt) };
      return { cap, sink: collected.take(given === 200 ? Number.POSITIVE_INFINITY : LONGEST_ERROR) };
    });
    const certificate = connection.takeCertificate();
    return { status, headers, body: collected.text, ...(certificate !== null && { certificate }) };
  }

  #cap(streaming: boolean): number {
    const { maxBytes = 32 * MEBIBYTE, maxStreamBytes = 512 * MEBIBYTE } = this.#options;
    return streaming ? maxStreamBytes : maxBytes;
  }

  #headers({ credentials }: GetRequest): Record<string, string> {
    return {
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': `multi-engine/${this.#options.version}`,
      ...loginHeaders(credentials),
    };
  }

  #failure(error: unknown, connection: Connection, request: GetRequest, started: number): Failure {
    return failureOf(error, {
      address: shownAddress(request.url, request.hide),
      step: connection.step,
      milliseconds: elapsed(started),
      timeoutMs: request.limits.timeoutMs,
      proxy: connection.proxy?.host ?? null,
      certificateSent: hasIdentity(this.#options.tls),
      certificateEnded: endedIdentity(this.#options.tls),
      certificateAsked: connection.certificateAsked && !connection.answered,
    });
  }

  #proxyFor(url: URL): Proxy | null {
    return proxyFor(url, this.#options.environment ?? process.env);
  }
}

function counted(sink: Sink, attempt: Attempt): Sink {
  return (bytes) => {
    attempt.progress(bytes.length);
    return sink(bytes);
  };
}

/** Of a body that nobody reads while it comes. */
class Beginning {
  readonly #parts: Buffer[] = [];

  /** The connection is given up where more would come than so many bytes. */
  take(most: number): Sink {
    let left = most;
    return (bytes) => {
      this.#parts.push(bytes.subarray(0, left));
      left -= bytes.length;
      return left > 0;
    };
  }

  get text(): string {
    return pageText(Buffer.concat(this.#parts));
  }
}

function endedIdentity({ shown }: NonNullable<ClientOptions['tls']> = {}): Failure['certificate'] {
  if (shown === undefined || shown.ends > Date.now()) return undefined;
  const { ends: ended, ...names } = shown;
  return { ...names, ended };
}

function hasIdentity({ cert, pfx }: NonNullable<ClientOptions['tls']> = {}): boolean {
  return cert !== undefined || pfx !== undefined;
}
