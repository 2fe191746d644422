import { imports } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly seconds: number;
  readonly samples: number;
}

export default optimizeRule({
  code: 'O709',
  name: 'never-importing',
  severity: 'warning',
  needs: ['importSamples'],
  *check({ facts, configuration }) {
    const { seconds, samples, never } = facts.importSamples.value;
    const inFiles = entriesByAlias(configuration);
    for (const alias of never) {
      const entries = inFiles.get(alias) ?? [];
      if (entries.length === 0) continue;
      if (entries.some(({ each }) => imports(each, configuration.target) !== true)) continue;
      const data: Data = { engine: alias, seconds, samples };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'importEnabled'),
        evidence: facts.importSamples.evidence,
        certainty: 'strong',
        subject: 'importing',
      };
    }
  },
  message({ engine, seconds, samples }: Data) {
    return `Optimize was not importing engine ${named(engine)} in any of ${samples} readings over ${seconds} seconds: it does not import it on this node.`;
  },
  remedy() {
    return 'Check whether another node imports this engine, and whether this node was started with this file.';
  },
});
