import { configurationRule } from '../rule.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  readonly setting: 'name' | 'rest';
  readonly found: 'no' | 'an empty';
}

const NEEDED = ['name', 'rest'] as const;

export default configurationRule({
  code: 'C127',
  name: 'missing-setting',
  severity: 'error',
  *check({ configuration }) {
    for (const file of configuration.files) {
      for (const each of file.entries) {
        for (const name of NEEDED) {
          const { state, blank, pointer } = each.setting(name);
          if (state === 'absent' ? each.partial : state !== 'null' && !blank) continue;
          const engine = each.entry.alias;
          if (isMisspelled(file, engine, name)) continue;
          const data: Data = { engine, setting: name, found: state === 'absent' ? 'no' : 'an empty' };
          const fileName = file.document.file.name;
          const part = state === 'absent' ? 'key' : 'entry';
          yield {
            data,
            engines: [engine],
            at: [{ file: fileName, pointer, part }],
            // Nearly every engine has this name; where an engine is, nobody can guess.
            edits: name === 'name' ? [{ kind: 'set', file: fileName, pointer, value: 'default' }] : [],
            subject: name,
          };
        }
      }
    }
  },
  message({ engine, setting, found }: Data) {
    return `Engine ${named(engine)} has ${found} "${setting}": every call to it fails, and Optimize only says "No Engine configured with alias".`;
  },
  remedy({ setting }: Data) {
    return setting === 'name'
      ? 'Add the engine name that GET {rest}/engine lists, usually "default":'
      : 'Add the address of the REST API:';
  },
  sample({ setting }: Data) {
    return setting === 'name' ? 'name: default' : 'rest: http://engine.example.com:8080/engine-rest';
  },
});
