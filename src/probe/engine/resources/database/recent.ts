import { counted } from '../../../../core/text/text.js';
import { known, type Observed } from '../../../../core/observed.js';
import { queryDate } from '../../dates.js';
import { keepFields, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import { unreadable } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { RecentIds } from '../../../types.js';

const FEW = 20;
const DAY_MS = 86_400_000;
/** Nodes read the times of the database in their own zones: from 12 hours west to 14 hours east. */
const ZONES_MS = 26 * 3_600_000;

/**
 * Ids of the newest process instances and deployments, newest first. Always bound by a time, so that the engine can use its
 * index and never sorts its whole history.
 */
export async function readRecent(session: EngineSession): Promise<Observed<RecentIds>> {
  const bound = queryDate((session.serverTime ?? Date.now()) - DAY_MS - ZONES_MS);
  const instances = await idsOf(
    session,
    newest('history/process-instance', 'startTime', 'startedAfter', bound),
  );
  if (!instances.known) return instances;
  const deployments = await idsOf(session, newest('deployment', 'deploymentTime', 'after', bound));
  return known(
    {
      instances: instances.value,
      deployments: deployments.known ? deployments.value : [],
      complete: instances.value.length < FEW && !session.rowLimits.mayEndAt(instances.value.length),
      readAt: session.serverTime,
    },
    instances.evidence,
  );
}

async function idsOf(session: EngineSession, resource: Resource): Promise<Observed<readonly string[]>> {
  const answer = await session.ask(resource);
  if (!answer.ok || answer.status !== 200 || !Array.isArray(answer.json)) return unreadable(answer, resource);
  const ids = rowsOf(answer.json).flatMap((row) => textOf(row, 'id') ?? []);
  return known(ids, [session.evidence(resource, counted(ids.length, 'id'))]);
}

function newest(of: string, sortBy: string, after: string, bound: string): Resource {
  const query = `/${of}?sortBy=${sortBy}&sortOrder=desc&maxResults=${FEW}&${after}=`;
  return {
    name: `recent-${of.replace('history/', '')}`,
    path: `${query}${bound}`,
    shown: `${query}…`,
    keep: keepFields('id'),
  };
}
