import { joined } from '../../core/text.js';
import type { Failure } from '../../probe/types.js';
import { engineRule } from '../rule.js';
import { brokenChain, said, type FailureData } from '../shared/engines/failures.js';

const CODES: ReadonlySet<Failure['code']> = new Set([
  'not-found',
  'redirect',
  'not-json',
  'not-an-engine-list',
  'too-large',
]);

export default engineRule({
  code: 'P303',
  name: 'not-an-engine',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => CODES.has(code), 'rest', onlySibling);
  },
  message({ engine, failure }: FailureData) {
    return `"rest" of "${engine}" is not the REST interface of an engine: ${said(failure)}`;
  },
  remedy({ rest, failure }: FailureData) {
    const { siblings = [], code } = failure;
    if (siblings.length > 0) return `An engine answers at ${joined(siblings)}. Use that as "rest".`;
    if (code === 'redirect') {
      return 'Use the final address as "rest", and let REST calls bypass the login page: Optimize sends basic authentication only.';
    }
    return `Correct "rest". It ends where /engine follows, usually with /engine-rest: curl -i ${rest}/engine`;
  },
});

/** Of several addresses people have to choose. */
function onlySibling({ siblings = [] }: Failure): string | null {
  const [only, ...others] = siblings;
  return others.length === 0 ? (only ?? null) : null;
}
