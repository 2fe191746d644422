import { named } from '../shared/words.js';
import { enginesPlace, entriesByAlias, knowsAllAliases } from '../shared/optimize/places.js';
import { ignoresEngines } from '../../optimize/target.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engine: string;
  readonly engineName: string | null;
  readonly address: string;
}

export default optimizeRule({
  code: 'O704',
  name: 'running-alias-not-in-file',
  severity: 'error',
  compares: true,
  needs: ['contact', 'runningEngines'],
  *check({ facts, configuration }) {
    if (!knowsAllAliases(configuration) || ignoresEngines(configuration.target)) return;
    const inFiles = entriesByAlias(configuration);
    const { address } = facts.contact.value;
    for (const { alias, engineName } of facts.runningEngines.value) {
      if (inFiles.has(alias)) continue;
      const data: Data = { engine: alias, engineName, address };
      yield {
        data,
        engines: [alias],
        at: enginesPlace(configuration),
        evidence: facts.runningEngines.evidence,
        subject: 'alias',
      };
    }
  },
  message({ engine }: Data) {
    return `The running Optimize has an engine ${named(engine)} that is not in the file: the file was changed after the start, or is not the one in use.`;
  },
  remedy({ address }: Data) {
    return `Check the file that the node at ${address} was started with. An entry that goes leaves its data behind in Optimize.`;
  },
});
