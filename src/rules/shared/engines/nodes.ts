import { placedEntries, type PlacedEntry } from '../configuration/entries.js';
import type { Configuration } from '../../../configuration/types.js';
import { identityOf } from '../configuration/entry-groups.js';

/** One engine as the nodes of a cluster know it: its entries in several files. */
export interface SharedEngine {
  readonly alias: string;
  readonly entries: readonly PlacedEntry[];
}

/**
 * Engines as the nodes know them: entries with one alias, or with one address and name. Nothing where there is one file only: that is no
 * cluster.
 */
export function enginesOfCluster(configuration: Configuration): readonly SharedEngine[] {
  if (configuration.files.length < 2) return [];
  const groups = new Map<string, PlacedEntry[]>();
  for (const placed of placedEntries(configuration)) {
    const names = [`alias ${placed.alias}`, identityOf(placed.entry) ?? `alias ${placed.alias}`];
    const group = names.map((name) => groups.get(name)).find((found) => found !== undefined) ?? [];
    group.push(placed);
    for (const name of names) if (!groups.has(name)) groups.set(name, group);
  }
  return [...new Set(groups.values())].map((entries) => ({ alias: entries[0]?.alias ?? '', entries }));
}

/** Whether the entries may all be one engine: no two known addresses or names differ. */
export function mayBeOneEngine(entries: readonly PlacedEntry[]): boolean {
  return new Set(entries.flatMap(({ entry }) => identityOf(entry) ?? [])).size < 2;
}

/** The files of some entries, each once. */
export function filesOf(entries: readonly PlacedEntry[]): readonly string[] {
  return [...new Set(entries.map(({ fileName }) => fileName))];
}

/** File names for a sentence: without the folders that they share, cut where they would fill the line. */
export function shownFiles(files: readonly string[]): readonly string[] {
  return files.map((file) => {
    const name = file.split(/[\\/]/u).slice(-2).join('/');
    return name.length <= 40 ? name : `…${name.slice(-39)}`;
  });
}
