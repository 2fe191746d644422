import type { EntrySecrets } from './entry.js';
import { longestFirst } from './secrets.js';
import type { Credentials, EngineEntry, Vault } from './types.js';

/** Keeps what must not be printed. Everything is in private fields: neither JSON nor `util.inspect` can show it. */
export class PrivateVault implements Vault {
  readonly #byEntry: ReadonlyMap<string, EntrySecrets>;
  readonly #secrets: readonly string[];

  constructor(entries: Iterable<readonly [EngineEntry, EntrySecrets]>, secrets: Iterable<string>) {
    this.#byEntry = new Map(Array.from(entries, ([entry, hidden]) => [keyOf(entry), hidden]));
    this.#secrets = longestFirst(secrets);
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

  get secrets(): readonly string[] {
    return this.#secrets;
  }
}

const NOTHING: EntrySecrets = { address: null, user: null, password: null };

function keyOf({ file, alias }: EngineEntry): string {
  return JSON.stringify([file, alias]);
}
