import type { Edit } from '../../core/edit.js';
import type { Place } from '../../core/rule.js';
import { counted, joined } from '../../core/text/text.js';
import { releaseOf, settingNamed } from '../../optimize/settings.js';
import { ignoresEngines, isBefore } from '../../optimize/target.js';
import { isMeantBySomething } from '../shared/configuration/unread-settings.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { countEngines } from '../shared/configuration/entry-groups.js';
import { configurationRule } from '../rule.js';

interface Data {
  readonly engines: number;
  readonly missing: readonly string[];
}

/** What is enough for a connection, and for a page of a busy engine: milliseconds. */
const TIMEOUTS = { connection: 5000, read: 600_000 } as const;
type Timeout = keyof typeof TIMEOUTS;
const NAMES = ['connection', 'read'] as const satisfies readonly Timeout[];

export default configurationRule({
  code: 'C153',
  name: 'no-engine-timeouts',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const file of files) {
      const engines = countEngines(file, file.entries);
      const missing = NAMES.filter((name) => {
        const { state, text } = file.setting(pointerOf(name));
        if (state === 'absent' && isMeantBySomething(file, nameOf(name).split('.'))) return false;
        // Early releases brought timeouts along; and what a syntax error hides may be one.
        if (state === 'absent')
          return file.isWhole && !isBefore(target, releaseOf(settingNamed(nameOf(name)), 'defaultSince'));
        return state === 'null' || (state === 'text' && Number(text) === 0);
      });
      if (engines < 2 || missing.length === 0) continue;
      const data: Data = { engines, missing };
      const edits = missing.map((name): Edit => {
        return {
          kind: 'set',
          file: file.document.file.name,
          pointer: pointerOf(name),
          value: TIMEOUTS[name],
        };
      });
      yield { data, engines: [], at: placesOf(file, missing), edits, subject: missing.join(' ') };
    }
  },
  message({ engines, missing }: Data) {
    const what = `${counted(engines, 'engine')} and no ${joined(missing)} timeout`;
    return `${what}: Optimize waits forever, so one engine that hangs blocks the logins and imports of all.`;
  },
  remedy() {
    return 'Set both, in milliseconds:';
  },
  sample() {
    return 'engine-commons:\n  connection:\n    timeout: 5000\n  read:\n    timeout: 600000';
  },
});

function nameOf(name: Timeout): string {
  return `engine-commons.${name}.timeout`;
}

function pointerOf(name: Timeout): string {
  return `/${nameOf(name).replaceAll('.', '/')}`;
}

/** Where they are set to nothing; else the engines that they are missing for. */
function placesOf(file: ConfigurationFile, missing: readonly Timeout[]): readonly Place[] {
  const name = file.document.file.name;
  const there = missing.map(pointerOf).filter((pointer) => file.setting(pointer).state !== 'absent');
  if (there.length === 0) return [{ file: name, pointer: '/engines', part: 'key' }];
  return there.map((pointer) => ({ file: name, pointer, part: 'entry' }));
}
