import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Client, type buildConnector, type Dispatcher } from 'undici';
import type { FailureStep, ServerCertificate } from '../../contact.js';
import { Exchange, GIVEN_UP, type Head, type Reading } from './exchange.js';
import { CertificateRefused, ConnectionClosed, isReset, ProxyRefused } from '../failures.js';
import { passOverInterim } from './interim-filter.js';
import { loginIn } from './proxy.js';
import { basic } from '../requests.js';
import { refusedCertificate, serverCertificate } from './server-certificate.js';

/** How one origin is reached. */
export interface Route {
  readonly url: URL;
  /** Null where the origin is reached directly. */
  readonly proxy: URL | null;
  /** Authorities, certificate and key. */
  readonly secure: ConnectionOptions;
  /** Take any certificate. */
  readonly insecure: boolean;
  readonly lookup: LookupFunction;
}

type Asked = Pick<Dispatcher.RequestOptions, 'method' | 'body'> & {
  readonly headers: Readonly<Record<string, string>>;
};

/** Longer than the pauses between the requests of one engine; a server that closes earlier is asked again. */
const KEEP_ALIVE_MS = 15_000;

/**
 * One connection to one origin, directly or through a proxy, that knows how far it has got. undici speaks HTTP over it; the
 * way there is made here, because undici's own connector cannot be broken off, and its proxy agent calls a proxy that closes
 * at CONNECT again and again.
 */
export class Connection {
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
  /** What the server showed when the last socket was opened, until somebody took it. */
  #certificate: ServerCertificate | null = null;
  readonly #route: Route;
  readonly #client: Client;
  /** Of the client, which otherwise works it out for each request. */
  readonly #origin: string;
  /** Sockets that are not handed over yet. Nothing but this ends them. */
  readonly #connecting = new Set<Socket>();
  /** Paths and queries. */
  readonly #carried = new Set<string>();
  #ended = false;
  #awaitAnswer: () => void = () => undefined;

  constructor(route: Route) {
    this.#route = route;
    const { url, proxy } = route;
    this.#origin = forwards(route) ? (proxy ?? url).origin : url.origin;
    this.#client = new Client(this.#origin, {
      connect: (_options, done) => {
        // An error of undici's own would make it try again without end.
        const failed = (error: unknown): void => done(asError(error), null);
        this.#dial().then((socket) => done(null, socket), failed);
      },
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
    });
  }

  get proxy(): URL | null {
    return this.#route.proxy;
  }

  /** Whether it was asked for this before. */
  hasCarried(url: URL): boolean {
    return this.#carried.has(pathOf(url));
  }

  /** The certificate of the server, once for each socket: null where it was taken before, and without TLS. */
  takeCertificate(): ServerCertificate | null {
    const certificate = this.#certificate;
    this.#certificate = null;
    return certificate;
  }

  /**
   * Sends a request as soon as there is a connection. Only `destroy` breaks it off.
   *
   * @param begin told the head of the answer; answers what to do with its body
   * @returns the head, once the body was read as far as it is wanted
   */
  exchange({ headers, ...asked }: Asked, url: URL, begin: (head: Head) => Reading): Promise<Head> {
    const { proxy } = this.#route;
    const path = pathOf(url);
    const forwarded = forwards(this.#route);
    this.#carried.add(path);
    this.#awaitAnswer();
    this.answering = false;
    const exchange = new Exchange((head) => {
      this.answering = true;
      this.answered = true;
      if (head.status === 407 && proxy !== null) throw new ProxyRefused(407, proxy.username !== '');
      return begin(head);
    });
    this.#client.dispatch(
      {
        ...asked,
        origin: this.#origin,
        path: forwarded ? `${url.origin}${path}` : path,
        headers: { host: url.host, ...headers, ...(forwarded && authorizationFor(proxy)) },
        // Whoever asks has the only clock; those of undici are too coarse to be kept.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      exchange,
    );
    return exchange.answered;
  }

  /** undici itself does not end a socket that is still connecting before its own timeout has passed. */
  async destroy(): Promise<void> {
    this.#ended = true;
    for (const socket of this.#connecting) socket.destroy();
    await this.#client.destroy(GIVEN_UP);
  }

  async #dial(): Promise<Socket> {
    const { url, proxy } = this.#route;
    this.connects += 1;
    if (proxy === null) {
      const socket = await this.#tcp(url);
      return url.protocol === 'https:' ? this.#tls(socket, url, 'tls') : this.#ready(socket);
    }
    const plain = await this.#tcp(proxy);
    const toProxy = await (proxy.protocol === 'https:'
      ? this.#tls(plain, proxy, 'connect')
      : this.#ready(plain));
    if (forwards(this.#route)) return toProxy;
    this.step = 'connect';
    return this.#tls(await this.#tunnel(toProxy, proxy), url, 'tls');
  }

  #ready(socket: Socket): Socket {
    this.step = 'http';
    this.#awaitAnswer = passOverInterim(socket);
    return socket;
  }

  #tcp(url: URL): Promise<Socket> {
    const host = hostOf(url);
    this.step = isIP(host) === 0 ? 'dns' : 'connect';
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const socket = connect({ host, port, lookup: this.#route.lookup, noDelay: true });
    socket.once('lookup', () => (this.step = 'connect'));
    return this.#connected(socket, 'connect');
  }

  /**
   * Verification is done here and not by TLS, because a refused certificate is gone by the time the error is told, and
   * who issued it is what people need to know. Nothing is sent before the answer is in.
   */
  async #tls(socket: Socket, url: URL, step: FailureStep): Promise<Socket> {
    this.step = step;
    const host = hostOf(url);
    const secured = connectTls({
      ...this.#route.secure,
      socket,
      host,
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
    });
    await this.#connected(secured, 'secureConnect').finally(() => {
      this.certificateAsked = asksForCertificate(secured);
    });
    const refused = this.#route.insecure ? null : refusalOf(secured);
    if (refused === null) {
      // That of a proxy is not the engine's.
      if (step === 'tls') this.#certificate = serverCertificate(secured);
      return this.#ready(secured);
    }
    secured.destroy();
    throw refused;
  }

  async #tunnel(socket: Socket, proxy: URL): Promise<Socket> {
    const { url } = this.#route;
    const target = `${url.hostname}:${url.port === '' ? '443' : url.port}`;
    // Not at once: undici does not notice a socket that is there before it has asked for one.
    const handOver: buildConnector.connector = (_options, done) => queueMicrotask(() => done(null, socket));
    const once = new Client(proxy.origin, { connect: handOver });
    this.#connecting.add(socket);
    try {
      const headers = { host: target, ...authorizationFor(proxy) };
      const answer = await once.connect({ path: target, headers });
      if (answer.statusCode >= 200 && answer.statusCode < 300) return socket;
      socket.destroy();
      throw new ProxyRefused(answer.statusCode, proxy.username !== '');
    } finally {
      this.#connecting.delete(socket);
    }
  }

  #connected<S extends Socket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
    this.#connecting.add(socket);
    // Whoever uses it listens as well; between two users nobody does.
    socket.on('error', () => undefined);
    if (this.#ended) socket.destroy();
    return new Promise<S>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', () => reject(new ConnectionClosed()));
      socket.once(event, () => resolve(socket));
    }).finally(() => this.#connecting.delete(socket));
  }
}

/** Plain http is handed to the proxy as a request, not tunnelled: many proxies allow CONNECT to port 443 only. */
function forwards({ url, proxy }: Route): boolean {
  return proxy !== null && url.protocol === 'http:';
}

function asError(error: unknown): Error {
  if (isReset(error)) return new ConnectionClosed();
  return error instanceof Error ? error : new Error(String(error));
}

function pathOf({ pathname, search }: URL): string {
  return `${pathname}${search}`;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function authorizationFor(proxy: URL | null): { 'proxy-authorization'?: string } {
  if (proxy === null || proxy.username === '') return {};
  return { 'proxy-authorization': basic(loginIn(proxy)) };
}

/** A client has signature algorithms in common with a server only where that asked for a certificate. */
function asksForCertificate(socket: TLSSocket): boolean {
  // Typed as an array, but null after a handshake that did not get that far.
  const common: unknown = socket.getSharedSigalgs();
  return Array.isArray(common) && common.length > 0;
}

function refusalOf(socket: TLSSocket): CertificateRefused | null {
  if (socket.authorized) return null;
  // Declared as Error, but a code such as DEPTH_ZERO_SELF_SIGNED_CERT when the connector did not reject by itself.
  const code = String(socket.authorizationError);
  return new CertificateRefused(code, refusedCertificate(socket, code, Date.now()));
}
