import { configurationRule } from '../rule.js';
import { placedEntries } from './entries.js';
import { substitutionAt } from './substitutions.js';
import { named } from './words.js';

interface Data {
  readonly engine: string;
}

export default configurationRule({
  code: 'C135',
  name: 'credentials-in-url',
  severity: 'warning',
  *check({ configuration }) {
    for (const { file, fileName, each, entry, alias } of placedEntries(configuration)) {
      const { pointer } = each.setting('rest');
      const rest = entry.rest ?? substitutionAt(file, pointer)?.reads ?? '';
      // Masked when the file was read; what was masked is not here.
      if (!/^[a-z][a-z0-9+.-]*:\/\/\*\*\*@/iu.test(rest)) continue;
      const data: Data = { engine: alias };
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer, part: 'value' }],
        subject: 'rest',
      };
    }
  },
  message({ engine }: Data) {
    return `"rest" of engine ${named(engine)} holds a user or password: Optimize does not log in with them, and addresses end up in logs.`;
  },
  remedy() {
    return [
      'Take them out of the address and write:',
      '  authentication:',
      '    enabled: true',
      '    user: "${ENGINE_USER}"',
      '    password: "${ENGINE_PASSWORD}"',
    ].join('\n');
  },
});
