import { setMaxListeners } from 'node:events';
import type { EngineEntry } from '../configuration/types.js';
import type { Vault } from '../configuration/logins.js';
import { unknown } from '../core/observed.js';
import { probeEngine, type ChainResult } from './engine/chain.js';
import { Logins } from './engine/login/logins.js';
import { EngineSession } from './engine/session.js';
import type { SessionOptions } from './engine/session-options.js';
import { unread } from './engine/unknown-facts.js';
import type { Limits, Transport } from './http/transport.js';
import { planOf, plannedLogins, type Plan } from './plan.js';
import type { Probe, ProbeOptions, Visit } from './probe.js';
import { SecondLooks } from './second-looks.js';
import { Slots, type Turn } from './slots.js';
import type { EngineReadings, LandscapeReadings } from './readings.js';

/** How much of the run the logins of one account wait for an engine that does not even say which engines it has. */
const PATIENCE = 1 / 4;
/** How much of the run an engine is read before it lets another one go first that waits for its turn. */
const TURN = 1 / 10;

/**
 * Reads every engine. Nothing that an engine or the network does makes this throw; one broken engine never hides another.
 * The transport is the caller's to close.
 */
export async function probeLandscape(
  entries: readonly EngineEntry[],
  vault: Vault,
  options: ProbeOptions,
  transport: Transport,
): Promise<LandscapeReadings> {
  const startedAt = transport.startedAt(options.now());
  const signal = options.signal ?? new AbortController().signal;
  const limits = {
    timeoutMs: options.timeoutMs,
    deadlineAt: performance.now() + options.deadlineMs + (options.watchMs ?? 0),
    signal,
  };
  // Every request of every engine listens to it: not a leak, but Node would warn of one.
  setMaxListeners(0, signal);
  const landscape = new Landscape(planOf(entries, vault, transport), options, transport, limits);
  const { probes, slots } = landscape;
  const result = (): LandscapeReadings => ({
    startedAt,
    engines: probes.map((probe) => probe.readings),
    interrupted: signal.aborted,
  });
  const looks = new SecondLooks({ probes, options, transport, limits, slots, result });
  await looks.beside(landscape.read());
  if (options.canary !== undefined) await looks.canary(options.canary, vault);
  if (options.watchMs !== undefined) await looks.watch(options.watchMs);
  if (options.visit !== undefined) await landscape.visit(options.visit);
  return result();
}

class Landscape {
  readonly probes: readonly Probe[];
  readonly slots: Slots;
  readonly #plans: readonly Plan[];
  readonly #options: ProbeOptions;
  readonly #logins: Logins;
  readonly #transport: Transport;
  #done = 0;

  constructor(plans: readonly Plan[], options: ProbeOptions, transport: Transport, limits: Limits) {
    const { deploymentTimes: deployments = false } = options;
    this.probes = plans.map((plan) => probeOf(plan, { transport, limits, deployments }));
    this.slots = new Slots(options.concurrency, options.deadlineMs * TURN);
    this.#plans = plans;
    this.#options = options;
    this.#logins = new Logins(plannedLogins(plans), options.deadlineMs * PATIENCE, limits.deadlineAt);
    this.#transport = transport;
  }

  /** Reads every engine to the end of its chain. */
  async read(): Promise<void> {
    const { onProgress } = this.#options;
    const total = this.probes.length;
    onProgress?.({ done: 0, total });
    const reading = this.#plans.map((plan, index) =>
      this.slots.use(async (turn) => {
        const probe = this.probes[index];
        if (probe !== undefined) await this.#readOne(probe, plan, turn);
        this.#done += 1;
        onProgress?.({ done: this.#done, total });
      }),
    );
    await Promise.all(reading);
  }

  /** Each engine that was read to its end, as many at a time as are read. */
  async visit(visit: Visit): Promise<void> {
    const visiting = this.probes.map(({ entry, session, readings }) => {
      if (session === null || readings.reach.status !== 'ok') return Promise.resolve();
      return this.slots.use(() => visit({ entry, session }));
    });
    await Promise.all(visiting);
  }

  async #readOne(probe: Probe, { engine, login }: Plan, turn: Turn): Promise<void> {
    const { session } = probe;
    if (session === null) return;
    const logins = this.#logins;
    const { loginOnly = false } = this.#options;
    const transport = this.#transport;
    const result = await probeEngine({ session, engine, login, logins, transport, turn, loginOnly });
    session.turn = null;
    probe.readings = readingsOf(session, result);
  }
}

function probeOf(
  { entry, engine, site, target }: Plan,
  shared: Pick<SessionOptions, 'transport' | 'limits' | 'deployments'>,
): Probe {
  const { alias, name } = entry;
  if (!target.probed || name === null) {
    const because = target.probed ? 'the entry has no engine name' : target.because;
    return { entry, session: null, readings: notProbed(alias, because) };
  }
  const session = new EngineSession({
    ...shared,
    engine,
    alias,
    base: target.address,
    ...(site !== null && { site }),
    name,
    webappsEndpoint: entry.webappsEndpoint,
  });
  return { entry, session, readings: notProbed(alias, 'it is still being read') };
}

function readingsOf(session: EngineSession, { reach, facts }: ChainResult): EngineReadings {
  const { alias, clockOffsetMs, contactAt, certificate, requests } = session;
  return { alias, reach, clockOffsetMs, contactAt, certificate, ...facts, again: null, requests };
}

function notProbed(alias: string, because: string): EngineReadings {
  const facts = unread(unknown('not-asked', because));
  return {
    alias,
    reach: { status: 'not-probed', because },
    clockOffsetMs: null,
    ...facts,
    again: null,
    requests: [],
  };
}
