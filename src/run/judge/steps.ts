/** Work that can be left off between any two steps: where a step is answered with true, nothing more is done, and the result is what there is. */
export type Steps<T> = Generator<void, T, boolean>;

export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next(false);
  return step.value;
}

/**
 * The same, but now and then the process hears what has come in meanwhile. Whoever interrupts a run gets what can be had in a moment, also
 * where the signal came while engines were asked: thousands of findings are not made any more.
 */
export async function inSteps<T>(
  steps: Steps<T>,
  { interruptedBy }: { readonly interruptedBy: () => unknown },
): Promise<T> {
  let pausedAt = performance.now();
  let endsAt = Number.POSITIVE_INFINITY;
  let step = steps.next();
  while (step.done !== true) {
    const now = performance.now();
    if (now - pausedAt > HEARS_EVERY_MS) {
      await new Promise((resolve) => void setImmediate(resolve));
      pausedAt = performance.now();
    }
    if (interruptedBy() !== null) endsAt = Math.min(endsAt, now + MOMENT_MS);
    step = steps.next(now >= endsAt);
  }
  return step.value;
}

const HEARS_EVERY_MS = 50;
const MOMENT_MS = 300;
