import { configurationRule } from '../rule.js';

export default configurationRule({
  code: 'C104',
  name: 'several-documents',
  severity: 'warning',
  *check({ configuration }) {
    for (const document of configuration.documents()) {
      for (const fault of document.faults) {
        if (fault.kind !== 'second-document') continue;
        yield {
          data: {},
          engines: [],
          at: [{ file: document.file.name, span: fault.span }],
          subject: document.file.name,
        };
      }
    }
  },
  message() {
    return 'A second YAML document begins here: Optimize reads only the first one and ignores this.';
  },
  remedy() {
    return 'Move the settings into the first document and remove the "---" line.';
  },
});
