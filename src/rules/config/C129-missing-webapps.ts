import type { ConfigurationFile, EntryView } from '../../configuration/types.js';
import { engineSetting } from '../../optimize/engine-settings.js';
import { releaseOf } from '../../optimize/settings.js';
import { ignoresEngines, isBefore, isFrom } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { isMisspelled } from '../shared/configuration/misspelled.js';
import { substitutionAt } from '../shared/configuration/substitutions.js';
import { named } from '../shared/words.js';

interface Data {
  readonly engine: string;
  /** The target is a release that fails without the block. */
  readonly affected: boolean;
}

export default configurationRule({
  code: 'C129',
  name: 'missing-webapps',
  severity: 'warning',
  needsOptimize: true,
  severityOf: ({ affected }) => (affected ? 'error' : 'warning'),
  *check({ configuration: { files, target } }) {
    if (isBefore(target, releaseOf(engineSetting('webapps'), 'first')) || ignoresEngines(target)) return;
    for (const file of files) {
      for (const each of file.entries) {
        const { state, pointer } = each.setting('webapps');
        const engine = each.entry.alias;
        if (state === 'absent' ? each.partial : state !== 'null') continue;
        if (isMisspelled(file, engine, 'webapps')) continue;
        const data: Data = {
          engine,
          affected: isFrom(target, releaseOf(engineSetting('webapps'), 'neededSince')),
        };
        yield {
          data,
          engines: [engine],
          at: [{ file: file.document.file.name, pointer, part: 'key' }],
          edits: webAddressOf(each, file).map((endpoint) => ({
            kind: 'set' as const,
            file: file.document.file.name,
            pointer,
            value: { endpoint, enabled: true },
          })),
          subject: 'webapps',
        };
      }
    }
  },
  message({ engine }: Data) {
    return `Engine ${named(engine)} has no "webapps" block: the user interface of Optimize 3.x fails to load its configuration.`;
  },
  remedy() {
    return 'Add the block, with the address of the web applications as browsers see it:';
  },
  sample() {
    return 'webapps:\n  endpoint: http://engine.example.com:8080/camunda\n  enabled: true';
  },
});

/** Beside the REST interface, as the distributions have it. What a variable or a login holds does not belong into another setting. */
function webAddressOf(each: EntryView, file: ConfigurationFile): readonly string[] {
  const { pointer, text } = each.setting('rest');
  const origin = /^(https?:\/\/[^/?#@]+)\/engine-rest\/?$/u.exec(text ?? '')?.[1];
  return origin === undefined || substitutionAt(file, pointer) !== undefined ? [] : [`${origin}/camunda`];
}
