import net from 'node:net';

/** Any connection to an address that is not this machine fails the test: nothing in this suite may leave it. */
const LOOPBACK = /^(127\.|::1$|::ffff:127\.|localhost$)/;
const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => net.Socket;

// Files of tests that share a process come here one after the other.
if (connect.name !== guarded.name) net.Socket.prototype.connect = guarded;

function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const host = hostOf(args);
  if (host !== null && !LOOPBACK.test(host)) {
    throw new Error(`a test wanted to connect to ${host}; tests talk to loopback only`);
  }
  return connect.apply(this, args);
}

/** Null for pipes and for calls without a host, which mean this machine. */
function hostOf(args: readonly unknown[]): string | null {
  const [first] = args.flat();
  if (typeof first === 'object' && first !== null && 'host' in first)
    return typeof first.host === 'string' ? first.host : null;
  const second = args.flat()[1];
  return typeof second === 'string' ? second : null;
}
