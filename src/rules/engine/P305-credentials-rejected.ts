import type { Failure } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';
import { authorInWords } from '../shared/engines/refusals.js';

export default engineRule({
  code: 'P305',
  name: 'credentials-rejected',
  severity: 'error',
  needs: ['reach'],
  /** Where the user was not tried, because another engine had rejected it, the login may be right; so may that of Optimize where another was sent. */
  severityOf: ({ failure }: FailureData) =>
    failure.rejectedBy === undefined && failure.given === undefined ? 'error' : 'warning',
  inconclusiveOf: ({ failure }: FailureData) => failure.given !== undefined,
  *check(view) {
    yield* brokenChain(
      view,
      ({ code }) => code === 'credentials-rejected' || code === 'credentials-rejected-elsewhere',
      'authentication/user',
    );
  },
  message({ engine, failure }: FailureData) {
    const { rejectedBy, given, status } = failure;
    const whom = loginInWords(failure);
    if (rejectedBy !== undefined) {
      return given === 'token' || given === 'headers'
        ? `"${engine}" was not asked with ${whom}, because "${rejectedBy}" rejected ${given === 'token' ? 'it' : 'them'} at the same address.`
        : `"${engine}" was not asked as ${whom}, because "${rejectedBy}" rejected that user and further tries could lock the account.`;
    }
    const who = isInFront(failure) ? `"${engine}": ${authorInWords(failure)}` : `"${engine}"`;
    return given === undefined
      ? `${who} rejects ${whom} (${status ?? 401}). It was tried once and will not be tried again: wrong passwords lock accounts.`
      : `"${engine}" rejects ${whom} from --credentials (${status ?? 401}), so it was not examined. What Optimize sends was not tried.`;
  },
  remedy({ failure }: FailureData) {
    if (failure.rejectedBy !== undefined) {
      return `Correct the login of "${failure.rejectedBy}" first, or examine this engine alone with --engine.`;
    }
    if (failure.given === 'token')
      return 'Get a new token: it may have expired, or be meant for another audience.';
    if (failure.given !== undefined) return 'Correct this login in the file that --credentials names.';
    if (isInFront(failure)) {
      return [
        'What is in front of the engine checks user and password itself; whether the engine takes them is not known.',
        'Optimize sends one login only, authentication.user and authentication.password: let it be accepted there',
        'as well as at the engine, or let Optimize through there without one.',
      ].join('\n');
    }
    return [
      'Correct authentication.user and authentication.password. A user that was locked by',
      'earlier tries is refused with the right password, too. Where the engine keeps its users',
      'itself, an administrator unlocks it with POST /user/{id}/unlock; a user of LDAP, Keycloak',
      'or another directory is unlocked there.',
    ].join('\n');
  },
});

/** A proxy that signs its answer with its name; a page alone may be that of the engine's own server. */
function isInFront({ refusal }: Failure): boolean {
  return refusal?.by === 'gateway' && refusal.product !== undefined;
}

function loginInWords({ given, user = '' }: Failure): string {
  if (given === 'token') return 'the token';
  return given === 'headers' ? 'the headers' : `user "${user}"`;
}
