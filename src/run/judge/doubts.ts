import type { Configuration } from '../../configuration/types.js';
import type { Hit } from '../../core/rule.js';
import type { EngineSubject } from '../../topology/types.js';

interface Answered {
  readonly configuration: Configuration;
  readonly live: { readonly engines: readonly EngineSubject[] } | null;
}

/** Tells which hits about an address are refuted: whatever it looks like, an engine answered there, for every entry of that alias. */
export function refutedBy({ configuration, live }: Answered) {
  const answered = new Set(
    live?.engines.filter(({ facts }) => answeredAsEngine(facts)).map(({ entry }) => placeOf(entry)),
  );
  const unanswered = new Set(
    configuration.engines.filter((entry) => !answered.has(placeOf(entry))).map(({ alias }) => alias),
  );
  return ({ doubts, engines }: Hit<object>): boolean =>
    doubts === 'address' && engines.length > 0 && !engines.some((alias) => unanswered.has(alias));
}

function placeOf({ alias, base }: EngineSubject['entry']): string {
  return JSON.stringify([alias, base]);
}

/** It lists engines, or answers for one although it does not list it. */
function answeredAsEngine({ engineNames, reach }: EngineSubject['facts']): boolean {
  return engineNames.known || (reach.known && reach.value.status === 'ok');
}
