import type { Configuration } from '../../../configuration/types.js';
import type { StoredDefinition } from '../../../probe/store/types.js';
import type { EngineSubject } from '../../../topology/types.js';

/** Aliases of all files. */
export function aliasesIn({ engines }: Configuration): ReadonlySet<string> {
  return new Set(engines.map(({ alias }) => alias));
}

/** Whether an engine lists a definition of this id: null where its list is not known to its end. */
export function listsDefinition(
  engine: EngineSubject | undefined,
  { kind, id }: Pick<StoredDefinition, 'kind' | 'id'>,
): boolean | null {
  const set = kind === 'process' ? engine?.facts.processDefinitions : engine?.facts.decisionDefinitions;
  if (set?.known !== true) return null;
  const isThere = set.value.groups.some(({ versions }) => versions.some((version) => version.id === id));
  return isThere
    ? true
    : set.gaps.length === 0 &&
        engine?.facts.visibility.known === true &&
        engine.facts.visibility.value === 'full'
      ? false
      : null;
}

/** A map from each engine's alias to what is known of it. */
export function byAlias(engines: readonly EngineSubject[]): ReadonlyMap<string, EngineSubject> {
  return new Map(engines.map((engine) => [engine.entry.alias, engine]));
}

/** An instant as people read it, in UTC: `2026-03-01 12:00`. */
export function moment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
}
