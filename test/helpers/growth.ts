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

/** How many times as long a piece of work takes on `factor` times the input: about `factor` for one pass, its square for a pass in a pass. */
export async function growth(
  work: (size: number) => void | Promise<void>,
  size: number,
  factor: number,
  runs = 5,
): Promise<number> {
  const works = [size, size * factor].map((each) => () => work(each));
  const [small = 0, large = 0] = await quickest(works, runs);
  return large / Math.max(small, 1);
}
