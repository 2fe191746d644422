import type { Change } from '../../core/edit.js';
import { unreadSettings } from '../../optimize/file-settings.js';
import { ignoresEngines, isBefore, type OptimizeTarget } from '../../optimize/target.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { bySection, moveOf } from '../shared/configuration/moved-settings.js';
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
      const name = file.document.file.name;
      const all = [...unreadIn(file, target)];
      const changesWith = bySection(all.map(({ change }) => change));
      for (const { data, pointer, change } of all) {
        yield {
          data,
          engines: [],
          at: [{ file: name, pointer, part: 'key' }],
          edits: changesWith(change).map((each) => ({ ...each, file: name })),
          subject: data.key,
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
    if (today === null) return `Remove "${key}".`;
    return moveOf(key, '', today) === null
      ? `Remove "${key}" and set "${today}", whose value may have another unit.`
      : `Move the value from "${key}" to "${today}".`;
  },
});

interface Unread {
  readonly data: Data;
  readonly pointer: string;
  readonly change: Change | null;
}

function* unreadIn(file: ConfigurationFile, target: OptimizeTarget): Iterable<Unread> {
  for (const unread of unreadSettings()) {
    const { name: key } = unread;
    const { state, pointer } = file.setting(`/${key.replaceAll('.', '/')}`);
    if (state === 'absent' || isBefore(target, unread.unreadSince)) continue;
    const today = unread.setting.replacement ?? null;
    const change: Change | null = today === null ? { kind: 'remove', pointer } : moveOf(key, pointer, today);
    yield { data: { key, today }, pointer, change };
  }
}
