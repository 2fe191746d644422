import { UsageError } from '../core/errors.js';
import { counted } from '../core/text/text.js';
import { authority } from './address.js';
import { sortedNames, uniqueName } from './names.js';
import { refusalsOf } from './refusals.js';
import type {
  Address,
  Backend,
  BalancedGroup,
  BalancerSettings,
  Candidate,
  Member,
  Plan,
  PlacedGroup,
} from './types.js';

/** Decides for each candidate: a balancer, fewer entries, or a refusal with its reasons. */
export function planGroups(candidates: readonly Candidate[]): readonly Plan[] {
  const taken = new Set<string>();
  return candidates.map((candidate) => planGroup(candidate, taken));
}

function planGroup(candidate: Candidate, taken: Set<string>): Plan {
  const { members, keep } = candidate;
  const engines = members.map(({ alias }) => alias);
  const refusals = refusalsOf(candidate);
  if (refusals.length > 0) return { kind: 'refused', engines, refusals };
  const gone = engines.filter((alias) => alias !== keep);
  const backends = backendsOf(candidate);
  if (backends.length < 2) return { kind: 'merge', keep, gone };
  const { scheme, path } = addressOfKept(members);
  return {
    kind: 'balance',
    id: uniqueName(`engine-rest-${keep}`, taken),
    keep,
    gone,
    engineName: members[0]?.name ?? 'default',
    scheme,
    path,
    backends,
    notes: notesOf(candidate),
  };
}

function addressOfKept(members: readonly Member[]): Address {
  const address = members[0]?.address ?? null;
  if (address === null) throw new Error('a group without addresses was not refused');
  return address;
}

/** Every node once: by its address, or because two addresses are known to reach the same one. */
function backendsOf({ members, keep, sharing, sameNode }: Candidate): readonly Backend[] {
  if (sharing === 'same-node') return [];
  const keptFirst = members.toSorted((a, b) => Number(b.alias === keep) - Number(a.alias === keep));
  const labels = new Set<string>();
  const backends: Backend[] = [];
  for (const { alias, address } of keptFirst) {
    if (address === null) continue;
    const there = backends.some(
      (backend) => authority(backend) === authority(address) || isSameNode(backend.alias, alias, sameNode),
    );
    if (!there) backends.push({ label: uniqueName(alias, labels), alias, ...pick(address) });
  }
  return sortedNames(
    backends,
    members.map(({ alias }) => alias),
  );
}

function pick({ host, family, port }: Address): Pick<Address, 'host' | 'family' | 'port'> {
  return { host, family, port };
}

function isSameNode(a: string, b: string, pairs: Candidate['sameNode']): boolean {
  return pairs.some((pair) => pair.includes(a) && pair.includes(b));
}

/** A comment that says what nobody checked is worth more than a file that looks certain. */
function notesOf({ members, sharing, certainty }: Candidate): readonly string[] {
  const untold = members.filter(({ version }) => version === null).length;
  return [
    ...(sharing === 'claimed' ? ['That these engines share a database was claimed, not checked.'] : []),
    ...(sharing !== 'claimed' && certainty !== 'proven'
      ? ['That these engines share a database is very likely, not proven.']
      : []),
    ...(untold > 0
      ? [`The version of ${counted(untold, 'engine')} is not known: all should run the same.`]
      : []),
    ...(members.some(({ login }) => login === null)
      ? ['The logins were not compared: one login must do for all nodes.']
      : []),
  ];
}

/** The usual port for the balancer; 8080 is what engines themselves use. */
export const FIRST_PORT = 8090;
const LAST_PORT = 65_535;
/** Stands where only the reader knows the host. */
export const UNKNOWN_HOST = 'LOAD-BALANCER';

/** Gives each group a port or, in Kubernetes, a name of its own: groups mostly have equal paths. */
export function placeGroups(
  plans: readonly Plan[],
  kubernetes: boolean,
  settings: BalancerSettings,
): readonly PlacedGroup[] {
  const groups = plans.filter((plan) => plan.kind === 'balance');
  return groups.map((group, index) => (kubernetes ? asService : listening)(group, index, settings));
}

function listening(group: BalancedGroup, index: number, settings: BalancerSettings): PlacedGroup {
  const port = (settings.port ?? FIRST_PORT) + index;
  if (port > LAST_PORT)
    throw new UsageError(
      '--at leaves no port for the last groups',
      'each group listens on the port after that of the one before',
    );
  return placed(group, 'http', settings.host ?? UNKNOWN_HOST, port);
}

/** A Service has a name, hence an address of its own, and keeps scheme and port of the engines. */
function asService(group: BalancedGroup, index: number, { host, port }: BalancerSettings): PlacedGroup {
  const listen = port ?? group.backends[0]?.port ?? FIRST_PORT;
  if (host === null || !isServiceName(host)) return placed(group, group.scheme, group.id, listen);
  const [name = '', ...domain] = host.split('.');
  const id = index === 0 ? name : `${name}-${index + 1}`;
  return placed({ ...group, id }, group.scheme, [id, ...domain].join('.'), listen);
}

function placed(
  group: BalancedGroup,
  scheme: BalancedGroup['scheme'],
  host: string,
  listen: number,
): PlacedGroup {
  return { ...group, listen, rest: `${scheme}://${authority({ host, port: listen })}${group.path}` };
}

/** Whether a host names a Service: a DNS label, short enough for the number of a further group, and its domain. */
export function isServiceName(host: string): boolean {
  return /^[a-z](?:[-a-z0-9]{0,48}[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/u.test(host);
}
