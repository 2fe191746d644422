import { known, type Observed } from '../../../../core/observed.js';
import { parseEngineDate, type EngineDate } from '../../dates.js';
import { keepFields, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import { observed } from '../../observing.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { CleanupJob } from '../../../types.js';

const cleanupJobs: Resource = {
  name: 'cleanup-jobs',
  path: '/history/cleanup/jobs',
  mayBeAbsent: true,
  keep: keepFields('id', 'createTime', 'dueDate'),
};

/** `GET /history/cleanup/jobs` (7.9+). Needs no right. Where there are none, engines say so with a 404 of their own. */
export async function readCleanupJobs(session: EngineSession): Promise<Observed<readonly CleanupJob[]>> {
  const answer = await session.ask(cleanupJobs);
  if (answer.ok && answer.status === 404 && textOf(answer.json, 'type') === 'RestException') {
    return known([], [{ ...session.evidence(cleanupJobs, 'no clean-up jobs'), status: 404 }]);
  }
  return observed(session, cleanupJobs, answer, decode, describe);
}

function decode(json: unknown): readonly CleanupJob[] | null {
  if (!Array.isArray(json)) return null;
  const rows = rowsOf(json);
  if (rows.some((row) => textOf(row, 'id') === null)) return null;
  return rows.map((row) => {
    const createTime = textOf(row, 'createTime');
    const dueDate = textOf(row, 'dueDate');
    return {
      id: textOf(row, 'id') ?? '',
      createTime,
      dueDate,
      createWallClock: dateOf(createTime)?.wallClock ?? null,
      dueWallClock: dateOf(dueDate)?.wallClock ?? null,
      dueInstant: dateOf(dueDate)?.instant ?? null,
    };
  });
}

function dateOf(date: string | null): EngineDate | null {
  return date === null ? null : parseEngineDate(date);
}

function describe(jobs: readonly CleanupJob[]): string {
  return jobs.map((job) => `${job.id} due ${job.dueDate ?? 'at no time'}`).join(', ');
}
