import { UsageError } from '../../core/errors.js';
import { withoutSecrets } from './safe-usage.js';

/**
 * For a word that reports repeat, such as a user id: whoever pastes a line with a login there means something else.
 *
 * @throws UsageError where the word holds what looks like a secret
 */
export function refuseSecret(word: string, whatBelongsThere: string): void {
  const shown = withoutSecrets(word);
  if (shown !== word)
    throw new UsageError(`"${shown}" looks like a secret, and ${whatBelongsThere} belongs there`);
}
