import { opensOptimize } from '../../access/resolution.js';
import { relationOf } from '../../topology/clashes.js';
import type { Databases, EngineView } from '../../topology/types.js';

type WithAuthorizations = EngineView<'applicationAuthorizations'>;

/** Whether it is certain that nobody holds the right: a list that may be short proves nothing. */
export function nobodyMayUse({ facts }: WithAuthorizations): boolean {
  const { value, gaps } = facts.applicationAuthorizations;
  return gaps.length === 0 && !value.some(opensOptimize);
}

/** Nobody at all: of every engine of the configuration, because the one that is not read may be the one that grants it. */
export function nobodyAnywhere(
  engines: readonly WithAuthorizations[],
  { engines: entries }: WithAuthorizations['configuration'],
): boolean {
  const aliases = new Set(entries.map(({ alias }) => alias));
  return engines.length > 0 && engines.length === aliases.size && engines.every(nobodyMayUse);
}

/** The engines in groups: those of one database share their authorizations. */
export function byDatabase(
  engines: readonly WithAuthorizations[],
  databases: Databases,
): readonly (readonly WithAuthorizations[])[] {
  const groups: WithAuthorizations[][] = [];
  for (const each of engines) {
    const group = groups.find(([first]) => first !== undefined && isOneDatabase(first, each, databases));
    if (group === undefined) groups.push([each]);
    else group.push(each);
  }
  return groups;
}

function isOneDatabase(a: WithAuthorizations, b: WithAuthorizations, databases: Databases): boolean {
  return relationOf(a.entry.alias, b.entry.alias, databases) === 'one-database';
}

export function evidenceOf(engines: readonly WithAuthorizations[]) {
  return engines.flatMap(({ facts }) => facts.applicationAuthorizations.evidence);
}
