import type { Limits, Transport } from '../http/transport.js';
import type { ServiceSession } from '../services/service-session.js';
import { STATUS, statusIn } from './status.js';
import type { OptimizeStatus, StatusSample } from './types.js';

/** An idle engine turns to importing for a moment about every 10 seconds, when its progress is stored. */
const SAMPLED_MS = 60_000;
const PAUSE_MS = 2_500;
const MOST = 30;

/**
 * Reads the status again and again for a minute: what one reading says of importing means nothing. Ends early where an answer fails, and in a
 * replay with the recorded answers.
 */
export async function sampleStatus(
  session: ServiceSession,
  first: OptimizeStatus,
  transport: Transport,
  limits: Limits,
): Promise<readonly StatusSample[]> {
  const samples: StatusSample[] = [{ at: session.receivedAt ?? 0, status: first }];
  while (samples.length < MOST && !isLongEnough(samples) && !limits.signal.aborted) {
    await transport.pause?.(PAUSE_MS, limits);
    const answer = await session.ask(STATUS);
    const status = answer.ok && answer.status === 200 ? statusIn(answer.json) : null;
    if (!answer.ok || status === null) break;
    samples.push({ at: answer.receivedAt, status });
  }
  return samples.length === 1 ? [] : samples;
}

function isLongEnough(samples: readonly StatusSample[]): boolean {
  return (samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0) >= SAMPLED_MS;
}
