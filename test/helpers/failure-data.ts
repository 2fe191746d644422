import type { Failure } from '../../src/probe/contact.js';
import type { FailureData } from '../../src/rules/shared/engines/failures.js';

/** What a rule is told of an engine whose chain broke: of the failure what a test names. */
export function failureData(failure: Partial<Failure>): FailureData {
  return {
    engine: 'eu',
    rest: 'http://eu/engine-rest',
    name: 'default',
    failure: failure as unknown as Failure,
  };
}
