import { imports } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
}

export default optimizeRule({
  code: 'O708',
  name: 'imports-although-off',
  severity: 'error',
  compares: true,
  needs: ['status'],
  *check({ facts, configuration }) {
    const inFiles = entriesByAlias(configuration);
    for (const { alias, importing } of facts.status.value.engines) {
      const entries = inFiles.get(alias) ?? [];
      if (importing !== true || entries.length === 0) continue;
      // Another node of the cluster may be the one that imports.
      if (entries.some(({ each }) => imports(each, configuration.target) !== false)) continue;
      const data: Data = { engine: alias };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'importEnabled'),
        evidence: facts.status.evidence,
        subject: 'importing',
      };
    }
  },
  message({ engine }: Data) {
    return `Optimize is importing engine ${named(engine)} although the file does not import it: it runs with another configuration.`;
  },
  remedy() {
    return 'Restart Optimize with this file, or find the file that it was started with. An engine that is not imported is never shown as importing.';
  },
});
