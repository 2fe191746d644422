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
  let pausedAt = Date.now();
  let interruptedAt: number | null = null;
  let step = steps.next();
  while (step.done !== true) {
    const now = Date.now();
    if (apart(now, pausedAt) > HEARS_EVERY_MS) {
      await new Promise((resolve) => void setImmediate(resolve));
      pausedAt = Date.now();
    }
    if (interruptedBy() !== null) interruptedAt ??= now;
    step = steps.next(interruptedAt !== null && apart(now, interruptedAt) >= MOMENT_MS);
  }
  return step.value;
}

/** The day's clock may be set at any time. One that nobody sets would have Node load what a short run does without. */
function apart(one: number, other: number): number {
  return Math.abs(one - other);
}

const HEARS_EVERY_MS = 50;
const MOMENT_MS = 300;
