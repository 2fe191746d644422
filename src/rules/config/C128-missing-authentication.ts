import { configurationRule } from '../rule.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { ignoresEngines } from '../../optimize/target.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
}

const NO_LOGIN = { enabled: false, user: '', password: '' };

export default configurationRule({
  code: 'C128',
  name: 'missing-authentication',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      for (const each of file.entries) {
        const { state, pointer } = each.setting('authentication');
        const engine = each.entry.alias;
        if (state === 'absent' ? each.partial : state !== 'null') continue;
        if (isMisspelled(file, engine, 'authentication')) continue;
        const data: Data = { engine };
        yield {
          data,
          engines: [engine],
          at: [{ file: file.document.file.name, pointer, part: 'key' }],
          edits: [{ kind: 'set', file: file.document.file.name, pointer, value: NO_LOGIN }],
          subject: 'authentication',
        };
      }
    }
  },
  message({ engine }: Data) {
    return `Engine ${named(engine)} has no "authentication" block: Optimize does not start, even where no login is needed.`;
  },
  remedy() {
    return 'Add the block; where the engine wants a login, with "enabled: true", user and password:';
  },
  sample() {
    return "authentication:\n  enabled: false\n  user: ''\n  password: ''";
  },
});
