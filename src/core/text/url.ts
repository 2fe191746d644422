/**
 * An address taken apart, or null where it is none. Not by `URL.canParse`: once a program is warm, Node 20 answers no for addresses with
 * letters such as ä.
 */
export function urlOf(address: string, base?: URL): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

/** Whether a host name can reach nothing but the machine itself. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/u.test(host);
}

/** Whether a host name means the machine itself, wherever it is understood. */
export function isLocalHost(host: string): boolean {
  return (
    LOCAL_HOSTS.has(host) ||
    host.endsWith('.localhost') ||
    (host.startsWith('127.') && /^127(?:\.\d+){3}$/u.test(host))
  );
}

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '0.0.0.0', '[::1]', '[::]']);
