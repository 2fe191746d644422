import { greatest } from '../../core/many.js';
import { evidenceOf, known, unknown, type Observed } from '../../core/observed.js';
import type { EngineReadings } from '../../probe/readings.js';
import type { MeterReading } from '../../probe/types.js';
import { compareMeters } from './meters.js';

/** Which databases answer at an address: one, or several behind a balancer. */
export interface Behind {
  /** Null for an engine without an id. */
  readonly installations: readonly (string | null)[];
  /** Moments of meter rows that only some answers to one question showed: no two nodes of one database differ there. */
  readonly ticksApart: number;
}

/** Without the right to telemetry, meter rows that were read over several connections tell it as well: they need no right. */
export function behindOf({ telemetry, meters }: EngineReadings): Observed<Behind> {
  const compared = meters.known ? comparedRows(meters.value) : null;
  if (!telemetry.known && (!meters.known || compared === null)) return telemetry;
  const ticksApart = compared ?? 0;
  const shown = meters.known && (ticksApart > 0 || !telemetry.known) ? meters.evidence : [];
  const installations = telemetry.known ? (telemetry.value.installationsSeen ?? []) : [];
  const isSeveral = telemetry.known && (telemetry.value.startsSeen?.length ?? 0) > 1;
  if (isSeveral && compared === null && installations.includes(null)) return NOTHING_TELLS;
  const gaps = unreadOf(meters, isSeveral).map((detail) => `whether all nodes read one database: ${detail}`);
  return known({ installations, ticksApart }, [...evidenceOf(telemetry), ...shown], gaps);
}

/** A copy has the installation id of its original: where several nodes answer, only their meter rows tell. */
function unreadOf(meters: EngineReadings['meters'], isSeveral: boolean): readonly string[] {
  if (meters.known) return [...new Set(meters.value.unread)];
  return isSeveral && meters.reason !== 'absent' && meters.reason !== 'not-asked' ? [meters.detail] : [];
}

/** A balancer may mix databases here, and nobody would see it. */
const NOTHING_TELLS = unknown(
  'failed',
  'several nodes answer at the address, and neither an installation id nor meter rows tell whether they share a database',
);

/** Nodes with different starts. */
export function nodesOf({ telemetry }: EngineReadings): Observed<number> {
  if (!telemetry.known) return telemetry;
  const { startsSeen = [] } = telemetry.value;
  return startsSeen.length === 0
    ? unknown('absent', 'the nodes of this version do not tell when they started')
    : known(startsSeen.length, telemetry.evidence);
}

/** How many moments only some answers showed; null where there is nothing to compare. */
function comparedRows(first: MeterReading): number | null {
  const all = [first, ...(first.elsewhere ?? [])];
  return all.length > 1 && all.some(({ rows }) => rows.length > 0) ? ticksApartIn(first) : null;
}

/** One window over several connections is one list, as long as one database answers. */
function ticksApartIn(first: MeterReading): number {
  const counts = (first.elsewhere ?? []).map((other) => {
    const { onlyFirst, onlySecond } = compareMeters(first, other);
    return new Set([...onlyFirst, ...onlySecond].map(({ instant }) => instant)).size;
  });
  return greatest(counts, 0);
}
