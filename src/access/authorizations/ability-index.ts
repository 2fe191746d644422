import { compareText } from '../../core/text/text.js';
import { decide, holds, levelOf, type Decision, type Level } from './resolution.js';
import type { Authorization } from '../types.js';

/**
 * The authorizations of one engine that hold one permission on one type of resource, sorted once, so that thousands of
 * users can be resolved. What users of the same groups have in common is made once.
 */
export class AbilityIndex {
  readonly #global: Level;
  readonly #byGroup = new Map<string, Authorization[]>();
  readonly #byUser = new Map<string, Authorization[]>();
  readonly #levels = new Map<string, readonly Level[]>();
  /** The same by the list itself: a user is asked about a thousand times with one list. */
  readonly #byList = new WeakMap<readonly string[], readonly Level[]>();
  /** Of the user who was asked about last: about one definition after the other. */
  #own: { readonly user: string; readonly level: Level } | null = null;

  constructor(resource: string, permission: string, rows: readonly Authorization[]) {
    const globals: Authorization[] = [];
    for (const row of rows) {
      if (row.resource !== resource || !holds(row, permission)) continue;
      if (row.type === 'global') globals.push(row);
      else if (row.identity !== null) this.#of(row.identity.kind, row.identity.id).push(row);
    }
    this.#global = levelOf('global', globals);
  }

  /** The levels in the order in which they are asked: user, groups, everybody. */
  levels(user: string, groups: readonly string[]): readonly Level[] {
    const common = this.#common(groups);
    const own = this.#byUser.get(user);
    return own === undefined ? common : [this.#ownLevel(user, own), ...common];
  }

  #ownLevel(user: string, rows: readonly Authorization[]): Level {
    if (this.#own?.user !== user) this.#own = { user, level: levelOf('user', rows) };
    return this.#own.level;
  }

  /** Whether any row names the user: all others of the same groups have the same rights. */
  names(user: string): boolean {
    return this.#byUser.has(user);
  }

  decide(user: string, groups: readonly string[], id: string): Decision {
    return decide(this.levels(user, groups), id);
  }

  #common(groups: readonly string[]): readonly Level[] {
    const levels = this.#byList.get(groups) ?? this.#ofGroups(groups);
    this.#byList.set(groups, levels);
    return levels;
  }

  #ofGroups(groups: readonly string[]): readonly Level[] {
    const key = groups.length === 0 ? '' : JSON.stringify(groups.toSorted(compareText));
    const made = this.#levels.get(key);
    if (made !== undefined) return made;
    const rows = groups.flatMap((group) => this.#byGroup.get(group) ?? []);
    const levels = rows.length === 0 ? [this.#global] : [levelOf('group', rows), this.#global];
    this.#levels.set(key, levels);
    return levels;
  }

  #of(kind: 'user' | 'group', id: string): Authorization[] {
    const map = kind === 'user' ? this.#byUser : this.#byGroup;
    const rows = map.get(id) ?? [];
    map.set(id, rows);
    return rows;
  }
}
