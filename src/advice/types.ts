import type { Certainty } from '../core/finding.js';

/** The programs that a configuration can be made for. */
export const BALANCERS = ['nginx', 'haproxy', 'kubernetes', 'traefik'] as const;
export type BalancerKind = (typeof BALANCERS)[number];

/** The parts of a `rest` address. */
export interface Address {
  readonly scheme: 'http' | 'https';
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly family: 'name' | 'ipv4' | 'ipv6';
  readonly port: number;
  /** Base path without trailing slash; empty where the engine answers at the root. */
  readonly path: string;
}

/** One entry of `engines` as far as a balancer in front of it is concerned. Nothing in it is secret. */
export interface Member {
  readonly alias: string;
  /** Null where the address is no URL, or one that cannot stand in a balancer's configuration. */
  readonly address: Address | null;
  /** The engine name. */
  readonly name: string | null;
  /** As the engine told it; null where nobody asked or it does not know. */
  readonly version: string | null;
  /** Equal where two entries log in alike; null where that cannot be told. Only ever compared. */
  readonly login: string | null;
  readonly defaultTenant: string | null;
  readonly excludedTenants: readonly string[];
}

/** Engines that may belong behind one balancer, and why somebody thinks so. */
export interface Candidate {
  /** In file order. */
  readonly members: readonly Member[];
  /** The alias that stays: Optimize ties imported data to it. */
  readonly keep: string;
  /** `claimed` is what the user says (`--group`); everything else is a verdict. */
  readonly sharing: 'shared' | 'same-node' | 'cloned' | 'unknown' | 'claimed';
  readonly certainty: Certainty;
  /** Where sharing is not decided: what would decide it. */
  readonly undecidedBecause: string | null;
  /** Pairs of aliases that reach one and the same node: it must not get double load. */
  readonly sameNode: readonly (readonly [string, string])[];
}

/** One server behind the balancer. */
export interface Backend {
  /** Safe as a server name in every format, unique in its group. */
  readonly label: string;
  readonly alias: string;
  readonly host: string;
  readonly family: Address['family'];
  readonly port: number;
}

/** A group that gets a balancer. */
export interface BalancedGroup {
  readonly kind: 'balance';
  /** Letters, digits and hyphens, unique among the groups of one run; starts with a letter. */
  readonly id: string;
  readonly keep: string;
  /** The aliases that go. */
  readonly gone: readonly string[];
  readonly engineName: string;
  readonly scheme: Address['scheme'];
  readonly path: string;
  readonly backends: readonly Backend[];
  /** What was not checked, as sentences for a comment. */
  readonly notes: readonly string[];
}

/** A group whose entries reach one node: no balancer, only fewer entries. */
export interface MergedGroup {
  readonly kind: 'merge';
  readonly keep: string;
  readonly gone: readonly string[];
}

export type RefusalCode =
  | 'too-few'
  | 'copied'
  | 'not-proven'
  | 'address-unusable'
  | 'names-differ'
  | 'paths-differ'
  | 'schemes-differ'
  | 'credentials-differ'
  | 'default-tenants-differ'
  | 'excluded-tenants-differ'
  | 'versions-differ';

/** Why no balancer is advised, and what the reader has to decide or do first. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly engines: readonly string[];
  /** One sentence. */
  readonly because: string;
  /** One sentence. */
  readonly decide: string;
}

export interface RefusedGroup {
  readonly kind: 'refused';
  readonly engines: readonly string[];
  readonly refusals: readonly Refusal[];
}

export type Plan = BalancedGroup | MergedGroup | RefusedGroup;

/** Where the balancer listens and what it trusts. */
export interface BalancerSettings {
  /** Host name under which Optimize reaches the balancer, in Kubernetes that of the first group's Service; null where nobody said. */
  readonly host: string | null;
  /** Port of the first group, the others follow; null for the usual one. */
  readonly port: number | null;
  /** Certificate authorities for https engines, PEM; null for those of the system. */
  readonly caFile: string | null;
}

/** A group with the place where its balancer listens. */
export interface PlacedGroup extends BalancedGroup {
  readonly listen: number;
  /** The `rest` of the entry that stays. */
  readonly rest: string;
}
