import type { DefinitionSet } from '../../probe/types.js';
import { engineRule } from '../rule.js';
import { isNumericId } from '../shared/engines/numeric-ids.js';

interface Data {
  readonly engine: string;
  readonly example: string;
}

export default engineRule({
  code: 'P335',
  name: 'numeric-ids',
  severity: 'info',
  needsOptimize: true,
  needs: ['processDefinitions'],
  *check({ entry, facts }) {
    const { value, evidence } = facts.processDefinitions;
    const example = numericId(value);
    if (example === undefined) return;
    yield {
      data: { engine: entry.alias, example },
      engines: [entry.alias],
      at: [{ engine: entry.alias, setting: 'rest' }],
      evidence,
      subject: 'ids',
    };
  },
  message({ engine, example }: Data) {
    return `"${engine}" takes its ids from a counter in its database, e.g. ${example}: other engines that do the same use the same numbers.`;
  },
  remedy() {
    return [
      'Where several such engines are imported, let new ids be UUIDs (id generator "strong", org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator).',
      'Optimize keeps instances by id: equal ids of two engines overwrite each other.',
    ].join('\n');
  },
});

/** The first one. Without a list of all ids, of which there may be half a million. */
function numericId({ groups }: DefinitionSet): string | undefined {
  for (const { versions } of groups) {
    const found = versions.find(({ id }) => isNumericId(id));
    if (found !== undefined) return found.id;
  }
  return undefined;
}
