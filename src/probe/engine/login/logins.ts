import { setTimeout as sleep } from 'node:timers/promises';
import { mayBeOneAccount, type Account } from './accounts.js';

/** What a login request came to. */
export interface LoginOutcome<T> {
  /** True where the password was refused: this account is not tried any more. */
  readonly rejected: boolean;
  /** True where no answer came in time. */
  readonly unanswered: boolean;
  readonly milliseconds: number;
  readonly result: T;
}

/** A login that is going to be tried. */
export interface PlannedLogin {
  /** Key of the engine in this run. */
  readonly engine: string;
  readonly alias: string;
  readonly account: Account;
}

interface Turn extends PlannedLogin {
  /** Fulfilled when the login was tried, or is not going to be. */
  readonly decided: Promise<void>;
  readonly decide: () => void;
  /** True once the engine asked for its turn. */
  arrived: boolean;
  finished: boolean;
  rejected: boolean;
}

/**
 * Every wrong password counts towards locking an account, and a shared database counts them together. So the logins of
 * one account go one after the other, and after the first refusal no engine sees that account again. They go in the order
 * of the file, not in that in which engines happen to answer: otherwise chance would choose which engines are examined.
 */
export class Logins {
  readonly #turns: readonly Turn[];
  readonly #patienceMs: number;
  readonly #deadlineAt: number;
  readonly #queues = new Map<string, Promise<unknown>>();
  /** By user, since the first login that was never answered: the longest that one was which did come. */
  readonly #slowestMs = new Map<string, number>();
  readonly #unanswered = new Set<string>();

  /**
   * @param logins in the order of the file
   * @param patienceMs how long others wait for an engine that has not come as far as its login
   * @param deadlineAt end of the run on the clock of `performance.now()`
   */
  constructor(logins: readonly PlannedLogin[], patienceMs: number, deadlineAt = Number.POSITIVE_INFINITY) {
    this.#deadlineAt = deadlineAt;
    this.#turns = logins.map(turnOf);
    this.#patienceMs = patienceMs;
  }

  /**
   * Runs `send` when it is this engine's turn, with the milliseconds that it may take at most. When its account was rejected
   * meanwhile it is not run.
   *
   * @returns the result, or the engine that rejected the account
   */
  async attempt<T>(
    engine: string,
    send: (atMostMs: number) => Promise<LoginOutcome<T>>,
  ): Promise<{ readonly result: T } | { readonly withheldBy: string }> {
    const turn = this.#turnOf(engine);
    turn.arrived = true;
    await this.#earlier(turn);
    try {
      return await this.#oneAtATime(turn, () => this.#try(turn, send));
    } finally {
      turn.decide();
    }
  }

  /** The engine is not going to log in: whoever waits for it need not. */
  pass(engine: string): void {
    this.#turns.find((turn) => turn.engine === engine)?.decide();
  }

  /** A login that was accepted before was refused. */
  reject(engine: string): void {
    this.#turnOf(engine).rejected = true;
  }

  /** The first engine that rejected the account of this one, itself included; null where none did. */
  rejectedBy(engine: string): string | null {
    const asking = this.#turnOf(engine);
    return (
      this.#turns.find((turn) => turn.rejected && mayBeOneAccount(turn.account, asking.account))?.alias ??
      null
    );
  }

  async #try<T>(turn: Turn, send: (atMostMs: number) => Promise<LoginOutcome<T>>) {
    const withheldBy = this.rejectedBy(turn.engine);
    if (withheldBy !== null) return { withheldBy };
    const { rejected, unanswered, milliseconds, result } = await send(this.#atMostMs(turn));
    if (rejected) turn.rejected = true;
    const { user } = turn.account;
    if (unanswered) this.#unanswered.add(user);
    else this.#slowestMs.set(user, Math.max(milliseconds, this.#slowestMs.get(user) ?? 0));
    return { result };
  }

  /**
   * Engines that never answer a login must not use up the time of those that would: after the first one, all that are left
   * share half of what is left of the run.
   */
  #atMostMs({ account: { user } }: Turn): number {
    if (!this.#unanswered.has(user)) return Number.POSITIVE_INFINITY;
    const left = this.#turns.filter(({ account, finished }) => account.user === user && !finished).length;
    const share = (this.#deadlineAt - performance.now()) / 2 / Math.max(1, left);
    return Math.max(share, SLOWER * (this.#slowestMs.get(user) ?? 0), LEAST_MS);
  }

  #oneAtATime<T>({ account: { user } }: Turn, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(user) ?? Promise.resolve();
    const mine = before.then(work);
    this.#queues.set(
      user,
      mine.catch(() => undefined),
    );
    return mine;
  }

  /** Waits for the logins of this account that stand above in the file. */
  async #earlier(turn: Turn): Promise<void> {
    const above = this.#turns.slice(0, this.#turns.indexOf(turn));
    const patience = new AbortController();
    const over = sleep(this.#patienceMs, undefined, { signal: patience.signal }).catch(() => undefined);
    const same = above.filter(({ account }) => mayBeOneAccount(account, turn.account));
    await Promise.all(same.map((other) => decidedOrLate(other, over)));
    patience.abort();
  }

  #turnOf(engine: string): Turn {
    const turn = this.#turns.find((each) => each.engine === engine);
    if (turn === undefined) throw new Error(`no login of ${engine} was planned`);
    return turn;
  }
}

/** A login that comes at all may take so many times as long as the slowest before it. */
const SLOWER = 3;
/** Less says nothing on a busy machine. */
const LEAST_MS = 250;

/** A promise sets its functions before anything else happens. */
const UNSET = (): void => undefined;

function turnOf(login: PlannedLogin): Turn {
  let decide = UNSET;
  const decided = new Promise<void>((resolve) => {
    decide = () => resolve();
  });
  const turn: Turn = {
    ...login,
    decided,
    decide: () => {
      turn.finished = true;
      decide();
    },
    arrived: false,
    finished: false,
    rejected: false,
  };
  return turn;
}

/** One engine that is slow or dead keeps the others waiting for a while, not for the whole run. */
async function decidedOrLate(turn: Turn, over: Promise<void>): Promise<void> {
  await Promise.race([turn.decided, over]);
  if (turn.arrived) await turn.decided;
}
