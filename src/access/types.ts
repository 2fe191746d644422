import type { Observed } from '../core/observed.js';

/** A value that may not be known. Unknown is never taken for no. */
export type Maybe = boolean | null;

/** What Optimize looks up on an engine, each with its own resource type and permissions. */
export const ABILITIES = ['application', 'process', 'decision', 'tenant'] as const;
export type Ability = (typeof ABILITIES)[number];

/**
 * A row of an engine's authorizations. `permissions` are names as the engine writes them, `ALL` for every one; on a revoke
 * they are the revoked ones. Definitions are named by their key, `*` is any resource.
 */
export interface Authorization {
  readonly type: 'global' | 'grant' | 'revoke';
  /** Null on a global row, which speaks of everybody. */
  readonly identity: Identity | null;
  readonly permissions: readonly string[];
  /** E.g. `process-definition`. */
  readonly resource: string;
  readonly id: string;
  /** Not on the engine: Optimize adds it, so that its users see the engine's default tenant. */
  readonly addedByOptimize?: true;
}

export interface Identity {
  readonly kind: 'user' | 'group';
  readonly id: string;
}

export interface Definition {
  readonly kind: 'process' | 'decision';
  readonly key: string;
  /** The definition's own tenant. */
  readonly tenant: string | null;
}

/** One user id on one engine. */
export interface Person {
  /** Whether the engine has the user. Passwords are never asked for: a user that is there is taken to log in. */
  readonly exists: Observed<boolean>;
  readonly groups: Observed<readonly string[]>;
  /** Only where names were asked for. */
  readonly name?: string;
}

/** How the engine itself treats revokes (`authorizationCheckRevokes`) and whether it checks authorizations at all. */
export interface EngineChecks {
  readonly enabled: boolean;
  readonly revokes: 'auto' | 'always' | 'never';
}

/** Everything about one engine that decides who may do what in Optimize. */
export interface AccessEngine {
  readonly alias: string;
  /** Equal on engines of one database, which share users and tenants; null where that is not known. */
  readonly database: string | null;
  /** True where it is given that the engine does not answer Optimize: it then takes no part in a login. */
  readonly down: boolean;
  /** False: nothing of the engine is imported, but users log in through it all the same. */
  readonly imported: boolean;
  readonly defaultTenant: string | null;
  readonly excludedTenants: readonly string[];
  readonly authorizations: { readonly [A in Ability]: Observed<readonly Authorization[]> };
  /** Revokes on other resources: any of them makes an engine in mode `auto` look at revokes. */
  readonly otherRevokes: Observed<readonly Authorization[]>;
  readonly checks: EngineChecks;
  readonly people: ReadonlyMap<string, Person>;
  /** What holds for everybody who is not among `people`. */
  readonly stranger: Person;
  /** Each kind, key and tenant once. */
  readonly definitions: Observed<readonly Definition[]>;
  /** Ids of the tenants that the engine has a record of. */
  readonly tenants: Observed<readonly string[]>;
}

/** An authorization as reports show it. */
export interface Grant {
  readonly type: Authorization['type'];
  readonly user?: string;
  readonly group?: string;
  readonly permission: string;
  readonly resource: string;
  readonly id: string;
  /** True for the one that Optimize adds for a default tenant. */
  readonly addedByOptimize?: true;
}
