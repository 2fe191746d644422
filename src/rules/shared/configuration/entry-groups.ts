import { grouped } from '../../../core/grouped.js';
import type { EngineEntry } from '../../../configuration/types.js';

/** Groups of two or more entries for which `key` gives the same text, in file order. Entries without key are in none. */
export function groupsBy(
  entries: readonly EngineEntry[],
  key: (entry: EngineEntry) => string | null,
): readonly (readonly EngineEntry[])[] {
  return [...grouped(entries, key)].flatMap(([text, group]) =>
    text === null || group.length < 2 ? [] : [group],
  );
}

/** What makes two entries one engine: the address, and the engine name on it. Null where one of them is not known. */
export function identityOf({ base, name }: EngineEntry): string | null {
  return base === null || name === null ? null : `${base} ${name}`;
}
