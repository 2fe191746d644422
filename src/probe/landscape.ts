import { setMaxListeners } from 'node:events';
import type { Credentials, EngineEntry, Vault } from '../configuration/types.js';
import { unknown } from '../core/observed.js';
import { probeEngine, type ChainResult } from './engine/chain.js';
import { Logins } from './engine/logins.js';
import { inParallel } from './parallel.js';
import type { Probe, ProbeOptions } from './probe.js';
import { Rounds } from './second-looks.js';
import { EngineSession } from './engine/session.js';
import type { Limits, Target, Transport } from './http/transport.js';
import type { EngineReadings, LandscapeReadings } from './types.js';
import { unread } from './engine/unknown-facts.js';

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
  const landscape = new Landscape(vault, transport, limits);
  const keys = keysOf(entries);
  let done = 0;
  const probes = await inParallel(entries, options.concurrency, async (entry, index) => {
    const probe = await landscape.probe(entry, keys[index] ?? entry.alias);
    done += 1;
    options.onProgress?.({ done, total: entries.length });
    return probe;
  });
  const result = (): LandscapeReadings => ({
    startedAt,
    engines: probes.map((probe) => probe.readings),
    interrupted: signal.aborted,
  });
  const rounds = new Rounds({ probes, options, transport, limits, result });
  await rounds.secondLook();
  if (options.canary !== undefined) await rounds.canary(options.canary, vault);
  if (options.watchMs !== undefined) await rounds.watch(options.watchMs);
  return result();
}

class Landscape {
  readonly #logins = new Logins();
  readonly #vault: Vault;
  readonly #transport: Transport;
  readonly #limits: Limits;

  constructor(vault: Vault, transport: Transport, limits: Limits) {
    this.#vault = vault;
    this.#transport = transport;
    this.#limits = limits;
  }

  async probe(entry: EngineEntry, engine: string): Promise<Probe> {
    const credentials = this.#vault.credentialsOf(entry);
    const target = this.#transport.target(engine, targetOf(entry, this.#vault.addressOf(entry), credentials));
    if (!target.probed || entry.name === null) {
      const because = target.probed ? 'the entry has no engine name' : target.because;
      return { entry, session: null, readings: notProbed(entry.alias, because) };
    }
    const session = new EngineSession({
      transport: this.#transport,
      engine,
      alias: entry.alias,
      base: target.address,
      name: entry.name,
      limits: this.#limits,
    });
    const result = await probeEngine({
      session,
      engine,
      login: target.login ? loginOf(entry, credentials) : null,
      logins: this.#logins,
      transport: this.#transport,
    });
    return { entry, session, readings: readingsOf(session, result) };
  }
}

/** A replay knows that there was a login, not the password: nothing is sent with it. */
function loginOf(entry: EngineEntry, credentials: Credentials | null): Credentials | null {
  return credentials ?? { user: entry.authentication?.user ?? '', password: '' };
}

function targetOf(entry: EngineEntry, address: string | null, credentials: Credentials | null): Target {
  if (entry.unresolved.length > 0) {
    const names = entry.unresolved.map((name) => `\${${name}}`).join(', ');
    return { probed: false, because: `${names} has no value` };
  }
  if (entry.name === null || entry.name === '')
    return { probed: false, because: 'the entry has no engine name' };
  const base = address === null ? null : baseOf(address);
  if (base === null) return { probed: false, because: 'the entry has no http or https address' };
  return { probed: true, address: base, login: credentials !== null };
}

/** One trailing slash goes, as in Optimize; so does user info, which is no login there either. */
export function baseOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

function readingsOf(session: EngineSession, { reach, facts }: ChainResult): EngineReadings {
  const { alias, clockOffsetMs, contactAt, requests } = session;
  return { alias, reach, clockOffsetMs, contactAt, ...facts, again: null, requests };
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

/** The alias; numbered from the second on where several files name the same one. */
function keysOf(entries: readonly EngineEntry[]): readonly string[] {
  const seen = new Map<string, number>();
  return entries.map(({ alias }) => {
    const count = (seen.get(alias) ?? 0) + 1;
    seen.set(alias, count);
    return count === 1 ? alias : `${alias}#${count}`;
  });
}
