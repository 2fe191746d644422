import { grouped } from '../../../core/grouped.js';
import type { Configuration } from '../../../configuration/types.js';
import type { Place } from '../../../core/rule.js';
import { placedEntries, type PlacedEntry } from '../configuration/entries.js';

/** Where a file says how Optimize listens, or else which engines it has: what is said of Optimize as a whole points there. */
export function optimizePlace({ files: [file] }: Configuration): readonly Place[] {
  if (file === undefined) return [];
  const pointer = file.setting('/container').state === 'absent' ? '/engines' : '/container';
  return [{ file: file.document.file.name, pointer, part: 'key' }];
}

/** Where engines are listed, for one that is not. */
export function enginesPlace({ files: [file] }: Configuration): readonly Place[] {
  return file === undefined ? [] : [{ file: file.document.file.name, pointer: '/engines', part: 'key' }];
}

/** The entries of each alias: nodes of a cluster have one each. */
export function entriesByAlias(configuration: Configuration): ReadonlyMap<string, readonly PlacedEntry[]> {
  return grouped(placedEntries(configuration), ({ alias }) => alias);
}

/** A setting of each of these entries. */
export function settingPlaces(entries: readonly PlacedEntry[], path: string): readonly Place[] {
  return entries.map(({ fileName, each }) => {
    const { pointer, state } = each.setting(path);
    return state === 'absent'
      ? { file: fileName, pointer: each.entry.pointer, part: 'key' as const }
      : { file: fileName, pointer, part: 'value' as const };
  });
}

/** Whether all engines of all files are known: only then can an alias be called missing. */
export function knowsAllAliases({ files }: Configuration): boolean {
  return files.every(({ isWhole, misplaced }) => isWhole && misplaced === null);
}
