import { setTimeout as sleep } from 'node:timers/promises';
import { mayBeOneAccount, type Account } from './accounts.js';

/** What a login request came to. */
export interface LoginOutcome<T> {
  /** True where the password was refused: this account is not tried any more. */
  readonly rejected: boolean;
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
  readonly #queues = new Map<string, Promise<unknown>>();

  /**
   * @param logins in the order of the file
   * @param patienceMs how long others wait for an engine that has not come as far as its login
   */
  constructor(logins: readonly PlannedLogin[], patienceMs: number) {
    this.#turns = logins.map(turnOf);
    this.#patienceMs = patienceMs;
  }

  /**
   * Runs `send` when it is this engine's turn. When its account was rejected meanwhile it is not run.
   *
   * @returns the result, or the engine that rejected the account
   */
  async attempt<T>(
    engine: string,
    send: () => Promise<LoginOutcome<T>>,
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

  async #try<T>(turn: Turn, send: () => Promise<LoginOutcome<T>>) {
    const withheldBy = this.rejectedBy(turn.engine);
    if (withheldBy !== null) return { withheldBy };
    const { rejected, result } = await send();
    if (rejected) turn.rejected = true;
    return { result };
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

/** A promise sets its functions before anything else happens. */
const UNSET = (): void => undefined;

function turnOf(login: PlannedLogin): Turn {
  let decide = UNSET;
  const decided = new Promise<void>((resolve) => {
    decide = () => resolve();
  });
  return { ...login, decided, decide, arrived: false, rejected: false };
}

/** One engine that is slow or dead keeps the others waiting for a while, not for the whole run. */
async function decidedOrLate(turn: Turn, over: Promise<void>): Promise<void> {
  await Promise.race([turn.decided, over]);
  if (turn.arrived) await turn.decided;
}
