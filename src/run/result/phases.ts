/** Stops the wall time of a run's phases, for `--timings`. */
export class Phases {
  readonly timings: { readonly phase: string; readonly milliseconds: number }[] = [];
  // Not `performance`: the first look at it loads a module, which is most of what a short run takes.
  #since = process.hrtime.bigint();

  end(phase: string): void {
    const now = process.hrtime.bigint();
    this.timings.push({ phase, milliseconds: Math.round(Number(now - this.#since) / 1e5) / 10 });
    this.#since = now;
  }
}
