/** What every engine does that was not told otherwise. */
export const DEFAULT_INTERVAL_SECONDS = 900;
/** How many nodes may stand behind what looks like the rows of one, evenly spread by chance. */
const NODES_IN_DOUBT = 4;
/** Numbers of newest rows to judge by, most telling first: after a restart only the newest few are of one piece. */
const PIECES = [192, 96, 48, 24, 16, 12, 8, 6, 4];
/** How many intervals a piece has to show, and at how many on either side of a row there has to be another. */
const INTERVALS = 3;

const SHORTEST_SECONDS = 2;
/** Rows are stamped a few tenths late and cut to the second, so any two of them may seem a second further apart or closer. */
const JITTER_SECONDS = 1;
/** A machine that is busy lets a node write some seconds late, now and then. */
const MOST_LATE = 0.1;
/**
 * Of one node that is a second late now and then half of the distances between neighbours are off, by chance. Where nearly
 * all of many are, two nodes take turns, four and six seconds after each other.
 */
const MANY_DISTANCES = 22;
const OFF_BY_TURNS = 0.9;

export interface ReportingInterval {
  readonly seconds: number;
  readonly learned: boolean;
}

/**
 * How often nodes write their meter rows: the smallest distance at which nearly every row has others before and after it,
 * however many nodes wrote them. Rows that two nodes write in one second are one, which changes nothing about that.
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
  const longest = (newest - oldest + JITTER_SECONDS) / INTERVALS;
  // Counted from two rows, of which one may be late.
  const differences = newestFirst.slice(0, 2).flatMap((from) => newestFirst.map((time) => from - time));
  const candidates = [...new Set(differences.flatMap((difference) => around(difference)))]
    .filter((seconds) => seconds >= SHORTEST_SECONDS && seconds <= longest)
    .toSorted((a, b) => a - b);
  const rows = new Set(newestFirst);
  let best: { readonly seconds: number; readonly off: number } | null = null;
  for (const seconds of candidates) {
    if (best !== null && seconds > best.seconds + JITTER_SECONDS) break;
    const off = missedBy(seconds, rows, { oldest, newest });
    if (off !== null && off < (best?.off ?? Infinity)) best = { seconds, off };
  }
  return best?.seconds ?? null;
}

function around(seconds: number): readonly number[] {
  return [seconds, seconds - JITTER_SECONDS, seconds + JITTER_SECONDS];
}

const STEPS = Array.from({ length: INTERVALS }, (_, index) => index + 1).flatMap((step) => [step, -step]);

/**
 * How far off the rows one interval before and after each row are, on average. Null where too many rows have none there, or
 * two nodes take turns.
 */
function missedBy(
  seconds: number,
  rows: ReadonlySet<number>,
  { oldest, newest }: { readonly oldest: number; readonly newest: number },
): number | null {
  const mostMissing = MOST_LATE * STEPS.length * rows.size;
  let [found, missing, neighbours, off] = [0, 0, 0, 0];
  for (const time of rows) {
    for (const step of STEPS) {
      const wanted = time + step * seconds;
      const there = around(wanted).find((each) => rows.has(each));
      if (there !== undefined) {
        found += 1;
        if (Math.abs(step) === 1) {
          neighbours += 1;
          off += Math.abs(there - wanted);
        }
      } else if (wanted > oldest && wanted < newest) missing += 1;
    }
    if (missing > mostMissing) return null;
  }
  if (missing > MOST_LATE * (found + missing)) return null;
  return neighbours >= MANY_DISTANCES && off / neighbours >= OFF_BY_TURNS ? null : off / neighbours;
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
