import { readFileSync } from 'node:fs';
import type { EngineEntry, Vault } from '../../../../configuration/types.js';
import { InputError } from '../../../../core/errors.js';
import { unknown, type Unknown } from '../../../../core/observed.js';
import { liveTransport } from '../../../http/network.js';
import { record } from '../../../recording/record.js';
import { replay } from '../../../recording/replay.js';
import type { ProbeOptions } from '../../../probe.js';
import { probeLandscape } from '../../../landscape.js';
import { EngineSession } from '../../session.js';
import type { Limits, Transport } from '../../../http/transport.js';
import type { EngineReadings, LandscapeReadings } from '../../../types.js';
import { readAuthorizations } from './authorizations.js';
import { readPeople } from './people.js';
import type { AccessReadings, Who } from './types.js';

/** Where the answers come from, and how long they may take. */
export interface AccessProbeOptions extends Pick<
  ProbeOptions,
  'timeoutMs' | 'deadlineMs' | 'concurrency' | 'onProgress'
> {
  readonly signal?: AbortSignal;
  /** Of this tool: engines see it as `User-Agent`. */
  readonly version: string;
  /** A file with additional certificate authorities in PEM. */
  readonly caFile: string | null;
  /** Folder for a recording of the answers. */
  readonly recordTo: string | null;
  /** Folder of a recording that answers instead of the network. */
  readonly replayFrom: string | null;
}

export interface AccessProbe {
  readonly landscape: LandscapeReadings;
  /** In the order of the entries. */
  readonly access: readonly AccessReadings[];
}

/**
 * Probes every engine as always, and then those that answered for users and authorizations. Live or from a recording.
 *
 * @throws InputError where the CA file or the recording cannot be read, or the recording not be written
 */
export async function probeAccess(
  entries: readonly EngineEntry[],
  vault: Vault,
  options: AccessProbeOptions,
  who: Who,
): Promise<AccessProbe> {
  const transport = await transportFor(options);
  const signal = options.signal ?? new AbortController().signal;
  const deadlineAt = performance.now() + options.deadlineMs;
  const limits: Limits = { timeoutMs: options.timeoutMs, deadlineAt, signal };
  try {
    const landscape = await probeLandscape(entries, vault, probeOptions(options, signal), transport);
    const access = await Promise.all(
      entries.map((entry, index) => readOne(entry, landscape.engines[index], vault, transport, limits, who)),
    );
    return { landscape, access };
  } finally {
    await transport.close();
  }
}

/** No second look at engines that seem to differ: here it matters only which of them certainly share a database. */
function probeOptions(options: AccessProbeOptions, signal: AbortSignal): ProbeOptions {
  const { timeoutMs, deadlineMs, concurrency, onProgress } = options;
  const now = Date.now;
  return { timeoutMs, deadlineMs, concurrency, signal, now, ...(onProgress && { onProgress }) };
}

/** The login was accepted while the engine was probed; where the chain broke nothing more is asked. */
async function readOne(
  entry: EngineEntry,
  readings: EngineReadings | undefined,
  vault: Vault,
  transport: Transport,
  limits: Limits,
  who: Who,
): Promise<AccessReadings> {
  const reach = readings?.reach ?? { status: 'not-probed', because: 'never probed' };
  if (reach.status === 'not-probed') return unread(entry.alias, unknown('failed', reach.because));
  if (reach.status === 'failed') return unread(entry.alias, unknown('failed', reach.failure.detail));
  const { alias, name } = entry;
  const base = baseOf(vault.addressOf(entry) ?? '');
  const session = new EngineSession({ transport, engine: alias, alias, base, name: name ?? '', limits });
  session.credentials = vault.credentialsOf(entry);
  const rows = await readAuthorizations(session);
  return { alias, rows, ...(await readPeople(session, who)) };
}

/** As the probes call it: without user info and one trailing slash. A replay needs no address. */
function baseOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replace(/\/$/, '')}`;
}

function unread(alias: string, reason: Unknown): AccessReadings {
  return {
    alias,
    rows: {
      application: reason,
      processDefinition: reason,
      decisionDefinition: reason,
      tenant: reason,
      revokes: reason,
    },
    people: new Map(),
    stranger: { exists: reason, groups: reason },
  };
}

async function transportFor(options: AccessProbeOptions): Promise<Transport> {
  const { version, caFile, recordTo, replayFrom } = options;
  if (replayFrom !== null) return replay(replayFrom);
  const tls = caFile === null ? {} : { ca: readAuthorities(caFile) };
  const live = await liveTransport({ version, tls });
  return recordTo === null ? live : record(live, recordTo);
}

function readAuthorities(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new InputError(`${file}: cannot be read`, { cause });
  }
}
