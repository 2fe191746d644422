import { isLocalHost, isPlain, withoutTrailingSlash } from '../../../core/text/url.js';
import { isLocal } from './addresses.js';
import type { PlacedEntry } from './entries.js';

/** What is wrong with an address of web applications by itself. */
export type EndpointFault = 'scheme' | 'page' | 'rest' | 'local' | 'internal';

/** Optimize puts `/app/cockpit/NAME/#/…` behind the address. */
export function endpointFault(endpoint: string, { entry }: Pick<PlacedEntry, 'entry'>): EndpointFault | null {
  const parts = partsOf(endpoint);
  if (parts === null) return 'scheme';
  const { authority, path } = parts;
  if (isPage(path)) return 'page';
  if (isRest(endpoint, path, entry.rest)) return 'rest';
  const host = (authority.includes(':') ? authority.replace(/:\d*$/u, '') : authority).toLowerCase();
  // Where engine and web applications are both on this machine, the address of the engine says so already.
  if (isLocalHost(host)) return entry.base !== null && !isLocal(entry) ? 'local' : null;
  return isInternal(host) ? 'internal' : null;
}

/** Host with port, and whatever follows. Where nothing else can be in it, no pattern is made: a start pays for each of them. */
function partsOf(endpoint: string): { readonly authority: string; readonly path: string } | null {
  if (isPlain(endpoint)) {
    const from = endpoint.indexOf('//') + 2;
    const to = endpoint.indexOf('/', from);
    return to < 0
      ? { authority: endpoint.slice(from), path: '' }
      : { authority: endpoint.slice(from, to), path: endpoint.slice(to) };
  }
  const [, authority, path = ''] = /^https?:\/\/(?:[^/@]*@)?([^/?#]+)(.*)$/i.exec(endpoint) ?? [];
  return authority === undefined ? null : { authority, path };
}

function isPage(path: string): boolean {
  const small = path.toLowerCase();
  const mayBe = ['?', '#', '/app', '.htm', '-welcome'].some((part) => small.includes(part));
  return mayBe && /[?#]|\/app(?:\/|$)|\.html?$|-welcome\/?$/u.test(small);
}

/** Where both are the same, one of them is wrong; `/camunda` is right here, and another rule speaks of `rest`. */
function isRest(endpoint: string, path: string, rest: string | null): boolean {
  const end = withoutTrailingSlash(path);
  if (end.endsWith('/camunda')) return false;
  if (end.endsWith('/engine-rest') || withoutTrailingSlash(endpoint) === rest) return true;
  // Below it, and below the same of the web applications.
  return ['/engine-rest/', '/api/'].some((above) => `${end}/`.includes(`${above}engine/`));
}

/** A name without domain, or one that only a cluster or a machine with containers resolves. */
function isInternal(host: string): boolean {
  if (host.startsWith('[') || host.includes('${')) return false;
  if (!host.includes('.') || host.endsWith('.cluster.local') || host === 'host.docker.internal') return true;
  const service = host.indexOf('.svc.');
  return host.endsWith('.svc') || (service >= 0 && /^\.svc\.[\w.-]+$/u.test(host.slice(service)));
}
