import type { Interpretation } from '../../configuration/interpret.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { keysOf } from '../../core/text/pointer.js';
import { nodeAt } from '../../load/locate.js';

/** Sections beside `engines` that say what is imported, and how it is read. */
const SECTIONS = ['/import', '/eventBasedProcess', '/externalVariable', '/serialization', '/plugin'];

/** What Optimize imports, and with whose rights: a text for each alias, and one under no name for all else. */
export type Imports = ReadonlyMap<string, string>;

/** Variables without a value count, because nobody knows what they will say. */
export function importsOf(clusters: readonly Interpretation[]): Imports {
  const imports = new Map<string, string>();
  // An alias can stand in several files, and twice in one.
  const add = (alias: string, what: unknown): void => {
    imports.set(alias, (imports.get(alias) ?? '') + JSON.stringify(what));
  };
  for (const { configuration, vault } of clusters)
    for (const file of configuration.files) {
      for (const entry of file.engines)
        add(entry.alias, [{ ...entry, file: null, pointer: null }, vault.credentialsOf(entry)]);
      for (const { pointer, placeholders } of file.substitutions)
        for (const { name, origin } of placeholders)
          if (origin === 'unresolved') add(aliasIn(pointer) ?? '', name);
      add('', sectionsOf(file));
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

/** The entry of `engines` that a place belongs to. */
export function aliasIn(pointer: string): string | null {
  const [section, alias] = keysOf(pointer);
  return section === 'engines' ? (alias ?? null) : null;
}

/** The aliases that are no longer imported as they were. */
export function changedImports(before: Imports, after: Imports): readonly string[] {
  const aliases = [...new Set([...before.keys(), ...after.keys()])];
  return aliases.filter((alias) => before.get(alias) !== after.get(alias));
}
