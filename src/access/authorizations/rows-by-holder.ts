import { grouped } from '../../core/grouped.js';
import { ANY } from './resolution.js';
import type { Authorization, Identity } from '../types.js';

type Rows = readonly Authorization[];

/** No holder has such a key: theirs have a kind before a blank. */
const EVERYBODY = '';

/**
 * All authorizations of one engine by who holds them: what is asked of a user and a resource then costs the rows of these, not a look at
 * every row of the engine.
 */
export class RowsByHolder {
  readonly #byHolder: ReadonlyMap<string, Rows>;

  constructor(rows: Rows) {
    this.#byHolder = grouped(rows, ({ identity }) => (identity === null ? EVERYBODY : keyOf(identity)));
  }

  /** The rows that apply to a user, a user `*` included. */
  about(user: string, groups: readonly string[]): RowsByResource {
    const own = [user, ANY].map((id): Identity => ({ kind: 'user', id }));
    const holders = [...own, ...groups.map((id): Identity => ({ kind: 'group', id }))];
    const keys = new Set([EVERYBODY, ...holders.map(keyOf)]);
    return new RowsByResource([...keys].flatMap((key) => this.#byHolder.get(key) ?? []));
  }
}

/** The authorizations that apply to one user. */
export class RowsByResource {
  readonly #byResource: ReadonlyMap<string, Rows>;
  /** Any one switches revokes on, on whatever resource. */
  readonly #revoke: Rows;

  constructor(rows: Rows) {
    this.#byResource = grouped(rows, (row) => `${row.resource} ${row.id}`);
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
