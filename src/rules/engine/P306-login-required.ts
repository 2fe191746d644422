import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';
import { nearbyHint } from '../shared/engines/refusals.js';

interface Data extends FailureData {
  readonly withoutOptimize?: true;
}

export default engineRule({
  code: 'P306',
  name: 'login-required',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    const withoutOptimize = view.configuration.target === 'none';
    for (const hit of brokenChain(view, ({ code }) => code === 'login-required', 'authentication'))
      yield { ...hit, data: { ...hit.data, ...(withoutOptimize && { withoutOptimize }) } };
  },
  message({ engine, failure, withoutOptimize }: Data) {
    const consequence = withoutOptimize === true ? 'It was not examined.' : 'Optimize cannot import from it.';
    return `"${engine}" requires a login (${failure.status ?? 401}), and its entry has none. ${consequence}`;
  },
  remedy({ failure }: Data) {
    return [
      ...nearbyHint(failure),
      'authentication:',
      '  enabled: true',
      '  user: ${ENGINE_USER}',
      '  password: ${ENGINE_PASSWORD}',
    ].join('\n');
  },
});
