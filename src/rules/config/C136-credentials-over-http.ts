import { configurationRule } from '../rule.js';
import { isLocal } from '../shared/configuration/addresses.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { sendsLogin } from '../shared/configuration/logins.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
}

export default configurationRule({
  code: 'C136',
  name: 'credentials-over-http',
  severity: 'warning',
  *check({ configuration }) {
    for (const { fileName, each, entry, alias } of placedEntries(configuration)) {
      if (sendsLogin(each) !== true || entry.base?.startsWith('http://') !== true || isLocal(entry)) continue;
      const data: Data = { engine: alias };
      yield {
        data,
        engines: [alias],
        at: [
          { file: fileName, pointer: each.setting('rest').pointer, part: 'value' },
          {
            file: fileName,
            pointer: each.setting('authentication/enabled').pointer,
            part: 'entry',
            note: 'sends the login',
          },
        ],
        subject: 'rest',
      };
    }
  },
  message({ engine }: Data) {
    return `Engine ${named(engine)} gets its login over plain http: every call carries the user and password, readable on the network.`;
  },
  remedy() {
    return 'Use https, or a network that nobody else can read.';
  },
});
