import { known, unknown, type Observed } from '../../../../core/observed.js';
import { fieldOf, keepFields, numberOf, textOf } from '../../../http/answer/kept-fields.js';
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
  const ofType = (type: number): Promise<Rows> =>
    readRows(session, `authorization-${type}`, `resourceType=${type}`, (row) => row.resourceType === type);
  const { application, processDefinition, decisionDefinition, tenant } = {
    application: await ofType(TYPES.application),
    processDefinition: await ofType(TYPES.processDefinition),
    decisionDefinition: await ofType(TYPES.decisionDefinition),
    tenant: await ofType(TYPES.tenant),
  };
  const revokes = await readRows(session, 'authorization-revokes', 'type=2', (row) => row.type === REVOKE);
  return {
    application: withAll(application, revokes, TYPES.application),
    processDefinition: withAll(processDefinition, revokes, TYPES.processDefinition),
    decisionDefinition: withAll(decisionDefinition, revokes, TYPES.decisionDefinition),
    tenant: withAll(tenant, revokes, TYPES.tenant),
    revokes,
  };
}

type Rows = Observed<readonly AuthorizationRow[]>;

const REVOKE = 2;

/** A revoke that only the list of all revokes has was missed in that of its type, or made meanwhile. */
function withAll(list: Rows, revokes: Rows, type: number): Rows {
  if (!list.known || !revokes.known) return list;
  const there = new Set(list.value.map(nameOf));
  const isMissing = revokes.value.some((row) => row.resourceType === type && !there.has(nameOf(row)));
  return isMissing
    ? unknown('changing', `the authorizations of type ${type} lack a revoke that the list of all revokes has`)
    : list;
}

function nameOf({ id, type, userId, groupId, resourceId }: AuthorizationRow): string {
  return JSON.stringify([id, type, userId, groupId, resourceId]);
}

async function readRows(
  session: EngineSession,
  name: string,
  query: string,
  isWanted: (row: AuthorizationRow) => boolean,
): Promise<Rows> {
  const list = { name, path: '/authorization', query, unique: true, keep: keepRow } as const;
  const read = await readCounted(session, list, { proved: true });
  if (!read.known) return read;
  const whole = read.value
    .map(rowIn)
    .filter((row) => row !== null)
    .filter(isWanted);
  if (whole.length < read.value.length)
    return unknown('failed', 'the list of authorizations holds a row that is none');
  return known(whole, read.evidence, read.gaps);
}

function rowIn(json: unknown): AuthorizationRow | null {
  const right = rightIn(json);
  const id = textOf(json, 'id');
  const resourceType = numberOf(json, 'resourceType');
  const holder = holderIn(json);
  if (right === null || id === null || resourceType === null) return null;
  // A global row is everybody's, whatever stands there.
  if (right.type !== 0 && holder === null) return null;
  return { ...right, id, ...(holder ?? { userId: null, groupId: null }), resourceType };
}

/** Either a user or a group: whoever else is named, is nobody whose right could be told. */
function holderIn(json: unknown): Pick<AuthorizationRow, 'userId' | 'groupId'> | null {
  const [userId, groupId] = [fieldOf(json, 'userId') ?? null, fieldOf(json, 'groupId') ?? null];
  if (isName(userId) && groupId === null) return { userId, groupId };
  return isName(groupId) && userId === null ? { userId, groupId } : null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
