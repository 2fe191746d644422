import type { Observed } from '../../core/observed.js';
import type { Ability, Authorization } from '../types.js';

/** Resource type and permissions that Optimize looks for. Either permission is enough, and either can be revoked. */
export const LOOKED_FOR: Readonly<
  Record<Ability, { readonly resource: string; readonly permission: string; readonly title: string }>
> = {
  application: { resource: 'application', permission: 'ACCESS', title: 'Application' },
  process: { resource: 'process-definition', permission: 'READ_HISTORY', title: 'Process Definition' },
  decision: { resource: 'decision-definition', permission: 'READ_HISTORY', title: 'Decision Definition' },
  tenant: { resource: 'tenant', permission: 'READ', title: 'Tenant' },
};

export const OPTIMIZE = 'optimize';
export const ANY = '*';

export type LevelName = 'user' | 'group' | 'global';
export type Pass = 'grant on the id' | 'revoke on the id' | 'grant on *' | 'revoke on *';

/** What became of one resource: the level and pass that decided, and its rows. Nothing decided where no authorization applies. */
export interface Decision {
  readonly allowed: boolean;
  readonly level: LevelName | null;
  readonly pass: Pass | null;
  readonly by: readonly Authorization[];
}

type Rows = readonly Authorization[];

/** The rows of one level, sorted by what they do. */
export interface Level {
  readonly name: LevelName;
  readonly grantIds: ReadonlyMap<string, Rows>;
  readonly revokeIds: ReadonlyMap<string, Rows>;
  readonly grantAny: Rows;
  readonly revokeAny: Rows;
}

const NOTHING: Decision = { allowed: false, level: null, pass: null, by: [] };

export function holds(row: Pick<Authorization, 'permissions'>, permission: string): boolean {
  return row.permissions.includes('ALL') || row.permissions.includes(permission);
}

/** Whether an authorization for applications lets its holder use Optimize. */
export function opensOptimize(row: Pick<Authorization, 'type' | 'permissions' | 'id'>): boolean {
  return row.type !== 'revoke' && (row.id === OPTIMIZE || row.id === ANY) && holds(row, 'ACCESS');
}

/** Sorts the rows of a level. A global row is a grant, whatever else is said of globals. */
export function levelOf(name: LevelName, rows: Rows): Level {
  const grantIds = new Map<string, Authorization[]>();
  const revokeIds = new Map<string, Authorization[]>();
  const grantAny: Authorization[] = [];
  const revokeAny: Authorization[] = [];
  for (const row of rows) {
    const revokes = row.type === 'revoke';
    if (row.id === ANY) (revokes ? revokeAny : grantAny).push(row);
    else push(revokes ? revokeIds : grantIds, row.id, row);
  }
  return { name, grantIds, revokeIds, grantAny, revokeAny };
}

/**
 * What Optimize resolves for one resource id. Optimize goes from the globals up to the user, each level in four passes:
 * revoke on `*` (forget everything), grant on `*` (see all, forget the rest), revoke on an id, grant on an id. The last row
 * that speaks of the id has the last word, so reading the levels backwards gives the same without copying any set.
 */
export function decide(levels: readonly Level[], id: string): Decision {
  for (const level of levels) {
    const decided = decideAt(level, id);
    if (decided !== null) return decided;
  }
  return NOTHING;
}

/** The same where the groups, on which the levels depend, may not be known: then what the user's own rows decide stands, and else why. */
export function decideKnowing(
  levels: readonly Level[],
  groups: Observed<readonly string[]>,
  id: string,
): Decision | string {
  const decided = decide(levels, id);
  return groups.known || decided.level === 'user' ? decided : groups.detail;
}

function decideAt(level: Level, id: string): Decision | null {
  const grants = level.grantIds.get(id);
  if (grants !== undefined) return decision(true, level, 'grant on the id', grants);
  const revokes = level.revokeIds.get(id);
  if (revokes !== undefined) return decision(false, level, 'revoke on the id', revokes);
  if (level.grantAny.length > 0) return decision(true, level, 'grant on *', level.grantAny);
  if (level.revokeAny.length > 0) return decision(false, level, 'revoke on *', level.revokeAny);
  return null;
}

function decision(allowed: boolean, { name }: Level, pass: Pass, by: Rows): Decision {
  return { allowed, level: name, pass, by };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
