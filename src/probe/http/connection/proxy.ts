import { isLoopback, urlOf } from '../../../core/text/url.js';

/** A proxy that an environment variable names. */
export interface Proxy {
  /** Which variable, e.g. `https_proxy`. */
  readonly variable: string;
  /** Null where the variable holds no address of a proxy. Its text may hold a password, so it is kept nowhere. */
  readonly url: URL | null;
}

/**
 * Which proxy the usual environment variables name for an address, or null. Lower case wins, as in curl. This machine
 * itself is never asked for through a proxy: no proxy could reach it.
 */
export function proxyFor(target: URL, environment: NodeJS.ProcessEnv): Proxy | null {
  if (isLoopback(target.hostname)) return null;
  const lower = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const variable = environment[lower] === undefined ? lower.toUpperCase() : lower;
  const text = (environment[variable] ?? '').trim();
  if (text === '' || isExempt(target, environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')) return null;
  return { variable, url: addressIn(text) };
}

/** The login of the proxy in between, where it has one with a password: it may repeat it. */
export function proxyLoginsFor(target: URL, environment: NodeJS.ProcessEnv): readonly ProxyLogin[] {
  const proxy = proxyFor(target, environment)?.url ?? null;
  return proxy === null || proxy.password === '' ? [] : [loginIn(proxy)];
}

export interface ProxyLogin {
  readonly user: string;
  readonly password: string;
}

export function loginIn({ username, password }: URL): ProxyLogin {
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}

const PROTOCOLS = new Set(['http:', 'https:']);

function addressIn(text: string): URL | null {
  const address = text.includes('://') ? text : `http://${text}`;
  const url = urlOf(address);
  return url !== null && PROTOCOLS.has(url.protocol) && url.hostname !== '' && isDecodable(url) ? url : null;
}

/** A percent sign in a password has to be written as `%25`: as it is, nobody can tell what was meant. */
function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

function isExempt(target: URL, list: string): boolean {
  const entries = list.split(/[,\s]+/).filter((entry) => entry !== '');
  return entries.some((entry) => entry === '*' || matches(target, entry.toLowerCase()));
}

/** `example.org` and `.example.org` mean the host and everything below; a port restricts the entry to it. */
function matches(target: URL, entry: string): boolean {
  const [, name = entry, port] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (port !== undefined && port !== portOf(target)) return false;
  const host = name.replace(/^\*?\./, '');
  return target.hostname === host || target.hostname.endsWith(`.${host}`);
}

function portOf(target: URL): string {
  if (target.port !== '') return target.port;
  return target.protocol === 'https:' ? '443' : '80';
}
