export type Work = () => unknown;

/**
 * How long each piece of work takes, in microseconds of the processor: the quickest of several runs, the pieces taking turns, so that a busy
 * machine slows all of them down.
 */
export async function quickest(works: readonly Work[], runs: number): Promise<readonly number[]> {
  const times = works.map(() => Number.POSITIVE_INFINITY);
  await works[0]?.();
  for (let run = 0; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      times[index] = Math.min(times[index] ?? 0, user + system);
    }
  }
  return times;
}

/** So often is measured again what seems to take far longer than one pass: noise goes, the square of a number does not. */
const ROUNDS = 6;

/** How many times as long the second piece of work takes as the first, of which it is `factor` times as much. */
export async function ratioOf(works: readonly [Work, Work], factor: number, runs: number): Promise<number> {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [first = 0, second = 0] = await quickest(works, runs);
    [small, large] = [Math.min(small, first), Math.min(large, second)];
    if (large < 1.5 * factor * small) break;
  }
  return large / Math.max(small, 1);
}

/** How many times as long a piece of work takes on `factor` times the input: about `factor` for one pass, its square for a pass in a pass. */
export async function growth(
  work: (size: number) => void | Promise<void>,
  size: number,
  factor: number,
  runs = 5,
): Promise<number> {
  return ratioOf([() => work(size), () => work(size * factor)], factor, runs);
}
