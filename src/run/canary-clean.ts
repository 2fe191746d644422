import type { EngineEntry, Vault } from '../configuration/types.js';
import { loadConfiguration } from './request/configure.js';
import { unreadNotes } from './judge/unreadable.js';
import type { CheckRequest } from './request/request.js';

export interface Cleaned {
  readonly alias: string;
  readonly deleted: number;
  /** Why the engine may still hold a filter; null where it holds none. */
  readonly failed: string | null;
}

export interface Cleaning {
  readonly cleaned: readonly Cleaned[];
  /** Files that may name further engines, which could not be read. */
  readonly unread: readonly string[];
}

/**
 * Deletes every task filter with the name of a canary, on every engine of the configuration, one after the other. An interrupt
 * leaves out the engines that were not begun.
 */
export async function cleanCanaries(request: CheckRequest, version: string): Promise<Cleaning> {
  const { configuration, vault } = loadConfiguration(request);
  const { cleanEngine, writerFor } = await import('../probe/canary/clean.js');
  const writer = await writerFor(version, request.live?.caFile ?? null);
  // A password that one engine rejects is not tried on another: it would count towards locking the account.
  const rejected = new Set<string>();
  const cleaned: Cleaned[] = [];
  try {
    for (const entry of wanted(configuration.engines, request)) {
      const outcome =
        request.live?.signal.aborted === true
          ? { deleted: 0, failed: 'interrupted before' }
          : await cleanEngine(siteOf(entry, vault), rejected, writer);
      cleaned.push({ alias: entry.alias, ...outcome });
    }
  } finally {
    await writer.close();
  }
  return { cleaned, unread: unreadNotes(configuration, []) };
}

function wanted(engines: readonly EngineEntry[], { engines: aliases }: CheckRequest): readonly EngineEntry[] {
  return engines.filter(({ alias }) => aliases.length === 0 || aliases.includes(alias));
}

function siteOf(entry: EngineEntry, vault: Vault) {
  return { address: vault.addressOf(entry), name: entry.name, credentials: vault.credentialsOf(entry) };
}
