import { unknown } from '../../core/observed.js';
import { isLoopback } from '../../core/text/url.js';
import type { Credentials, Vault } from '../../configuration/logins.js';
import { proxyLoginsFor } from '../http/connection/proxy.js';
import { echoesOf, type Echoes, type Sent } from '../http/answer/echoes.js';
import type { Limits, ServiceName, Target, Transport } from '../http/transport.js';
import { readOptimize } from '../optimize/read-optimize.js';
import { sampleStatus } from '../optimize/sample-status.js';
import type { OptimizeReadings } from '../optimize/types.js';
import { readStore } from '../store/read-store.js';
import type { StoreReadings } from '../store/types.js';
import { ServiceSession } from './service-session.js';

/** What to ask besides the engines. */
export interface WantedServices {
  readonly optimize?: WantedService & {
    /** Read its status for a minute, to tell what is never imported. */
    readonly sampled?: boolean;
  };
  readonly store?: WantedService;
  /** Of the indices, in lower case; without characters that mean something in an address of several of them. Null where it is not known. */
  readonly prefix?: string | null;
}

export interface WantedService {
  /** A base without user info; null where none is known. */
  readonly address: string | null;
  /** The same as it may be shown and recorded, where that differs. */
  readonly shown?: string;
}

/** What was asked besides the engines; null where it was not wanted. */
export interface ServiceReadings {
  readonly optimize: OptimizeReadings | null;
  readonly store: StoreReadings | null;
}

/** Asks what was wanted, or what the recording has. Nothing that a service does makes this throw. */
export async function readServices(
  wanted: WantedServices,
  transport: Transport,
  limits: Limits,
  vault: Pick<Vault, 'hide' | 'storeLogin'>,
): Promise<ServiceReadings> {
  const asking: Asking = { transport, limits, vault };
  const [optimize, store] = await Promise.all([optimizeOf(wanted, asking), storeOf(wanted, asking)]);
  return { optimize, store };
}

interface Asking {
  readonly transport: Transport;
  readonly limits: Limits;
  readonly vault: Pick<Vault, 'hide' | 'storeLogin'>;
}

async function optimizeOf(wanted: WantedServices, asking: Asking): Promise<OptimizeReadings | null> {
  if (!isWanted('optimize', wanted, asking)) return null;
  const target = targetOf('optimize', wanted.optimize, false, asking);
  if (!target.probed) return notAsked(target.because);
  const shown = target.address;
  const address = calledAt(shown, wanted.optimize);
  const { transport, limits } = asking;
  const echoes = echoesAt({ address, shown, credentials: null, knowsAll: true }, asking);
  const session = new ServiceSession({
    transport,
    service: 'optimize',
    address,
    credentials: null,
    echoes,
    limits,
  });
  const readings = await readOptimize(session, shown);
  const isSampled = wanted.optimize?.sampled === true || transport.replays === true;
  if (!isSampled || !readings.status.known) return readings;
  const samples = await sampleStatus(session, readings.status.value, transport, limits);
  return { ...readings, samples };
}

async function storeOf(wanted: WantedServices, asking: Asking): Promise<StoreReadings | null> {
  if (!isWanted('store', wanted, asking)) return null;
  const { prefix = null } = wanted;
  const wantedAddress = wanted.store?.address ?? null;
  const credentials = wantedAddress === null ? null : loginFor(wantedAddress, asking);
  const target = targetOf('store', wanted.store, credentials !== null, asking);
  if (!target.probed) return noData(target.because);
  if (prefix === null) return noData('the prefix of its indices cannot be told from the configuration');
  const shown = target.address;
  const address = calledAt(shown, wanted.store);
  const { transport, limits } = asking;
  const echoes = echoesAt({ address, shown, credentials }, asking);
  const session = new ServiceSession({ transport, service: 'store', address, credentials, echoes, limits });
  return readStore(session, shown, prefix);
}

/** Optimize's own login may write: it never goes in plain text to another machine, and another one only where its file says so. */
function loginFor(address: string, { vault }: Asking): Credentials | null {
  const { protocol, hostname } = new URL(address);
  const login = vault.storeLogin?.(address) ?? null;
  return protocol === 'https:' || isLoopback(hostname) || login?.given?.plainHttp === true ? login : null;
}

function noData(because: string): StoreReadings {
  const open = unknown('failed', because);
  return {
    contact: open,
    content: open,
    schemaVersion: open,
    definitions: open,
    tenants: open,
    runs: open,
    instances: open,
    readAt: null,
    requests: [],
  };
}

function isWanted(name: ServiceName, wanted: WantedServices, { transport }: Asking): boolean {
  return wanted[name] !== undefined || transport.services?.includes(name) === true;
}

/** With the address as it may be shown. */
function targetOf(
  name: ServiceName,
  wanted: WantedService | undefined,
  login: boolean,
  { transport }: Asking,
): Target {
  const shown = wanted?.shown ?? wanted?.address ?? null;
  const live: Target =
    shown === null
      ? { probed: false, because: 'the configuration does not tell where it is' }
      : { probed: true, address: shown, login };
  return transport.service?.(name, live) ?? live;
}

/** A recording has the address as it was shown, and perhaps another one. */
function calledAt(shown: string, { address = null, shown: told }: Partial<WantedService> = {}): string {
  return shown === told && address !== null ? address : shown;
}

/** It was asked for, so that it is not known leaves the run open. */
function notAsked(because: string): OptimizeReadings {
  const open = unknown('failed', because);
  return { contact: open, ui: open, status: open, ready: open, serverTime: null, samples: [], requests: [] };
}

/** A proxy in between may have a login, and repeat it. */
function echoesAt(sent: Omit<Sent, 'proxies'>, { vault }: Asking): Echoes {
  const proxies = proxyLoginsFor(new URL(sent.address), process.env);
  return echoesOf({ ...sent, proxies }, (text, isSaid) => vault.hide(text, isSaid));
}
