import { known, unknown, type Observed } from '../../../core/observed.js';
import { fieldOf, keepFields, numberOf, textOf } from '../../http/kept-fields.js';
import { unreadable, type EngineSession, type Resource } from '../session.js';
import type { CleanupJob, DefinitionSet, HistoryCleanup } from '../../types.js';

/** Each costs the engine the model of one definition. */
const FEW = 3;

const configuration: Resource = {
  name: 'cleanup-configuration',
  path: '/history/cleanup/configuration',
  keep: keepFields('batchWindowStartTime', 'enabled'),
};

/**
 * Whether history is cleaned up, and how soon for the newest version of a few processes. Asked only where there are
 * clean-up jobs: without them nothing is deleted.
 */
export async function readHistoryCleanup(
  session: EngineSession,
  jobs: Observed<readonly CleanupJob[]>,
  definitions: Observed<DefinitionSet>,
): Promise<Observed<HistoryCleanup>> {
  if (!jobs.known) return jobs;
  if (jobs.value.length === 0) return known({ enabled: false, timesToLive: [] }, jobs.evidence);
  const answer = await session.ask(configuration);
  if (!answer.ok || answer.status !== 200) return unreadable(answer, configuration);
  // `enabled` is there from 7.13 on.
  const enabled =
    textOf(answer.json, 'batchWindowStartTime') !== null && fieldOf(answer.json, 'enabled') !== false;
  const evidence = session.evidence(configuration, enabled ? 'clean-up is on' : 'no clean-up window');
  if (!enabled) return known({ enabled, timesToLive: [] }, [evidence]);
  if (!definitions.known) return definitions;
  const read = await readTimesToLive(session, definitions.value);
  if (session.broken !== null) return unknown('failed', session.broken.detail);
  return known({ enabled, timesToLive: read }, [evidence]);
}

async function readTimesToLive(session: EngineSession, { groups }: DefinitionSet) {
  const read: HistoryCleanup['timesToLive'][number][] = [];
  const some = groups.toSorted((a, b) => (a.key < b.key ? -1 : 1)).slice(0, FEW);
  for (const { key, versions } of some) {
    const [newest] = versions.toSorted((a, b) => b.version - a.version);
    const answer = newest === undefined ? null : await session.ask(definition(newest.id));
    if (answer === null || !answer.ok || answer.status !== 200) continue;
    read.push({ key, days: numberOf(answer.json, 'historyTimeToLive') });
  }
  return read;
}

function definition(id: string): Resource {
  return {
    name: 'process-definition',
    path: `/process-definition/${encodeURIComponent(id)}`,
    keep: keepFields('historyTimeToLive'),
  };
}
