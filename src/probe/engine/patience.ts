import type { Answer } from '../http/transport.js';

/** Of the time-out of one request: what later ones get once one was not answered in time. */
const LATER = 1 / 8;
/** So many unanswered requests are enough. A number and no time, because a recording has to end where the run ended. */
const UNANSWERED = 3;
/** An engine that is well may take so many times as long as it ever has. */
const SLOWER = 3;
/** Less says nothing on a busy machine. */
const LEAST_MS = 250;

/**
 * How long one engine is waited for. The first answer that does not come costs a whole time-out; after that it is known that
 * the engine leaves requests unanswered, and an engine that did so with every second one would cost nine.
 */
export class Patience {
  readonly #timeoutMs: number;
  #unanswered = 0;
  #slowestMs = 0;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Milliseconds for the next request. */
  get timeoutMs(): number {
    if (this.#unanswered === 0) return this.#timeoutMs;
    const enough = Math.max(LEAST_MS, this.#timeoutMs * LATER, this.#slowestMs * SLOWER);
    return Math.min(this.#timeoutMs, enough);
  }

  /** Nothing more is asked. */
  get isOver(): boolean {
    return this.#unanswered >= UNANSWERED;
  }

  note(answer: Answer): void {
    if (answer.ok) this.#slowestMs = Math.max(this.#slowestMs, answer.milliseconds);
    else if (answer.failure.code === 'timeout') this.#unanswered += 1;
  }
}
