/** What a login request came to. */
export interface LoginOutcome<T> {
  /** True for a 401: this user is not tried anywhere any more. */
  readonly rejected: boolean;
  readonly result: T;
}

/**
 * Every wrong password counts towards locking an account, and a shared database counts them together. So the logins of
 * one user go one after the other, and after the first refusal no engine sees that user again.
 */
export class Logins {
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #rejectedBy = new Map<string, string>();

  /**
   * Runs `send` when it is this user's turn. When the user was rejected meanwhile it is not run.
   *
   * @returns the result, or the engine that rejected the user
   */
  async attempt<T>(
    user: string,
    engine: string,
    send: () => Promise<LoginOutcome<T>>,
  ): Promise<{ readonly result: T } | { readonly withheldBy: string }> {
    const before = this.#queues.get(keyOf(user)) ?? Promise.resolve();
    const turn = before.then(async () => {
      const withheldBy = this.rejectedBy(user);
      if (withheldBy !== null) return { withheldBy };
      const { rejected, result } = await send();
      if (rejected) this.reject(user, engine);
      return { result };
    });
    this.#queues.set(
      keyOf(user),
      turn.catch(() => undefined),
    );
    return turn;
  }

  reject(user: string, engine: string): void {
    if (this.rejectedBy(user) === null) this.#rejectedBy.set(keyOf(user), engine);
  }

  rejectedBy(user: string): string | null {
    return this.#rejectedBy.get(keyOf(user)) ?? null;
  }
}

/** Directories and some databases do not tell upper from lower case. */
function keyOf(user: string): string {
  return user.toLowerCase();
}
