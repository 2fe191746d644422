import type { Edit } from '../../core/edit.js';
import type { Place } from '../../core/rule.js';
import { joined, shortened } from '../../core/text/text.js';
import type { ConfigurationFile } from '../../configuration/types.js';
import { imports, isTrue } from '../shared/configuration/imports.js';
import { nodeAt } from '../shared/configuration/exact-values.js';
import { ignoresEngines } from '../../optimize/target.js';
import { configurationRule } from '../rule.js';
import { namesOf, nodeCount, shownFiles } from '../shared/engines/nodes.js';

interface Data {
  readonly file: string;
  readonly switches: readonly string[];
}

export default configurationRule({
  code: 'C213',
  name: 'cleanup-on-non-importer',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration: { files, target } }) {
    if (nodeCount({ files }) < 2 || ignoresEngines(target)) return;
    for (const file of files) {
      if (file.entries.some((each) => imports(each, target) !== false)) continue;
      const switches = switchesOf(file);
      if (switches.length === 0) continue;
      const name = file.document.file.name;
      const data: Data = {
        file: namesOf([file]).join(''),
        switches: switches.map((pointer) => pointer.split('/').slice(1).join('.')),
      };
      const at = switches.map((pointer): Place => ({ file: name, pointer, part: 'entry' }));
      const edits = switches.map((pointer): Edit => ({ kind: 'set', file: name, pointer, value: false }));
      yield { data, engines: [], at, edits, subject: name };
    }
  },
  message({ file, switches }: Data) {
    return `${shownFiles([file]).join('')} imports nothing, but has history clean-up on (${shortened(joined(switches), 70)}): only the importing node may clean up.`;
  },
  remedy() {
    return 'Switch it off here:';
  },
  sample({ switches }: Data) {
    return switches.map((key) => `${key}: false`).join('\n');
  },
});

/** Every clean-up has a switch of its own below `historyCleanup`. */
function switchesOf(file: ConfigurationFile): readonly string[] {
  const section = nodeAt(file.root, ['historyCleanup']);
  if (section?.kind !== 'mapping') return [];
  const pointers = section.entries.map(({ key }) => `/historyCleanup/${key}/enabled`);
  return pointers.filter((pointer) => isTrue(file.setting(pointer).text));
}
