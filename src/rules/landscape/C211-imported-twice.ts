import { joined } from '../../core/text.js';
import { imports, importsEvents } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { enginesOfCluster, filesOf, mayBeOneEngine, shownFiles } from '../shared/engines/nodes.js';

interface Data {
  readonly engine: string;
  readonly files: readonly string[];
  readonly what: 'data' | 'events';
}

export default configurationRule({
  code: 'C211',
  name: 'imported-twice',
  severity: 'error',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { alias, entries } of enginesOfCluster(configuration)) {
      const importing = entries.filter(({ each }) => imports(each, configuration.target) === true);
      const events = entries.filter(({ each }) => importsEvents(each));
      const what = filesOf(importing).length > 1 ? 'data' : 'events';
      const twice = what === 'data' ? importing : events;
      const files = filesOf(twice);
      // Nodes that disagree about the address have a finding of their own.
      if (files.length < 2 || !mayBeOneEngine(twice)) continue;
      const setting = what === 'data' ? 'importEnabled' : 'eventImportEnabled';
      const data: Data = { engine: alias, files, what };
      yield {
        data,
        engines: [...new Set(twice.map((placed) => placed.alias))],
        at: twice.map(({ fileName, each }) => ({
          file: fileName,
          pointer: each.setting(setting).pointer,
          part: 'entry',
        })),
        edits: twice
          .filter(({ fileName }) => fileName !== files[0])
          .map(({ fileName, each }) => ({
            kind: 'set',
            file: fileName,
            pointer: each.setting(setting).pointer,
            value: false,
          })),
        subject: what,
      };
    }
  },
  message({ engine, files, what }: Data) {
    const shown = shownFiles(files);
    const nodes = shown.length > 2 ? `${shown.length} nodes` : joined(shown);
    return `The ${what} of engine ${named(engine)} ${what === 'data' ? 'is' : 'are'} imported by ${nodes}: exactly one node of a cluster may import it.`;
  },
  remedy({ files: [keep = '', ...others] }: Data) {
    return `Leave it to ${keep}, or to another one, and in ${joined(others)} write:`;
  },
  sample({ what }: Data) {
    return `${what === 'data' ? 'importEnabled' : 'eventImportEnabled'}: false`;
  },
});
