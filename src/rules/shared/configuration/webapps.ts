import { isLocalHost } from '../../../core/text/url.js';
import { isLocal } from './addresses.js';
import type { PlacedEntry } from './entries.js';

/** What is wrong with an address of web applications by itself. */
export type EndpointFault = 'scheme' | 'page' | 'rest' | 'local' | 'internal';

/** Optimize puts `/app/cockpit/NAME/#/…` behind the address. */
export function endpointFault(endpoint: string, { entry }: Pick<PlacedEntry, 'entry'>): EndpointFault | null {
  const [, authority, path = ''] = /^https?:\/\/(?:[^/@]*@)?([^/?#]+)(.*)$/i.exec(endpoint) ?? [];
  if (authority === undefined) return 'scheme';
  if (/[?#]|\/app(?:\/|$)|\.html?$/i.test(path)) return 'page';
  if (isRest(endpoint, path, entry.rest)) return 'rest';
  const host = authority.replace(/:\d*$/u, '').toLowerCase();
  // Where engine and web applications are both on this machine, the address of the engine says so already.
  if (isLocalHost(host)) return entry.base !== null && !isLocal(entry) ? 'local' : null;
  return isInternal(host) ? 'internal' : null;
}

function isRest(endpoint: string, path: string, rest: string | null): boolean {
  return path.replace(/\/$/u, '').endsWith('/engine-rest') || endpoint.replace(/\/$/u, '') === rest;
}

/** A name without domain, or one that only a cluster or a machine with containers resolves. */
function isInternal(host: string): boolean {
  if (host.startsWith('[') || host.includes('${')) return false;
  return !host.includes('.') || /\.svc(?:\.[\w.-]+)?$|\.cluster\.local$|^host\.docker\.internal$/u.test(host);
}
