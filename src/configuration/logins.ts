import type { EngineEntry } from './types.js';

/** What the probes need and nothing else may see. */
export type Credentials = (
  | { readonly user: string; readonly password: string }
  /** A token, or keys for a gateway, alone. */
  | { readonly user: null; readonly password: null }
) & {
  /** Sent with every request, by their names in lower case; a token is one of them. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly given?: GivenLogin;
};

/** Logins that do not come from the configuration. */
export interface OtherLogins {
  /** What an engine is asked with: `own` where there is no other. */
  loginOf(entry: EngineEntry, address: string | null, own: Credentials | null): Credentials | null;
  /** What the search store of Optimize is asked with: the login for its host, `own` where there is none. */
  storeLoginOf?(address: string, own: Credentials | null): Credentials | null;
  /** Everything of them that must not be printed. */
  secrets(): readonly string[];
}

/** What is known of a login that the configuration does not have. Holds no secret. */
export interface GivenLogin {
  readonly by: 'password' | 'token' | 'headers';
  /** Whom it stands for, as far as that is said. */
  readonly user: string | null;
  /** What it may do, Optimize may: it stands for the same user. */
  readonly asOptimize: boolean;
  /** The login of the configuration is not sent. */
  readonly replaces: boolean;
  /** It may go over plain http to another machine. */
  readonly plainHttp: boolean;
}

/** Secrets split off from the configuration; handed to the HTTP client only. */
export interface Vault {
  /** The login of an entry, or null where authentication is off or incomplete and no other was given. Keyed by the entry's file and alias. */
  credentialsOf(entry: EngineEntry): Credentials | null;
  /** What Optimize's Elasticsearch or OpenSearch is asked with at an address; null where neither the first file nor a file of logins has any. */
  storeLogin?(address: string): Credentials | null;
  /** The address to call, with nothing masked. */
  addressOf(entry: EngineEntry): string | null;
  /**
   * A text without the secrets of the configuration, wherever they stand in it. Those that are ordinary words, or that are names in the
   * configuration, stay: they are masked where they are set. Of what is said to people, short ones that stand by themselves are taken out, too.
   */
  hide(text: string, isSaid?: boolean): string;
}
