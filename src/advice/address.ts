import { urlOf } from '../core/text/url.js';
import type { Address } from './types.js';

/** Characters that mean nothing to any of the programs; a `;`, `$` or `{` would end or change a directive. */
const PLAIN_HOST = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const PLAIN_PATH = /^(?:\/[A-Za-z0-9._~-]+)*$/;

/** The parts of an address. Null for what is no http address, or holds what a balancer's configuration cannot. */
export function addressOf(rest: string): Address | null {
  const url = /^https?:\/\//iu.test(rest) ? urlOf(rest) : null;
  if (url === null) return null;
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const path = url.pathname.replace(/\/$/u, '');
  const host = hostOf(url.hostname);
  if (host === null || url.port === '0' || !PLAIN_PATH.test(path) || url.search !== '' || url.hash !== '')
    return null;
  const port = url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port);
  return { scheme, ...host, port, path };
}

function hostOf(hostname: string): Pick<Address, 'host' | 'family'> | null {
  if (hostname.startsWith('[')) return { host: hostname.slice(1, -1), family: 'ipv6' };
  // The dot at the end of a whole name is in no certificate.
  const host = hostname.replace(/\.$/u, '');
  if (!PLAIN_HOST.test(host)) return null;
  return { host, family: /^[\d.]+$/u.test(host) ? 'ipv4' : 'name' };
}

/** `host:port`, with brackets where a colon would be mistaken for that of the port. */
export function authority({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
