import { known, type Observed } from '../../core/observed.js';
import type { EngineReadings, MeterReading } from '../../probe/types.js';
import { compareMeters } from './meters.js';

/** What answers at an address: one node, or several behind a balancer. */
export interface Behind {
  /** Nodes with different starts. */
  readonly nodes: number;
  /** Null for an engine without an id. */
  readonly installations: readonly (string | null)[];
  /** Moments of meter rows that only some answers to one question showed: no two nodes of one database differ there. */
  readonly ticksApart: number;
}

export function behindOf({ telemetry, meters }: EngineReadings): Observed<Behind> {
  if (!telemetry.known) return telemetry;
  const { startsSeen = [], installationsSeen = [] } = telemetry.value;
  const ticksApart = meters.known ? ticksApartIn(meters.value) : 0;
  const evidence = meters.known && ticksApart > 0 ? meters.evidence : [];
  return known({ nodes: startsSeen.length, installations: installationsSeen, ticksApart }, [
    ...telemetry.evidence,
    ...evidence,
  ]);
}

/** One window over several connections is one list, as long as one database answers. */
function ticksApartIn(first: MeterReading): number {
  const counts = (first.elsewhere ?? []).map((other) => {
    const { onlyFirst, onlySecond } = compareMeters(first, other);
    return new Set([...onlyFirst, ...onlySecond].map(({ instant }) => instant)).size;
  });
  return Math.max(0, ...counts);
}
