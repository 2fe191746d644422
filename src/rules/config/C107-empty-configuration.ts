import { shortened } from '../../core/text/text.js';
import type { SourceNode } from '../../load/types.js';
import { configurationRule } from '../rule.js';

interface Data {
  /** The built-in engine; null where a base has engines. */
  readonly alias: string | null;
  readonly rest: string | null;
  /** The file is a list or a single text: then nothing in it counts. */
  readonly ignored: boolean;
  readonly base: boolean;
}

export default configurationRule({
  code: 'C107',
  name: 'empty-configuration',
  severity: 'info',
  needsOptimize: true,
  severityOf: ({ ignored }) => (ignored ? 'error' : 'info'),
  *check({ configuration }) {
    for (const { document, documents, entries, node } of configuration.files) {
      // Variables are all that there is, and are meant to be.
      if (node.byVariables) continue;
      const entry = entries.find(({ builtIn }) => builtIn)?.entry;
      const ignored = isNoMapping(document.root);
      const base = documents.length > 1;
      // With a base, what Optimize brings along is what stands there.
      if (entry === undefined && !(base && ignored)) continue;
      const data: Data = { alias: entry?.alias ?? null, rest: entry?.rest ?? null, ignored, base };
      yield {
        data,
        engines: [],
        at: [{ file: document.file.name, pointer: '', part: 'key' }],
        subject: document.file.name,
      };
    }
  },
  message({ alias, rest, ignored, base }: Data) {
    const where = rest === null ? '' : ` at ${shortened(rest, 60)}`;
    const none = base ? 'Neither the file nor its base has "engines"' : 'The file has no "engines"';
    const why = ignored ? 'The file is not a mapping, so Optimize ignores it' : none;
    if (alias === null) return `${why}: only the base applies.`;
    return `${why}: Optimize uses its built-in engine "${alias}"${where}.`;
  },
  remedy({ ignored }: Data) {
    return ignored
      ? 'Write sections with settings, e.g. "engines:", each key followed by a colon and a space.'
      : 'Add an "engines" section, unless the built-in engine is meant.';
  },
});

/** A list or a single text. */
function isNoMapping(root: SourceNode | null): boolean {
  return root !== null && root.kind !== 'mapping' && !(root.kind === 'scalar' && root.value === null);
}
