import { configurationRule } from '../rule.js';

export default configurationRule({
  code: 'C122',
  name: 'no-engines',
  severity: 'error',
  *check({ configuration }) {
    for (const { document, schemaFaults } of configuration.files) {
      for (const fault of schemaFaults) {
        if (fault.kind !== 'no-engines') continue;
        yield {
          data: {},
          engines: [],
          at: [{ file: document.file.name, pointer: fault.pointer, part: 'entry' }],
          subject: document.file.name,
        };
      }
    }
  },
  message() {
    return '"engines" is empty: Optimize has no engine to ask about users, so nobody can log in.';
  },
  remedy() {
    return 'Add at least one engine, or remove the "engines" key to use the built-in one.';
  },
});
