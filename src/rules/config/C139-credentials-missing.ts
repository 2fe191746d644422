import type { ConfigurationFile, Setting } from '../../configuration/types.js';
import { joined } from '../../core/text/text.js';
import { configurationRule } from '../rule.js';
import { placedEntries } from '../shared/configuration/entries.js';
import { sendsLogin } from '../shared/configuration/logins.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { isOnlyDefault } from '../shared/configuration/substitutions.js';
import { named, placeholderFor } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly settings: readonly string[];
  /** At least one is null, not merely empty. */
  readonly stops: boolean;
}

const VARIABLES = { user: 'USER', password: 'PASSWORD' } as const;

export default configurationRule({
  code: 'C139',
  name: 'credentials-missing',
  severity: 'error',
  needsOptimize: true,
  severityOf: ({ stops }) => (stops ? 'error' : 'warning'),
  *check({ configuration }) {
    for (const { file, fileName, each, alias } of placedEntries(configuration)) {
      if (sendsLogin(each) !== true) continue;
      const missing = (['user', 'password'] as const)
        .filter((name) => !isMisspelled(file, alias, `authentication.${name}`))
        .map((name) => ({ name, setting: each.setting(`authentication/${name}`) }))
        .filter(({ setting }) => isMissing(setting, each.partial, file));
      if (missing.length === 0) continue;
      const stops = missing.some(({ setting }) => setting.state !== 'text');
      const data: Data = { engine: alias, settings: missing.map(({ name }) => name), stops };
      yield {
        data,
        engines: [alias],
        at: missing.map(({ setting }) => ({
          file: fileName,
          pointer: setting.pointer,
          part: setting.state === 'absent' ? 'key' : 'entry',
        })),
        edits: missing.map(({ name, setting }) => ({
          kind: 'set',
          file: fileName,
          pointer: setting.pointer,
          value: placeholderFor(alias, VARIABLES[name]),
        })),
        subject: data.settings.join(' '),
      };
    }
  },
  message({ engine, settings, stops }: Data) {
    const then = stops
      ? 'Optimize does not start and blames the alias'
      : 'the engine will answer 401 to every call';
    return `Engine ${named(engine)} has a login without ${joined(settings)}: ${then}.`;
  },
  remedy() {
    return 'Switch the login off, or set both, ideally with environment variables of any name:';
  },
  sample() {
    return [
      'authentication:',
      '  enabled: true',
      '  user: "${ENGINE_USER}"',
      '  password: "${ENGINE_PASSWORD}"',
    ].join('\n');
  },
});

/** The empty default of a placeholder is no fault: the value comes with the environment of Optimize. */
function isMissing({ state, blank, pointer }: Setting, partial: boolean, file: ConfigurationFile): boolean {
  if (state === 'absent') return !partial;
  return (state === 'null' || (state === 'text' && blank)) && !isOnlyDefault(file, pointer);
}
