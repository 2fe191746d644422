import type { Observed } from '../../core/observed.js';
import { mapObserved } from '../../core/observed.js';
import { textOf } from '../keep.js';
import { readList } from '../pages.js';
import type { EngineSession } from '../session.js';
import type { TenantRecord } from '../types.js';

/** `GET /tenant`. The name is not kept: nothing is decided by it. */
export async function readTenants(session: EngineSession): Promise<Observed<readonly TenantRecord[]>> {
  const read = await readList(session, { of: 'tenant', fields: ['id'] }, () => new TenantFold());
  return mapObserved(read, (fold) => fold.tenants);
}

class TenantFold {
  readonly tenants: TenantRecord[] = [];

  add(row: unknown): boolean {
    const id = textOf(row, 'id');
    if (id !== null) this.tenants.push({ id });
    return id !== null;
  }
}
