import type { Edit } from '../../core/edit.js';
import type { Place } from '../../core/rule.js';
import { engineSettings } from '../../optimize/engine-settings.js';
import { ignoresEngines, isNamed, lacks } from '../../optimize/target.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { configurationRule } from '../rule.js';
import { someNames } from '../shared/words.js';

interface Data {
  readonly engines: readonly string[];
  readonly setting: string;
  readonly target: string;
  /** The first release that has it. */
  readonly from: string;
  /** The release before which it does not exist is known exactly. */
  readonly sure: boolean;
}

export default configurationRule({
  code: 'C130',
  name: 'setting-not-in-version',
  severity: 'error',
  needsOptimize: true,
  severityOf: ({ sure }) => (sure ? 'error' : 'warning'),
  *check({ configuration: { files, target } }) {
    if (!isNamed(target) || ignoresEngines(target)) return;
    // What went again is an unknown setting, which has a rule of its own.
    for (const { name: setting, setting: facts } of engineSettings()) {
      const missing = facts.last === undefined ? lacks(facts, target) : null;
      if (missing === null) continue;
      for (const file of files) {
        const { engines, at } = usersOf(file, setting);
        if (engines.length === 0) continue;
        const sure = missing === 'surely';
        const data: Data = { engines, setting, target: target.text, from: facts.first ?? '', sure };
        yield { data, engines, at, edits: sure ? removalOf(at) : [], subject: setting };
      }
    }
  },
  message({ engines, setting, target, from, sure }: Data) {
    const what = `"${setting}" of ${someNames(engines)}`;
    return sure
      ? `${what} does not exist in Optimize ${target}: it came with ${from}.`
      : `${what} probably does not exist in Optimize ${target}: it came with about ${from}; the exact release is not known.`;
  },
  remedy({ setting, from }: Data) {
    return `Remove "${setting}", or use Optimize ${from} or newer.`;
  },
});

type KeyPlace = Extract<Place, { readonly part: string }>;

function removalOf(at: readonly KeyPlace[]): readonly Edit[] {
  return at.map(({ file, pointer }) => ({ kind: 'remove', file, pointer }));
}

function usersOf(
  { document, entries }: ConfigurationFile,
  setting: string,
): { readonly engines: readonly string[]; readonly at: readonly KeyPlace[] } {
  const having = entries.filter((each) => !each.builtIn && each.setting(setting).state !== 'absent');
  return {
    engines: having.map(({ entry }) => entry.alias),
    at: having.map((each) => ({
      file: document.file.name,
      pointer: each.setting(setting).pointer,
      part: 'key',
    })),
  };
}
