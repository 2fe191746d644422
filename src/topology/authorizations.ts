import type { Observed } from '../core/observed.js';
import type { Caller } from '../probe/types.js';

/** By the engine's own number. */
export const AUTHORIZATION_TYPES = ['global', 'grant', 'revoke'] as const;

/** Why a list of authorizations may be short. Without a login nothing is hidden. */
export function hiddenAuthorizations(caller: Observed<Caller>): readonly string[] {
  if (!caller.known) return [`authorizations may be hidden from the probing user: ${caller.detail}`];
  const { loggedIn, readAll } = caller.value;
  if (!loggedIn || readAll.authorization === true) return [];
  return ['authorizations may be hidden from the probing user, who lacks READ on Authorization *'];
}
