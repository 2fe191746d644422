import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** One request as it went over the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly target: string;
  /** `user:password` of basic authentication, null without. */
  readonly login: string | null;
}

/** A listening port before an engine: passes every byte on unchanged and takes down which requests went by. */
export interface Front {
  readonly port: number;
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

/** `wantedPort` is taken when it is free, any other port when not. Two fronts may take down into one list. */
export async function openFront(
  enginePort: number,
  wantedPort = 0,
  seen: SeenRequest[] = [],
): Promise<Front> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const engine = connect(enginePort, '127.0.0.1');
    const note = requestReader((request) => seen.push(request));
    client.on('data', note);
    client.pipe(engine).pipe(client);
    for (const [socket, other] of [
      [client, engine],
      [engine, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await listen(server, wantedPort).catch(() => listen(server, 0));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The front has no port.');
  return {
    port: address.port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Finds the request heads in a stream of HTTP/1.1 bytes. A body is skipped by its declared length. */
function requestReader(report: (request: SeenRequest) => void): (chunk: Buffer) => void {
  let pending = '';
  let bodyLeft = 0;
  return (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const skipped = Math.min(bodyLeft, pending.length);
      pending = pending.slice(skipped);
      bodyLeft -= skipped;
      const end = pending.indexOf('\r\n\r\n');
      if (bodyLeft > 0 || end < 0) return;
      const head = pending.slice(0, end);
      pending = pending.slice(end + 4);
      bodyLeft = Number(header(head, 'content-length') ?? 0);
      report(requestOf(head));
    }
  };
}

function requestOf(head: string): SeenRequest {
  const [method = '', target = ''] = head.split(' ', 2);
  const basic = /^Basic (.+)$/i.exec(header(head, 'authorization') ?? '')?.[1];
  return { method, target, login: basic === undefined ? null : Buffer.from(basic, 'base64').toString() };
}

function header(head: string, name: string): string | undefined {
  return new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(head)?.[1];
}
