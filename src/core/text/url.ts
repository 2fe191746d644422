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

/** Whether a host name means the machine itself. */
export function isLocalHost(host: string): boolean {
  return (
    LOCAL_HOSTS.has(host) ||
    host.endsWith('.localhost') ||
    (host.startsWith('127.') && /^127(?:\.\d+){3}$/u.test(host))
  );
}

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '0.0.0.0', '[::1]', '[::]']);
