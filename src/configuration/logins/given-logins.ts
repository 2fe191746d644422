import { urlOf } from '../../core/text/url.js';
import type { Credentials, GivenLogin, OtherLogins } from '../logins.js';
import { wholeLogin } from './whole-login.js';
import type { EngineEntry } from '../types.js';

/** One login of a file that `--credentials` names. */
export interface NamedLogin {
  readonly user: string | null;
  readonly password: string | null;
  /** A bearer token. */
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** May be sent over plain http to another machine. */
  readonly plainHttp: boolean;
}

/** The logins of that file: by alias, or by host. In private fields, as in the vault that they are put into. */
export class GivenLogins implements OtherLogins {
  readonly #byAlias: ReadonlyMap<string, NamedLogin>;
  readonly #byHost: ReadonlyMap<string, NamedLogin>;

  readonly #engineHosts: ReadonlySet<string>;

  constructor(
    byAlias: ReadonlyMap<string, NamedLogin>,
    byHost: ReadonlyMap<string, NamedLogin>,
    engineHosts: ReadonlySet<string>,
  ) {
    this.#byAlias = byAlias;
    this.#byHost = byHost;
    this.#engineHosts = engineHosts;
  }

  /** What an engine is asked with: its own login where the file has none for it. An alias says more than a host. */
  loginOf(entry: EngineEntry, address: string | null, own: Credentials | null): Credentials | null {
    const named = this.#byAlias.get(entry.alias) ?? this.#byHostOf(address);
    return named === undefined ? own : credentialsOf(named, entry, own);
  }

  /** By host alone: it has no alias. A login for a host that an engine is on is not for a store beside it, unless its port is named. */
  storeLoginOf(address: string, own: Credentials | null): Credentials | null {
    const url = urlOf(address);
    const named =
      url !== null && this.#engineHosts.has(url.hostname)
        ? this.#byHost.get(url.host)
        : this.#byHostOf(address);
    return named === undefined ? own : credentialsOf(named, { authentication: null }, own);
  }

  /** Everything of them that must not be printed. */
  secrets(): readonly string[] {
    return [...this.#byAlias.values(), ...this.#byHost.values()].flatMap(
      ({ user, password, token, headers }) => [
        ...[password, token].filter((text) => text !== null),
        ...wholeLogin({ user, password }),
        ...Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/u).slice(1)]),
      ],
    );
  }

  #byHostOf(address: string | null): NamedLogin | undefined {
    const url = urlOf(address ?? '');
    return url === null ? undefined : (this.#byHost.get(url.host) ?? this.#byHost.get(url.hostname));
  }
}

function credentialsOf(
  { user, password, token, headers, plainHttp }: NamedLogin,
  { authentication }: Pick<EngineEntry, 'authentication'>,
  own: Credentials | null,
): Credentials {
  const configured = authentication?.enabled === true ? authentication.user : null;
  const asOptimize = user !== null && user === configured;
  const given = { user, asOptimize, replaces: true, plainHttp };
  if (token !== null) {
    const sent = { ...headers, authorization: `Bearer ${token}` };
    return { user: null, password: null, headers: sent, given: { ...given, by: 'token' } };
  }
  if (user !== null && password !== null)
    return { user, password, headers, given: { ...given, by: 'password' } };
  if ('authorization' in headers)
    return { user: null, password: null, headers, given: { ...given, by: 'headers' } };
  return beside(own, headers, {
    by: 'headers',
    user: configured,
    asOptimize: true,
    replaces: false,
    plainHttp,
  });
}

/** What a gateway in front wants, beside the login that Optimize sends. */
function beside(own: Credentials | null, headers: NamedLogin['headers'], given: GivenLogin): Credentials {
  return own === null || own.user === null
    ? { user: null, password: null, headers, given }
    : { user: own.user, password: own.password, headers, given };
}
