import type { ConfigurationFile } from '../../configuration/types.js';
import { shortened } from '../../core/text/text.js';
import type { SourceNode } from '../../load/types.js';
import { ignoresEngines, isBefore, isNamed, type OptimizeTarget } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { isTrue } from '../shared/configuration/imports.js';

interface Data {
  /** The built-in engine; null where a base has engines. */
  readonly alias: string | null;
  readonly rest: string | null;
  /** The file is a list or a single text: then nothing in it counts. */
  readonly ignored: boolean;
  readonly base: boolean;
  /** What imports from Camunda 8 only, and has no use for the built-in engine; null where that counts. */
  readonly other: string | null;
}

/** Before, one Optimize could import from Camunda 7 and from Zeebe. */
const SEPARATE_FROM = '3.14';

export default configurationRule({
  code: 'C107',
  name: 'empty-configuration',
  severity: 'info',
  needsOptimize: true,
  // What has no engine to check must not pass as checked.
  severityOf: ({ ignored, other }) => (ignored || other !== null ? 'error' : 'info'),
  *check({ configuration }) {
    for (const file of configuration.files) {
      const { document, documents, entries, node } = file;
      // Variables are all that there is, and are meant to be.
      if (node.byVariables) continue;
      const entry = entries.find(({ builtIn }) => builtIn)?.entry;
      const ignored = isNoMapping(document.root);
      const base = documents.length > 1;
      // With a base, what Optimize brings along is what stands there.
      if (entry === undefined && !(base && ignored)) continue;
      const data: Data = {
        alias: entry?.alias ?? null,
        rest: entry?.rest ?? null,
        ignored,
        base,
        other: otherSource(file, configuration.target),
      };
      yield {
        data,
        engines: [],
        at: [{ file: document.file.name, pointer: '', part: 'key' }],
        subject: document.file.name,
      };
    }
  },
  message({ alias, rest, ignored, base, other }: Data) {
    const where = rest === null ? '' : ` at ${shortened(rest, 60)}`;
    const none = base ? 'Neither the file nor its base has "engines"' : 'The file has no "engines"';
    const why = ignored ? 'The file is not a mapping, so Optimize ignores it' : none;
    if (other !== null) return `${why}, and ${other}: there is no engine of Camunda 7 to check.`;
    if (alias === null) return `${why}: only the base applies.`;
    return `${why}: Optimize uses its built-in engine "${alias}"${where}.`;
  },
  remedy({ ignored, other }: Data) {
    if (other !== null && !ignored)
      return 'This tool checks engines of Camunda 7. For these use Optimize 3.15, "engines", and no "zeebe" section.';
    return ignored
      ? 'Write sections with settings, e.g. "engines:", each key followed by a colon and a space.'
      : 'Add an "engines" section, unless the built-in engine is meant.';
  },
});

function otherSource(file: ConfigurationFile, target: OptimizeTarget): string | null {
  if (isNamed(target) && ignoresEngines(target)) return `Optimize ${target.text} imports from Camunda 8 only`;
  const isMeant = !isBefore(target, SEPARATE_FROM) && isTrue(file.setting('/zeebe/enabled').text);
  return isMeant ? '"zeebe.enabled: true" is for Optimize 8, which imports from Camunda 8 only' : null;
}

/** A list or a single text. */
function isNoMapping(root: SourceNode | null): boolean {
  return root !== null && root.kind !== 'mapping' && !(root.kind === 'scalar' && root.value === null);
}
