import { urlEncoded } from '../../../../core/text/url-encoded.js';
import { keepFields, fieldOf, textOf } from '../../../http/answer/kept-fields.js';
import type { EngineSession } from '../../session.js';
import type { Resource } from '../../resource.js';
import type { Answer } from '../../../http/transport.js';
import { RESOURCE_TYPES, type ResourceType } from './resource-types.js';

export type Permission = 'READ' | 'READ_HISTORY';

/** `GET /authorization/check`: may the caller do this on all resources of a type? */
export function authorizationCheck(permission: Permission, type: ResourceType): Resource {
  const { number, title } = RESOURCE_TYPES[type];
  const query = `permissionName=${permission}&resourceName=${urlEncoded(title)}`;
  return {
    name: `authorization-check-${permission}-${number}`,
    path: `/authorization/check?${query}&resourceType=${number}&resourceId=*`,
    keep: keepFields('permissionName', 'resourceId', 'authorized', 'isAuthorized'),
  };
}

/** Null where the engine does not say. */
export async function isAuthorized(
  session: EngineSession,
  permission: Permission,
  type: ResourceType,
): Promise<boolean | null> {
  return authorizedIn(await session.ask(authorizationCheck(permission, type)));
}

export function authorizedIn(answer: Answer): boolean | null {
  if (!answer.ok || answer.status !== 200) return null;
  const authorized = fieldOf(answer.json, 'authorized') ?? fieldOf(answer.json, 'isAuthorized');
  return typeof authorized === 'boolean' ? authorized : null;
}

/**
 * The answer of a REST interface without login to a question about the caller. A refused login is a 401 too, but one
 * without a body.
 */
export function saysNobodyIsLoggedIn(answer: Answer): boolean {
  return answer.ok && answer.status === 401 && textOf(answer.json, 'type') === 'InvalidRequestException';
}
