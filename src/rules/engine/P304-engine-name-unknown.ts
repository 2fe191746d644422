import { quotedList, shortened } from '../../core/text.js';
import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from './failures.js';

export default engineRule({
  code: 'P304',
  name: 'engine-name-unknown',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => code === 'name-unknown', 'name');
  },
  message({ engine, name, failure }: FailureData) {
    const there =
      failure.engineNames === undefined ? '' : ` There: ${shortened(quotedList(failure.engineNames), 70)}.`;
    return `"${engine}" names the engine "${shortened(name, 40)}", which its server does not have.${there}`;
  },
  remedy({ rest, failure }: FailureData) {
    const [only, ...others] = failure.engineNames ?? [];
    if (only !== undefined && others.length === 0) return `name: ${only}`;
    return `Write one of the names that ${rest}/engine lists under "name". Upper and lower case count.`;
  },
});
