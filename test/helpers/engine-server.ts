import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** An answer, or a way not to give one. */
export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: Fault;
}

export type Fault =
  /** Takes the request and never answers. */
  | 'silent'
  /** Answers after this many milliseconds. */
  | { readonly late: number }
  /** Closes the connection in the middle of the body. */
  | 'torn'
  /** Closes the connection instead of answering. */
  | 'reset'
  /** Sends bytes of a body as fast as they are taken, forever. */
  | 'endless'
  /** Sends one byte of a body every 20 ms, forever. */
  | 'drip'
  /** This many MiB of blanks, compressed to nearly nothing. */
  | { readonly gzipBomb: number }
  /** Whatever else can be written to the body. */
  | ((response: ServerResponse) => void);

/** What to answer to a path and query below the base, by the number of earlier requests for it; undefined: 404. */
export type Answering = (path: string, request: IncomingMessage, earlier: number) => Reply | undefined;

export interface SeenRequest {
  readonly method: string;
  /** Path and query below the base, or the whole path outside of it. */
  readonly path: string;
  readonly authorization: string | null;
  readonly headers: IncomingMessage['headers'];
  /** What it came over. */
  readonly socket: Socket;
}

export interface EngineServerOptions {
  readonly base?: string;
  readonly tls?: 'localhost' | 'other';
}

export interface EngineServer {
  readonly origin: string;
  /** As it would stand under `rest`. */
  readonly rest: string;
  readonly port: number;
  /** Every request, in order. */
  readonly seen: readonly SeenRequest[];
  /** Connections that were opened so far. */
  readonly connections: number;
  /** How often the login was refused that was refused most often. */
  readonly loginsRefused: number;
  count(path: string): number;
  close(): Promise<void>;
}

const NOT_FOUND = { type: 'NotFoundException', message: 'HTTP 404 Not Found', code: null };

/**
 * A small engine on the loopback interface: answers as told, and counts what it is asked. Answers of real engines come from
 * `real-answers.ts`, refusals from `refusing-answers.ts`. What a test writes itself and gives no source for is made by hand: then nothing but
 * its status, its type or the way it fails is what the test is about.
 */
export async function startEngineServer(
  answering: Answering,
  { base = '/engine-rest', tls }: EngineServerOptions = {},
): Promise<EngineServer> {
  const seen: SeenRequest[] = [];
  const refused = new Map<string, number>();
  const sockets = new Set<Socket>();
  let connections = 0;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    const { method = '', url = '', headers, socket } = request;
    const path = url.startsWith(`${base}/`) ? url.slice(base.length) : url;
    const earlier = seen.filter((other) => other.path === path).length;
    seen.push({ method, path, authorization: headers.authorization ?? null, headers, socket });
    const reply = answering(path, request, earlier) ?? { status: 404, json: NOT_FOUND };
    const login = headers.authorization;
    if (login !== undefined && refusesLogin(reply)) refused.set(login, (refused.get(login) ?? 0) + 1);
    answer(response, reply);
  };
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(certificate(tls), onRequest);
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  return {
    origin,
    rest: `${origin}${base}`,
    port,
    seen,
    get connections() {
      return connections;
    },
    get loginsRefused() {
      return Math.max(0, ...refused.values());
    },
    count: (path) => seen.filter((request) => request.path === path).length,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** What an engine refuses to somebody whom it knows, with an error object of its own, is no wrong login. */
function refusesLogin({ status, json }: Reply): boolean {
  const isErrorOfEngine = typeof json === 'object' && json !== null && 'type' in json;
  return (status === 401 || status === 403) && !isErrorOfEngine;
}

/** Ends the servers of a test, whatever it was about: to none of them may a login be shown again that it has refused. */
export async function closeAfterOneTry(servers: EngineServer[]): Promise<void> {
  const ended = servers.splice(0);
  const tries = Math.max(0, ...ended.map(({ loginsRefused }) => loginsRefused));
  await Promise.all(ended.map((server) => server.close()));
  if (tries > 1) throw new Error(`an engine was shown a login ${tries} times although it refuses it`);
}

/** Made for tests: see the folder's README. */
export function certificate(name: 'localhost' | 'other') {
  return { cert: tlsFile(`${name}.pem`), key: tlsFile(`${name}.key`) };
}

export function testAuthority(): string {
  return tlsFile('ca.pem');
}

function tlsFile(name: string): string {
  return readFileSync(new URL(`../probe/tls/${name}`, import.meta.url), 'utf8');
}

function answer(response: ServerResponse, reply: Reply): void {
  const { fault } = reply;
  if (fault === 'silent') return;
  if (fault === 'reset') {
    response.destroy();
    return;
  }
  if (typeof fault === 'object' && 'late' in fault) {
    setTimeout(() => send(response, reply), fault.late);
    return;
  }
  if (fault === undefined) return send(response, reply);
  response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
  misbehave(response, fault);
}

function misbehave(response: ServerResponse, fault: Fault): void {
  if (fault === 'torn') {
    response.write('[{"id":');
    setTimeout(() => response.destroy(), 20);
  } else if (fault === 'endless') {
    pour(response, ' '.repeat(65_536));
  } else if (fault === 'drip') {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  } else if (typeof fault === 'object' && 'gzipBomb' in fault) {
    response.end(gzipSync(Buffer.alloc(fault.gzipBomb * 1_048_576, ' ')));
  } else if (typeof fault === 'function') fault(response);
}

/** Writes the same bytes as fast as they are taken, until nobody takes them any more. */
export function pour(response: ServerResponse, bytes: string | Buffer): void {
  const more = (): void => {
    while (!response.destroyed && response.write(bytes));
  };
  response.on('drain', more);
  more();
}

function send(response: ServerResponse, reply: Reply): void {
  const { status = 200, json, text = '', headers = {} } = reply;
  const body = json === undefined ? text : JSON.stringify(json);
  const type = json === undefined ? 'text/html' : 'application/json';
  response.writeHead(status, { ...(body !== '' && { 'content-type': type }), ...headers });
  response.end(body);
}
