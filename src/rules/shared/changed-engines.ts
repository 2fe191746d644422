import type { EngineEntry } from '../../configuration/types.js';
import { identityOf } from './configuration/entry-groups.js';

/** An engine before and after. */
export interface Counterpart {
  readonly from: EngineEntry;
  readonly to: EngineEntry;
}

/** Engines of the same alias on both sides. */
export function kept(before: readonly EngineEntry[], after: readonly EngineEntry[]): readonly Counterpart[] {
  const byAlias = new Map(after.map((entry) => [entry.alias, entry]));
  return before.flatMap((from) => {
    const to = byAlias.get(from.alias);
    return to === undefined ? [] : [{ from, to }];
  });
}

/** Engines whose alias is gone while a new one has their address and name. */
export function renamed(
  before: readonly EngineEntry[],
  after: readonly EngineEntry[],
): readonly Counterpart[] {
  const old = new Set(before.map(({ alias }) => alias));
  const still = new Set(after.map(({ alias }) => alias));
  const arrived = new Map<string, EngineEntry>();
  for (const entry of after) {
    const identity = identityOf(entry);
    if (identity !== null && !old.has(entry.alias) && !arrived.has(identity)) arrived.set(identity, entry);
  }
  return before.flatMap((from) => {
    const to = arrived.get(identityOf(from) ?? '');
    return to === undefined || still.has(from.alias) ? [] : [{ from, to }];
  });
}
