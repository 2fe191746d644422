/** The right to send requests, for a while. */
export interface Turn {
  /** Lets others go first, once this one has had its turn for long enough and somebody waits. */
  giveWay(): Promise<void>;
}

/** Slots to begin with, and as many more each time that this process has had nothing to do meanwhile. */
const STEP = 16;
const LOOK_MS = 20;
/** From this share of its time on, this process is what everything waits for: more at a time would only take more memory. */
const BUSY = 0.9;

/**
 * How many engines are read at a time: as many as keep this process busy, up to a limit. The others wait in the order in which they
 * came; an engine that takes its time stands aside for them, so that none keeps all of them out.
 */
export class Slots {
  readonly #turnMs: number;
  #given: number;
  #free: number;
  readonly #limit: number;
  #look: NodeJS.Timeout | null = null;
  readonly #waiting: (() => void)[] = [];

  /**
   * @param limit the most at a time
   * @param turnMs how long one works before it gives way
   */
  constructor(limit: number, turnMs: number) {
    this.#limit = limit;
    this.#given = Math.min(limit, STEP);
    this.#free = this.#given;
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
      this.#lookForTime();
    });
  }

  #lookForTime(): void {
    if (this.#look !== null || this.#given === this.#limit) return;
    const before = performance.eventLoopUtilization();
    this.#look = setTimeout(() => {
      this.#look = null;
      if (performance.eventLoopUtilization(before).utilization < BUSY) this.#give();
      if (this.#waiting.length > 0) this.#lookForTime();
    }, LOOK_MS);
  }

  #give(): void {
    const more = Math.min(STEP, this.#limit - this.#given);
    this.#given += more;
    for (let given = 0; given < more; given += 1) this.#release();
  }

  /** Whoever waits longest takes over. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
