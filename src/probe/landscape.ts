import { setMaxListeners } from 'node:events';
import type { Credentials, EngineEntry, Vault } from '../configuration/types.js';
import { unknown } from '../core/observed.js';
import { accountOf } from './engine/accounts.js';
import { probeEngine, type ChainResult } from './engine/chain.js';
import { Logins, type PlannedLogin } from './engine/logins.js';
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
  const planned = planOf(entries, vault, transport);
  const landscape = new Landscape(planned, transport, limits, options.deadlineMs * PATIENCE);
  let done = 0;
  const probes = await inParallel(planned, options.concurrency, async (plan) => {
    const probe = await landscape.probe(plan);
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

/** How much of the run the logins of one account wait for an engine that does not even say which engines it has. */
const PATIENCE = 1 / 4;

/** An entry, where it is asked and as whom. */
interface Plan {
  readonly entry: EngineEntry;
  /** Key of the engine in this run. */
  readonly engine: string;
  readonly target: Target;
  readonly login: Credentials | null;
}

function planOf(entries: readonly EngineEntry[], vault: Vault, transport: Transport): readonly Plan[] {
  const keys = keysOf(entries);
  return entries.map((entry, index) => {
    const engine = keys[index] ?? entry.alias;
    const credentials = vault.credentialsOf(entry);
    const target = transport.target(engine, targetOf(entry, vault.addressOf(entry), credentials));
    return {
      entry,
      engine,
      target,
      login: target.probed && target.login ? loginOf(entry, credentials) : null,
    };
  });
}

function plannedLogins(plans: readonly Plan[]): readonly PlannedLogin[] {
  return plans.flatMap(({ entry: { alias, name }, engine, target, login }) =>
    login === null || name === null || !target.probed
      ? []
      : [{ engine, alias, account: accountOf(login, target.address) }],
  );
}

class Landscape {
  readonly #logins: Logins;
  readonly #transport: Transport;
  readonly #limits: Limits;

  constructor(plans: readonly Plan[], transport: Transport, limits: Limits, patienceMs: number) {
    this.#logins = new Logins(plannedLogins(plans), patienceMs);
    this.#transport = transport;
    this.#limits = limits;
  }

  async probe({ entry, engine, target, login }: Plan): Promise<Probe> {
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
    const logins = this.#logins;
    const result = await probeEngine({ session, engine, login, logins, transport: this.#transport });
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
