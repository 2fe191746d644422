import type { EngineEntry } from '../configuration/types.js';
import type { CleanOutcome } from '../probe/canary/clean.js';
import type { Reach } from '../probe/contact.js';
import { wantedEntries } from './request/aliases.js';
import { loadConfiguration } from './request/configure.js';
import { unreadNotes } from './judge/unreadable.js';
import type { CheckRequest, LiveRequest } from './request/request.js';

export interface Cleaned extends CleanOutcome {
  readonly alias: string;
}

export interface Cleaning {
  readonly cleaned: readonly Cleaned[];
  /** Files that may name further engines, which could not be read. */
  readonly unread: readonly string[];
}

/**
 * Deletes every task filter with the name of a canary, on every engine of the configuration that lets the user in. An interrupt
 * leaves out the engines that were not begun.
 */
export async function cleanCanaries(
  request: CheckRequest,
  live: LiveRequest,
  version: string,
): Promise<Cleaning> {
  const { configuration, vault } = await loadConfiguration(request);
  const { filterWriter, probeEngines } = await import('../probe/probe-engines.js');
  const { cleanEngine } = await import('../probe/canary/clean.js');
  const entries = wantedEntries(request, configuration.engines);
  const writer = await filterWriter({ ...live, version });
  const cleaned = new Map<EngineEntry, CleanOutcome>();
  try {
    const { engines } = await probeEngines(entries, vault, {
      ...live,
      version,
      allowCanary: false,
      loginOnly: true,
      visit: async ({ entry, session }) => {
        if (!live.signal.aborted) cleaned.set(entry, await cleanEngine(session, writer));
      },
    });
    const outcomes = entries.map((entry, index) => {
      const outcome = cleaned.get(entry) ?? { deleted: 0, failed: whyNot(engines[index]?.reach) };
      return { alias: entry.alias, ...outcome };
    });
    return { cleaned: outcomes, unread: unreadNotes(configuration, []) };
  } finally {
    await writer.close();
  }
}

function whyNot(reach: Reach | undefined): string {
  if (reach?.status === 'failed') return reach.failure.detail;
  return reach?.status === 'not-probed' ? reach.because : 'interrupted before';
}
