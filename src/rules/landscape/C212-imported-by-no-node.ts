import { imports } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { configurationRule } from '../rule.js';
import { enginesOfCluster, nodeCount } from '../shared/engines/nodes.js';

interface Data {
  readonly engine: string;
  readonly nodes: number;
}

export default configurationRule({
  code: 'C212',
  name: 'imported-by-no-node',
  severity: 'warning',
  needsOptimize: true,
  *check({ configuration }) {
    for (const { alias, entries } of enginesOfCluster(configuration)) {
      // Where `importEnabled` is missing, that is the finding; where its value is not known, there is none.
      if (entries.some(({ each }) => each.setting('importEnabled').state === 'absent')) continue;
      if (entries.some(({ each }) => imports(each, configuration.target) !== false)) continue;
      const data: Data = { engine: alias, nodes: nodeCount(configuration) };
      yield {
        data,
        engines: [...new Set(entries.map((placed) => placed.alias))],
        at: entries.map(({ fileName, each }) => ({
          file: fileName,
          pointer: each.setting('importEnabled').pointer,
          part: 'entry',
        })),
        subject: 'importEnabled',
      };
    }
  },
  message({ engine, nodes }: Data) {
    return `None of the ${nodes} nodes imports engine ${named(engine)}: its data never reaches Optimize.`;
  },
  remedy() {
    return 'On exactly one node write:\n  importEnabled: true';
  },
});
