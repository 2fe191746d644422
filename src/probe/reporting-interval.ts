/** What every engine does that was not told otherwise. */
export const DEFAULT_INTERVAL_SECONDS = 900;
/** How many nodes may stand behind what looks like the ticks of one, evenly spread by chance. */
const NODES_IN_DOUBT = 4;
const MAX_NODES = 4;
/** Numbers of newest rows to judge by, most telling first: after a restart only the newest few are of one piece. */
const WINDOWS = [12, 6, 4];

const SHORTEST_SECONDS = 2;
/**
 * Rows are stamped a few tenths late and cut to the second, so any of them may seem a second late: a variance of one half.
 * Two nodes that take turns nearly evenly, 9 and 11 seconds apart, have a variance of one.
 */
const MAX_VARIANCE = 0.75;

export interface ReportingInterval {
  readonly seconds: number;
  readonly learned: boolean;
}

/**
 * The spacing of meter rows: with k nodes every k-th row comes from the same node, so the difference between a row and the
 * k-th before it is the same everywhere, to the second. The smallest k that fits is taken.
 *
 * @param instants of the rows, newest first, milliseconds
 */
export function reportingInterval(instants: readonly number[]): ReportingInterval {
  const times = ticksIn(instants.map((instant) => instant / 1000));
  for (const size of WINDOWS) {
    if (times.length < size) continue;
    const seconds = spacing(times.slice(0, size));
    if (seconds !== null) return { seconds, learned: true };
  }
  return { seconds: DEFAULT_INTERVAL_SECONDS, learned: false };
}

/** Two nodes that write together leave one row of a second at one time, and rows of two seconds at another. */
function ticksIn(times: readonly number[]): readonly number[] {
  const ticks: number[] = [];
  for (const [index, time] of times.entries()) {
    const before = times[index - 1];
    if (before === undefined || before - time >= SHORTEST_SECONDS) ticks.push(time);
    else ticks.push(((ticks.pop() ?? time) + time) / 2);
  }
  return ticks;
}

function spacing(newest: readonly number[]): number | null {
  for (let nodes = 1; nodes <= MAX_NODES && nodes * 3 <= newest.length; nodes += 1) {
    const differences = newest.slice(0, -nodes).map((time, index) => time - (newest[index + nodes] ?? time));
    const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length;
    const variance = differences.reduce((sum, each) => sum + (each - mean) ** 2, 0) / differences.length;
    const off = Math.max(...differences.map((each) => Math.abs(each - mean)));
    if (mean >= SHORTEST_SECONDS && off < 2 && variance <= MAX_VARIANCE) return Math.round(mean);
  }
  return null;
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
