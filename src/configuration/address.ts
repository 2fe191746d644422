import { urlOf } from '../core/text/url.js';

/** Addresses of engines as Optimize uses them. */

/** Optimize removes exactly one slash from the end. */
export function withoutTrailingSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}

/**
 * The form that tells whether two addresses (without their trailing slash) are one: scheme and host in lower case, no default port, no user
 * info. Null where the text is no absolute http or https address.
 */
export function baseOf(address: string): string | null {
  if (isPlain(address)) return address;
  if (!/^https?:\/\/[^/?#\\\s]/i.test(address) || /\s/u.test(address)) return null;
  const url = urlOf(address);
  if (url === null) return null;
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.protocol}//${url.host}${path}${url.search}`;
}

/** Nearly every address is in that form already; to load what parses the others takes as long as to read ten engines. */
function isPlain(address: string): boolean {
  const usual = address.startsWith('https') ? ':443' : ':80';
  const namesUsualPort = address.endsWith(usual) || address.includes(`${usual}/`);
  return !namesUsualPort && !address.includes('--') && PLAIN.test(address);
}

/** No number that could be a part of an IP address, nothing in the path that could be resolved or escaped. */
const PLAIN = /^https?:\/\/[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*(?::[1-9]\d{0,3})?(?:\/[A-Za-z0-9_-]+)*$/u;
