import type { EntrySecrets } from './entry.js';
import { KnownSecrets, type Innocents } from './secrets/known-secrets.js';
import type { Credentials, EngineEntry, Vault } from './types.js';

/** Keeps what must not be printed. Everything is in private fields: neither JSON nor `util.inspect` can show it. */
export class PrivateVault implements Vault {
  readonly #byEntry: ReadonlyMap<string, EntrySecrets>;
  readonly #known: KnownSecrets;

  constructor(
    entries: Iterable<readonly [EngineEntry, EntrySecrets]>,
    secrets: Iterable<string>,
    innocents: () => Innocents,
  ) {
    this.#byEntry = new Map(Array.from(entries, ([entry, hidden]) => [keyOf(entry), hidden]));
    this.#known = new KnownSecrets(secrets, innocents);
  }

  credentialsOf(entry: EngineEntry): Credentials | null {
    const { user, password } = this.#byEntry.get(keyOf(entry)) ?? NOTHING;
    if (entry.authentication?.enabled !== true || user === null || user === '' || password === null)
      return null;
    return { user, password };
  }

  addressOf(entry: EngineEntry): string | null {
    return this.#byEntry.get(keyOf(entry))?.address ?? null;
  }

  hide(text: string): string {
    return this.#known.hide(text);
  }
}

const NOTHING: EntrySecrets = { address: null, user: null, password: null };

function keyOf({ file, alias }: EngineEntry): string {
  return JSON.stringify([file, alias]);
}
