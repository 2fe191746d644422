import { isIP, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { buildConnector, Client, ProxyAgent, type Dispatcher } from 'undici';
import { Attempt } from './attempt.js';
import { decoded } from './body.js';
import { CertificateRefused, failureOf, isReset, proxyWithoutAddress } from './failures.js';
import {
  basic,
  elapsed,
  firstValues,
  redirectFailure,
  REDIRECTS,
  redirectTarget,
  shownAddress,
  type ClientOptions,
  type GetRequest,
  type HttpResult,
  type Sink,
} from './requests.js';
import { proxyFor, type Proxy } from './proxy.js';
import { certificateNames, secureOptions } from './trust.js';
import type { Failure, FailureStep } from '../types.js';

type Received = Omit<Extract<HttpResult, { ok: true }>, 'ok' | 'milliseconds' | 'redirected'>;

const MEBIBYTE = 1_048_576;
/** Longer than the pauses between the requests of one engine; a server that closes earlier is asked again. */
const KEEP_ALIVE_MS = 15_000;

/** GETs over undici, with its traps closed. Whatever the network does is a value, never an exception. */
export class HttpClient {
  readonly #options: ClientOptions;
  readonly #connections = new Map<string, Connection>();
  readonly #closing = new Set<Promise<unknown>>();

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  get(request: GetRequest): Promise<HttpResult> {
    return this.#send(request, null);
  }

  /** Like `get`, with the body of status 200 delivered while it comes. Other bodies are collected as usual. */
  getStream(request: GetRequest, sink: Sink): Promise<HttpResult> {
    return this.#send(request, sink);
  }

  /** Ends every connection, so that nothing keeps the process alive. */
  async close(): Promise<void> {
    for (const key of this.#connections.keys()) this.#drop(key);
    await Promise.allSettled(this.#closing);
  }

  async #send(request: GetRequest, sink: Sink | null): Promise<HttpResult> {
    const started = performance.now();
    const proxy = this.#proxyFor(request.url);
    if (proxy?.url === null) {
      return { ok: false, failure: proxyWithoutAddress(shownAddress(request.url), proxy.variable) };
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
    for (let redirects = 0; ; redirects += 1) {
      const result = await this.#once({ ...request, url }, sink, attempt, started);
      if (!result.ok) return result;
      const target = redirectTarget(result, url);
      if (target === null) return { ...result, redirected: redirects > 0 };
      if (target.origin !== url.origin || redirects === REDIRECTS) {
        return { ok: false, failure: redirectFailure(url, target, result) };
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
    if (request.fresh) this.#drop(key);
    for (let tries = 1; ; tries += 1) {
      const connection = this.#connection(key, request.url);
      const { connects } = connection;
      try {
        const received = await attempt.race(() => this.#receive(connection, request, sink, attempt));
        return { ok: true, ...received, milliseconds: elapsed(started), redirected: false };
      } catch (error) {
        this.#drop(key);
        const reused = connects > 0 && connection.connects === connects && !connection.answering;
        if (request.repeatable && tries === 1 && reused && isReset(error)) continue;
        return { ok: false, failure: this.#failure(error, connection, request, started) };
      }
    }
  }

  async #receive(
    connection: Connection,
    request: GetRequest,
    sink: Sink | null,
    attempt: Attempt,
  ): Promise<Received> {
    connection.answering = false;
    const response = await connection.dispatcher.request({
      method: 'GET',
      origin: request.url.origin,
      path: `${request.url.pathname}${request.url.search}`,
      headers: this.#headers(request),
      signal: attempt.signal,
      // The attempt has the only clock; those of undici are too coarse to be kept.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    connection.answering = true;
    connection.answered = true;
    const headers = firstValues(response.headers);
    const streaming = sink !== null && response.statusCode === 200;
    const chunks = decoded(response.body, headers['content-encoding'] ?? '', this.#cap(streaming));
    const body = streaming ? await poured(chunks, sink, attempt) : await collected(chunks);
    return { status: response.statusCode, headers, body };
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
      ...(credentials !== null && { authorization: basic(credentials) }),
    };
  }

  #failure(error: unknown, connection: Connection, request: GetRequest, started: number): Failure {
    return failureOf(error, {
      address: shownAddress(request.url),
      step: connection.step,
      milliseconds: elapsed(started),
      timeoutMs: request.limits.timeoutMs,
      proxy: connection.proxy?.host ?? null,
      certificateAsked: connection.certificateAsked && !connection.answered,
    });
  }

  #connection(key: string, url: URL): Connection {
    const existing = this.#connections.get(key);
    if (existing !== undefined) return existing;
    const { tls = {}, environment = process.env } = this.#options;
    const made = new Connection(
      url,
      this.#proxyFor(url)?.url ?? null,
      secureOptions(tls, environment),
      tls.insecure === true,
    );
    this.#connections.set(key, made);
    return made;
  }

  #proxyFor(url: URL): Proxy | null {
    return proxyFor(url, this.#options.environment ?? process.env);
  }

  #drop(key: string): void {
    const connection = this.#connections.get(key);
    if (connection === undefined) return;
    this.#connections.delete(key);
    const closing = connection.destroy().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}

/** One connection to one origin, directly or through a proxy, that knows how far it has got. */
class Connection {
  readonly dispatcher: Dispatcher;
  readonly proxy: URL | null;
  /** What is being waited for. */
  step: FailureStep = 'dns';
  /** How many sockets were opened. */
  connects = 0;
  /** True once the headers of the current answer have come. */
  answering = false;
  /** True once any answer has come. */
  answered = false;
  /** The server asked for a certificate of the client, whatever it then does without one. */
  certificateAsked = false;
  #connecting: Socket | null = null;

  constructor(url: URL, proxy: URL | null, secure: object, insecure: boolean) {
    this.proxy = proxy;
    const connect = this.#connector(secure, insecure);
    this.dispatcher =
      proxy === null
        ? new Client(url.origin, { connect, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS })
        : proxied(proxy.href, connect, {
            ...secure,
            rejectUnauthorized: !insecure,
            timeout: 0,
            maxCachedSessions: 0,
          });
  }

  /** undici itself does not end a socket that is still connecting before its own timeout has passed. */
  async destroy(): Promise<void> {
    const ended = new Error('the connection was given up');
    this.#connecting?.destroy(ended);
    await this.dispatcher.destroy(ended);
  }

  /**
   * Verification is done here and not by TLS, because a refused certificate is gone by the time the error is told, and
   * who issued it is what people need to know. Nothing is sent before the answer is in.
   */
  #connector(secure: object, insecure: boolean): buildConnector.connector {
    const connect = buildConnector({
      ...secure,
      timeout: 0,
      maxCachedSessions: 0,
      rejectUnauthorized: false,
    });
    return (options, callback) => {
      this.connects += 1;
      this.step = isIP(options.hostname.replace(/^\[|\]$/g, '')) === 0 ? 'dns' : 'connect';
      // Typed as void, but it is the only way to the socket while it connects.
      const socket: unknown = connect(options, (error, connected) => {
        this.#connecting = null;
        this.certificateAsked = asksForCertificate(socket);
        if (error !== null) return callback(error, null);
        const refused = insecure ? null : refusalOf(connected);
        if (refused === null) {
          this.step = 'http';
          return callback(null, connected);
        }
        connected.destroy();
        return callback(refused, null);
      });
      if (socket instanceof Socket) this.#watch(socket, options.protocol === 'https:');
    };
  }

  #watch(socket: Socket, secure: boolean): void {
    this.#connecting = socket;
    socket.once('lookup', () => (this.step = 'connect'));
    socket.once('connect', () => (this.step = secure ? 'tls' : 'http'));
  }
}

/**
 * Plain http is handed to the proxy as a request, not tunnelled: many proxies allow CONNECT to port 443 only. The
 * connection to the proxy is made by the same watched connector as a direct one.
 */
function proxied(
  href: string,
  connect: buildConnector.connector,
  requestTls: buildConnector.BuildOptions,
): Dispatcher {
  return new ProxyAgent({
    uri: href,
    proxyTunnel: false,
    connections: 1,
    requestTls,
    clientFactory: (origin, options) => new Client(origin, { ...options, connect }),
    factory: (origin, options) =>
      new Client(origin, String(origin) === href ? Object.assign(options, { connect }) : options),
  });
}

/** A client has signature algorithms in common with a server only where that asked for a certificate. */
function asksForCertificate(socket: unknown): boolean {
  // Typed as an array, but null after a handshake that did not get that far.
  const common: unknown = socket instanceof TLSSocket ? socket.getSharedSigalgs() : null;
  return Array.isArray(common) && common.length > 0;
}

function refusalOf(socket: Socket): CertificateRefused | null {
  if (!(socket instanceof TLSSocket) || socket.authorized) return null;
  // Declared as Error, but a code such as DEPTH_ZERO_SELF_SIGNED_CERT when the connector did not reject by itself.
  return new CertificateRefused(
    String(socket.authorizationError),
    certificateNames(socket.getPeerCertificate()),
  );
}

async function poured(chunks: AsyncGenerator<Buffer>, sink: Sink, attempt: Attempt): Promise<string> {
  for await (const chunk of chunks) {
    attempt.progress(chunk.length);
    if (!sink(chunk)) break;
  }
  return '';
}

async function collected(chunks: AsyncGenerator<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}
