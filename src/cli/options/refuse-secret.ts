import { withoutPassword } from '../../configuration/secrets/login-texts.js';
import { UsageError } from '../../core/errors.js';
import { safeValue } from './safe-usage.js';

/**
 * For a word that reports repeat, such as the id of a tenant: whoever pastes a line with a login there means something else.
 *
 * @throws UsageError where the word holds what looks like a secret
 */
export function refuseSecret(word: string, whatBelongsThere: string): void {
  refuseShownAs(safeValue(word), word, whatBelongsThere);
}

/**
 * The same for the id of a user, behind which a password may stand.
 *
 * @throws UsageError where the id holds what looks like a secret
 */
export function refuseLogin(user: string): void {
  refuseShownAs(safeValue(withoutPassword(user)), user, 'a user id');
}

/** @throws UsageError where nothing that can be seen was given */
export function refuseNothing(user: string): void {
  if (user.trim() === '') throw new UsageError('a user id is empty', 'quote ids that a shell might swallow');
}

function refuseShownAs(shown: string, word: string, whatBelongsThere: string): void {
  if (shown !== word)
    throw new UsageError(`"${shown}" looks like a secret, and ${whatBelongsThere} belongs there`);
}
