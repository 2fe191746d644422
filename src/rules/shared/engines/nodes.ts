import { placedEntries, type PlacedEntry } from '../configuration/entries.js';
import type { Configuration, ConfigurationFile } from '../../../configuration/types.js';
import { identityOf } from '../configuration/entry-groups.js';

/** One engine as the nodes of a cluster know it: its entries in several files. */
export interface SharedEngine {
  readonly alias: string;
  readonly entries: readonly PlacedEntry[];
}

/** How many nodes of Optimize use the configurations: one file may serve several. */
export function nodeCount({ files }: Pick<Configuration, 'files'>): number {
  return files.reduce((sum, { node }) => sum + node.copies, 0);
}

/**
 * Engines as the nodes know them: entries with one alias, or with one address and name. Nothing where there is one node only: that is no
 * cluster.
 */
export function enginesOfCluster(configuration: Configuration): readonly SharedEngine[] {
  if (nodeCount(configuration) < 2) return [];
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

/** How many nodes have these entries. */
export function nodesWith(entries: readonly PlacedEntry[]): number {
  return nodeCount({ files: [...new Set(entries.map(({ file }) => file))] });
}

/** The files of some entries, each once. */
export function filesOf(entries: readonly PlacedEntry[]): readonly string[] {
  return [...new Set(entries.map(({ fileName }) => fileName))];
}

/** What people call the configurations of some nodes; where several read one text inside a file, what runs them. */
export function namesOf(files: readonly ConfigurationFile[]): readonly string[] {
  const parts = files.map(({ document: { file } }) => file.carried?.part ?? file.name);
  return files.map(({ node: { workload } }, index) => {
    const part = parts[index] ?? '';
    return workload !== null && parts.indexOf(part) !== parts.lastIndexOf(part) ? workload : part;
  });
}

/** File names for a sentence: without the folders that they share, cut where they would fill the line. */
export function shownFiles(files: readonly string[]): readonly string[] {
  // A single one has room, and of a configuration inside a file its own name says more than that of the file.
  const longest = files.length === 1 ? 70 : 40;
  return files.map((file) => {
    const own = files.length === 1 ? file.slice(file.indexOf('#') + 1) : file;
    const name = own.split(/[\\/]/u).slice(-2).join('/');
    return name.length <= longest ? name : `…${name.slice(1 - longest)}`;
  });
}
