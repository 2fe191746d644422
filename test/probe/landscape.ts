import type { Credentials, Vault } from '../../src/configuration/logins.js';
import type { EngineEntry } from '../../src/configuration/types.js';
import { liveTransport } from '../../src/probe/http/network.js';
import type { ProbeOptions } from '../../src/probe/probe.js';
import { probeLandscape } from '../../src/probe/landscape.js';
import type { Transport } from '../../src/probe/http/transport.js';
import type { EngineReadings, LandscapeReadings } from '../../src/probe/readings.js';

export interface Login {
  readonly user: string;
  readonly password: string;
}

/** An entry as the configuration would give it. */
export function entry(
  alias: string,
  rest: string | null,
  changes: Partial<EngineEntry> & { readonly login?: Credentials } = {},
): EngineEntry & { readonly login?: Credentials } {
  const { login } = changes;
  return {
    alias,
    file: 'environment-config.yaml',
    pointer: `/engines/${alias}`,
    name: 'default',
    rest,
    base: rest,
    importEnabled: true,
    authentication: {
      enabled: login !== undefined,
      user: login?.user ?? null,
      hasPassword: login !== undefined,
    },
    hasWebapps: true,
    webappsEndpoint: null,
    defaultTenant: null,
    excludedTenants: [],
    unresolved: [],
    ...changes,
  };
}

export type TestEntry = ReturnType<typeof entry>;

export function vaultOf(entries: readonly TestEntry[]): Vault {
  const find = (asked: EngineEntry) => entries.find((each) => each === asked);
  return {
    credentialsOf: (asked) => find(asked)?.login ?? null,
    addressOf: (asked) => asked.rest,
    hide: (text) =>
      entries.reduce(
        (hidden, { login }) => (login?.password ? hidden.replaceAll(login.password, '***') : hidden),
        text,
      ),
  };
}

export const options: ProbeOptions = {
  timeoutMs: 2_000,
  deadlineMs: 15_000,
  concurrency: 32,
  now: Date.now,
};

export function network(environment: NodeJS.ProcessEnv = {}): Promise<Transport> {
  return liveTransport({ version: 'test', environment });
}

/** Probes over the network, or through another transport, and closes it. */
export async function probe(
  entries: readonly TestEntry[],
  changes: Partial<ProbeOptions> = {},
  through?: Transport,
): Promise<LandscapeReadings> {
  const transport = through ?? (await network());
  try {
    return await probeLandscape(entries, vaultOf(entries), { ...options, ...changes }, transport);
  } finally {
    await transport.close();
  }
}

/** Probes one engine. */
export async function probeOne(
  rest: string | null,
  changes: Parameters<typeof entry>[2] = {},
  run: Partial<ProbeOptions> = {},
): Promise<EngineReadings> {
  const { engines } = await probe([entry('eu', rest, changes)], run);
  const [readings] = engines;
  if (readings === undefined) throw new Error('no readings');
  return readings;
}
