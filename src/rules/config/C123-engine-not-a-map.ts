import { configurationRule } from '../rule.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly found: string;
}

export default configurationRule({
  code: 'C123',
  name: 'engine-not-a-map',
  severity: 'error',
  unreadable: true,
  *check({ configuration }) {
    for (const { document, schemaFaults } of configuration.files) {
      for (const fault of schemaFaults) {
        if (fault.kind !== 'engine-not-a-map') continue;
        const data: Data = { engine: fault.alias, found: fault.found };
        yield {
          data,
          engines: [fault.alias],
          at: [{ file: document.file.name, pointer: fault.pointer, part: 'key' }],
          subject: 'entry',
        };
      }
    }
  },
  message({ engine, found }: Data) {
    return `Engine ${named(engine)} is ${found}, but must be a mapping with "name", "rest" and its other settings.`;
  },
  remedy({ engine }: Data) {
    return `Indent the settings below the alias, or remove it:\n  ${engine}:\n    name: default\n    rest: http://…/engine-rest`;
  },
});
