import { known, unknown, type Observed } from '../../../../core/observed.js';
import { keepFields, numberOf, textOf } from '../../../http/answer/kept-fields.js';
import type { EngineSession } from '../../session.js';
import { rightIn } from '../rights/application-authorizations.js';
import { readCounted } from './lists.js';
import type { AuthorizationRow, AuthorizationRows } from './types.js';

/** Numbers of the resource types that decide about Optimize. */
const TYPES = { application: 0, processDefinition: 6, decisionDefinition: 10, tenant: 11 } as const;

/** User and group ids are kept: they are what is asked for. Nothing else of a person stands in an authorization. */
const keepRow = keepFields('id', 'type', 'permissions', 'userId', 'groupId', 'resourceType', 'resourceId');

/** `GET /authorization`, one resource type after the other, and every revoke there is. */
export async function readAuthorizations(session: EngineSession): Promise<AuthorizationRows> {
  const ofType = (type: number): Promise<Observed<readonly AuthorizationRow[]>> =>
    readRows(session, `authorization-${type}`, `resourceType=${type}`);
  return {
    application: await ofType(TYPES.application),
    processDefinition: await ofType(TYPES.processDefinition),
    decisionDefinition: await ofType(TYPES.decisionDefinition),
    tenant: await ofType(TYPES.tenant),
    revokes: await readRows(session, 'authorization-revokes', 'type=2'),
  };
}

async function readRows(
  session: EngineSession,
  name: string,
  query: string,
): Promise<Observed<readonly AuthorizationRow[]>> {
  const read = await readCounted(session, { name, path: '/authorization', query, keep: keepRow });
  if (!read.known) return read;
  const rows = read.value.map(rowIn);
  const whole = rows.filter((row) => row !== null);
  if (whole.length < rows.length) return unknown('failed', `${name} holds a row that is none`);
  return known(whole, read.evidence, read.gaps);
}

function rowIn(json: unknown): AuthorizationRow | null {
  const right = rightIn(json);
  const resourceType = numberOf(json, 'resourceType');
  if (right === null || resourceType === null) return null;
  return { ...right, userId: textOf(json, 'userId'), groupId: textOf(json, 'groupId'), resourceType };
}
