/** Stops the wall time of a run's phases, for `--timings`. */
export class Phases {
  readonly timings: { readonly phase: string; readonly milliseconds: number }[] = [];
  #since = performance.now();

  end(phase: string): void {
    const now = performance.now();
    this.timings.push({ phase, milliseconds: Math.round((now - this.#since) * 10) / 10 });
    this.#since = now;
  }
}
