import type { Interpretation } from '../../configuration/interpret.js';
import { nodeAt } from '../../load/locate.js';

/** Sections beside `engines` that say what is imported, and how it is read. */
const SECTIONS = ['/import', '/eventBasedProcess', '/externalVariable', '/serialization', '/plugin'];

/**
 * What Optimize imports, and with whose rights, as one text: equal texts import the same. Variables without a value count, because nobody
 * knows what they will say.
 */
export function importsOf(clusters: readonly Interpretation[]): string {
  return JSON.stringify(
    clusters.map(({ configuration: { files }, vault }) =>
      files.map((file) => {
        const tree = file.tree();
        return [
          file.engines.map((entry) => [{ ...entry, file: null, pointer: null }, vault.credentialsOf(entry)]),
          SECTIONS.map((pointer) => {
            const node = nodeAt(tree, pointer);
            return node === null ? null : tree.value(node);
          }),
          file.substitutions.flatMap(({ placeholders }) =>
            placeholders.flatMap(({ name, origin }) => (origin === 'unresolved' ? [name] : [])),
          ),
        ];
      }),
    ),
  );
}
