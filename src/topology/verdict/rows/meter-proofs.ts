import { greatest, least } from '../../../core/many.js';
import { phasesTogether } from '../../fingerprints/meters.js';
import type { Pair } from '../pair.js';
import type { Signal } from './signal.js';
import { twoWritersInTicks } from './ticks.js';

const LONG_ENOUGH_MS = 3 * 3_600_000;
const TICK_LATENESS_MS = 2_000;

/**
 * Nobody tells when the nodes started, but their rows are equal up to the end of the window: a copy would have to be
 * very young. Where two nodes wrote them side by side two ticks of each are enough; else only hours of them say anything.
 */
export function meterRowsEqualForHours(pair: Pair): Signal | null {
  if (pair.meters === null || pair.starts !== null) return null;
  const { common, onlyFirst, onlySecond, end, intervalMs } = pair.meters;
  if (onlyFirst.length + onlySecond.length > 0 || common.length < 2) return null;
  const instants = common.map((row) => row.instant);
  const [oldest, newest] = [least(instants), greatest(instants)];
  // A running node writes in every interval: where the newest row is older, a copy may have been made since.
  if (newest < end - intervalMs - TICK_LATENESS_MS) return null;
  const phases = twoWritersInTicks(pair, end) ? 2 : phasesTogether(common, intervalMs);
  if (phases < 2 && newest - oldest < LONG_ENOUGH_MS) return null;
  const detail = `${common.length} equal rows from ${new Date(oldest).toISOString()} to ${new Date(newest).toISOString()}, written by ${phases === 1 ? 'what may be one node' : `${phases} nodes`}`;
  return {
    certainty: phases >= 2 ? 'strong' : 'weak',
    evidence: [pair.evidence('meter-rows', detail)],
  };
}
