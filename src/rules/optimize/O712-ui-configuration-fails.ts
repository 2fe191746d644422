import { someNames } from '../shared/words.js';
import { placedEntries, type PlacedEntry } from '../shared/configuration/entries.js';
import { optimizeRule } from '../rule.js';

interface Data {
  readonly engines: readonly string[];
  readonly status: number;
}

export default optimizeRule({
  code: 'O712',
  name: 'ui-configuration-fails',
  severity: 'error',
  needs: ['contact'],
  *check({ facts, configuration }) {
    const { uiStatus, isOptimize } = facts.contact.value;
    if (uiStatus !== 500) return;
    const without = placedEntries(configuration).filter(hasNoWebapps);
    if (without.length === 0) return;
    const engines = [...new Set(without.map(({ alias }) => alias))];
    const data: Data = { engines, status: uiStatus };
    yield {
      data,
      engines,
      at: without.map(({ fileName, entry }) => ({ file: fileName, pointer: entry.pointer, part: 'key' })),
      evidence: facts.contact.evidence,
      // Other faults of Optimize answer 500, too: that of a store that is down, for one.
      certainty: isOptimize ? 'strong' : 'weak',
      subject: 'webapps',
    };
  },
  message({ engines, status }: Data) {
    return `The running Optimize answers ${status} for the configuration of its user interface: ${someNames(engines)} ${engines.length === 1 ? 'has' : 'have'} no "webapps" block.`;
  },
  remedy() {
    return 'Add the block to each of them and restart Optimize: until then nobody can use its user interface.';
  },
  sample() {
    return 'webapps:\n  endpoint: http://engine.example.com:8080/camunda\n  enabled: true';
  },
});

function hasNoWebapps({ each }: PlacedEntry): boolean {
  const { state } = each.setting('webapps');
  return state === 'absent' ? !each.partial : state === 'null';
}
