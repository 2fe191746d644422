import type { Span } from '../load/types.js';
import type { EntrySecrets } from './entry.js';
import { KnownSecrets, type Innocents } from './secrets/known-secrets.js';
import type { Credentials, OtherLogins, Vault } from './logins.js';
import type { EngineEntry } from './types.js';

/** Keeps what must not be printed. Everything is in private fields: neither JSON nor `util.inspect` can show it. */
export class PrivateVault implements Vault {
  readonly #entries: Iterable<readonly [EngineEntry, EntrySecrets]>;
  /** Made when somebody asks: without a network nobody does. */
  #byEntry: ReadonlyMap<string, EntrySecrets> | null = null;
  readonly #secrets: Iterable<string>;
  readonly #innocents: () => Innocents;
  readonly #known: KnownSecrets;
  readonly #others: OtherLogins | null;
  readonly #storeLogin: () => Credentials | null;

  constructor(
    entries: Iterable<readonly [EngineEntry, EntrySecrets]>,
    secrets: Iterable<string>,
    innocents: () => Innocents,
    storeLogin: () => Credentials | null,
    others: OtherLogins | null = null,
  ) {
    this.#entries = entries;
    this.#secrets = secrets;
    this.#innocents = innocents;
    this.#storeLogin = storeLogin;
    this.#known = new KnownSecrets(secrets, innocents);
    this.#others = others;
  }

  withLogins(others: OtherLogins): PrivateVault {
    const secrets = [...this.#secrets, ...others.secrets()];
    return new PrivateVault(this.#entries, secrets, this.#innocents, this.#storeLogin, others);
  }

  credentialsOf(entry: EngineEntry): Credentials | null {
    const { user, password } = this.#hiddenIn(entry);
    const isComplete = user !== null && user !== '' && password !== null;
    const own = entry.authentication?.enabled === true && isComplete ? { user, password } : null;
    return this.#others === null ? own : this.#others.loginOf(entry, this.addressOf(entry), own);
  }

  storeLogin(address: string): Credentials | null {
    const own = this.#storeLogin();
    return this.#others?.storeLoginOf === undefined ? own : this.#others.storeLoginOf(address, own);
  }

  addressOf(entry: EngineEntry): string | null {
    return this.#hiddenIn(entry).address;
  }

  hide(text: string): string {
    return this.#known.hide(text);
  }

  /** Where a text has what `hide` would mask. */
  secretsIn(text: string): readonly Span[] {
    return this.#known.spansIn(text);
  }

  #hiddenIn(entry: EngineEntry): EntrySecrets {
    this.#byEntry ??= new Map(Array.from(this.#entries, ([each, hidden]) => [keyOf(each), hidden]));
    return this.#byEntry.get(keyOf(entry)) ?? NOTHING;
  }
}

const NOTHING: EntrySecrets = { address: null, user: null, password: null };

function keyOf({ file, alias }: EngineEntry): string {
  return JSON.stringify([file, alias]);
}
