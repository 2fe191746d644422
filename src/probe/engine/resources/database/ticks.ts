import type { EngineSession } from '../../session.js';
import type { TickDetail, TickSpan } from '../../../types.js';
import { hasMeterRows } from './metrics.js';

const SECOND_MS = 1_000;

/**
 * The exact milliseconds of the first and the last meter row of a few seconds. Answers show rows by the second, but the
 * filters go to the millisecond: about ten requests for the first, and where it is not alone as many for the last. Null
 * where the engine stops answering.
 */
export async function readTick(session: EngineSession, { from, to }: TickSpan): Promise<TickDetail | null> {
  const offset = await smallest((after) => hasMeterRows(session, from, from + after + 1));
  if (offset === null) return null;
  const first = from + offset;
  const end = to + SECOND_MS;
  const more = await hasMeterRows(session, first + 1, end);
  if (more === null) return null;
  if (!more) return { from, to, first, last: first };
  // Counted from the end: the smallest distance at which the rest of the second still holds a row.
  const before = await smallest((rest) => hasMeterRows(session, end - rest - 1, end));
  return before === null ? null : { from, to, first, last: end - before - 1 };
}

/** The smallest offset within a second for which the question is answered with yes. */
async function smallest(holds: (offset: number) => Promise<boolean | null>): Promise<number | null> {
  let [low, high] = [0, SECOND_MS - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const answer = await holds(middle);
    if (answer === null) return null;
    if (answer) high = middle;
    else low = middle + 1;
  }
  return low;
}
