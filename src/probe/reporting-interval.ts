/** What every engine does that was not told otherwise. */
export const DEFAULT_INTERVAL_SECONDS = 900;
/** How many nodes may stand behind what looks like the rows of one, evenly spread by chance. */
const NODES_IN_DOUBT = 4;
/** Numbers of newest rows to judge by, most telling first: after a restart only the newest few are of one piece. */
const PIECES = [192, 96, 48, 24, 16, 12, 8, 6, 4];
/** What a piece has to show of an interval. */
const INTERVALS_SHOWN = 3;

const SHORTEST_SECONDS = 2;
/** Rows are stamped a few tenths late and cut to the second, so any two of them may seem a second further apart or closer. */
const JITTER_SECONDS = 1;
/**
 * Of one node that is a second late now and then half of the distances between neighbours are off, by chance. Where nearly
 * all of many are, two nodes take turns, four and six seconds after each other.
 */
const MANY_DISTANCES = 11;
const OFF_BY_TURNS = 0.9;

export interface ReportingInterval {
  readonly seconds: number;
  readonly learned: boolean;
}

/**
 * How often nodes write their meter rows: the smallest distance at which every row has another before it, and again before
 * that, however many nodes wrote them. Rows that two nodes write in one second are one, which changes nothing about that.
 *
 * @param instants of the rows, newest first, milliseconds
 */
export function reportingInterval(instants: readonly number[]): ReportingInterval {
  const times = instants.map((instant) => Math.floor(instant / 1000));
  for (const size of PIECES) {
    const seconds = times.length < size ? null : repetition(times.slice(0, size));
    if (seconds !== null) return { seconds, learned: true };
  }
  return { seconds: DEFAULT_INTERVAL_SECONDS, learned: false };
}

/** The smallest distance that fits, or of its neighbours the one that fits better. */
function repetition(newestFirst: readonly number[]): number | null {
  const [newest = 0, oldest = 0] = [newestFirst[0], newestFirst.at(-1)];
  const longest = (newest - oldest + JITTER_SECONDS) / INTERVALS_SHOWN;
  const candidates = [...new Set(newestFirst.flatMap((time) => around(newest - time)))]
    .filter((seconds) => seconds >= SHORTEST_SECONDS && seconds <= longest)
    .toSorted((a, b) => a - b);
  let best: { readonly seconds: number; readonly off: number } | null = null;
  for (const seconds of candidates) {
    if (best !== null && seconds > best.seconds + JITTER_SECONDS) break;
    const off = missedBy(seconds, newestFirst);
    if (off !== null && off < (best?.off ?? Infinity)) best = { seconds, off };
  }
  return best?.seconds ?? null;
}

function around(seconds: number): readonly number[] {
  return [seconds - JITTER_SECONDS, seconds, seconds + JITTER_SECONDS];
}

/**
 * How far off the rows one interval before each row are, on average. Null where some row has none at some multiple of the
 * interval before it, or two nodes take turns.
 */
function missedBy(seconds: number, newestFirst: readonly number[]): number | null {
  const oldest = newestFirst.at(-1) ?? 0;
  const neighbours: number[] = [];
  for (const [index, time] of newestFirst.entries()) {
    for (let before = time - seconds; before + JITTER_SECONDS >= oldest; before -= seconds) {
      const off = distanceTo(before, newestFirst, index);
      if (off <= JITTER_SECONDS) {
        if (before === time - seconds) neighbours.push(off);
      } else if (before - JITTER_SECONDS >= oldest) return null;
    }
  }
  if (neighbours.length === 0) return null;
  const missed = neighbours.reduce((sum, off) => sum + off, 0) / neighbours.length;
  return neighbours.length >= MANY_DISTANCES && missed >= OFF_BY_TURNS ? null : missed;
}

/** From a moment to the row that stands closest to it, after the row at `index`. */
function distanceTo(moment: number, newestFirst: readonly number[], index: number): number {
  let closest = Infinity;
  for (let at = index + 1; at < newestFirst.length; at += 1) {
    const time = newestFirst[at] ?? 0;
    closest = Math.min(closest, Math.abs(time - moment));
    if (time < moment) break;
  }
  return closest;
}

/**
 * How long before now a window has to end so that no node writes to it any more, or adds counts that it has not written
 * yet. In doubt the larger interval: two nodes half an interval apart look like one with half of it.
 */
export function safetyMarginMs({ seconds }: ReportingInterval): number {
  const largest = Math.max(seconds, Math.min(DEFAULT_INTERVAL_SECONDS, seconds * NODES_IN_DOUBT));
  const reserve = Math.min(300, Math.max(5, largest / 3));
  return Math.ceil(largest + reserve) * 1000;
}
