import { known } from '../../src/core/observed.js';
import { AccessLandscape, type UserAnswer } from '../../src/access/answer.js';
import type {
  Ability,
  AccessEngine,
  Authorization,
  Definition,
  Identity,
  Person,
} from '../../src/access/types.js';

/** An engine in a few words; everything that is not said is empty. */
export interface EngineInWords {
  readonly users?: readonly string[];
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly rows?: readonly Authorization[];
  readonly definitions?: readonly Definition[];
  readonly facts?: Partial<AccessEngine>;
}

const RESOURCES: Readonly<Record<Ability, string>> = {
  application: 'application',
  process: 'process-definition',
  decision: 'decision-definition',
  tenant: 'tenant',
};

export function engine(alias: string, words: EngineInWords = {}): AccessEngine {
  const { users = [], groups = {}, rows = [], definitions = [], facts = {} } = words;
  const memberships = (user: string): string[] =>
    Object.keys(groups).filter((group) => groups[group]?.includes(user));
  const person = (user: string): [string, Person] => [
    user,
    { exists: known(true), groups: known(memberships(user)) },
  ];
  const of = (ability: Ability) => known(rows.filter(({ resource }) => resource === RESOURCES[ability]));
  return {
    alias,
    database: null,
    down: false,
    imported: true,
    defaultTenant: null,
    excludedTenants: [],
    authorizations: {
      application: of('application'),
      process: of('process'),
      decision: of('decision'),
      tenant: of('tenant'),
    },
    otherRevokes: known(rows.filter(({ type }) => type === 'revoke')),
    checks: { enabled: true, revokes: 'auto' },
    people: new Map(users.map(person)),
    stranger: { exists: known(false), groups: known([]) },
    definitions: known(definitions),
    tenants: known([]),
    ...facts,
  };
}

/** `grant ACCESS application optimize user:gonzo`; several permissions are joined by `+`. */
export function row(text: string): Authorization {
  const [type = '', permission = '', resource = '', id = '', holder = ''] = text.split(' ');
  if (type !== 'global' && type !== 'grant' && type !== 'revoke') throw new Error(`no type: ${type}`);
  const [kind, name = ''] = holder.split(':');
  const identity: Identity | null = kind === 'user' || kind === 'group' ? { kind, id: name } : null;
  return { type, identity, permissions: permission.split('+'), resource, id };
}

export function process(key: string, tenant: string | null = null): Definition {
  return { kind: 'process', key, tenant };
}

export function answer(engines: readonly AccessEngine[], user: string): UserAnswer {
  return new AccessLandscape(engines).answer(user, { hidden: 'all', definition: null, explain: false });
}

/** `key on engine`, as the lists show them. */
export function seen({ definitions }: UserAnswer): string[] {
  return definitions.map(({ key, engine: alias }) => `${key} on ${alias}`);
}
