import { isPlain, urlOf } from '../core/text/url.js';

/** Addresses of engines as Optimize uses them. */

/** What is in the place of a host and no name of one: `$(ENGINE_HOST)`, `{engine}`, `__ENGINE__`, several hosts. */
const NO_HOST = /^__|[$(){}!*'+,;=&~`"]/;

/**
 * The form that tells whether two addresses (without their trailing slash) are one: scheme and host in lower case, no default port, no user
 * info. Null where the text is no absolute http or https address.
 */
export function baseOf(address: string): string | null {
  if (isPlain(address)) return address;
  if (!/^https?:\/\/[^/?#\\\s]/i.test(address) || /\s/u.test(address)) return null;
  const url = urlOf(address);
  if (url === null || NO_HOST.test(url.hostname)) return null;
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.protocol}//${url.host}${path}${url.search}`;
}
