/** One request that waits for its round. */
interface Waiting {
  /** Whether its round, the next one, has only requests of this kind: nothing else may come between them. */
  readonly apart: boolean;
  /** Whether it goes before those that have waited longer. */
  readonly early: boolean;
  /** Gives what has to be done once all of the round are answered. */
  readonly send: (lane: number) => Promise<() => void>;
  readonly fail: (error: unknown) => void;
}

/**
 * Sends requests side by side, in rounds: once every piece of work waits for an answer, the requests that have waited longest
 * are sent together, each over a connection of its own, and all of them are answered before the next round begins. So what
 * follows from an answer never depends on which came first, and a recording ends where the run ended.
 */
export class Rounds {
  readonly #width: () => number;
  readonly #before: () => Promise<void>;
  /** Pieces of work that have not ended and do not wait for others. */
  #active = 0;
  #waiting: readonly Waiting[] = [];

  /**
   * @param width how many requests are sent side by side, asked before each round
   * @param before awaited before each round
   */
  constructor(width: () => number, before: () => Promise<void>) {
    this.#width = width;
    this.#before = before;
  }

  /** Does all pieces of work side by side; each may do others in the same way. */
  async all<T extends readonly unknown[]>(
    works: readonly [...{ readonly [K in keyof T]: () => Promise<T[K]> }],
  ): Promise<T>;
  async all(works: readonly (() => Promise<unknown>)[]): Promise<readonly unknown[]> {
    if (works.length === 0) return [];
    // Who asks for it waits meanwhile, where it is a piece of work itself.
    const isPiece = this.#active > 0;
    this.#active += works.length - (isPiece ? 1 : 0);
    let open = works.length;
    const ended = (): void => {
      open -= 1;
      if (open === 0 && isPiece) return;
      this.#active -= 1;
      this.#play();
    };
    return Promise.all(works.map((work) => work().finally(ended)));
  }

  /**
   * @param send sends over the connection of that number
   * @param settle what has to happen before anybody goes on: in the order in which requests were made
   * @param apart whether it goes first, and its round is for such requests alone
   * @param early whether it goes before those that have waited longer
   */
  ask<T, R>(
    send: (lane: number) => Promise<T>,
    settle: (answer: T) => R,
    { apart = false, early = false }: Partial<Pick<Waiting, 'apart' | 'early'>> = {},
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const sent = async (lane: number): Promise<() => void> => {
        const answer = await send(lane);
        return () => resolve(settle(answer));
      };
      this.#waiting = [...this.#waiting, { apart, early, send: sent, fail: reject }];
      this.#play();
    });
  }

  #play(): void {
    if (this.#waiting.length === 0 || this.#waiting.length < this.#active) return;
    void this.#round(this.#next());
  }

  #next(): readonly Waiting[] {
    const apart = this.#waiting.filter((each) => each.apart);
    const byUrgency = this.#waiting.toSorted((one, other) => Number(other.early) - Number(one.early));
    const round = (apart.length > 0 ? apart : byUrgency).slice(0, this.#width());
    this.#waiting = this.#waiting.filter((each) => !round.includes(each));
    return round;
  }

  async #round(round: readonly Waiting[]): Promise<void> {
    await this.#before();
    const answers = await Promise.allSettled(round.map(({ send }, lane) => send(lane)));
    answers.forEach((answer, at) => {
      try {
        if (answer.status === 'rejected') throw answer.reason;
        answer.value();
      } catch (error) {
        round[at]?.fail(error);
      }
    });
  }
}
