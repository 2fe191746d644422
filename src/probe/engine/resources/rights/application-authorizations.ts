import { known, unknown, type Observed } from '../../../../core/observed.js';
import { fieldOf, keepFields, numberOf, rowsOf, textOf } from '../../../http/answer/kept-fields.js';
import type { EngineSession } from '../../session.js';
import type { AuthorizationRight } from '../../../types.js';
import { readCounted } from '../access/lists.js';

/** `GET /authorization` about applications. Who holds a right is not kept: only whether somebody does decides anything. */
export async function readApplicationAuthorizations(
  session: EngineSession,
): Promise<Observed<readonly AuthorizationRight[]>> {
  const read = await readCounted(session, {
    name: 'application-authorizations',
    path: '/authorization',
    query: 'resourceType=0',
    keep: keepFields('id', 'type', 'permissions', 'resourceId'),
  });
  if (!read.known) return read;
  const rows = read.value.flatMap((row) => rightIn(row) ?? []);
  if (rows.length < read.value.length)
    return unknown('failed', 'the list of authorizations holds a row that is none');
  return known(rows, read.evidence, read.gaps);
}

/** Null for what is no authorization. */
export function rightIn(json: unknown): AuthorizationRight | null {
  const type = numberOf(json, 'type');
  const resourceId = textOf(json, 'resourceId');
  const permissions = rowsOf(fieldOf(json, 'permissions')).map(String);
  if ((type !== 0 && type !== 1 && type !== 2) || resourceId === null) return null;
  return { type, permissions, resourceId };
}
