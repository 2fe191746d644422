/** The right to send requests, for a while. */
export interface Turn {
  /** Lets others go first, once this one has had its turn for long enough and somebody waits. */
  giveWay(): Promise<void>;
}

/**
 * How many engines are read at a time. The others wait in the order in which they came; an engine that takes its time stands
 * aside for them, so that none keeps all of them out.
 */
export class Slots {
  readonly #turnMs: number;
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param turnMs how long one works before it gives way */
  constructor(limit: number, turnMs: number) {
    this.#free = limit;
    this.#turnMs = turnMs;
  }

  async use<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work(this.#turn());
    } finally {
      this.#release();
    }
  }

  #turn(): Turn {
    let until = performance.now() + this.#turnMs;
    return {
      giveWay: async () => {
        if (this.#waiting.length === 0 || performance.now() < until) return;
        this.#release();
        await this.#take();
        until = performance.now() + this.#turnMs;
      },
    };
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  /** Whoever waits longest takes over. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
