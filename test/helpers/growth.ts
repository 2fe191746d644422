/**
 * How many times as long a piece of work takes on `factor` times the input: about `factor` for one pass, its square for a pass in a pass.
 * Each size counts with its quickest of several runs, the sizes taking turns, so that a busy machine slows both down.
 */
export function growth(work: (size: number) => void, size: number, factor: number): number {
  const quickest = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  work(size);
  for (let run = 0; run < 5; run += 1) {
    for (const [index, each] of [size, size * factor].entries()) {
      const before = process.cpuUsage();
      work(each);
      const { user, system } = process.cpuUsage(before);
      quickest[index] = Math.min(quickest[index] ?? 0, user + system);
    }
  }
  const [small = 0, large = 0] = quickest;
  return large / Math.max(small, 1);
}
