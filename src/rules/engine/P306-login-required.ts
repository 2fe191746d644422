import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';
import { nearbyHint } from '../shared/engines/refusals.js';

export default engineRule({
  code: 'P306',
  name: 'login-required',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => code === 'login-required', 'authentication');
  },
  message({ engine, failure }: FailureData) {
    return `"${engine}" requires a login (${failure.status ?? 401}), and its entry has none. Optimize cannot import from it.`;
  },
  remedy({ failure }: FailureData) {
    return [
      ...nearbyHint(failure),
      'authentication:',
      '  enabled: true',
      '  user: ${ENGINE_USER}',
      '  password: ${ENGINE_PASSWORD}',
    ].join('\n');
  },
});
