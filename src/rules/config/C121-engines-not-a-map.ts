import { configurationRule } from '../rule.js';

interface Data {
  readonly found: string;
}

export default configurationRule({
  code: 'C121',
  name: 'engines-not-a-map',
  severity: 'error',
  unreadable: true,
  *check({ configuration }) {
    for (const { document, schemaFaults } of configuration.files) {
      for (const fault of schemaFaults) {
        if (fault.kind !== 'engines-not-a-map') continue;
        const data: Data = { found: fault.found };
        yield {
          data,
          engines: [],
          at: [{ file: document.file.name, pointer: fault.pointer, part: 'key' }],
          subject: document.file.name,
        };
      }
    }
  },
  message({ found }: Data) {
    return `"engines" is ${found}, but must be a mapping from aliases to engines: Optimize does not start.`;
  },
  remedy() {
    return 'Give each engine an alias, indented below "engines":\n  engines:\n    payment:\n      name: default';
  },
});
