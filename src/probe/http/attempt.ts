import { EventEmitter } from 'node:events';
import { oncePer } from '../../core/memoize.js';
import { Stopped, type Stop } from './failures.js';
import type { Limits } from './transport.js';

/** A stream may take longer than one timeout as long as each brings this much. */
const PROGRESS_BYTES = 65_536;

/**
 * The clock of one request. Own timers, because those of undici fire up to a second late; and a race beside the abort
 * signal, because that does not end a request whose connection is still being made.
 */
export class Attempt {
  /** undici takes it for an `AbortSignal`, which takes ten times as long to make and to listen to. */
  readonly signal = new StopSignal();
  readonly #timeout: NodeJS.Timeout;
  readonly #deadline: NodeJS.Timeout;
  readonly #others: Set<Attempt>;
  #reason: Stop | null = null;
  #sinceProgress = 0;

  constructor(limits: Limits) {
    this.#timeout = setTimeout(() => this.#stop('timeout'), limits.timeoutMs);
    const remaining = Math.max(0, limits.deadlineAt - performance.now());
    this.#deadline = setTimeout(() => this.#stop('deadline'), remaining);
    this.#others = attemptsUnder(limits.signal);
    this.#others.add(this);
    if (remaining === 0) this.#stop('deadline');
    if (limits.signal.aborted) this.interrupt();
  }

  /** The outcome of `begin`, or `Stopped` the moment a timer fires, whatever the work still does. */
  async race<T>(begin: () => Promise<T>): Promise<T> {
    if (this.#reason !== null) throw new Stopped(this.#reason);
    const work = begin();
    // Whoever loses the race may still fail later: that must not end the process.
    work.catch(() => undefined);
    return Promise.race([work, this.#stopped()]);
  }

  /** Counts bytes of a stream: enough of them start the timeout anew. */
  progress(bytes: number): void {
    this.#sinceProgress += bytes;
    if (this.#sinceProgress < PROGRESS_BYTES) return;
    this.#sinceProgress = 0;
    this.#timeout.refresh();
  }

  end(): void {
    clearTimeout(this.#timeout);
    clearTimeout(this.#deadline);
    this.#others.delete(this);
  }

  interrupt(): void {
    this.#stop('interrupted');
  }

  #stopped(): Promise<never> {
    return new Promise((_resolve, reject) => {
      this.signal.once('abort', () => reject(new Stopped(this.#reason ?? 'interrupted')));
    });
  }

  #stop(reason: Stop): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    this.signal.abort();
  }
}

/** What an abort of a signal interrupts: one listener for all of a run, because to add one takes longer than to send a request. */
const attemptsUnder = oncePer((signal: AbortSignal): Set<Attempt> => {
  const attempts = new Set<Attempt>();
  const interruptAll = (): void => attempts.forEach((attempt) => attempt.interrupt());
  signal.addEventListener('abort', interruptAll, { once: true });
  return attempts;
});

class StopSignal extends EventEmitter {
  aborted = false;

  abort(): void {
    this.aborted = true;
    this.emit('abort');
  }
}
