import { configurationRule } from '../rule.js';

interface Data {
  /** Whether engines are ignored: who wrote them takes them for imported. */
  readonly losesEngines: boolean;
}

const ENGINES = /^["']?engines["']?[ \t]*:/mu;

export default configurationRule({
  code: 'C104',
  name: 'several-documents',
  severity: 'warning',
  *check({ configuration }) {
    for (const document of configuration.documents()) {
      for (const fault of document.faults) {
        if (fault.kind !== 'second-document') continue;
        const data: Data = { losesEngines: ENGINES.test(document.file.text.slice(fault.span.end)) };
        yield {
          data,
          engines: [],
          at: [{ file: document.file.name, span: fault.span }],
          subject: document.file.name,
        };
      }
    }
  },
  message({ losesEngines }: Data) {
    const what = losesEngines ? 'this, with the engines in it' : 'this';
    return `A second YAML document begins here: Optimize reads only the first one and ignores ${what}.`;
  },
  remedy() {
    return 'Move the settings into the first document and remove the "---" line.';
  },
});
