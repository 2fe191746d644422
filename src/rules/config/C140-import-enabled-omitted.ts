import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { importsUnlessTold } from '../shared/configuration/imports.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
}

export default configurationRule({
  code: 'C140',
  name: 'import-enabled-omitted',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (importsUnlessTold(target) || ignoresEngines(target)) return;
    for (const file of files) {
      for (const each of file.entries) {
        const { state, pointer } = each.setting('importEnabled');
        const engine = each.entry.alias;
        if (state !== 'absent' || each.partial || isMisspelled(file, engine, 'importEnabled')) continue;
        const data: Data = { engine };
        yield {
          data,
          engines: [engine],
          at: [{ file: file.document.file.name, pointer, part: 'key' }],
          edits: [{ kind: 'set', file: file.document.file.name, pointer, value: true }],
          subject: 'importEnabled',
        };
      }
    }
  },
  message({ engine }: Data) {
    return `Engine ${named(engine)} has no "importEnabled": late 3.x treats this as false and imports nothing, although the documentation says true.`;
  },
  remedy() {
    return 'Set it explicitly; use false on nodes of a cluster that do not import:';
  },
  sample() {
    return 'importEnabled: true';
  },
});
