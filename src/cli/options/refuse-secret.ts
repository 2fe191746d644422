import { UsageError } from '../../core/errors.js';
import { MASK } from '../../core/text/secret-text.js';
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
  refuseShownAs(safeValue(user.replace(LOGIN, `$1${MASK}`)), user, 'a user id');
}

/** `demo:password`, `demo/password`: what is behind the user is long, and no word, no number and no UUID. */
const LOGIN =
  /^([^\s:/]+[:/])(?![\da-fA-F]{8}-[\da-fA-F]{4}-|[\w.-]*@)(?=.*[A-Za-z])(?=.*(?:\d|[a-z][A-Z]))\S{8,}$/u;

function refuseShownAs(shown: string, word: string, whatBelongsThere: string): void {
  if (shown !== word)
    throw new UsageError(`"${shown}" looks like a secret, and ${whatBelongsThere} belongs there`);
}
