import { grouped } from '../../../core/grouped.js';
import { opensOptimize } from '../../../access/authorizations/resolution.js';
import type { Hit } from '../../../core/rule.js';
import { isOneDatabase } from '../../../topology/pairs.js';
import type { Databases, EngineView } from '../../../topology/types.js';

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

/** One hit for each database, because its engines share their authorizations. */
export function* hitsByDatabase(
  engines: readonly WithAuthorizations[],
  databases: Databases,
  subject: string,
): Iterable<Hit<{ readonly engines: readonly string[] }>> {
  for (const group of byDatabase(engines, databases)) {
    const aliases = group.map(({ entry }) => entry.alias);
    const at = aliases.map((engine) => ({ engine }));
    yield { data: { engines: aliases }, engines: aliases, at, evidence: evidenceOf(group), subject };
  }
}

function byDatabase(
  engines: readonly WithAuthorizations[],
  databases: Databases,
): readonly (readonly WithAuthorizations[])[] {
  const shared = databases.groups.filter(({ verdict }) => isOneDatabase(verdict));
  const databaseOf = new Map(
    shared.flatMap((group) => group.engines.map((alias) => [alias, group] as const)),
  );
  // An engine that shares its database with no other has one of its own.
  return [...grouped(engines, (each): object => databaseOf.get(each.entry.alias) ?? each).values()];
}

export function evidenceOf(engines: readonly WithAuthorizations[]) {
  return engines.flatMap(({ facts }) => facts.applicationAuthorizations.evidence);
}
