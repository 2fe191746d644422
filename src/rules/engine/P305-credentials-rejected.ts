import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';

export default engineRule({
  code: 'P305',
  name: 'credentials-rejected',
  severity: 'error',
  needs: ['reach'],
  /** Where the user was not tried, because another engine had rejected it, the login may be right. */
  severityOf: ({ failure }: FailureData) => (failure.rejectedBy === undefined ? 'error' : 'warning'),
  *check(view) {
    yield* brokenChain(
      view,
      ({ code }) => code === 'credentials-rejected' || code === 'credentials-rejected-elsewhere',
      'authentication/user',
    );
  },
  message({ engine, failure }: FailureData) {
    const { user = '', rejectedBy, status } = failure;
    return rejectedBy === undefined
      ? `"${engine}" rejects user "${user}" (${status ?? 401}). It was tried once and will not be tried again: wrong passwords lock accounts.`
      : `"${engine}" was not asked as user "${user}", because "${rejectedBy}" rejected that user and further tries could lock the account.`;
  },
  remedy({ failure }: FailureData) {
    if (failure.rejectedBy !== undefined) {
      return `Correct the login of "${failure.rejectedBy}" first, or examine this engine alone with --engine.`;
    }
    return [
      'Correct authentication.user and authentication.password. A user that was locked by earlier tries is refused with',
      'the right password, too: an administrator unlocks it with POST /user/{id}/unlock.',
    ].join('\n');
  },
});
