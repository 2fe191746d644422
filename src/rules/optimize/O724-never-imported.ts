import { imports } from '../shared/configuration/imports.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
}

export default optimizeRule({
  code: 'O724',
  name: 'never-imported',
  severity: 'warning',
  needs: ['storeContent', 'storedAliases'],
  *check({ facts, configuration }) {
    if (facts.storeContent.value.empty || facts.storedAliases.gaps.length > 0) return;
    const stored = new Map(facts.storedAliases.value.map((each) => [each.alias, each]));
    for (const [alias, entries] of entriesByAlias(configuration)) {
      const { definitions = 0, instances = 0, lastRun = null } = stored.get(alias) ?? {};
      if (definitions + instances > 0 || lastRun !== null) continue;
      if (!entries.some(({ each }) => imports(each, configuration.target) === true)) continue;
      const data: Data = { engine: alias };
      const evidence = facts.storedAliases.evidence;
      yield {
        data,
        engines: [alias],
        at: settingPlaces(entries, 'importEnabled'),
        evidence,
        subject: 'import',
      };
    }
  },
  message({ engine }: Data) {
    return `Optimize has never imported engine ${named(engine)}: there is no data of it, and no import of it has ever run.`;
  },
  remedy() {
    return 'Start a node with this file that imports it, and check that Optimize reaches the engine: doctor --running.';
  },
});
