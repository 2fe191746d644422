import type { Configuration } from '../../configuration/types.js';
import type { SourceDocument } from '../../load/types.js';
import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';

interface Data {
  /** Whether engines are ignored: who wrote them takes them for imported. */
  readonly losesEngines: boolean;
  /** They are all that the file has: Optimize uses its built-in one instead. */
  readonly losesAll: boolean;
}

const ENGINES = /^(?:\{\s*)?["']?engines["']?[ \t]*:/mu;

export default configurationRule({
  code: 'C104',
  name: 'several-documents',
  severity: 'warning',
  severityOf: ({ losesAll }) => (losesAll ? 'error' : 'warning'),
  unreadableOf: ({ losesAll }) => losesAll,
  *check({ configuration }) {
    const withEngines = documentsWithEngines(configuration);
    for (const document of configuration.documents()) {
      for (const fault of document.faults) {
        if (fault.kind !== 'second-document') continue;
        const losesEngines = ENGINES.test(document.file.text.slice(fault.span.end));
        const losesAll = losesEngines && !withEngines.has(document);
        const data: Data = { losesEngines, losesAll: losesAll && !ignoresEngines(configuration.target) };
        yield {
          data,
          engines: [],
          at: [{ file: document.file.name, span: fault.span }],
          subject: document.file.name,
        };
      }
    }
  },
  message({ losesEngines, losesAll }: Data) {
    if (losesAll)
      return 'The engines are in a later YAML document: Optimize reads only the first one and uses its built-in engine instead.';
    const what = losesEngines ? 'this, with the engines in it' : 'this';
    return `A second YAML document begins here: Optimize reads only the first one and ignores ${what}.`;
  },
  remedy() {
    return 'Move the settings into the first document and remove the "---" line.';
  },
});

/** Those of the files that have engines where Optimize reads them, be it in the base. */
function documentsWithEngines({ files }: Configuration): ReadonlySet<SourceDocument> {
  const having = files.filter((file) => file.setting('/engines').state !== 'absent');
  return new Set(having.flatMap(({ documents }) => documents));
}
