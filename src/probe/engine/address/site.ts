import { MASK } from '../../../core/text/secret-text.js';
import { urlOf } from '../../../core/text/url.js';
import type { EngineEntry } from '../../../configuration/types.js';
import type { Vault } from '../../../configuration/logins.js';
import { echoesOf, type Echoes } from '../../http/answer/echoes.js';
import type { Hide } from '../../http/answer/others.js';
import { proxyLoginsFor } from '../../http/connection/proxy.js';

/** Where an engine is asked: what is called, and what may be told of it. */
export interface Site {
  /** The base as it is called: one trailing slash goes, as in Optimize; so does user info, which is no login there either. */
  readonly address: string;
  /** The same as it may be shown and recorded. */
  readonly shown: string;
  readonly echoes: Echoes;
}

/** Null where the entry has no http or https address. */
export function siteOf(entry: EngineEntry, vault: Vault, environment = process.env): Site | null {
  const written = vault.addressOf(entry) ?? '';
  const address = baseOf(written);
  if (address === null) return null;
  const shown = shownBase(hasLogin(written) ? withoutLogin(entry.rest) : entry.rest, address);
  const credentials = vault.credentialsOf(entry);
  const proxies = proxyLoginsFor(new URL(address), environment);
  const hide: Hide = (text, isSaid) => vault.hide(text, isSaid);
  return { address, shown, echoes: echoesOf({ credentials, proxies, address, shown }, hide) };
}

export function baseOf(address: string): string | null {
  const url = urlOf(address);
  if (url === null) return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

function hasLogin(address: string): boolean {
  const url = urlOf(address);
  return url !== null && `${url.username}${url.password}` !== '';
}

/** Behind a slash an `@` ends no user info: what was masked before it is called, as a part of the path. */
function withoutLogin(shown: string | null): string | null {
  return shown?.replace(/^([a-z][\w+.-]*:\/\/)\*\*\*@/i, '$1') ?? null;
}

/**
 * The two differ only where the configuration masks a part that is called, such as a path parameter or the value of a secret variable. Where
 * what is left is no address, because such a variable holds the host as well, nothing but the protocol is shown: a recording wants one.
 */
function shownBase(rest: string | null, address: string): string {
  const plain = (rest ?? '').replace(/[?#].*$/, '').replace(/\/$/, '');
  if (!/\*\*\*|<\w+>/.test(plain)) return address;
  return baseOf(plain) === null ? `${new URL(address).protocol}//${MASK}` : plain;
}
