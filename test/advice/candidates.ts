import { addressOf } from '../../src/advice/address.js';
import { planGroups } from '../../src/advice/plan.js';
import type { BalancerSettings, Candidate, Member, Plan } from '../../src/advice/types.js';

/** An entry as most are: engine `default`, one version, no login, no tenant. */
export function member(alias: string, rest: string, changes: Partial<Member> = {}): Member {
  return {
    alias,
    address: addressOf(rest),
    name: 'default',
    version: '7.24.0',
    login: 'none',
    defaultTenant: null,
    excludedTenants: [],
    ...changes,
  };
}

/** A group proven to share one database, unless the test says otherwise. */
export function candidate(members: readonly Member[], changes: Partial<Candidate> = {}): Candidate {
  return {
    members,
    keep: members[0]?.alias ?? '',
    sharing: 'shared',
    certainty: 'proven',
    undecidedBecause: null,
    sameNode: [],
    ...changes,
  };
}

/** Engines `a`, `b`, … at these addresses, as one group. */
export function groupAt(...addresses: readonly string[]): Candidate {
  return candidate(addresses.map((rest, index) => member(String.fromCharCode(97 + index), rest)));
}

export function plansOf(...candidates: readonly Candidate[]): readonly Plan[] {
  return planGroups(candidates);
}

export const NO_SETTINGS: BalancerSettings = { host: null, port: null, caFile: null };

/** What the configurations have to cope with. Only names that every machine resolves: nginx looks them up when it reads its file. */
export const SHAPES: readonly (readonly [name: string, candidates: readonly Candidate[]])[] = [
  ['IPv4', [groupAt('http://127.0.0.1:8080/engine-rest', 'http://127.0.0.2:8081/engine-rest')]],
  [
    'IPv4 of other machines',
    [groupAt('http://10.0.0.1:8080/engine-rest', 'http://10.0.0.2:8080/engine-rest')],
  ],
  ['IPv6', [groupAt('http://[fd00::1]:8080/engine-rest', 'http://[fd00::2]:8080/engine-rest')]],
  ['both families', [groupAt('http://[fd00::1]:8080/engine-rest', 'http://10.0.0.2:8080/engine-rest')]],
  ['host names', [groupAt('http://localhost:8080/engine-rest', 'http://localhost:8081/engine-rest')]],
  ['the port of the scheme', [groupAt('http://10.0.0.1/engine-rest', 'http://10.0.0.2/engine-rest')]],
  ['https', [groupAt('https://localhost:8443/engine-rest', 'https://localhost:9443/engine-rest')]],
  ['https by address', [groupAt('https://10.0.0.1/engine-rest', 'https://[fd00::2]/engine-rest')]],
  [
    'another base path',
    [groupAt('http://10.0.0.1:8080/camunda/api/rest', 'http://10.0.0.2:8080/camunda/api/rest')],
  ],
  ['no base path', [groupAt('http://10.0.0.1:8080', 'http://10.0.0.2:8080/')]],
  [
    'two groups',
    [
      groupAt('http://10.0.0.1:8080/engine-rest', 'http://10.0.0.2:8080/engine-rest'),
      candidate([
        member('payment node 1', 'https://localhost:8443/rest', { name: 'payment' }),
        member('payment/node/2', 'https://localhost:9443/rest', { name: 'payment' }),
        member('', 'https://localhost:9444/rest', { name: 'payment' }),
      ]),
    ],
  ],
  [
    'aliases that would end a comment',
    [
      candidate([
        member('a\n} events {', 'http://10.0.0.1:8080/engine-rest'),
        member('ü; "\u2028', 'http://10.0.0.2:8080/engine-rest'),
      ]),
    ],
  ],
];
