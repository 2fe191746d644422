import { known, unknown, type Observed } from '../../../../core/observed.js';
import { fieldOf, keepFields, numberOf, textOf } from '../../../http/answer/kept-fields.js';
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
    unique: true,
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
  const permissions = textsIn(fieldOf(json, 'permissions'));
  if ((type !== 0 && type !== 1 && type !== 2) || resourceId === null || permissions === null) return null;
  return { type, permissions, resourceId };
}

/** An authorization may have no permission; one that does not say which it has is none: it may be what takes a right away. */
function textsIn(list: unknown): readonly string[] | null {
  if (!Array.isArray(list)) return null;
  const texts = list.filter((item) => typeof item === 'string');
  return texts.length < list.length ? null : texts;
}
