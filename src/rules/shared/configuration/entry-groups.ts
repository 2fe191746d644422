import type { EngineEntry } from '../../../configuration/types.js';

/** Groups of two or more entries for which `key` gives the same text, in file order. Entries without key are in none. */
export function groupsBy(
  entries: readonly EngineEntry[],
  key: (entry: EngineEntry) => string | null,
): readonly (readonly EngineEntry[])[] {
  const groups = new Map<string, EngineEntry[]>();
  for (const entry of entries) {
    const text = key(entry);
    if (text === null) continue;
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** What makes two entries one engine: the address, and the engine name on it. Null where one of them is not known. */
export function identityOf({ base, name }: EngineEntry): string | null {
  return base === null || name === null ? null : `${base} ${name}`;
}
