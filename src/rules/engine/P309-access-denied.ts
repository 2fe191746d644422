import { shortened } from '../../core/text/text.js';
import type { Failure } from '../../probe/contact.js';
import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';
import { authorInWords, nearbyHint, quoteOf } from '../shared/engines/refusals.js';

export default engineRule({
  code: 'P309',
  name: 'access-denied',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    for (const hit of brokenChain(view, ({ code }) => code === 'access-denied', 'rest')) {
      // Another machine may be let through.
      yield { ...hit, certainty: 'strong' };
    }
  },
  message({ engine, failure }: FailureData) {
    const answer = answerOf(failure);
    // It may know the user, and have found the password right.
    if (failure.refusal?.by === 'application')
      return `"${engine}": ${answer}. The engine itself was not reached: this user is not let in there, or no login is accepted at all.`;
    if (failure.refusal?.by === 'engine')
      return `"${engine}": ${answer} to a request for its version: it refuses this user, or everybody.`;
    return `"${engine}": ${answer}. The engine itself was not reached, and no password was checked.`;
  },
  remedy({ name, failure }: FailureData) {
    const paths = `everything below …/engine/${name} (/version, /process-definition, /decision-definition, /deployment, /tenant, /user, /group, /authorization, /optimize)`;
    if (failure.given === 'token' && failure.refusal?.by === 'resource-server')
      return `Get a token with the scope or role that is wanted there, for ${paths}.`;
    const remedy =
      failure.refusal?.by === 'application'
        ? `Let this user in on ${paths}: Optimize needs all of it. In Spring Security that takes a way to log in (httpBasic()) and the role that is asked for.`
        : failure.refusal?.by === 'engine'
          ? `Let this user in on ${paths}: Optimize needs all of it. An engine refuses nobody its version unless a filter was added to it.`
          : `Let Optimize through to ${paths}. What is in front of the engine lets less through, or does not let this machine through.`;
    return [...nearbyHint(failure), remedy].join('\n');
  },
});

function answerOf(failure: Failure): string {
  const { leadsTo, status = 403 } = failure;
  if (leadsTo !== undefined)
    return `its list of engines answers, the rest leads to ${shortened(leadsTo, 60)}`;
  return `${authorInWords(failure)} answers ${status}${quoteOf(failure)}`;
}
