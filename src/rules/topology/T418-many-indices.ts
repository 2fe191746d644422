import { quotedList, shortened } from '../../core/text/text.js';
import { landscapeRule } from '../rule.js';
import { entriesOf } from '../shared/engines/definitions.js';

/** Shards that a node of Elasticsearch or OpenSearch holds by default (`cluster.max_shards_per_node`). */
const SHARDS_PER_NODE = 1000;
/** Names in a message, so that it stays one readable line. */
const LONGEST_LIST = 80;

interface Data {
  readonly engines: readonly string[];
  readonly keys: number;
}

export default landscapeRule({
  code: 'T418',
  name: 'many-indices',
  severity: 'info',
  needsOptimize: true,
  needs: ['processDefinitions'],
  *check({ engines }) {
    const keys = new Set<string>();
    for (const { facts } of engines) {
      for (const group of facts.processDefinitions.value.groups) keys.add(group.key);
    }
    if (keys.size < SHARDS_PER_NODE) return;
    const aliases = engines.map(({ entry }) => entry.alias);
    const data: Data = { engines: aliases, keys: keys.size };
    yield {
      data,
      engines: aliases,
      at: entriesOf(aliases.slice(0, 1), () => ''),
      evidence: engines.flatMap(({ facts }) => facts.processDefinitions.evidence),
      subject: 'indices',
    };
  },
  message({ engines, keys }: Data) {
    return `${shortened(quotedList(engines), LONGEST_LIST)}: ${keys} process keys, and an index for each; a node of the search store stops near ${SHARDS_PER_NODE} shards.`;
  },
  remedy() {
    return [
      'Add nodes to the search store, or raise cluster.max_shards_per_node there,',
      'and keep es.settings.index.number_of_shards at 1.',
    ].join('\n');
  },
});
