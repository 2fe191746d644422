import { mapObserved } from '../../../core/observed.js';
import { textOf } from '../../http/answer/kept-fields.js';
import { readList, type Listed } from '../lists/pages.js';
import type { EngineSession } from '../session.js';
import type { TenantRecord } from '../../types.js';

/** Rows that Optimize asks for at once. */
export const PAGE_OF_OPTIMIZE = 10_000;

/**
 * `GET /tenant`. The name is not kept: nothing is decided by it. Asked in pages of Optimize's size, because this harmless
 * list is the place to learn whether the engine refuses such pages: the limit is the same for every list.
 */
export async function readTenants(session: EngineSession): Promise<Listed<readonly TenantRecord[]>> {
  const read = await readList(
    session,
    { of: 'tenant', fields: ['id'], pageSize: PAGE_OF_OPTIMIZE },
    () => new TenantFold(),
  );
  return async () => mapObserved(await read(), (fold) => fold.tenants);
}

class TenantFold {
  readonly tenants: TenantRecord[] = [];

  add(row: unknown): boolean {
    const id = textOf(row, 'id');
    // To Optimize, the empty id is that of what has no tenant.
    const isTenant = id !== null && id !== '';
    if (isTenant) this.tenants.push({ id });
    return isTenant;
  }
}
