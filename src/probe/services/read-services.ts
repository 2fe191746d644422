import { unknown } from '../../core/observed.js';
import type { Vault } from '../../configuration/types.js';
import { proxyFor } from '../http/connection/proxy.js';
import { echoesOf, type Echoes } from '../http/answer/echoes.js';
import type { Limits, ServiceName, Target, Transport } from '../http/transport.js';
import { readOptimize } from '../optimize/read-optimize.js';
import { sampleStatus } from '../optimize/sample-status.js';
import type { OptimizeReadings } from '../optimize/types.js';
import { ServiceSession } from './service-session.js';

/** What to ask besides the engines. Addresses are bases without user info; null where none is known. */
export interface WantedServices {
  readonly optimize?: {
    readonly address: string | null;
    /** Read its status for a minute, to tell what is never imported. */
    readonly sampled?: boolean;
  };
}

/** What was asked besides the engines; null where it was not wanted. */
export interface ServiceReadings {
  readonly optimize: OptimizeReadings | null;
}

/** Asks what was wanted, or what the recording has. Nothing that a service does makes this throw. */
export async function readServices(
  wanted: WantedServices,
  transport: Transport,
  limits: Limits,
  vault: Pick<Vault, 'hide'>,
): Promise<ServiceReadings> {
  return { optimize: await optimizeOf(wanted, { transport, limits, vault }) };
}

interface Asking {
  readonly transport: Transport;
  readonly limits: Limits;
  readonly vault: Pick<Vault, 'hide'>;
}

async function optimizeOf(wanted: WantedServices, asking: Asking): Promise<OptimizeReadings | null> {
  if (!isWanted('optimize', wanted, asking)) return null;
  const target = targetOf('optimize', wanted.optimize?.address ?? null, asking);
  if (!target.probed) return notAsked(target.because);
  const { address } = target;
  const { transport, limits } = asking;
  const echoes = echoesAt(address, asking);
  const session = new ServiceSession({
    transport,
    service: 'optimize',
    address,
    credentials: null,
    echoes,
    limits,
  });
  const readings = await readOptimize(session, address);
  const isSampled = wanted.optimize?.sampled === true || transport.replays === true;
  if (!isSampled || !readings.status.known) return readings;
  const samples = await sampleStatus(session, readings.status.value, transport, limits);
  return { ...readings, samples };
}

function isWanted(name: ServiceName, wanted: WantedServices, { transport }: Asking): boolean {
  return (
    (name === 'optimize' && wanted.optimize !== undefined) || transport.services?.includes(name) === true
  );
}

function targetOf(name: ServiceName, address: string | null, { transport }: Asking): Target {
  const live: Target =
    address === null
      ? { probed: false, because: 'the configuration does not tell where it is' }
      : { probed: true, address, login: false };
  return transport.service?.(name, live) ?? live;
}

/** It was asked for, so that it is not known leaves the run open. */
function notAsked(because: string): OptimizeReadings {
  const open = unknown('failed', because);
  return { contact: open, ui: open, status: open, ready: open, serverTime: null, samples: [], requests: [] };
}

/** A proxy in between may have a login, and repeat it. */
function echoesAt(address: string, { vault }: Asking): Echoes {
  const proxy = proxyFor(new URL(address), process.env)?.url ?? null;
  const login =
    proxy === null || proxy.password === ''
      ? []
      : [{ user: decodeURIComponent(proxy.username), password: decodeURIComponent(proxy.password) }];
  const hide = (text: string): string => vault.hide(text);
  return echoesOf({ credentials: null, proxies: login, address, shown: address }, hide);
}
