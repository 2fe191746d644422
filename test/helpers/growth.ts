/**
 * How many times as long a piece of work takes on `factor` times the input: about `factor` for one pass, its square for a pass in a pass.
 * Each size counts with its quickest of several runs, the sizes taking turns, so that a busy machine slows both down.
 */
export async function growth(
  work: (size: number) => void | Promise<void>,
  size: number,
  factor: number,
  runs = 5,
): Promise<number> {
  const quickest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  await work(size);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, each] of [size, size * factor].entries()) {
      const before = process.cpuUsage();
      await work(each);
      const { user, system } = process.cpuUsage(before);
      quickest[index] = Math.min(quickest[index] ?? 0, user + system);
    }
  }
  const [small = 0, large = 0] = quickest;
  return large / Math.max(small, 1);
}
