import { configurationRule } from '../rule.js';
import { substitutionAt } from './substitutions.js';
import { named } from './words.js';

interface Data {
  readonly engine: string;
  readonly setting: string;
  readonly found: string;
  readonly accepted: string;
}

export default configurationRule({
  code: 'C126',
  name: 'wrong-type',
  severity: 'error',
  *check({ configuration }) {
    for (const file of configuration.files) {
      for (const fault of file.schemaFaults) {
        if (fault.kind !== 'wrong-type') continue;
        const { alias, setting, found, accepted, pointer } = fault;
        // A text that Optimize makes a list of has a rule of its own.
        if (accepted.endsWith('text') && substitutionAt(file, pointer)?.becomesList === true) continue;
        const data: Data = { engine: alias, setting, found, accepted };
        yield {
          data,
          engines: [alias],
          at: [{ file: file.document.file.name, pointer, part: 'value' }],
          subject: setting,
        };
      }
    }
  },
  message({ engine, setting, found, accepted }: Data) {
    return `"${setting}" of engine ${named(engine)} is ${found}, but must be ${accepted}: Optimize does not start.`;
  },
  remedy({ setting, accepted }: Data) {
    const key = setting.split('.').at(-1) ?? setting;
    if (accepted === 'true or false') return `Write "${key}: true" or "${key}: false", without quotes.`;
    return `Give "${setting}" ${accepted}.`;
  },
});
