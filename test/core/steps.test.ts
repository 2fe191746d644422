import { afterEach, describe, expect, it, vi } from 'vitest';
import { atOnce, inSteps, type Steps } from '../../src/core/steps.js';

/** How long work goes on after an interruption. */
const MOMENT_MS = 300;

afterEach(() => vi.restoreAllMocks());

/** Does a hundred steps unless it is told to leave off; each may take a while. */
function* hundredSteps(beforeEach: (step: number) => void = () => {}): Steps<number> {
  for (let step = 1; step <= 100; step += 1) {
    beforeEach(step);
    if (yield) return step;
  }
  return 100;
}

describe('work in steps', () => {
  it('is done to its end at once', () => {
    expect(atOnce(hundredSteps())).toBe(100);
  });

  it('is done to its end where nobody interrupts it', async () => {
    expect(await inSteps(hundredSteps(), { interruptedBy: () => null })).toBe(100);
  });

  it('goes on for a moment after an interruption, and no longer', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(0);
    const steps = hundredSteps((step) => {
      if (step === 10) clock.mockReturnValue(MOMENT_MS - 1);
      if (step === 20) clock.mockReturnValue(MOMENT_MS);
    });
    expect(await inSteps(steps, { interruptedBy: () => 'SIGINT' })).toBe(20);
  });

  it('counts the moment from the interruption, also where the clock is set back', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(10 * MOMENT_MS);
    let by: string | null = null;
    const steps = hundredSteps((step) => {
      if (step === 10) by = 'SIGINT';
      if (step === 20) clock.mockReturnValue(9 * MOMENT_MS);
    });
    expect(await inSteps(steps, { interruptedBy: () => by })).toBe(20);
  });

  it('lets the process hear a signal between two steps', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(0);
    let by: string | null = null;
    setImmediate(() => (by = 'SIGINT'));
    const steps = hundredSteps((step) => void clock.mockReturnValue(step * MOMENT_MS));
    expect(await inSteps(steps, { interruptedBy: () => by })).toBeLessThan(10);
  });
});
