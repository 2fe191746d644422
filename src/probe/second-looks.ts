import type { Vault } from '../configuration/types.js';
import { flyCanary } from './canary/canary.js';
import { inParallel } from './parallel.js';
import type { Probe, ProbeOptions } from './probe.js';
import { readAgain } from './engine/readings.js';
import { readMeters } from './engine/resources/database/metrics.js';
import type { Limits, Transport } from './http/transport.js';
import type { LandscapeReadings } from './types.js';
import type { FilterWriter } from './canary/task-filters.js';

interface Run {
  readonly probes: readonly Probe[];
  readonly options: ProbeOptions;
  readonly transport: Transport;
  readonly limits: Limits;
  readonly result: () => LandscapeReadings;
}

const SHORTEST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
/** The longest part of a pause after which progress is told again. */
const TELL_MS = 30_000;

/** What is read after every engine was read once: only for pairs that nothing has decided yet. */
export class Rounds {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** One closer look at each engine that may be needed to decide. */
  async secondLook(): Promise<void> {
    const { options, probes, transport, limits, result } = this.#run;
    const looks = options.again?.(result()) ?? [];
    const afterMs = Math.max(0, ...looks.map((look) => look.afterMs));
    if (afterMs > 0) await transport.pause?.(afterMs, limits);
    const spans = new Map(looks.map(({ alias, ticks }) => [alias, ticks]));
    const doubtful = probes.filter(({ entry }) => spans.has(entry.alias));
    await inParallel(doubtful, options.concurrency, async (probe) => {
      const { session, readings } = probe;
      if (session === null || readings.reach.status !== 'ok' || session.broken !== null) return;
      const again = await readAgain(session, spans.get(probe.entry.alias) ?? []);
      // An interrupt in the middle leaves what was read before.
      if (session.broken === null) probe.readings = { ...readings, again };
    });
  }

  async canary(writer: FilterWriter, vault: Vault): Promise<void> {
    const { options, probes, transport, limits, result } = this.#run;
    const pairs = options.undecided?.(result()) ?? [];
    if (pairs.length > 0) await flyCanary(pairs, { probes, writer, vault, transport, limits });
  }

  /** Reads again what decides until every pair is decided, the time is over, or nothing more can be learned. */
  async watch(milliseconds: number): Promise<void> {
    const { options, limits } = this.#run;
    const until = performance.now() + milliseconds;
    for (;;) {
      const open = this.#open();
      if (open.length === 0 || limits.signal.aborted || performance.now() >= until) return;
      await this.#pause(open, until);
      if (limits.signal.aborted) return;
      const learned = await inParallel(open, options.concurrency, readMetersAgain);
      if (!learned.includes(true)) return;
      await this.secondLook();
    }
  }

  #open(): readonly Probe[] {
    const { options, probes, result } = this.#run;
    const aliases = new Set((options.undecided?.(result()) ?? []).flat());
    return probes.filter(({ entry, session }) => aliases.has(entry.alias) && session?.broken === null);
  }

  async #pause(open: readonly Probe[], until: number): Promise<void> {
    const { options, probes, transport, limits } = this.#run;
    const engines = open.map(({ entry }) => entry.alias);
    const end = Math.min(until, performance.now() + pauseFor(open));
    for (let left = 1; left > 0 && !limits.signal.aborted; left = end - performance.now()) {
      const milliseconds = Math.max(0, until - performance.now());
      options.onProgress?.({ done: probes.length, total: probes.length, waiting: { engines, milliseconds } });
      const before = performance.now();
      await transport.pause?.(Math.min(TELL_MS, end - before), limits);
      // A replay does not wait.
      if (performance.now() - before < 1) return;
    }
  }
}

/** A third of the time between two rows: what is new is seen soon, and the engine is asked seldom. */
function pauseFor(open: readonly Probe[]): number {
  const seconds = open.map(({ readings: { meters } }) => (meters.known ? meters.value.intervalSeconds : 60));
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, (Math.min(...seconds) * 1_000) / 3));
}

/** False where nothing can be learned any more: the engine is gone, or the recording ends here. */
async function readMetersAgain(probe: Probe): Promise<boolean> {
  const { session, readings } = probe;
  if (session === null) return false;
  const meters = await readMeters(session);
  if (meters.known) probe.readings = { ...readings, meters };
  return session.broken === null && (meters.known || meters.reason !== 'not-asked');
}
