import type { Change } from '../../core/edit.js';
import { unreadSettings } from '../../optimize/file-settings.js';
import { ignoresEngines, isBefore } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';

interface Data {
  readonly key: string;
  /** The key that is read today. */
  readonly today: string | null;
}

export default configurationRule({
  code: 'C152',
  name: 'ignored-setting',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      for (const { name: key, setting, unreadSince } of unreadSettings()) {
        if (isBefore(target, unreadSince)) continue;
        const today = setting.replacement ?? null;
        const { state, pointer } = file.setting(`/${key.replaceAll('.', '/')}`);
        if (state === 'absent') continue;
        const data: Data = { key, today };
        yield {
          data,
          engines: [],
          at: [{ file: file.document.file.name, pointer, part: 'key' }],
          edits: [{ ...changeFor(data, pointer), file: file.document.file.name }],
          subject: key,
        };
      }
    }
  },
  message({ key, today }: Data) {
    return today === null
      ? `"${key}" is a leftover that Optimize no longer reads: it has no effect.`
      : `"${key}" is a leftover that Optimize no longer reads; the setting is "${today}" today.`;
  },
  remedy({ key, today }: Data) {
    return today === null ? `Remove "${key}".` : `Move the value from "${key}" to "${today}".`;
  },
});

function changeFor({ today }: Data, pointer: string): Change {
  return today === null
    ? { kind: 'remove', pointer }
    : { kind: 'move', pointer, to: `/${today.replaceAll('.', '/')}` };
}
