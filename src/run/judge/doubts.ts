import type { Configuration } from '../../configuration/types.js';
import type { Hit } from '../../core/rule.js';
import type { EngineSubject } from '../../topology/types.js';

interface Answered {
  readonly configuration: Configuration;
  readonly live: { readonly engines: readonly EngineSubject[] } | null;
}

/** Tells which doubts are settled by what engines answered, for every entry of the aliases that a hit names. */
export function refutedBy({ configuration, live }: Answered): (hit: Hit<object>) => boolean {
  if (live === null) return () => false;
  const { engines: asked } = live;
  // Of what is foreseen of hundreds of engines, no hit has a doubt.
  const unsettled = {
    address: once(() => aliasesWithout(configuration, asked, answeredAsEngine)),
    definitions: once(() => aliasesWithout(configuration, asked, listedAllDefinitions)),
  };
  return ({ doubts, engines }) =>
    doubts !== undefined && engines.length > 0 && !engines.some((alias) => unsettled[doubts]().has(alias));
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => (found ??= { value: find() }).value;
}

/** Aliases of which an entry got no such answer. */
function aliasesWithout(
  configuration: Configuration,
  asked: readonly EngineSubject[],
  isAnswered: (facts: EngineSubject['facts']) => boolean,
): ReadonlySet<string> {
  const answered = new Set(asked.filter(({ facts }) => isAnswered(facts)).map(({ entry }) => placeOf(entry)));
  return new Set(
    configuration.engines.filter((entry) => !answered.has(placeOf(entry))).map(({ alias }) => alias),
  );
}

function listedAllDefinitions({ definitions }: EngineSubject['facts']): boolean {
  return definitions.known && definitions.gaps.length === 0;
}

function placeOf({ alias, base }: EngineSubject['entry']): string {
  return JSON.stringify([alias, base]);
}

/** It lists engines, or answers for one although it does not list it. */
function answeredAsEngine({ engineNames, reach }: EngineSubject['facts']): boolean {
  return engineNames.known || (reach.known && reach.value.status === 'ok');
}
