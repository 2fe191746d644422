import { oncePer } from '../../core/memoize.js';
import { Stopped, type Stop } from './failures.js';
import type { Limits } from './transport.js';

/** A stream may take longer than one timeout as long as each brings this much. */
const PROGRESS_BYTES = 65_536;

/** The clock of one request. Own timers, because those of undici fire up to a second late. */
export class Attempt {
  readonly #limits: Limits;
  readonly #others: Set<Attempt>;
  #timer: NodeJS.Timeout | null = null;
  /** Whether the timer is for the deadline: one for both, because there is one for every request. */
  #isLast = false;
  #reason: Stop | null = null;
  #giveUp: (stopped: Stopped) => void = () => undefined;
  #sinceProgress = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#others = attemptsUnder(limits.signal);
    this.#others.add(this);
    this.#wait();
    if (limits.signal.aborted) this.interrupt();
  }

  /** The outcome of `begin`, or `Stopped` the moment a timer fires, whatever the work still does. */
  async race<T>(begin: () => Promise<T>): Promise<T> {
    if (this.#reason !== null) throw new Stopped(this.#reason);
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      begin().then(resolve, reject);
    });
  }

  /** Counts bytes of a stream: enough of them start the timeout anew. */
  progress(bytes: number): void {
    this.#sinceProgress += bytes;
    if (this.#sinceProgress < PROGRESS_BYTES) return;
    this.#sinceProgress = 0;
    this.#wait();
  }

  end(): void {
    clearTimeout(this.#timer ?? undefined);
    this.#others.delete(this);
  }

  interrupt(): void {
    this.#stop('interrupted');
  }

  #wait(): void {
    if (this.#isLast || this.#reason !== null) return;
    const { timeoutMs, deadlineAt } = this.#limits;
    const left = Math.max(0, deadlineAt - performance.now());
    this.#isLast = left <= timeoutMs;
    if (left === 0) this.#stop('deadline');
    else if (this.#isLast) this.#start('deadline', left);
    else if (this.#timer === null) this.#start('timeout', timeoutMs);
    else this.#timer.refresh();
  }

  #start(reason: Stop, milliseconds: number): void {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = setTimeout(() => this.#stop(reason), milliseconds);
  }

  #stop(reason: Stop): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    this.#giveUp(new Stopped(reason));
  }
}

/** What an abort of a signal interrupts: one listener for all of a run, because to add one takes longer than to send a request. */
const attemptsUnder = oncePer((signal: AbortSignal): Set<Attempt> => {
  const attempts = new Set<Attempt>();
  const interruptAll = (): void => attempts.forEach((attempt) => attempt.interrupt());
  signal.addEventListener('abort', interruptAll, { once: true });
  return attempts;
});
