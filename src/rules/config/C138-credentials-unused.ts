import type { ConfigurationFile, EntryView } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { sendsLogin } from '../shared/configuration/logins.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { isOnlyDefault } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** `enabled` is not there at all. */
  readonly omitted: boolean;
}

export default configurationRule({
  code: 'C138',
  name: 'credentials-unused',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { file, fileName, each, alias } of placedEntries(configuration)) {
      const user = each.setting('authentication/user');
      const enabled = each.setting('authentication/enabled');
      // A user alone is enough: a password without one logs nobody in.
      if (sendsLogin(each) !== false || user.blank || !['text', 'unresolved'].includes(user.state)) continue;
      if (isMisspelled(file, alias, 'authentication.enabled')) continue;
      const data: Data = { engine: alias, omitted: enabled.state === 'absent' };
      yield {
        data,
        engines: [alias],
        at: [
          { file: fileName, pointer: user.pointer, part: 'entry' },
          ...(data.omitted
            ? []
            : [
                {
                  file: fileName,
                  pointer: enabled.pointer,
                  part: 'entry' as const,
                  note: 'switched off here',
                },
              ]),
        ],
        // Without a password the login would fail, or Optimize would not start.
        edits: hasPassword(file, each)
          ? [{ kind: 'set', file: fileName, pointer: enabled.pointer, value: true }]
          : [],
        subject: 'authentication',
      };
    }
  },
  message({ engine, omitted }: Data) {
    const why = omitted
      ? '"authentication.enabled" is missing, which means false'
      : '"authentication.enabled" is false';
    return `The login of engine ${named(engine)} is never sent: ${why}.`;
  },
  remedy() {
    return 'Empty the user and password or, if the login is meant to be sent, enable it:';
  },
  sample() {
    return 'authentication:\n  enabled: true';
  },
});

function hasPassword(file: ConfigurationFile, each: EntryView): boolean {
  const { state, blank, pointer } = each.setting('authentication/password');
  return state === 'unresolved' || (state === 'text' && (!blank || isOnlyDefault(file, pointer)));
}
