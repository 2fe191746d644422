import { urlEncoded } from '../../core/text/url-encoded.js';
import { randomUUID } from 'node:crypto';
import type { Vault } from '../../configuration/logins.js';
import { forget, note } from './journal.js';
import { keepFields, textOf } from '../http/answer/kept-fields.js';
import type { Probe } from '../probe.js';
import type { EngineSession } from '../engine/session.js';
import type { Resource } from '../engine/resource.js';
import type { Limits, Transport } from '../http/transport.js';
import type { CanaryOutcome } from '../readings.js';
import type { FilterWriter, Site } from './task-filters.js';

interface Flight {
  readonly probes: readonly Probe[];
  readonly writer: FilterWriter;
  readonly vault: Vault;
  readonly transport: Transport;
  readonly limits: Limits;
}

type Outcome = Pick<CanaryOutcome, 'outcome' | 'detail'>;

/** Replicas that copy afterwards lag behind by seconds. */
const LOOKS = 6;
const BETWEEN_LOOKS_MS = 1_000;
const DELETIONS = 3;

/**
 * Makes a task filter through one engine of each pair, looks for it by its id through the other, and deletes it again. The
 * least harmful thing that can be written: Optimize does not import it, and users do not see it.
 */
export async function flyCanary(
  pairs: readonly (readonly [string, string])[],
  flight: Flight,
): Promise<void> {
  const others = new Map<string, string[]>();
  for (const [maker, other] of pairs) others.set(maker, [...(others.get(maker) ?? []), other]);
  for (const [maker, looking] of others) {
    if (flight.limits.signal.aborted) return;
    const probe = probeOf(maker, flight);
    const outcomes = probe === undefined ? [] : await flyOne(probe, looking, flight);
    if (probe !== undefined) probe.readings = { ...probe.readings, canary: outcomes };
  }
}

function probeOf(alias: string, { probes }: Flight): Probe | undefined {
  return probes.find(({ entry, session }) => entry.alias === alias && session?.broken === null);
}

async function flyOne(
  maker: Probe,
  others: readonly string[],
  flight: Flight,
): Promise<readonly CanaryOutcome[]> {
  const { session, entry } = maker;
  if (session === null) return [];
  const { address: base, name } = session;
  const site: Site = { base, name, credentials: flight.vault.credentialsOf(entry) };
  const filter = `multi-engine-canary-${randomUUID()}`;
  note({ base, engine: name, filter, id: null });
  let id: string | null = null;
  let lost = false;
  try {
    const { status, json } = await flight.writer.create(site, filter);
    id = textOf(json, 'id');
    lost = status === 0;
    if (id === null) return others.map((other) => ({ with: other, ...notMade(maker, status) }));
    note({ base, engine: name, filter, id });
    const found: CanaryOutcome[] = [];
    for (const other of others) {
      found.push({ with: other, ...(await lookFor(id, filter, probeOf(other, flight)?.session, flight)) });
    }
    return found;
  } finally {
    if (await cleanedUp(site, { filter, id, lost }, flight.writer)) forget(filter);
  }
}

function notMade({ entry }: Probe, status: number): Outcome {
  const said =
    status === 0
      ? 'no answer came; "doctor --canary-clean" deletes it where it was made all the same'
      : `the engine answered ${status}`;
  return { outcome: 'open', detail: `no task filter could be made through "${entry.alias}": ${said}` };
}

/**
 * Also where the answer to the creation was lost: then the filter is found by its name. Where it is not, it may still come:
 * it stays in the journal.
 */
async function cleanedUp(
  site: Site,
  { filter, id, lost }: { readonly filter: string; readonly id: string | null; readonly lost: boolean },
  writer: FilterWriter,
): Promise<boolean> {
  for (let tries = 0; tries < DELETIONS; tries += 1) {
    const found = id === null ? await writer.find(site, filter) : [id];
    if (!('status' in found)) {
      const gone = await Promise.all(found.map((each) => writer.remove(site, each)));
      if (gone.every(Boolean) && !(lost && gone.length === 0)) return true;
    } else if (found.status !== 0) {
      // Who may not list filters was not allowed to make one either.
      return found.status === 401 || found.status === 403;
    }
  }
  return false;
}

async function lookFor(
  id: string,
  filter: string,
  session: EngineSession | null | undefined,
  { transport, limits }: Flight,
): Promise<Outcome> {
  if (session == null) return { outcome: 'open', detail: 'the other engine does not answer any more' };
  const resource = filterOf(id);
  for (let look = 1; ; look += 1) {
    const answer = await session.ask(resource);
    if (!answer.ok) return { outcome: 'open', detail: answer.failure.detail };
    if (answer.status === 200 && textOf(answer.json, 'name') === filter) {
      return { outcome: 'found', detail: `task filter ${filter} was found through "${session.alias}", too` };
    }
    if (answer.status !== 404 && answer.status !== 200) {
      const detail = `"${session.alias}" does not show task filters to this user (${answer.status})`;
      return { outcome: 'open', detail };
    }
    // With ids from a counter another filter can stand under the same one: that is not ours.
    if (look === LOOKS) return absent(filter, session);
    await transport.pause?.(BETWEEN_LOOKS_MS, limits);
  }
}

function absent(filter: string, { alias }: EngineSession): Outcome {
  return { outcome: 'absent', detail: `task filter ${filter} was not found through "${alias}" within 5 s` };
}

function filterOf(id: string): Resource {
  return {
    name: 'canary',
    path: `/filter/${urlEncoded(id)}`,
    shown: '/filter/…',
    keep: keepFields('name'),
  };
}
