import type { Span } from '../load/types.js';
import type { EntrySecrets } from './entry.js';
import type { Innocents } from './secrets/innocents.js';
import type { KnownSecrets } from './secrets/known-secrets.js';
import { knownSecretsOf } from './secrets/known-secrets-of.js';
import type { Credentials, OtherLogins, Vault } from './logins.js';
import { wholeLogin } from './logins/whole-login.js';
import type { EngineEntry } from './types.js';

/** Keeps what must not be printed. Everything is in private fields: neither JSON nor `util.inspect` can show it. */
export class PrivateVault implements Vault {
  readonly #entries: Iterable<readonly [EngineEntry, EntrySecrets]>;
  /** Made when somebody asks: without a network nobody does. */
  #byEntry: ReadonlyMap<string, EntrySecrets> | null = null;
  readonly #secrets: Iterable<string>;
  readonly #innocents: () => Innocents;
  #made: KnownSecrets | null = null;
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

  hide(text: string, isSaid = false): string {
    return isSaid ? this.#known.hideSaid(text) : this.#known.hide(text);
  }

  /** Where a text has what `hide` would mask. */
  secretsIn(text: string): readonly Span[] {
    return this.#known.spansIn(text);
  }

  get #known(): KnownSecrets {
    return (this.#made ??= knownSecretsOf({ [Symbol.iterator]: () => this.#all() }, this.#innocents));
  }

  /** With logins as a whole: of words, they are no words. */
  *#all(): Iterator<string> {
    yield* this.#secrets;
    for (const login of [...Array.from(this.#entries, ([, hidden]) => hidden), this.#storeLogin()])
      yield* wholeLogin(login);
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
