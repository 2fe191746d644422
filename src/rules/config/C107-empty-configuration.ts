import { shortened } from '../../core/text.js';
import { configurationRule } from '../rule.js';

interface Data {
  readonly alias: string;
  readonly rest: string | null;
  /** The file is a list or a single text: then nothing in it counts. */
  readonly ignored: boolean;
}

export default configurationRule({
  code: 'C107',
  name: 'empty-configuration',
  severity: 'info',
  needsOptimize: true,
  severityOf: ({ ignored }) => (ignored ? 'warning' : 'info'),
  *check({ configuration }) {
    for (const { document, entries } of configuration.files) {
      const entry = entries.find(({ builtIn }) => builtIn)?.entry;
      if (entry === undefined) continue;
      const root = document.root;
      const ignored =
        root !== null && root.kind !== 'mapping' && !(root.kind === 'scalar' && root.value === null);
      const data: Data = { alias: entry.alias, rest: entry.rest, ignored };
      yield {
        data,
        engines: [],
        at: [{ file: document.file.name, pointer: '', part: 'key' }],
        subject: document.file.name,
      };
    }
  },
  message({ alias, rest, ignored }: Data) {
    const where = rest === null ? '' : ` at ${shortened(rest, 60)}`;
    const why = ignored ? 'The file is no mapping, so Optimize ignores it' : 'The file has no "engines"';
    return `${why}: Optimize uses its built-in engine "${alias}"${where}.`;
  },
  remedy({ ignored }: Data) {
    return ignored
      ? 'Write sections with settings, e.g. "engines:", each key followed by a colon and a space.'
      : 'Add an "engines" section, unless the built-in engine is meant.';
  },
});
