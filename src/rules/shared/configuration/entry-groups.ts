import { grouped } from '../../../core/grouped.js';
import { withoutTrailingSlash } from '../../../core/text/url.js';
import type {
  Configuration,
  ConfigurationFile,
  EngineEntry,
  EntryView,
} from '../../../configuration/types.js';
import { placedEntries, type PlacedEntry } from './entries.js';
import { writtenOrRead } from './substitutions.js';

/** Groups of two or more entries of one file for which `key` gives the same text, in file order. Entries without key are in none. */
export function groupsInFiles(
  configuration: Configuration,
  key: (placed: PlacedEntry) => string | null,
): readonly (readonly [PlacedEntry, ...PlacedEntry[]])[] {
  const files = grouped(placedEntries(configuration), ({ file }) => file);
  return [...files.values()].flatMap((entries) =>
    [...grouped(entries, key)].flatMap(([text, group]) => (text === null || group.length < 2 ? [] : [group])),
  );
}

/** What makes two entries one engine: the address, and the engine name on it. Null where one of them is not known. */
export function identityOf({ base, name }: EngineEntry): string | null {
  return base === null || name === null ? null : `${base} ${name}`;
}

/** The same for entries of one file, in which a variable without a value has the same one wherever it is asked for. */
export function identityIn(file: ConfigurationFile, each: EntryView): string | null {
  const { entry } = each;
  const known = identityOf(entry);
  if (known !== null) return known;
  const base = entry.base ?? unresolvedIn(file, each, 'rest');
  const name = entry.name ?? unresolvedIn(file, each, 'name');
  return base === null || name === null ? null : `${withoutTrailingSlash(base)} ${name}`;
}

/** How many engines entries of one file are. */
export function countEngines(file: ConfigurationFile, entries: readonly EntryView[]): number {
  return new Set(entries.map((each) => identityIn(file, each) ?? each.entry.alias)).size;
}

function unresolvedIn(file: ConfigurationFile, each: EntryView, path: string): string | null {
  const setting = each.setting(path);
  return setting.state === 'unresolved' ? writtenOrRead(file, setting) : null;
}
