import { setTimeout as sleep } from 'node:timers/promises';
import { greatest, least } from '../core/many.js';
import type { Vault } from '../configuration/logins.js';
import { flyCanary } from './canary/canary.js';
import { inParallel } from './parallel.js';
import type { Probe, ProbeOptions } from './probe.js';
import { unknown, type Unknown } from '../core/observed.js';
import { brokenBy, readAgain } from './engine/readings.js';
import { readMeters } from './engine/resources/database/metrics.js';
import { readTelemetry } from './engine/resources/database/telemetry.js';
import type { Limits, Transport } from './http/transport.js';
import type { Slots } from './slots.js';
import type { EngineReadings, LandscapeReadings, SecondLook } from './readings.js';
import type { AskedCount } from './types.js';
import type { FilterWriter } from './canary/task-filters.js';

/** By alias, in the order in which it was asked. */
type AskedCounts = ReadonlyMap<string, readonly AskedCount[]>;
const NO_COUNTS: AskedCounts = new Map();
/** Whoever else asks meanwhile may make the counts of two processes overtake each other, but not at every turn for long. */
const COUNTED_ROUNDS = 12;

interface Run {
  readonly probes: readonly Probe[];
  readonly options: ProbeOptions;
  readonly transport: Transport;
  readonly limits: Limits;
  readonly slots: Slots;
  readonly result: () => LandscapeReadings;
}

/** How much of the run engines that were read wait for those that are still being read. */
const PATIENCE = 1 / 3;
const SHORTEST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
/** The longest part of a pause after which progress is told again. */
const TELL_MS = 30_000;

/** What is read after engines were read once: only for pairs that nothing has decided yet. */
export class SecondLooks {
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /**
   * The first second looks, beside the reading of engines that take their time: one that uses up the run must not keep
   * others from being told apart.
   */
  async beside(reading: Promise<void>): Promise<void> {
    const { options, transport } = this.#run;
    if (!transport.replays && !(await endsWithin(reading, options.deadlineMs * PATIENCE))) await this.#look();
    await reading;
    await this.#look();
  }

  /** One closer look at each engine that may be needed to decide and was not looked at before. */
  async #look(): Promise<void> {
    const { options, result } = this.#run;
    const looks = options.again?.(result()) ?? [];
    const seen = new Set(
      this.#run.probes.filter(({ readings }) => wasLookedAt(readings)).map(({ entry }) => entry.alias),
    );
    if (looks.some(({ alias }) => !seen.has(alias))) await this.#lookAt(looks);
  }

  async #lookAt(looks: readonly SecondLook[]): Promise<void> {
    const { probes, slots } = this.#run;
    const missed = await this.#wait(
      greatest(
        looks.map((look) => look.afterMs),
        0,
      ),
    );
    const counts = missed === null ? await this.#countsInTurn(looks) : NO_COUNTS;
    const taking = probes.flatMap((probe) => {
      const look = looks.find(({ alias }) => alias === probe.entry.alias);
      if (look === undefined || probe.readings.reach.status !== 'ok') return [];
      return slots.use(async () => {
        probe.readings = { ...probe.readings, ...(await lookOf(probe, look, missed, counts)) };
      });
    });
    await Promise.all(taking);
  }

  /**
   * How often engines that started in the same millisecond were asked for their telemetry, each in turn, until that tells whether they count
   * together: the count of one process grows from every answer to the next, at whichever address it is asked.
   */
  async #countsInTurn(looks: readonly SecondLook[]): Promise<AskedCounts> {
    const counts = new Map<string, AskedCount[]>();
    for (const { alias, start } of looks) if (start === true) counts.set(alias, []);
    const asked = this.#run.probes.filter(({ entry }) => counts.has(entry.alias));
    const told: number[] = [];
    for (let round = 0; round < COUNTED_ROUNDS && !tellsTogether(told, asked.length); round += 1) {
      for (const { entry, session } of asked) {
        if (session === null || session.broken !== null) return counts;
        const telemetry = await this.#run.slots.use(() => readTelemetry(session));
        const count = telemetry.known ? (telemetry.value.asked ?? null) : null;
        if (count === null) return counts;
        counts.get(entry.alias)?.push({ turn: told.push(count), asked: count });
      }
    }
    return counts;
  }

  /** Why the wait was not as long as it has to be, or null. A difference that did not have to last may be a replica's lag. */
  async #wait(milliseconds: number): Promise<Unknown | null> {
    const { transport, limits } = this.#run;
    if (milliseconds === 0 || transport.pause === undefined) return null;
    if (transport.replays) return null;
    if (performance.now() + milliseconds > limits.deadlineAt)
      return unknown('failed', 'the deadline of the run left no time for it');
    await transport.pause(milliseconds, limits);
    return limits.signal.aborted ? unknown('failed', 'interrupted') : null;
  }

  async canary(writer: FilterWriter, vault: Vault): Promise<void> {
    const { options, probes, transport, limits, result } = this.#run;
    const pairs = options.undecided?.(result()) ?? [];
    if (pairs.length > 0) await flyCanary(pairs, { probes, writer, vault, transport, limits });
  }

  /** Reads again what decides until every pair is decided, the time is over, or nothing more can be learned. */
  async watch(milliseconds: number): Promise<void> {
    const { options, limits, result } = this.#run;
    const until = performance.now() + milliseconds;
    for (;;) {
      const open = this.#open();
      if (open.length === 0 || limits.signal.aborted || performance.now() >= until) return;
      await this.#pause(open, until);
      if (limits.signal.aborted) return;
      const learned = await inParallel(open, options.concurrency, readMetersAgain);
      if (!learned.includes(true)) return;
      await this.#lookAt(options.again?.(result()) ?? []);
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

/** Whether counts that engines told in turn settle the matter: one was no higher than the one before, or in two rounds nobody else asked. */
function tellsTogether(counts: readonly number[], engines: number): boolean {
  if (counts.length < 2 * engines) return false;
  const steps = counts.slice(1).map((count, index) => count - (counts[index] ?? 0));
  return steps.some((step) => step < 1) || steps.slice(1 - 2 * engines).every((step) => step === 1);
}

function wasLookedAt({ again, lookMissed }: EngineReadings): boolean {
  return again !== null || lookMissed != null;
}

/** What a second look adds to the readings: what was seen, and why not all of it was. */
async function lookOf(
  { entry, session, readings }: Probe,
  wanted: SecondLook,
  missed: Unknown | null,
  counted: AskedCounts,
): Promise<Partial<EngineReadings>> {
  if (session === null) return {};
  if (missed !== null) return { lookMissed: missed };
  if (session.broken !== null) return { lookMissed: brokenBy(session.broken) };
  const look = await readAgain(session, wanted);
  // Cut short in the middle, it leaves what was read before.
  if (session.broken !== null) return { lookMissed: look.missed };
  // Counted once: further looks leave that as it was read.
  const counts = readings.again?.counts ?? counted.get(entry.alias);
  return {
    again: { ...look.again, ...(counts !== undefined && { counts }) },
    lookMissed: look.missed,
  };
}

async function endsWithin(reading: Promise<void>, milliseconds: number): Promise<boolean> {
  const over = new AbortController();
  const time = sleep(milliseconds, false, { signal: over.signal }).catch(() => false);
  const ended = await Promise.race([reading.then(() => true), time]);
  over.abort();
  return ended;
}

/** A third of the time between two rows: what is new is seen soon, and the engine is asked seldom. */
function pauseFor(open: readonly Probe[]): number {
  const seconds = open.map(({ readings: { meters } }) => (meters.known ? meters.value.intervalSeconds : 60));
  return Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, (least(seconds) * 1_000) / 3));
}

/** False where nothing can be learned any more: the engine is gone, or the recording ends here. */
async function readMetersAgain(probe: Probe): Promise<boolean> {
  const { session, readings } = probe;
  if (session === null) return false;
  const meters = await readMeters(session);
  if (meters.known) probe.readings = { ...readings, meters };
  return session.broken === null && (meters.known || meters.reason !== 'not-asked');
}
