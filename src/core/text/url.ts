import { withoutTrailing } from './text.js';

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

/** Optimize removes exactly one slash from the end. */
export function withoutTrailingSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}

/** An address up to the end of its path, without the slashes there and without path parameters, which hold the session of a browser. */
export function bareAddress({ origin, pathname }: URL): string {
  return `${origin}${withoutTrailing(pathname.replaceAll(/;[^/]*/g, ''), '/')}`;
}

/** An address without user info, query and fragment; null where it is none. */
export function addressAlone(text: string | null): string | null {
  if (text === null) return null;
  if (isPlain(text)) return text.includes('/', text.indexOf('//') + 2) ? text : `${text}/`;
  const url = urlOf(text);
  if (url === null || url.origin === 'null') return null;
  return `${url.origin}${url.pathname}`;
}

/** Nearly every address is in that form already; to load what parses the others takes as long as to read ten engines. */
export function isPlain(address: string): boolean {
  const usual = address.startsWith('https') ? ':443' : ':80';
  const namesUsualPort = address.endsWith(usual) || address.includes(`${usual}/`);
  return !namesUsualPort && !address.includes('--') && PLAIN.test(address);
}

/** No number that could be a part of an IP address, nothing in the path that could be resolved or escaped. */
const PLAIN = /^https?:\/\/[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*(?::[1-9]\d{0,3})?(?:\/[A-Za-z0-9_-]+)*$/u;

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
