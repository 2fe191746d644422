import type { Interpretation } from '../../configuration/interpret.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { keysOf } from '../../core/text/pointer.js';
import { nodeAt } from '../../load/locate.js';

/** Sections beside `engines` that say what is imported, and how it is read. */
const SECTIONS = ['/import', '/eventBasedProcess', '/externalVariable', '/serialization', '/plugin'];

/** What Optimize imports, and with whose rights: a text for each entry of a file, and one under no name for all else. */
export type Imports = ReadonlyMap<string, string>;

/** Variables without a value count, because nobody knows what they will say. */
export function importsOf(clusters: readonly Interpretation[]): Imports {
  const imports = new Map<string, string>();
  // An alias can stand in several files, and twice in one.
  const add = (file: string, alias: string, what: unknown): void => {
    const key = entryKey(file, alias);
    imports.set(key, (imports.get(key) ?? '') + JSON.stringify(what));
  };
  for (const { configuration, vault } of clusters)
    for (const file of configuration.files) {
      const { name: own } = file.document.file;
      for (const entry of file.engines)
        add(entry.file, entry.alias, [{ ...entry, file: null, pointer: null }, vault.credentialsOf(entry)]);
      for (const { pointer, placeholders } of file.substitutions)
        for (const { name, origin } of placeholders)
          if (origin === 'unresolved') add(own, aliasIn(pointer) ?? '', name);
      add(own, '', sectionsOf(file));
    }
  return imports;
}

function sectionsOf(file: ConfigurationFile): readonly unknown[] {
  const tree = file.tree();
  return SECTIONS.map((pointer) => {
    const node = nodeAt(tree, pointer);
    return node === null ? null : tree.value(node);
  });
}

/** Of two files of a manifest, each may have an entry of the same alias. */
export function entryKey(file: string, alias: string): string {
  return JSON.stringify([file, alias]);
}

/** The entry of `engines` that a place belongs to. */
export function aliasIn(pointer: string): string | null {
  const [section, alias] = keysOf(pointer);
  return section === 'engines' ? (alias ?? null) : null;
}

/** The entries that are no longer imported as they were. */
export function changedImports(before: Imports, after: Imports): readonly string[] {
  const entries = [...new Set([...before.keys(), ...after.keys()])];
  return entries.filter((entry) => before.get(entry) !== after.get(entry));
}
