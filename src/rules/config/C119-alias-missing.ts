import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { aliasFor } from '../shared/configuration/alias-for.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { someNames } from '../shared/words.js';

interface Data {
  /** The settings that should be one level deeper. */
  readonly settings: readonly string[];
}

export default configurationRule({
  code: 'C119',
  name: 'alias-missing',
  severity: 'error',
  unreadable: true,
  *check({ configuration: { files, target } }) {
    if (ignoresEngines(target)) return;
    for (const { document, misplaced } of files) {
      if (misplaced?.kind !== 'no-alias') continue;
      const file = document.file.name;
      const node = nodeAt(document.root, ['engines']);
      const settings = node?.kind === 'mapping' ? node.entries.map(({ key }) => key) : [];
      const data: Data = { settings };
      yield {
        data,
        engines: [],
        at: [{ file, pointer: misplaced.pointer, part: 'key' }],
        edits: [{ kind: 'wrap', file, pointer: misplaced.pointer, key: aliasFor(node) }],
        subject: file,
      };
    }
  },
  message({ settings }: Data) {
    return `"engines" has the settings of one engine (${someNames(settings)}) and no alias above them: Optimize does not start.`;
  },
  remedy() {
    return 'Put the settings below an alias of your choice. It is stored with all imported data: do not change it later.';
  },
  sample() {
    return 'engines:\n  my-engine:\n    name: default';
  },
});
