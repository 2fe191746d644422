import { urlEncoded } from '../../../core/text/url-encoded.js';
import { known, unknown, type Observed } from '../../../core/observed.js';
import { fieldOf, keepFields, numberOf, textOf } from '../../http/answer/kept-fields.js';
import { unreadable } from '../observing.js';
import type { EngineSession } from '../session.js';
import type { Resource } from '../resource.js';
import type { CleanupJob, DefinitionSet, HistoryCleanup } from '../../types.js';

/** Each costs the engine the model of one definition. */
const FEW = 3;

const configuration: Resource = {
  name: 'cleanup-configuration',
  path: '/history/cleanup/configuration',
  mayBeAbsent: true,
  keep: keepFields('batchWindowStartTime', 'enabled'),
};

/** Whether history is cleaned up. Asked only where there are clean-up jobs: without them nothing is deleted. */
export async function readCleanupSettings(
  session: EngineSession,
  jobs: Observed<readonly CleanupJob[]>,
): Promise<Observed<boolean>> {
  if (!jobs.known) return jobs;
  if (jobs.value.length === 0) return known(false, jobs.evidence);
  const answer = await session.ask(configuration);
  if (!answer.ok || answer.status !== 200) return unreadable(answer, configuration);
  // `enabled` is there from 7.13 on.
  const enabled =
    textOf(answer.json, 'batchWindowStartTime') !== null && fieldOf(answer.json, 'enabled') !== false;
  return known(enabled, [session.evidence(configuration, enabled ? 'clean-up is on' : 'no clean-up window')]);
}

/** How soon history is cleaned up, for the newest version of a few processes. */
export async function readTimesToLive(
  session: EngineSession,
  cleanup: Observed<boolean>,
  definitions: Observed<DefinitionSet>,
): Promise<Observed<HistoryCleanup>> {
  if (!cleanup.known) return cleanup;
  const { value: enabled, evidence } = cleanup;
  if (!enabled) return known({ enabled, timesToLive: [] }, evidence);
  if (!definitions.known) return definitions;
  const timesToLive = await timesToLiveOf(session, definitions.value);
  if (session.broken !== null) return unknown('failed', session.broken.detail);
  return known({ enabled, timesToLive }, evidence);
}

async function timesToLiveOf(
  session: EngineSession,
  { groups }: DefinitionSet,
): Promise<HistoryCleanup['timesToLive']> {
  const some = groups.toSorted((a, b) => (a.key < b.key ? -1 : 1)).slice(0, FEW);
  const read = await session.all(
    ...some.map(({ key, versions }) => async () => {
      const [newest] = versions.toSorted((a, b) => b.version - a.version);
      const answer = newest === undefined ? null : await session.ask(definition(newest.id));
      if (answer === null || !answer.ok || answer.status !== 200) return [];
      return [{ key, days: numberOf(answer.json, 'historyTimeToLive') }];
    }),
  );
  return read.flat();
}

function definition(id: string): Resource {
  return {
    name: 'process-definition',
    path: `/process-definition/${urlEncoded(id)}`,
    keep: keepFields('historyTimeToLive'),
  };
}
