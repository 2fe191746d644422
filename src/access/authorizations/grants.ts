import { compareText } from '../../core/text/text.js';
import { LOOKED_FOR } from './resolution.js';
import type { Ability, Authorization, Grant } from '../types.js';

/** Made once per list of rows: the same rows speak for thousands of users. */
const made = new WeakMap<readonly Authorization[], readonly Grant[]>();

/** Authorizations as reports show them, in one order, with the permission that counted. */
export function grantsOf(rows: readonly Authorization[], ability: Ability): readonly Grant[] {
  const before = made.get(rows);
  if (before !== undefined) return before;
  const wanted = LOOKED_FOR[ability].permission;
  const grants = rows.map((row) => grantOf(row, wanted)).toSorted(compareGrants);
  made.set(rows, grants);
  return grants;
}

/** `grant READ_HISTORY on process-definition "invoice" to group "clerks"`. */
export function grantText(grant: Grant): string {
  const target = grant.id === '*' ? '*' : `"${grant.id}"`;
  const what = `${grant.type} ${grant.permission} on ${grant.resource} ${target}`;
  const added = grant.addedByOptimize === true ? ' (the default tenant, added by Optimize)' : '';
  return `${what}${holderText(grant)}${added}`;
}

function holderText({ type, user, group }: Grant): string {
  if (user === undefined && group === undefined) return ' to everybody';
  const holder = user === undefined ? `group "${group ?? ''}"` : `user "${user}"`;
  return ` ${type === 'revoke' ? 'from' : 'to'} ${holder}`;
}

function grantOf(row: Authorization, wanted: string): Grant {
  const { type, identity, resource, id, addedByOptimize } = row;
  return {
    type,
    ...(identity?.kind === 'user' && { user: identity.id }),
    ...(identity?.kind === 'group' && { group: identity.id }),
    permission: row.permissions.includes('ALL') ? 'ALL' : wanted,
    resource,
    id,
    ...(addedByOptimize === true && { addedByOptimize: true as const }),
  };
}

function compareGrants(a: Grant, b: Grant): number {
  return compareText(grantText(a), grantText(b));
}
