import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { sendsLogin } from '../shared/configuration/logins.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** A login is sent in the right way already. */
  readonly login: boolean;
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
      if (!rest.includes('://***@') || !/^[a-z][a-z0-9+.-]*:\/\/\*\*\*@/iu.test(rest)) continue;
      const data: Data = { engine: alias, login: sendsLogin(each) === true };
      yield {
        data,
        engines: [alias],
        at: [{ file: fileName, pointer, part: 'value' }],
        edits: [{ kind: 'set', file: fileName, pointer, value: rest.replace('***@', '') }],
        subject: 'rest',
      };
    }
  },
  message({ engine }: Data) {
    return `"rest" of engine ${named(engine)} contains a user or password: Optimize does not log in with it, and addresses end up in logs.`;
  },
  remedy({ login }: Data) {
    const instead = login ? '' : ', and give them under "authentication" where the engine wants a login';
    return `Take them out of the address${instead}:`;
  },
  sample() {
    return 'authentication:\n  enabled: true\n  user: "${ENGINE_USER}"\n  password: "${ENGINE_PASSWORD}"';
  },
});
