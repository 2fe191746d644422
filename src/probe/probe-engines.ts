import type { EngineEntry } from '../configuration/types.js';
import type { Vault } from '../configuration/logins.js';
import { readAuthorities } from './http/connection/authorities.js';
import { readIdentity } from './http/connection/client-identity.js';
import { liveTransport } from './http/network.js';
import type { ProbeOptions } from './probe.js';
import { record } from './recording/record.js';
import { replay } from './recording/replay.js';
import type { RecordedRun } from './recording/recorded-run.js';
import { probeLandscape } from './landscape.js';
import { readServices, type ServiceReadings, type WantedServices } from './services/read-services.js';
import type { Limits, Transport } from './http/transport.js';
import type { TlsOptions } from './http/connection/trust.js';
import type { EngineReadings, LandscapeReadings, SecondLook } from './readings.js';
import type { FilterWriter } from './canary/task-filters.js';

export interface LiveOptions extends Pick<
  ProbeOptions,
  | 'timeoutMs'
  | 'deadlineMs'
  | 'concurrency'
  | 'signal'
  | 'onProgress'
  | 'watchMs'
  | 'visit'
  | 'loginOnly'
  | 'deploymentTimes'
> {
  /** Of this tool: engines see it as `User-Agent`. */
  readonly version?: string;
  /** How many requests to one engine go side by side, where not as many as usual. */
  readonly connections?: number;
  /** A file with additional certificate authorities in PEM. */
  readonly caFile: string | null;
  /** What to show to servers that ask for a client certificate: PEM files, or a PKCS#12 store under `certFile`. */
  readonly certFile?: string | null;
  readonly keyFile?: string | null;
  /** Folder for a recording of the answers. */
  readonly recordTo: string | null;
  /** What belongs into it besides. */
  readonly recordedRun?: RecordedRun;
  /** Folder of a recording that answers instead of the network. */
  readonly replayFrom: string | null;
  /** Which engines to read once more when all were read. */
  readonly secondLook?: (readings: readonly EngineReadings[]) => readonly SecondLook[];
  /** Pairs of aliases that are not decided yet, for `watchMs` and `allowCanary`. */
  readonly openPairs?: (readings: readonly EngineReadings[]) => readonly (readonly [string, string])[];
  /** Allow a temporary task filter to be created and deleted: the only write there is. */
  readonly allowCanary?: boolean;
  /** What to ask besides the engines. */
  readonly services?: WantedServices;
}

/**
 * Probes all engines, live or from a recording, and closes every connection.
 *
 * @throws InputError where the CA file or the recording cannot be read, or the recording not be written
 */
export async function probeEngines(
  entries: readonly EngineEntry[],
  vault: Vault,
  options: LiveOptions,
): Promise<LandscapeReadings & ServiceReadings> {
  const transport = await transportFor(options);
  const { secondLook, openPairs, allowCanary = false, services = {}, ...rest } = options;
  const again = (readings: LandscapeReadings) => secondLook?.(readings.engines) ?? [];
  const undecided = (readings: LandscapeReadings) => openPairs?.(readings.engines) ?? [];
  const canary = allowCanary ? await filterWriter(options) : null;
  try {
    const engines = probeLandscape(
      entries,
      vault,
      { ...rest, now: Date.now, again, undecided, ...(canary !== null && { canary }) },
      transport,
    );
    const beside = readServices(services, transport, limitsOf(rest), vault);
    return { ...(await engines), ...(await beside) };
  } finally {
    await canary?.close();
    await transport.close();
  }
}

/** The same as the engines have. */
function limitsOf({ timeoutMs, deadlineMs, watchMs = 0, signal }: Omit<LiveOptions, 'services'>): Limits {
  return {
    timeoutMs,
    deadlineAt: performance.now() + deadlineMs + watchMs,
    signal: signal ?? new AbortController().signal,
  };
}

/** How long an interrupted run waits for the deletion of what was made. */
const DELETION_MS = 1_000;

/** Loaded only where it was allowed: what it holds can do more than read. */
export async function filterWriter({
  version = 'development',
  signal,
  ...files
}: Pick<LiveOptions, 'version' | 'caFile' | 'certFile' | 'keyFile' | 'signal'>): Promise<FilterWriter> {
  const { FilterWriter: Writer } = await import('./canary/task-filters.js');
  const tls = tlsOf(files);
  return new Writer({ version, tls }, { interrupted: signal, graceMs: DELETION_MS });
}

async function transportFor(options: LiveOptions): Promise<Transport> {
  const { version = 'development', recordTo, recordedRun, replayFrom, connections } = options;
  if (replayFrom !== null) return replay(replayFrom);
  const tls = tlsOf(options);
  const live = await liveTransport({ version, tls, ...(connections !== undefined && { connections }) });
  return recordTo === null ? live : record(live, recordTo, recordedRun);
}

function tlsOf({ caFile, ...files }: Pick<LiveOptions, 'caFile' | 'certFile' | 'keyFile'>): TlsOptions {
  return { ...(caFile !== null && { ca: readAuthorities(caFile) }), ...readIdentity(files, process.env) };
}
