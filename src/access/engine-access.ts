import { mapObserved, type Observed } from '../core/observed.js';
import { AbilityIndex } from './authorizations/ability-index.js';
import { RowsByHolder, type RowsByResource } from './authorizations/rows-by-holder.js';
import { compareDefinitions } from './definitions.js';
import { decideKnowing, holds, LOOKED_FOR, OPTIMIZE, type Decision } from './authorizations/resolution.js';
import {
  ABILITIES,
  type Ability,
  type AccessEngine,
  type Authorization,
  type Definition,
  type Maybe,
  type Person,
} from './types.js';

/** How a user stands with one engine: there or not, and with the right to use Optimize or not. */
export interface Standing {
  readonly access: EngineAccess;
  readonly alias: string;
  readonly known: Maybe;
  readonly optimize: Maybe;
  /** What decided about `optimize`; null where that is not known. */
  readonly decision: Decision | null;
  readonly groups: Observed<readonly string[]>;
  /** Why something above is not known, or why the engine takes no part; else null. */
  readonly because: string | null;
}

/** One engine with its authorizations sorted for many questions. */
export class EngineAccess {
  readonly facts: AccessEngine;
  /** In the order of reports. */
  readonly definitions: Observed<readonly Definition[]>;
  readonly indexes: Readonly<Record<Ability, Observed<AbilityIndex>>>;
  readonly #excluded: ReadonlySet<string>;
  readonly #tenants: ReadonlySet<string>;
  readonly #mayDiffer: Partial<Record<Ability, boolean>> = {};
  #rows: RowsByHolder | null = null;
  #about: {
    readonly user: string;
    readonly groups: readonly string[];
    readonly rows: RowsByResource;
  } | null = null;
  #reads: Readonly<Record<Definition['kind'], Observed<AbilityIndex>>> | null = null;

  constructor(facts: AccessEngine) {
    this.facts = facts;
    this.#excluded = new Set(facts.excludedTenants);
    this.#tenants = new Set(facts.tenants.known ? facts.tenants.value : []);
    this.definitions = mapObserved(facts.definitions, (all) => all.toSorted(compareDefinitions));
    const index = (ability: Ability): Observed<AbilityIndex> =>
      indexOf(facts, ability, LOOKED_FOR[ability].permission);
    this.indexes = {
      application: index('application'),
      process: index('process'),
      decision: index('decision'),
      tenant: index('tenant'),
    };
  }

  get alias(): string {
    return this.facts.alias;
  }

  /** Records without a tenant have the empty one. */
  excludes(tenant: string): boolean {
    return this.#excluded.has(tenant);
  }

  /** Whether the engine is known to have a record of the tenant. */
  hasTenant(tenant: string): boolean {
    return this.#tenants.has(tenant);
  }

  /** READ on definitions, which is often granted by mistake: READ_HISTORY is what counts. */
  reads(kind: Definition['kind']): Observed<AbilityIndex> {
    this.#reads ??= {
      process: indexOf(this.facts, 'process', 'READ'),
      decision: indexOf(this.facts, 'decision', 'READ'),
    };
    return this.#reads[kind];
  }

  /**
   * Whether the engine itself may come to another end than Optimize. By default only a global row that lacks the permission
   * makes them differ: to the engine, and not to Optimize, it takes the permission away.
   */
  mayDiffer(ability: Ability): boolean {
    const { checks, authorizations } = this.facts;
    const rows = authorizations[ability];
    if (!checks.enabled || checks.revokes === 'never') return true;
    const { permission, resource } = LOOKED_FOR[ability];
    const lacks = (row: Authorization): boolean =>
      row.type === 'global' && row.resource === resource && !holds(row, permission);
    this.#mayDiffer[ability] ??= rows.known && rows.value.some(lacks);
    return this.#mayDiffer[ability];
  }

  /** Everything that the engine itself would look at for a user. */
  rowsAbout(user: string, groups: readonly string[]): RowsByResource {
    const { authorizations, otherRevokes } = this.facts;
    const lists = [...Object.values(authorizations), otherRevokes];
    this.#rows ??= new RowsByHolder(lists.flatMap((rows) => (rows.known ? rows.value : [])));
    if (this.#about?.user !== user || this.#about.groups !== groups)
      this.#about = { user, groups, rows: this.#rows.about(user, groups) };
    return this.#about.rows;
  }

  person(user: string): Person {
    return this.facts.people.get(user) ?? this.facts.stranger;
  }

  standingOf(user: string): Standing {
    const { exists, groups } = this.person(user);
    const start = { access: this, alias: this.alias, groups };
    if (this.facts.down) {
      const because = 'the engine does not answer';
      return { ...start, known: false, optimize: false, decision: null, because };
    }
    const decided = this.#optimizeFor(user, groups);
    const decision = typeof decided === 'string' ? null : decided;
    // A list that may be short refuses nobody: the grant may be what is hidden.
    const short = decision?.allowed === false ? gapOf(this.indexes.application) : null;
    return {
      ...start,
      known: exists.known ? exists.value : null,
      optimize: decision === null || short !== null ? null : decision.allowed,
      decision,
      because: exists.known ? (typeof decided === 'string' ? decided : short) : exists.detail,
    };
  }

  /** Whether any row on this engine names the user: all other members of the same groups share their rights. */
  names(user: string): boolean {
    return ABILITIES.some((ability) => {
      const index = this.indexes[ability];
      return index.known && index.value.names(user);
    });
  }

  /** What decides, or why that is not known. */
  #optimizeFor(user: string, groups: Observed<readonly string[]>): Decision | string {
    const index = this.indexes.application;
    if (!index.known) return index.detail;
    const levels = index.value.levels(user, groups.known ? groups.value : []);
    return decideKnowing(levels, groups, OPTIMIZE);
  }
}

function gapOf(read: Observed<unknown>): string | null {
  return read.known ? (read.gaps[0] ?? null) : null;
}

function indexOf(facts: AccessEngine, ability: Ability, permission: string): Observed<AbilityIndex> {
  const { resource } = LOOKED_FOR[ability];
  return mapObserved(facts.authorizations[ability], (rows) => new AbilityIndex(resource, permission, rows));
}

/** Engines of one database have the same users and tenants. */
export function isApart(a: Standing, b: Standing): boolean {
  const [first, second] = [a.access.facts.database, b.access.facts.database];
  return a.alias !== b.alias && (first === null || first !== second);
}
