import type { Failure } from '../../probe/contact.js';
import { quotedList, shortened } from '../../core/text/text.js';
import { engineRule } from '../rule.js';
import { brokenChain, type FailureData } from '../shared/engines/failures.js';

export default engineRule({
  code: 'P304',
  name: 'engine-name-unknown',
  severity: 'error',
  needs: ['reach'],
  *check(view) {
    yield* brokenChain(view, ({ code }) => code === 'name-unknown', 'name', onlyName);
  },
  message({ engine, name, failure }: FailureData) {
    const there =
      failure.engineNames === undefined ? '' : `; it has ${shortened(quotedList(failure.engineNames), 70)}`;
    return `"${engine}" names the engine "${shortened(name, 40)}", which its server does not have${there}.`;
  },
  remedy({ rest, failure }: FailureData) {
    return onlyName(failure) === null
      ? `Write one of the names that ${rest}/engine lists under "name". Upper and lower case count:`
      : `Write the only name that ${rest}/engine lists:`;
  },
  sample({ failure }: FailureData) {
    return `name: ${failure.engineNames?.[0] ?? 'default'}`;
  },
});

function onlyName({ engineNames = [] }: Failure): string | null {
  const [only, ...others] = engineNames;
  return others.length === 0 ? (only ?? null) : null;
}
