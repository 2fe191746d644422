import { quotedList } from '../core/text/text.js';
import type { AnswerOptions, Disagreement } from './differences/compared.js';
import { disagreementsOf } from './differences/documented-vs-code.js';
import { notCompared } from './differences/engine-vs-optimize.js';
import { EngineAccess, type Standing } from './engine-access.js';
import { explain, type Explanation } from './explain.js';
import { grantsOf } from './authorizations/grants.js';
import { codeLogin, documentedLogin, loginReason, type Login } from './login.js';
import type { AccessEngine, Definition, Grant, Maybe } from './types.js';
import { refusal, sightOf, type HiddenDefinition, type SeenDefinition, type Sight } from './visible.js';
import { compareDefinitions } from './definitions.js';

/** Everything that is said about one user. The lists follow the documented rules. */
export interface UserAnswer {
  readonly user: string;
  /** Only where names were asked for. */
  readonly name?: string;
  readonly admitted: Maybe;
  readonly reason: string;
  readonly engines: readonly EngineStanding[];
  readonly definitions: readonly SeenDefinition[];
  readonly hidden: readonly HiddenDefinition[];
  readonly tenants: readonly {
    readonly id: string;
    readonly engine: string;
    readonly by: readonly Grant[];
  }[];
  readonly disagreements: readonly Disagreement[];
  /** What could not be told, and why. */
  readonly unknown: readonly { readonly engine: string; readonly because: string }[];
  /** Only where it was asked for: every step of the resolution. */
  readonly explanation?: readonly Explanation[];
}

export interface EngineStanding {
  readonly alias: string;
  readonly known: Maybe;
  readonly optimize: Maybe;
  readonly by: readonly Grant[];
  /** Why the engine does not count for the user; null where it does. */
  readonly because: string | null;
}

/** The engines of an Optimize, ready to be asked about users. */
export class AccessLandscape {
  readonly engines: readonly EngineAccess[];
  readonly #sights = new Map<string, Sight>();

  constructor(engines: readonly AccessEngine[]) {
    this.engines = engines.map((engine) => new EngineAccess(engine));
  }

  standings(user: string): readonly Standing[] {
    return this.engines.map((engine) => engine.standingOf(user));
  }

  answer(user: string, options: AnswerOptions): UserAnswer {
    const standings = this.standings(user);
    const login = documentedLogin(standings);
    const code = codeLogin(standings);
    const seen = standings.map((standing) => this.#seenAt(standing, user, login, options));
    const name = this.engines.flatMap((engine) => engine.person(user).name ?? []).at(0);
    return {
      user,
      ...(name !== undefined && { name }),
      admitted: login.admitted,
      reason: loginReason(standings, login),
      engines: standings.map(standingRow),
      definitions: merged(seen.map(({ definitions }) => definitions)),
      hidden: merged(seen.map(({ hidden }) => hidden)),
      tenants: seen.flatMap(({ tenants }) => tenants),
      disagreements: disagreementsOf({
        user,
        standings,
        login,
        code,
        options,
        sightAt: (standing) => this.sightAt(standing, user, false),
      }),
      unknown: [...seen.flatMap(({ unknown }) => unknown), ...notCompared({ standings, code, options })],
      ...(options.explain && { explanation: explain(standings, user, options.definition) }),
    };
  }

  /** What the rights of a user id show of one engine, whether or not that engine knows the user. */
  sightAt({ access, groups }: Standing, user: string, wantHidden: boolean): Sight {
    if (wantHidden || access.names(user)) return sightOf({ access, user, groups }, wantHidden);
    const listed = groups.known ? ['known', ...groups.value.toSorted()] : ['unknown', groups.detail];
    const key = JSON.stringify([access.alias, ...listed]);
    const sight = this.#sights.get(key) ?? sightOf({ access, user, groups }, false);
    this.#sights.set(key, sight);
    return sight;
  }

  #seenAt(standing: Standing, user: string, login: Login, { hidden, definition }: AnswerOptions): Seen {
    const engine = standing.alias;
    const wanted = <D extends Definition>(list: readonly D[]): readonly D[] =>
      definition === null ? list : list.filter(({ key }) => key === definition);
    if (login.mayCount.includes(engine)) {
      return { ...NOTHING, unknown: [{ engine, because: standing.because ?? 'not read' }] };
    }
    if (!login.counts.includes(engine)) {
      return { ...NOTHING, hidden: wanted(this.#hiddenBehind(standing, user, hidden)) };
    }
    const sight = this.sightAt(standing, user, hidden === 'all');
    return {
      definitions: wanted(sight.definitions),
      hidden: wanted(sight.hidden),
      tenants: sight.tenants.map((tenant) => ({ id: tenant.id, engine, by: tenant.by })),
      unknown: [...sight.unknown, ...gapsOf(standing)].map((because) => ({ engine, because })),
    };
  }

  /** Definitions of an engine that does not count for the user: granted there or not, nothing of it is seen. */
  #hiddenBehind(
    standing: Standing,
    user: string,
    hidden: AnswerOptions['hidden'],
  ): readonly HiddenDefinition[] {
    const { definitions, alias: engine } = standing.access;
    const { down } = standing.access.facts;
    if (hidden === 'none' || !definitions.known) return [];
    const rights = down ? [] : this.sightAt(standing, user, false).definitions;
    const granted = new Set(rights.map(({ kind, key }) => `${kind} ${key}`));
    const because = whyNot(standing);
    return definitions.value.flatMap((definition) => {
      const isGranted = granted.has(`${definition.kind} ${definition.key}`);
      if (hidden === 'granted' && !isGranted) return [];
      const though = isGranted ? `, although READ_HISTORY is granted there` : '';
      return [{ ...definition, engine, because: `${because}${though}` }];
    });
  }
}

/** The lists of several engines in one order; that of a single engine is in order already. */
function merged<D extends Definition>(lists: readonly (readonly D[])[]): readonly D[] {
  const [first, ...others] = lists.filter((list) => list.length > 0);
  if (first === undefined || others.length === 0) return first ?? [];
  return lists.flat().toSorted(compareDefinitions);
}

type Seen = Pick<UserAnswer, 'definitions' | 'hidden' | 'tenants' | 'unknown'>;
const NOTHING: Seen = { definitions: [], hidden: [], tenants: [], unknown: [] };

function standingRow(standing: Standing): EngineStanding {
  const { alias, known, optimize, decision } = standing;
  const by = decision === null ? [] : grantsOf(decision.by, 'application');
  return {
    alias,
    known,
    optimize,
    by,
    because: known === true && optimize === true ? null : whyNot(standing),
  };
}

function whyNot({ alias, known, optimize, decision, because }: Standing): string {
  if (because !== null && (known === null || optimize === null || decision === null)) return because;
  if (known === false) return `${quotedList([alias])} does not know the user`;
  return `no right to use Optimize on ${quotedList([alias])}${decision?.level == null ? '' : ` (${refusal(decision, 'application')})`}`;
}

/** Lists that may be short because of what the probing user may not see. */
function gapsOf({ access, groups }: Standing): readonly string[] {
  const { definitions, tenants, authorizations } = access.facts;
  const lists = [groups, definitions, tenants, ...Object.values(authorizations)];
  return [...new Set(lists.flatMap((list) => (list.known ? list.gaps : [])))];
}
