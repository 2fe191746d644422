import type { Observed } from '../../core/observed.js';
import type { ServiceRequest } from '../services/service-session.js';

/** A definition as Optimize keeps it. */
export interface StoredDefinition {
  readonly kind: 'process' | 'decision';
  readonly id: string;
  readonly key: string;
  readonly version: string;
  /** As it was imported: a default tenant is filled in already. */
  readonly tenantId: string | null;
  /** Hidden: another definition took its place, or it was deleted. */
  readonly deleted: boolean;
  /** The alias that it was imported from last; null where it did not come from an engine. */
  readonly alias: string | null;
}

/** A tenant, and the alias that it is tied to. */
export interface StoredTenant {
  readonly id: string;
  readonly alias: string | null;
}

/** When one type of data of an alias was last looked for. */
export interface ImportRun {
  readonly alias: string;
  /** Milliseconds since 1970 by Optimize's clock; null where that never happened. */
  readonly lastRun: number | null;
}

export interface CountOf {
  readonly id: string;
  readonly count: number;
}

/** The instances of one alias, counted by the store. */
export interface StoredInstances {
  readonly kind: 'process' | 'decision';
  readonly alias: string;
  readonly count: number;
  /** When the first of them started, milliseconds since 1970; null where that is not told. */
  readonly firstStart: number | null;
  readonly byDefinition: readonly CountOf[];
  readonly byTenant: readonly CountOf[];
  /** How many of them belong to definitions and tenants beyond those that are counted one by one. */
  readonly leftOut: { readonly definitions: number; readonly tenants: number };
}

/** A gap of the counts: an alias without a count may have instances all the same. */
export const ALIASES_LEFT_OUT = 'the instances of not every alias were counted';

/** Whether the search store could be read. */
export interface StoreContact {
  /** The base as it may be shown. */
  readonly address: string;
  readonly prefix: string;
  /** What was refused, failed or incomplete, in words. */
  readonly problems: readonly string[];
}

/** Whether there is any data under the prefix. */
export interface StoreContent {
  readonly empty: boolean;
  /** Where it is empty: other prefixes that an Optimize keeps its data under. */
  readonly otherPrefixes: readonly string[];
}

/** Everything that was read of the data of Optimize. */
export interface StoreReadings {
  readonly contact: Observed<StoreContact>;
  readonly content: Observed<StoreContent>;
  readonly schemaVersion: Observed<string>;
  readonly definitions: Observed<readonly StoredDefinition[]>;
  readonly tenants: Observed<readonly StoredTenant[]>;
  readonly runs: Observed<readonly ImportRun[]>;
  readonly instances: Observed<readonly StoredInstances[]>;
  /** Own clock at the first answer, milliseconds since 1970. */
  readonly readAt: number | null;
  readonly requests: readonly ServiceRequest[];
}
