import { isPlain, urlOf } from '../core/text/url.js';

/** Addresses of engines as Optimize uses them. */

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
