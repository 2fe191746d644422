import type { Bystander } from '../load/text/waiting.js';
import type { EndingSignal } from '../run/result/exit.js';

/**
 * Ends a run early: probes stop and what is known so far is reported. Ctrl-C, a request to end, and a terminal that is gone. A
 * later signal ends the process at once, whatever it is doing.
 */
export class Interruption implements Bystander {
  readonly #controller = new AbortController();
  readonly #others = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  #by: EndingSignal | null = null;

  constructor() {
    this.listen();
  }

  listen(): void {
    for (const signal of SIGNALS) process.on(signal, this.#end);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get by(): EndingSignal | null {
    return this.#by;
  }

  /** From here on a signal does what it does by itself. What listens since, as the keeper of the cursor in ora, goes as well. */
  release(): void {
    for (const [signal, others] of this.#others) {
      for (const listener of process.listeners(signal)) {
        if (!others.includes(listener)) process.off(signal, listener);
      }
    }
  }

  /** For what keeps the process from hearing anything: a signal then ends it, also one that has come already. */
  beforeWaiting(): void {
    this.release();
    if (this.#by !== null) process.kill(process.pid, this.#by);
  }

  afterWaiting(): void {
    this.listen();
  }

  // It goes on listening for a moment: ora ends the process where nobody else does, and npm hands on what the terminal has sent already.
  readonly #end = (signal: EndingSignal): void => {
    if (this.#by !== null) return;
    this.#by = signal;
    this.#controller.abort();
    setTimeout(() => this.release(), SAME_SIGNAL_MS).unref();
  };
}

let early: Interruption | null = null;

/** Who listens since the start of the process, before any command was loaded. */
export function listenSince(start: Interruption): void {
  early = start;
}

/** For the one command that this process runs. */
export function interruptionOfRun(): Interruption {
  return early ?? new Interruption();
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly EndingSignal[];
const SAME_SIGNAL_MS = 500;
