import { shortened } from '../../core/text/text.js';
import { named } from '../shared/words.js';
import { entriesByAlias, settingPlaces } from '../shared/optimize/places.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly running: string;
  readonly inFile: string;
}

export default optimizeRule({
  code: 'O705',
  name: 'engine-name-differs',
  severity: 'error',
  compares: true,
  needs: ['runningEngines'],
  *check({ facts, configuration }) {
    const inFiles = entriesByAlias(configuration);
    for (const { alias, engineName } of facts.runningEngines.value) {
      const entries = inFiles.get(alias) ?? [];
      const differing = entries.filter(
        ({ entry: { name } }) => name !== null && name !== engineName && isPlain(name),
      );
      const [first] = differing;
      // Nodes that have different names are told elsewhere: one of them may be the one that was asked.
      if (engineName === null || first === undefined || differing.length < entries.length) continue;
      const data: Data = { engine: alias, running: engineName, inFile: first.entry.name ?? '' };
      yield {
        data,
        engines: [alias],
        at: settingPlaces(differing, 'name'),
        evidence: facts.runningEngines.evidence,
        subject: 'name',
      };
    }
  },
  message({ engine, running, inFile }: Data) {
    return `Optimize runs engine ${named(engine)} with the engine name "${shortened(running, 40)}"; the file says "${shortened(inFile, 40)}".`;
  },
  remedy() {
    return 'Restart Optimize with this file, or correct "name": the address /engine/NAME/… is built from it.';
  },
});

/** A part that is masked cannot be compared. */
function isPlain(name: string): boolean {
  return !/\*\*\*|<\w+>/u.test(name);
}
