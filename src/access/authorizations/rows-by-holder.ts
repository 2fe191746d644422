import { ANY } from './resolution.js';
import type { Authorization, Identity } from '../types.js';

type Rows = readonly Authorization[];

/**
 * All authorizations of one engine by who holds them: what is asked of a user and a resource then costs the rows of these, not a look at
 * every row of the engine.
 */
export class RowsByHolder {
  readonly #everybody: Authorization[] = [];
  readonly #byHolder = new Map<string, Authorization[]>();

  constructor(rows: Rows) {
    for (const row of rows) {
      if (row.identity === null) this.#everybody.push(row);
      else push(this.#byHolder, keyOf(row.identity), row);
    }
  }

  /** The rows that apply to a user, a user `*` included. */
  about(user: string, groups: readonly string[]): RowsByResource {
    const own = [user, ANY].map((id): Identity => ({ kind: 'user', id }));
    const holders = [...own, ...groups.map((id): Identity => ({ kind: 'group', id }))];
    const keys = new Set(holders.map(keyOf));
    return new RowsByResource([
      ...this.#everybody,
      ...[...keys].flatMap((key) => this.#byHolder.get(key) ?? []),
    ]);
  }
}

/** The authorizations that apply to one user. */
export class RowsByResource {
  readonly #byResource = new Map<string, Authorization[]>();
  /** Any one switches revokes on, on whatever resource. */
  readonly #revoke: Rows;

  constructor(rows: Rows) {
    for (const row of rows) push(this.#byResource, `${row.resource} ${row.id}`, row);
    this.#revoke = rows.filter(({ type, identity }) => type === 'revoke' && identity !== null).slice(0, 1);
  }

  /** The rows that can decide about one resource. */
  on(resource: string, id: string): Rows {
    const ids = new Set([id, ANY]);
    return [
      ...[...ids].flatMap((each) => this.#byResource.get(`${resource} ${each}`) ?? []),
      ...this.#revoke,
    ];
  }
}

function keyOf({ kind, id }: Identity): string {
  return `${kind} ${id}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
