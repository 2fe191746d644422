/** Ends a run early: probes stop, what is known so far is reported, and the second signal ends the process at once. */
export class Interruption {
  readonly #controller = new AbortController();
  #by: 'SIGINT' | 'SIGTERM' | null = null;

  constructor() {
    process.once('SIGINT', this.#onInterrupt);
    process.once('SIGTERM', this.#onTerminate);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get by(): 'SIGINT' | 'SIGTERM' | null {
    return this.#by;
  }

  release(): void {
    process.off('SIGINT', this.#onInterrupt);
    process.off('SIGTERM', this.#onTerminate);
  }

  readonly #onInterrupt = (): void => {
    this.#end('SIGINT');
  };

  readonly #onTerminate = (): void => {
    this.#end('SIGTERM');
  };

  #end(by: 'SIGINT' | 'SIGTERM'): void {
    this.#by = by;
    this.#controller.abort();
  }
}
